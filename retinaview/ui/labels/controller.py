"""Labels in and out of a study, copies of it, and the reassurance that nothing needs saving."""

from __future__ import annotations

import itertools
import logging
import time
from collections.abc import Hashable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from retinaview.core.cancel import CancelToken
from retinaview.core.errors import Cancelled, FileInTheWay, RetinaViewError
from retinaview.core.pictures import Pictures
from retinaview.ui.controller import Controller
from retinaview.ui.labels.export_dialog import HISTORY, ExportDialog
from retinaview.ui.labels.import_flow import ImportFlow, News, Work
from retinaview.ui.labels.words import exported_words
from retinaview.ui.language import tr
from retinaview.ui.language.below import said_below
from retinaview.ui.language.terms import threshold_words
from retinaview.ui.widgets.file_dialogs import choose_files, choose_new_file
from retinaview.ui.widgets.message_bar import MessageKind
from retinaview.ui.widgets.status_bar import ProgressCell
from retinaview.ui.window_context import WindowContext
from retinaview.ui.workers import Worker

if TYPE_CHECKING:
    from retinaview.exchange import EachFile
    from retinaview.session.session import Session

logger = logging.getLogger(__name__)
LABEL_SUFFIXES = frozenset({".csv", ".json", ".xml"})

_TELL_EVERY_S = 0.05
_FOR_FOLDERS = frozenset({".txt", ".yaml", ".yml", ".names", ".png"})


