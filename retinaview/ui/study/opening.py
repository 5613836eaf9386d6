"""Opening studies: dialogs, dropped files, recent ones, and the order of things at the start."""

from __future__ import annotations

import logging
from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from retinaview.core import left_at
from retinaview.core.errors import RetinaViewError
from retinaview.core.imports import gathering, importing
from retinaview.core.reader_names import login_name
from retinaview.core.server_address import ServerAddress, Wanted
from retinaview.core.text import brief
from retinaview.imaging.photograph import SUFFIXES
from retinaview.session.side_by_side import LAYOUT_KEY
from retinaview.ui import settings as kept
from retinaview.ui.controller import Controller
from retinaview.ui.language import tr
from retinaview.ui.readers.controller import ReadersController
from retinaview.ui.reading.controller import ReadingController
from retinaview.ui.servers.controller import ServersController
from retinaview.ui.settings import Settings
from retinaview.ui.study.listing import Listing
from retinaview.ui.study.rows import rows_of_study
from retinaview.ui.widgets.file_dialogs import choose_files, choose_folder
from retinaview.ui.widgets.message_bar import MessageKind
from retinaview.ui.window_context import WindowContext
from retinaview.ui.workers import Worker

if TYPE_CHECKING:
    from retinaview.session.session import Session

logger = logging.getLogger(__name__)
PROJECT_SUFFIX = ".retinaview"
KEPT_WITH_STUDY = left_at.KEY, LAYOUT_KEY
"""Settings that a window asks for when it takes a study over."""


