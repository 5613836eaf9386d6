"""Photographs from an archive: asked for and fetched beside the window, then in the study."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from retinaview.core.cancel import CancelToken
from retinaview.core.errors import RetinaViewError
from retinaview.core.text import brief
from retinaview.ui import settings as kept
from retinaview.ui.archive.dialog import ArchiveDialog
from retinaview.ui.controller import Controller
from retinaview.ui.language import tr
from retinaview.ui.settings import Settings
from retinaview.ui.study.opening import OpeningController
from retinaview.ui.widgets.file_dialogs import choose_folder
from retinaview.ui.widgets.message_bar import MessageKind
from retinaview.ui.window_context import WindowContext
from retinaview.ui.workers import Worker

if TYPE_CHECKING:
    from retinaview.exchange.dicom.archive import FoundStudy
    from retinaview.exchange.dicom.archive.fetching import Fetched

News = Callable[[], None]
"""What is left to do in the window."""


class ArchiveController(Controller):
    """Shows the dialog, asks the archive in a thread of its own, and takes the photographs.

    Nothing is sent before the reader searches.

    Parameters
    ----------
    context : WindowContext
        Has the study, whose folder the photographs go into.
    opening : OpeningController
        Opens the folder that the reader chooses where no study is open.
    settings : Settings
        Remembers the archive.
    parent : QWidget
        Has the dialog.
    """

    _told = Signal(object, object)

    def __init__(
        self,
        context: WindowContext,
        *,
        opening: OpeningController,
        settings: Settings,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._context, self._opening = context, opening
        self._settings, self._window = settings, parent
        self._worker = Worker("archive", on_failure=self._report, background=False)
        self._cancel = CancelToken()
        self.dialog: ArchiveDialog | None = None
        self._told.connect(self._on_told)

    @property
    def workers(self) -> tuple[Worker, ...]:
        """The thread that talks to the archive."""
        return (self._worker,)

    def close_windows(self) -> None:
        """Stop with the window."""
        if self.dialog is not None:
            self.dialog.reject()

    def ask(self) -> None:
        """Show the dialog."""
        address, title = self._settings.get(kept.ARCHIVE), self._settings.get(kept.ARCHIVE_TITLE)
        self.dialog = dialog = ArchiveDialog(address, title, parent=self._window)
        dialog.searched.connect(self.search)
        dialog.fetched.connect(self.ask_where)
        dialog.stopped.connect(self.stop)
        dialog.finished.connect(self._forget)
        dialog.open()

    def search(self) -> None:
        """Ask the archive for studies."""
        if (dialog := self.dialog) is None:
            return
        address, title = dialog.address.text().strip(), dialog.title.text().strip()
        self._settings.set(kept.ARCHIVE, address)
        self._settings.set(kept.ARCHIVE_TITLE, title)
        dialog.show_studies(())
        lines = dialog.patient, dialog.name, dialog.dates
        patient, name, dates = (line.text().strip() for line in lines)
        find = partial(self._find, address, title, patient, name, dates)
        self._begin(tr("Asking the archive …"), find)

    def ask_where(self) -> None:
        """Fetch into the study's folder, or let the reader choose one."""
        session = self._context.session
        if session is not None:
            self.fetch(session.path.parent)
        elif chosen := choose_folder(self._window, tr("Folder for the photographs"), ""):
            self.fetch(Path(chosen))

    def fetch(self, folder: Path) -> None:
        """Fetch the photographs of the selected studies into a folder."""
        dialog = self.dialog
        if dialog is None or not (studies := dialog.chosen):
            return
        where = dialog.address.text().strip(), dialog.title.text().strip()
        self._begin(tr("Getting photographs …"), partial(self._fetch, *where, studies, folder))

    def stop(self) -> None:
        """Stop what is under way; photographs that have come stay, and are taken."""
        self._cancel.cancel()
        if self._worker.busy:
            self._say(tr("Stopping …"), working=True)

    def _begin(self, words: str, work: Callable[[CancelToken], News]) -> None:
        """Do something in the archive's thread; only the latest is listened to."""
        self._cancel = token = CancelToken()
        if self.dialog is not None:
            self.dialog.set_busy(working=True, words=words)
        self._worker.submit(token, lambda: self._told.emit(token, work(token)))

    def _find(
        self, address: str, title: str, patient: str, name: str, dates: str, token: CancelToken
    ) -> News:
        """Search; in the worker's thread."""
        from retinaview.exchange.dicom.archive import Question, open_archive

        question = Question(patient=patient, name=name, dates=dates)
        found = open_archive(address, own_title=title).find(question)
        if token.cancelled:
            return lambda: self._say(tr("Stopped."))
        return lambda: self._show(found)

    def _fetch(
        self,
        address: str,
        title: str,
        studies: Sequence[FoundStudy],
        folder: Path,
        token: CancelToken,
    ) -> News:
        """Fetch study by study, each for its own patient; in the worker's thread."""
        from retinaview.exchange.dicom.archive import open_archive
        from retinaview.exchange.dicom.archive.fetching import Fetched, fetch_studies

        count = 0

        def each() -> None:
            nonlocal count
            count += 1
            words = tr("%n photograph(s) so far", "", count)
            self._told.emit(token, lambda: self._say(words, working=True))
            token.raise_if_cancelled()

        archive, came = open_archive(address, own_title=title), Fetched(())
        for study in studies:
            one = fetch_studies(archive, [study.uid], folder, patient=study.patient, each=each)
            came = Fetched(
                (*came.written, *one.written), (*came.problems, *one.problems), one.stopped
            )
            if one.stopped:
                break
        return lambda: self._take(folder, came)

    def _on_told(self, token: CancelToken, news: News) -> None:
        if token is self._cancel:
            news()

    def _say(self, words: str, *, working: bool = False) -> None:
        if self.dialog is not None:
            self.dialog.set_busy(working=working, words=words)

    def _show(self, found: Sequence[FoundStudy]) -> None:
        if self.dialog is not None:
            self.dialog.show_studies(found)
            self._say(tr("%n study(s) found", "", len(found)))

    def _take(self, folder: Path, came: Fetched) -> None:
        """Put the photographs into the study; problems stay in the dialog."""
        done = tr("%n photograph(s) came from the archive.", "", len(came.written))
        stopped = [tr("Stopped.")] if came.stopped else []
        said = " ".join([done, *stopped, *came.problems[:3]])
        session = self._context.session
        try:
            if session is not None and session.path.parent == folder:
                session.add_paths(came.written)
            elif came.written:
                self._opening.open([folder])
        except RetinaViewError as error:
            said = f"{said} {error}"
        if self.dialog is None or not came.problems:
            kind = MessageKind.CAUTION if came.problems else MessageKind.NOTICE
            self._context.say(said, kind)
        if self.dialog is not None:
            self._say(said)
            if not came.problems and came.written:
                self.dialog.accept()

    def _report(self, key: Hashable, error: Exception) -> None:
        """Say why it failed; in the worker's thread."""
        known = isinstance(error, RetinaViewError)
        sentence = str(error) if known else tr("The archive failed: {why}", why=brief(error))
        self._told.emit(key, lambda: self._say(sentence))

    def _forget(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = None