class LabelsController(Controller):
    """Imports and exports beside the window; both happen completely or not at all.

    Parameters
    ----------
    context : WindowContext
        Has the study.
    progress : ProgressCell
        Shows how far it is, and stops it.
    parent : QWidget
        Has the dialogs.
    """

    _stepped = Signal(str)
    _ended = Signal(object)

    def __init__(self, context: WindowContext, *, progress: ProgressCell, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._progress = progress
        self._window = parent
        self._worker = Worker("labels", on_failure=self._report, background=False)
        self._waiting = 0
        self._cancel = CancelToken()
        self.importing = ImportFlow(context, start=self.start, parent=parent)
        self._stepped.connect(self._progress.set_progress)
        self._ended.connect(self._on_ended)
        self._progress.stop_requested.connect(self.stop)
        self._context.study_changed.connect(self.stop)

    @property
    def busy(self) -> bool:
        """Whether an import or an export is under way."""
        return self._waiting > 0

    @property
    def workers(self) -> tuple[Worker, ...]:
        """The thread that reads and writes labels."""
        return (self._worker,)

    def stop(self) -> None:
        """Stop what is under way; it changes nothing then."""
        self._cancel.cancel()
        self.importing.close()

    def close_windows(self) -> None:
        """Stop with the window."""
        self.stop()

    def say_saved(self) -> None:
        """Tell the reader that every finished edit is in the project already."""
        session = self._context.session
        if session is None:
            return
        if session.read_only:
            words = tr("{file} is read-only; nothing is saved.", file=session.path.name)
            self._context.say(words, MessageKind.CAUTION)
        else:
            self._context.say(tr("Everything is already saved in {file}.", file=session.path.name))

    def ask_for_copy(self) -> None:
        """Let the reader choose where a copy of the project goes."""
        session = self._context.session
        if session is None:
            return
        path, projects = session.path, tr("Projects")
        chosen, _ = choose_new_file(
            self._window,
            tr("Save a copy"),
            str(path.with_name(tr("{name} copy", name=path.stem) + path.suffix)),
            f"{projects} (*{path.suffix})",
            confirm_overwrite=False,
        )
        if chosen:
            self.save_copy(Path(chosen))

    def save_copy(self, target: Path) -> None:
        """Copy the project as it stands, also where its file has been deleted or replaced."""
        session = self._context.session
        if session is None:
            return
        if not target.suffix:
            target = target.with_suffix(session.path.suffix)
        self.start(tr("Saving a copy"), partial(self._copy, session, target))

    def ask_for_import(self) -> None:
        """Let the reader choose label files."""
        files, yolo, masks = tr("Label files"), tr("YOLO classes"), tr("PNG masks")
        every = tr("All files")
        chosen = choose_files(
            self._window,
            tr("Import labels"),
            str(self._study_folder()),
            f"{files} (*.csv *.json *.xml);;{yolo} (*.txt *.yaml *.names);;{masks} (*.png);;"
            f"{every} (*)",
        )
        if chosen:
            self.import_files([*dict.fromkeys(_as_read(Path(path)) for path in chosen)])

    def import_files(self, files: Sequence[Path]) -> None:
        """Add the marks and answers of label files."""
        session = self._context.session
        if session is None:
            self._context.say(
                tr("Open the photographs first, then their labels."), MessageKind.CAUTION
            )
        else:
            self.importing.begin(session, tuple(files))

    def ask_for_export(self) -> None:
        """Let the reader choose format and folder."""
        caution = self._thresholds_in_words()
        folder = self._study_folder() / "labels"
        dialog = ExportDialog(folder, caution=caution, parent=self._window)
        if dialog.exec():
            self.export(
                dialog.format_name, dialog.folder, pictures=dialog.pictures, split=dialog.split
            )
        dialog.deleteLater()

    def export(
        self,
        format_name: str,
        folder: Path,
        *,
        pictures: Pictures = Pictures.NONE,
        split: str | None = None,
        replace: bool = False,
    ) -> None:
        """Write the study's marks and answers in one format, perhaps with the photographs.

        Where a file of somebody else has the name of one of the export's, nothing is written, and
        the reader can have it replaced.
        """
        if (session := self._context.session) is None:
            return
        work = partial(self._export, session, format_name, folder, pictures, split, replace=replace)
        self.start(tr("Exporting labels"), work)

    def show_folder(self, folder: Path) -> None:
        """Open a folder in the desktop's file manager."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _thresholds_in_words(self) -> str:
        """Name the study's thresholds that are not the model card's."""
        session = self._context.session
        return "" if session is None else threshold_words(session.changed_thresholds())

    def start(self, words: str, work: Work) -> None:
        """Do something in the labels' thread, after what is under way there.

        Parameters
        ----------
        words : str
            What is done, for the status bar.
        work : Work
            Calls what it is given after each file, and returns what is left to do in the window.
        """
        if not self.busy:
            self._cancel = CancelToken()
        token = self._cancel
        self._waiting += 1
        self._progress.set_progress(words)
        self._worker.submit(object(), lambda: self._ended.emit(self._done(words, work, token)))

    def _done(self, words: str, work: Work, token: CancelToken) -> News:
        """Do it, and return what is left to say; in the worker's thread."""
        counted = itertools.count(1)
        told = time.monotonic()

        def each_file() -> None:
            nonlocal told
            token.raise_if_cancelled()
            number = next(counted)
            if time.monotonic() > told + _TELL_EVERY_S:
                told = time.monotonic()
                self._stepped.emit(tr("{what}: {count} files", what=words, count=number))

        try:
            return work(each_file)
        except Cancelled:
            stopped = tr("{what} was stopped; nothing was changed.", what=words)
            return lambda: self._context.say(stopped)
        except (RetinaViewError, OSError) as error:
            logger.warning("%s failed: %s", words.lower(), error)
            fault = error
            return lambda: self._context.complain(fault)

    def _export(
        self,
        session: Session,
        format_name: str,
        folder: Path,
        pictures: Pictures,
        split: str | None,
        each_file: EachFile,
        *,
        replace: bool,
    ) -> News:
        """Write an export; in the worker's thread."""
        try:
            from retinaview.session.label_export import export_history, export_labels

            if format_name == HISTORY:
                _, events = export_history(session, folder, each_file=each_file, replace=replace)
                count, what = 1, tr("%n step(s) of all readers", "", events)
            else:
                report = export_labels(
                    session,
                    format_name,
                    folder,
                    pictures=pictures,
                    split=split,
                    each_file=each_file,
                    replace=replace,
                )
                count, what = len(report.files), exported_words(report)
        except FileInTheWay as error:
            sentence = tr("{why}; nothing was exported.", why=said_below(str(error)))
            again = partial(
                self.export, format_name, folder, pictures=pictures, split=split, replace=True
            )
            return lambda: self._context.offer(sentence, tr("Replace"), again)
        done = tr("%n file(s) written to {folder}: {what}.", "", count, folder=folder, what=what)
        return lambda: self._context.offer(
            f"{done} {self._thresholds_in_words()}".strip(),
            tr("Open folder"),
            partial(self.show_folder, folder),
        )

    def _copy(self, session: Session, target: Path, each_file: EachFile) -> News:
        """Copy the project; in the worker's thread."""
        each_file()  # the last moment to stop
        session.save_copy(target)
        return lambda: self._context.say(
            tr("A copy of the study was saved to {path}.", path=target)
        )

    def _on_ended(self, news: News) -> None:
        self._waiting -= 1
        if not self.busy:
            self._progress.set_progress("")
        news()

    def _report(self, _: Hashable, error: Exception) -> None:
        """Say what nobody expected; in the worker's thread."""
        sentence = tr("The labels could not be read or written: {why}", why=said_below(str(error)))
        self._ended.emit(lambda: self._context.say(sentence, MessageKind.ALARM))

    def _study_folder(self) -> Path:
        session = self._context.session
        return Path.home() if session is None else session.path.parent


def _as_read(path: Path) -> Path:
    """Return a label file, or the folder for which its list of classes or a mask was chosen."""
    return path.parent if path.suffix.lower() in _FOR_FOLDERS else path