class OpeningController(Controller):
    """Opens what the reader asks for.

    It happens beside the window: importing the study's database library alone takes longer than
    decoding a photograph.

    Attributes
    ----------
    opened : Signal()
        A study is on the context, or the attempt has failed with a message.
    readers : ReadersController
        Who reads.
    servers : ServersController
        Studies on a server.
    """

    opened = Signal()
    _read = Signal(object, object, object)
    _failed = Signal(object, str, bool)

    def __init__(
        self,
        context: WindowContext,
        *,
        reading: ReadingController,
        settings: Settings,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._reading = reading
        self._settings = settings
        self._window = parent
        self._wanted: tuple[Wanted, ...] = ()
        self._closed = False
        self._worker = Worker("opening", on_failure=self._report, background=False)
        self.readers = ReadersController(
            context, opening=self, reading=reading, settings=settings, parent=parent
        )
        self.servers = ServersController(context, opening=self, reading=reading, parent=parent)
        self._read.connect(self._on_read)
        self._failed.connect(self._on_failed)

    @property
    def helpers(self) -> tuple[Controller, ...]:
        """Who reads, and studies on a server."""
        return (self.readers, self.servers)

    def open(self, places: Sequence[Wanted]) -> None:
        """Open photographs, folders, a project or a study on a server; `opened` follows."""
        if not places:
            return
        wanted = self._wanted = tuple(places)
        reader = self.reader()
        self._worker.submit(wanted, lambda: self._open_and_tell(wanted, reader))

    def ask_for_files(self) -> None:
        """Let the reader choose photographs or a project."""
        pattern = " ".join(f"*{suffix}" for suffix in sorted(SUFFIXES))
        photographs, others = tr("Photographs and projects"), tr("All files")
        kinds = f"{photographs} ({pattern} *{PROJECT_SUFFIX});;{others} (*)"
        title = tr("Open photographs or project")
        chosen = choose_files(self._window, title, self._folder(), kinds)
        self._open_chosen(chosen)

    def ask_for_folder(self) -> None:
        """Let the reader choose a folder."""
        chosen = choose_folder(self._window, tr("Open folder"), self._folder())
        self._open_chosen([chosen] if chosen else [])

    def ask_for_more(self) -> None:
        """Let the reader add photographs to the open study."""
        pattern = " ".join(f"*{suffix}" for suffix in sorted(SUFFIXES))
        photographs = tr("Photographs")
        chosen = choose_files(
            self._window, tr("Add photographs"), self._folder(), f"{photographs} ({pattern})"
        )
        session = self._context.session
        if session is None or not chosen:
            return
        try:
            added = session.add_paths([Path(path) for path in chosen])
        except RetinaViewError as error:
            self._context.complain(error)
            return
        self._context.say(tr("%n photograph(s) added.", "", len(added)))

    def reader(self) -> str:
        """Return the reader's name: as set, or as logged in."""
        return self._settings.get(kept.READER) or login_name()

    def is_all_written(self) -> bool:
        """Write what waits in the open study; False, with a message, where that is refused."""
        session = self._context.session
        return session is None or session.is_all_written()

    def close(self) -> None:
        """Close the study, and whatever is still being opened, for good."""
        self._closed = True
        self._close_session()

    @property
    def workers(self) -> tuple[Worker, ...]:
        """Worker threads to stop on close."""
        return (self._worker,)

    def _open_chosen(self, chosen: Sequence[str]) -> None:
        if chosen:
            paths = [Path(path) for path in chosen]
            self._settings.set(kept.LAST_FOLDER, str(paths[0].parent))
            self.open(paths)

    def _folder(self) -> str:
        return self._settings.get(kept.LAST_FOLDER)

    def _open_and_tell(self, wanted: tuple[Wanted, ...], reader: str) -> None:
        """Open a study; in the worker's thread."""
        with importing():
            from retinaview.session.study import open_study

        with gathering():
            session = open_study(wanted, reader=reader)
            listing = Listing(rows_of_study(session))  # reads all that the window will ask for,
            session.changed_thresholds()  # and so do these
            for key in KEPT_WITH_STUDY:
                session.setting(key)
        if session.first_image_id is not None:
            session.have_at_hand([session.first_image_id])
        if self._closed:  # the window, in the meantime
            session.close()
        else:
            self._read.emit(wanted, session, (listing, session.study_problems()))

    def _report(self, key: Hashable, error: Exception) -> None:
        from retinaview.project.faults import PasswordWanted  # loaded by now

        known = isinstance(error, RetinaViewError)
        sentence = (
            str(error) if known else tr("The study cannot be opened: {why}", why=brief(error))
        )
        self._failed.emit(key, sentence, isinstance(error, PasswordWanted))

    def _on_failed(self, wanted: tuple[Wanted, ...], sentence: str, for_password: bool) -> None:
        if wanted != self._wanted:
            return
        address = next((each for each in wanted if isinstance(each, ServerAddress)), None)
        if for_password and address is not None:
            self.servers.ask_for_password(address, sentence)
        else:
            self._context.say(sentence, MessageKind.ALARM)
        self.opened.emit()

    def _on_read(
        self,
        wanted: tuple[Wanted, ...],
        session: Session,
        known: tuple[Listing, Sequence[str]],
    ) -> None:
        listing, problems = known
        if wanted != self._wanted:  # another study was asked for in the meantime
            session.close()
            return
        if not self.is_all_written():
            session.close()
            self.opened.emit()
            return
        self._reading.prepare(session, listing)
        self._take(session)
        if problems:
            first, rest = problems[0], len(problems) - 1
            more = tr("{first}; and {rest} more like it", first=first, rest=rest)
            self._context.say(more if rest else first, MessageKind.CAUTION)
        self.opened.emit()

    def _close_session(self) -> None:
        self._reading.leave_study()
        session = self._context.session
        if session is not None:
            self._context.set_session(None)
            session.close()

    def _take(self, session: Session) -> None:
        before = self._context.session
        if before is not None and before.path == session.path:  # for another reader
            self._reading.leave_study()
            self._context.set_session(session)
            before.close()
        else:
            self._close_session()
            self._context.set_session(session)
        self._settings.add_recent(session.place)
        for note in session.notes:
            self._context.say(note, MessageKind.CAUTION)
        self._reading.show(session.first_image_id)
