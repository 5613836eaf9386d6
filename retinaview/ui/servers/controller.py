"""What the window does with a study on a server, beside its own thread."""

from __future__ import annotations

import logging
from collections.abc import Hashable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QInputDialog, QLineEdit, QWidget

from retinaview.core.errors import RetinaViewError
from retinaview.core.imports import importing
from retinaview.core.reader_names import login_name
from retinaview.core.server_address import Place, ServerAddress, wanted_of
from retinaview.core.text import brief
from retinaview.ui.action_spec import When
from retinaview.ui.controller import Controller
from retinaview.ui.language import tr
from retinaview.ui.reading.controller import ReadingController
from retinaview.ui.servers.address_dialog import AddressDialog
from retinaview.ui.servers.assign_dialog import AssignDialog
from retinaview.ui.servers.conflicts_dialog import ConflictsDialog
from retinaview.ui.widgets.message_bar import MessageKind
from retinaview.ui.window_context import WindowContext
from retinaview.ui.workers import Worker

if TYPE_CHECKING:
    from retinaview.session.session import Session
    from retinaview.ui.study.opening import OpeningController

logger = logging.getLogger(__name__)

_EXAMPLE = "https://clinic.org/day/"


class ServersController(Controller):
    """Makes and opens studies on a server, follows what others do there, and shares the work.

    Attributes
    ----------
    line_changed : Signal(str)
        Words for the status bar while the server is out of reach; else empty.
    """

    line_changed = Signal(str)
    _happened = Signal(object)
    _made = Signal(object)
    _failed = Signal(str)

    def __init__(
        self,
        context: WindowContext,
        *,
        opening: OpeningController,
        reading: ReadingController,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._opening = opening
        self._reading = reading
        self._window = parent
        self._conflicts: ConflictsDialog | None = None
        self._last: ServerAddress | None = None
        self._line = Worker("line", on_failure=self._report)
        self._work = Worker("server", on_failure=self._report, background=False)
        self._happened.connect(lambda news: news())
        self._made.connect(opening.open)
        self._failed.connect(lambda sentence: context.say(sentence, MessageKind.ALARM))
        context.study_changed.connect(self._on_study_changed)
        context.line_changed.connect(self._on_line_changed)
        context.conflicts_changed.connect(self.changed)
        context.assignment_changed.connect(self.changed)

    # Opening

    def ask_for_new(self) -> None:
        """Let the reader make a study on a server."""
        dialog = AddressDialog(self._window, is_new=True, account=login_name(), known=self._last)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            address = self._last = dialog.address()
            folder, add_all = dialog.photographs(), dialog.add_all.isChecked()
            self._work.submit(address, lambda: self._make(address, folder, add_all=add_all))
        dialog.deleteLater()

    def ask_to_open(self) -> None:
        """Let the reader open a study on a server."""
        dialog = AddressDialog(self._window, is_new=False, account=login_name(), known=self._last)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._last = dialog.address()
            self._opening.open([self._last])
        dialog.deleteLater()

    def ask_for_address(self) -> None:
        """Let the reader open photographs at an address."""
        text, given = QInputDialog.getText(
            self._window,
            tr("Photographs at an address"),
            tr("Address, such as {example}; with / at its end, a folder:", example=_EXAMPLE),
        )
        if given and text.strip():
            try:
                self._opening.open([wanted_of(text.strip())])
            except RetinaViewError as error:  # meant as the address of a study, and none
                self._context.complain(error)

    def ask_for_password(self, address: ServerAddress, why: str) -> None:
        """Ask for the password of an account, and try once more."""
        words = tr("Password of {account}", account=address.name)
        question = f"{why}\n\n{words}" if address.has_password else words
        password, given = QInputDialog.getText(
            self._window, tr("Study on a server"), question, QLineEdit.EchoMode.Password
        )
        if given and password:
            self._opening.open([address.with_password(password)])
        else:
            self._context.say(why, MessageKind.ALARM)

    def _make(self, address: ServerAddress, folder: Path, *, add_all: bool) -> None:
        with importing():
            from retinaview.session.study import new_study
        for note in new_study(address, folder):
            self._failed.emit(note)
        places: list[Place] = [address, folder] if add_all else [address]
        self._made.emit(places)

    # Who reads what

    def take(self, wanted: bool) -> None:
        """Take the photographs that are shown, or give them back."""
        session = self._context.session
        if session is not None and (image_ids := self._context.image_ids):
            self._assign(session, image_ids, session.reader if wanted else None)
            self.changed.emit()  # the switch stands as it is until the server has agreed

    def assign(self) -> None:
        """Let an adjudicator hand out photographs that nobody has."""
        session = self._context.session
        if session is None:
            return
        free = [image.id for image in session.images if image.id not in session.assignments]
        if not free:
            self._context.say(tr("Every photograph is taken already."))
            return
        held = [each.reader for each in session.assignments.values()]
        readers = dict.fromkeys([*session.answers.readers(), *held, session.reader])
        dialog = AssignDialog(self._window, readers=list(readers), free=len(free))
        if dialog.exec() == QDialog.DialogCode.Accepted:
            reader = dialog.reader.currentText().strip()
            if reader:
                self._assign(session, tuple(free[: dialog.count.value()]), reader)
        dialog.deleteLater()

    def _assign(self, session: Session, image_ids: tuple[int, ...], reader: str | None) -> None:
        def job() -> None:
            for news in session.assign(image_ids, reader):
                self._happened.emit(news)

        self._work.submit(image_ids, job)

    def _holds(self, session: Session) -> bool:
        held = [session.assignments.get(image_id) for image_id in self._context.image_ids]
        return bool(held) and all(each and each.reader == session.reader for each in held)

    # Conflicts

    def show_conflicts(self) -> None:
        """List the reader's edits that crossed what others did."""
        session = self._context.session
        if session is None or not session.conflicts:
            return
        self.close_windows()
        self._conflicts = dialog = ConflictsDialog(session, parent=self._window)
        dialog.image_wanted.connect(self._reading.show)
        dialog.refused.connect(lambda why: self._context.say(why, MessageKind.ALARM))
        dialog.show()

    def close_windows(self) -> None:
        """Close the list of conflicts."""
        if self._conflicts is not None:
            self._conflicts.close()
            self._conflicts.deleteLater()
            self._conflicts = None

    # Following

    def conditions(self) -> set[When]:
        """Whether the study is on a server, and whether edits wait for a decision."""
        session = self._context.session
        if session is None or not session.is_on_server:
            return set()
        return {When.SHARED, *([When.CONFLICTS] if session.conflicts else [])}

    def switches(self) -> dict[str, bool]:
        """Whether the photographs shown are this reader's."""
        session = self._context.session
        return {"take": session is not None and self._holds(session)}

    @property
    def workers(self) -> tuple[Worker, ...]:
        """The thread that listens, and the one that asks the server for something."""
        return (self._line, self._work)

    def _on_study_changed(self) -> None:
        self.close_windows()
        session = self._context.session
        self.line_changed.emit("")
        if session is None or not session.is_on_server:
            return
        self._line.submit(session.path, partial(session.follow, self._happened.emit))
        if session.conflicts:
            self._context.offer(
                tr("%n edit(s) of yours crossed what others did.", "", len(session.conflicts)),
                tr("Show"),
                self.show_conflicts,
            )

    def _on_line_changed(self) -> None:
        session = self._context.session
        line = "" if session is None else session.line
        self.line_changed.emit(tr("No server: edits are kept here") if line else "")
        if line:
            kept = tr("You can go on; your edits are kept on this computer until it is back.")
            self._context.say(f"{line}. {kept}", MessageKind.CAUTION)

    def _report(self, _: Hashable, error: Exception) -> None:
        known = isinstance(error, RetinaViewError)
        self._failed.emit(str(error) if known else tr("The server: {why}", why=brief(error)))
