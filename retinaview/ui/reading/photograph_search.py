"""Looks for photographs that are not where their project says, beside the window."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from retinaview.ui.workers import Worker

if TYPE_CHECKING:
    from retinaview.session.session import Session

_SHOWN, _LISTED = 1, 0


class PhotographSearch(QObject):
    """Searches below the project's folder by name and checksum: files by the thousand.

    Attributes
    ----------
    found : Signal(object, int, object)
        The session, a photograph's id, and the path where it is, or where it should be.
    """

    found = Signal(object, int, object)

    def __init__(self) -> None:
        super().__init__()
        self.worker = Worker("looking", on_failure=self._report)

    def look_for(self, session: Session, image_id: int) -> None:
        """Look for a photograph that somebody waits for."""
        job = partial(self._look, session, image_id)
        self.worker.submit((session, image_id), job, urgency=_SHOWN)

    def look_for_all(self, session: Session) -> None:
        """Look for every photograph of a study that is missing; forgets the study before."""
        self.worker.retain(())
        self.worker.submit((session, None), partial(self._list_missing, session), urgency=_SHOWN)

    def _list_missing(self, session: Session) -> None:
        for image in session.images:
            if not session.is_in_place(image.id):
                job = partial(self._look, session, image.id)
                self.worker.submit((session, image.id), job, urgency=_LISTED)

    def _look(self, session: Session, image_id: int) -> None:
        self.found.emit(session, image_id, session.find(image_id))

    def _report(self, key: Hashable, _: Exception) -> None:
        """Leave a photograph that cannot be looked for where it should be."""
        if isinstance(key, tuple) and key[1] is not None:
            session, image_id = key
            self.found.emit(session, image_id, session.expected_path(image_id))
