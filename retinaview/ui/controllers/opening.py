"""Opening studies: dialogs, dropped files, recent ones, and the order of things at the start."""

from __future__ import annotations

import getpass
import logging
from collections.abc import Callable, Hashable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from retinaview.core.errors import RetinaViewError
from retinaview.imaging.photograph import SUFFIXES
from retinaview.ui import settings as kept
from retinaview.ui.controllers.reading import ReadingController
from retinaview.ui.desk import Desk
from retinaview.ui.panels.message_bar import Kind
from retinaview.ui.settings import Settings
from retinaview.ui.workers import Worker

if TYPE_CHECKING:
    from retinaview.session.session import Session

logger = logging.getLogger(__name__)
PROJECT_SUFFIX = ".retinaview"


class OpeningController(QObject):
    """Opens what a person asks for.

    The first photograph is decoded and shown before its study is opened, because the study's
    database library alone takes longer to import than a photograph to decode.

    Attributes
    ----------
    opened : Signal()
        A study is on the desk, or the attempt has failed with a message.
    """

    opened = Signal()
    _prepared = Signal(object)

    def __init__(
        self,
        desk: Desk,
        *,
        reading: ReadingController,
        settings: Settings,
        parent: QWidget,
        prepare: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._reading = reading
        self._settings = settings
        self._window = parent
        self._prepare = prepare or import_session
        self._wanted: tuple[Path, ...] = ()
        self._worker = Worker("opening", on_failure=self._on_preparing_failed, background=False)
        self._prepared.connect(self._on_prepared)

    def open(self, paths: Sequence[Path]) -> None:
        """Open photographs, folders or a project; `opened` follows."""
        if not paths:
            return
        self._wanted = tuple(paths)
        wanted = self._wanted
        self._worker.submit(wanted, lambda: self._import_and_tell(wanted))

    def ask_for_files(self) -> None:
        """Let a person choose photographs or a project."""
        pattern = " ".join(f"*{suffix}" for suffix in sorted(SUFFIXES))
        every = f"Photographs and projects ({pattern} *{PROJECT_SUFFIX})"
        chosen, _ = QFileDialog.getOpenFileNames(
            self._window, "Open photographs or project", self._folder(), f"{every};;All files (*)"
        )
        self._open_chosen(chosen)

    def ask_for_folder(self) -> None:
        """Let a person choose a folder."""
        chosen = QFileDialog.getExistingDirectory(self._window, "Open folder", self._folder())
        self._open_chosen([chosen] if chosen else [])

    def ask_for_more(self) -> None:
        """Let a person add photographs to the open study."""
        pattern = " ".join(f"*{suffix}" for suffix in sorted(SUFFIXES))
        chosen, _ = QFileDialog.getOpenFileNames(
            self._window, "Add photographs", self._folder(), f"Photographs ({pattern})"
        )
        session = self._desk.session
        if session is None or not chosen:
            return
        try:
            added = session.add_paths([Path(path) for path in chosen])
        except RetinaViewError as error:
            self._desk.complain(error)
            return
        count = len(added)
        self._desk.say(f"{count} photograph{'' if count == 1 else 's'} added.")

    def reader(self) -> str:
        """Who reads: as set, or as logged in."""
        name = self._settings.get(kept.READER)
        if name:
            return name
        try:
            return getpass.getuser()
        except (OSError, KeyError, ImportError):  # no login name on this system
            return "reader"

    def close_study(self) -> None:
        """Take the study off the desk and close its file."""
        session = self._desk.session
        self._reading.flush()
        if session is not None:
            self._desk.set_session(None)
            session.close()

    @property
    def workers(self) -> tuple[Worker, ...]:
        """The thread, for whoever ends it."""
        return (self._worker,)

    def _open_chosen(self, chosen: Sequence[str]) -> None:
        if chosen:
            paths = [Path(path) for path in chosen]
            self._settings.set(kept.LAST_FOLDER, str(paths[0].parent))
            self.open(paths)

    def _folder(self) -> str:
        return self._settings.get(kept.LAST_FOLDER)

    def _import_and_tell(self, wanted: tuple[Path, ...]) -> None:
        self._prepare()
        self._prepared.emit(wanted)

    def _on_preparing_failed(self, key: Hashable, error: Exception) -> None:
        logger.error("cannot prepare opening %s: %s", key, error)
        self._desk.said.emit(Kind.ALARM, f"The study cannot be opened ({error}).")

    def _on_prepared(self, wanted: tuple[Path, ...]) -> None:
        if wanted != self._wanted:
            return  # another study was asked for in the meantime
        from retinaview.session.study import open_study

        try:
            session = open_study(wanted, reader=self.reader())
        except RetinaViewError as error:
            logger.warning("cannot open %s: %s", wanted, error)
            self._desk.complain(error)
        else:
            self._take(session)
        self.opened.emit()

    def _take(self, session: Session) -> None:
        self.close_study()
        self._settings.add_recent(session.path)
        self._desk.set_session(session)
        for note in session.notes:
            self._desk.say(note, Kind.CAUTION)
        self._reading.show(session.first_image_id)


def import_session() -> None:
    """Import everything that opening a study needs."""
    import retinaview.session.study  # noqa: F401
