"""An import from the files to the study; if there are problems, with a look at it before."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from retinaview.core.errors import LabelError
from retinaview.core.label_problems import OnProblem
from retinaview.ui.labels.import_preview import ImportPreview
from retinaview.ui.labels.words import imported_words
from retinaview.ui.language import later, tr
from retinaview.ui.window_context import WindowContext

if TYPE_CHECKING:
    from retinaview.exchange import EachFile
    from retinaview.session.label_import import PreparedImport
    from retinaview.session.session import Session

News = Callable[[], None]
"""The rest of a task, for the window's thread."""
Work = Callable[["EachFile"], News]
IMPORTING = later("Importing labels")


class ImportFlow:
    """Reads label files in a worker's thread, and writes what they bring, all or nothing.

    Parameters
    ----------
    context : WindowContext
        Takes the messages.
    start : callable
        Starts work in the worker's thread, with the words to show meanwhile.
    parent : QWidget
        The window.
    """

    def __init__(
        self, context: WindowContext, *, start: Callable[[str, Work], None], parent: QWidget
    ) -> None:
        self._context, self._start, self._parent = context, start, parent
        self._prepared: PreparedImport | None = None
        self.preview: ImportPreview | None = None

    def begin(self, session: Session, files: tuple[Path, ...]) -> None:
        """Read label files, and write what they bring or ask about their problems."""
        self._start(tr(IMPORTING), partial(self._import, session, files))

    def close(self) -> None:
        """Give up what is asked."""
        if self.preview is not None:
            self.preview.reject()

    def _import(self, session: Session, files: tuple[Path, ...], each_file: EachFile) -> News:
        """Read and write; in the worker's thread."""
        from retinaview.session.label_import import prepare_import

        try:
            prepared = prepare_import(session, files, each_file=each_file)
        except LabelError as error:
            prepared = _without_problems(session, files, error, each_file)
            return partial(self._ask, session, files, prepared)
        return self._write(session, prepared, each_file)

    def _write(self, session: Session, prepared: PreparedImport, each_file: EachFile) -> News:
        each_file()  # the last moment to stop
        prepared.write(session)
        return partial(self._take, session, prepared)

    def _take(self, session: Session, prepared: PreparedImport) -> None:
        prepared.took(session)
        self._context.say(tr("Imported {what}.", what=imported_words(prepared.report)))

    def _ask(self, session: Session, files: tuple[Path, ...], prepared: PreparedImport) -> None:
        self.close()
        preview = ImportPreview(self._parent)
        preview.changed.connect(partial(self._read_again, session, files))
        preview.accepted.connect(partial(self._accept, session))
        preview.finished.connect(self._forget)
        self.preview = preview
        self._show(prepared)
        preview.open()

    def _read_again(self, session: Session, files: tuple[Path, ...]) -> None:
        if (preview := self.preview) is not None:
            preview.set_busy()
            work = partial(self._prepare, session, files, preview.on_problem, preview.classes)
            self._start(tr("Reading labels"), work)

    def _prepare(
        self,
        session: Session,
        files: tuple[Path, ...],
        on_problem: OnProblem,
        classes: dict[str, str],
        each_file: EachFile,
    ) -> News:
        from retinaview.session.label_import import prepare_import

        prepared = prepare_import(
            session, files, on_problem=on_problem, classes=classes, each_file=each_file
        )
        return partial(self._show, prepared)

    def _show(self, prepared: PreparedImport) -> None:
        self._prepared = prepared
        if self.preview is not None:
            self.preview.show_report(prepared.report)

    def _accept(self, session: Session) -> None:
        if self._prepared is not None:
            self._start(tr(IMPORTING), partial(self._write, session, self._prepared))

    def _forget(self) -> None:
        if self.preview is not None:
            self.preview.deleteLater()
        self.preview = None


def _without_problems(
    session: Session, files: tuple[Path, ...], error: LabelError, each_file: EachFile
) -> PreparedImport:
    """Return what is left without the labels that have problems.

    Raises
    ------
    LabelError
        Nothing is left, and no choice of classes could change that: the first error.
    """
    from retinaview.session.label_import import prepare_import

    try:
        prepared = prepare_import(session, files, on_problem=OnProblem.SKIP, each_file=each_file)
    except LabelError:
        raise error from None
    if not prepared.edits and not any(p.about for p in prepared.report.problems):
        raise error
    return prepared
