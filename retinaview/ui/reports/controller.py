"""Reports: where they go, and what is said of them; they are made beside the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from retinaview.core.errors import FileInTheWay
from retinaview.report.language import english
from retinaview.ui.canvas.layers import Layer
from retinaview.ui.controller import Controller
from retinaview.ui.labels.import_flow import News, Work
from retinaview.ui.language import tr
from retinaview.ui.language.below import said_below
from retinaview.ui.language.catalogues import LANGUAGES
from retinaview.ui.language.translation import spoken_language
from retinaview.ui.layers.controller import LayersController
from retinaview.ui.widgets.file_dialogs import choose_folder
from retinaview.ui.window_context import WindowContext

if TYPE_CHECKING:
    from retinaview.exchange import EachFile
    from retinaview.report.patients import Patient
    from retinaview.report.writing import WrittenReport
    from retinaview.session.session import Session

_DRAWN = (Layer.MARKS, Layer.LESIONS, Layer.LANDMARKS)


class ReportsController(Controller):
    """Writes reports with the overlays that the reader sees.

    Parameters
    ----------
    context : WindowContext
        Has the study.
    start : callable
        Starts work in a thread; see `LabelsController.start`.
    layers : LayersController
        Knows which overlays are shown.
    show_folder : callable
        Shows a folder on the desktop.
    parent : QWidget
        Has the dialogs.
    """

    def __init__(
        self,
        context: WindowContext,
        *,
        start: Callable[[str, Work], None],
        layers: LayersController,
        show_folder: Callable[[Path], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._context, self._start, self._layers = context, start, layers
        self._show_folder, self._window = show_folder, parent

    def ask_for_patient(self) -> None:
        """Let the reader choose where the report of this patient goes."""
        if self._context.image_id is not None and (
            folder := self._ask(tr("Report of this patient"))
        ):
            self.write(folder, image_id=self._context.image_id)

    def ask_for_study(self) -> None:
        """Let the reader choose where the report of the study goes."""
        if folder := self._ask(tr("Report of the study")):
            self.write(folder)

    def write(self, folder: Path, *, image_id: int | None = None, replace: bool = False) -> None:
        """Write the report of the patient on a photograph, or of the whole study.

        Where a file of somebody else has the name of one of the report's, nothing is written, and
        the reader can have it replaced.
        """
        if (session := self._context.session) is None:
            return
        layers = [str(layer) for layer in _DRAWN if self._layers.is_visible(layer)]
        # In the language of this moment.
        letters = LANGUAGES[spoken_language()]
        work = partial(
            self._write, session, folder, image_id, layers, letters=letters, replace=replace
        )
        self._start(tr("Making the report"), work)

    def _ask(self, title: str) -> Path | None:
        session = self._context.session
        if session is None:
            return None
        chosen = choose_folder(self._window, title, str(session.path.parent))
        return Path(chosen) if chosen else None

    def _write(
        self,
        session: Session,
        folder: Path,
        image_id: int | None,
        layers: Sequence[str],
        each_file: EachFile,
        *,
        letters: str,
        replace: bool,
    ) -> News:
        """Write a report; in the worker's thread."""
        from retinaview.report.writing import can_print, patient_on, write_report

        prints = can_print(letters)
        only: list[Patient] | None = None if image_id is None else [patient_on(session, image_id)]
        try:
            written = write_report(
                session,
                folder,
                patients=only,
                layers=layers,
                as_reader=True,
                each_file=each_file,
                replace=replace,
                say=tr if prints else english,
            )
        except FileInTheWay as error:
            sentence = tr("{why}; nothing was written.", why=said_below(str(error)))
            again = partial(self.write, folder, image_id=image_id, replace=True)
            return lambda: self._context.offer(sentence, tr("Replace"), again)
        done = tr(
            "%n file(s) written to {folder}: {what}.",
            "",
            len(written.files),
            folder=folder,
            what=_written_words(written),
        )
        said = " ".join([done, *([] if prints else [_no_letters()]), *written.problems[:1]])
        return lambda: self._context.offer(
            said, tr("Open folder"), partial(self._show_folder, folder)
        )


def _no_letters() -> str:
    return tr("It is in English: no font of this computer has the letters of your language.")


def _written_words(written: WrittenReport) -> str:
    """Return what a report is about."""
    what = tr(
        "{patients} with {photographs}",
        patients=tr("%n patient(s)", "", written.patients),
        photographs=tr("%n photograph(s)", "", written.photographs),
    )
    if not written.unread:
        return what
    return tr("{what}; {count} without a reading", what=what, count=written.unread)
