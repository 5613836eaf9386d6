"""Whether a name still leads to the file that was opened under it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from retinaview.project import faults

_EVENTS = "SELECT id, at, reader, label, image_id FROM events"


class FileIdentity:
    """Tells the file that was opened from one that was put in its place or written over it.

    Parameters
    ----------
    path : Path
        The open file.
    connection : sqlite3.Connection
        Holds it open.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path, self._connection = path, connection
        self._file = self._place()
        self.note_change()

    def refuse_another(self) -> None:
        """Raise `FileReplaced` where it is another file, or none."""
        if self._place() is None:
            raise faults.FileReplaced(faults.GONE)
        if self.is_replaced():
            raise faults.FileReplaced(faults.REPLACED)

    def is_replaced(self) -> bool:
        """Whether another file is there now, or another one's content."""
        place = self._place()
        return place is not None and (place != self._file or self.is_overwritten())

    def is_overwritten(self) -> bool:
        """Whether the file has the content of another."""
        if self._place() != self._file or self._stamp() == self._content:
            return False
        try:
            overwritten = not self._goes_on()
        except sqlite3.Error as error:
            if faults.is_busy(error) or isinstance(faults.sqlite_fault(error), faults.FileReplaced):
                raise
            overwritten = True
        if not overwritten:  # another window has changed it
            self.note_change()
        return overwritten

    def note_change(self) -> None:
        """Take the file as it is now for what it should be: this program has changed it."""
        self._content = self._stamp()
        self._event = self._connection.execute(f"{_EVENTS} ORDER BY id DESC LIMIT 1").fetchone()

    def _goes_on(self) -> bool:
        """Whether the last event that was in it is; they are only ever appended."""
        if self._event is None:
            return True
        found = self._connection.execute(f"{_EVENTS} WHERE id = ?", self._event[:1]).fetchone()
        return bool(found == self._event)

    def _place(self) -> tuple[int, int] | None:
        try:
            found = self._path.stat()
        except OSError:  # gone, its links form a circle, or its folder cannot be searched
            return None
        return found.st_dev, found.st_ino

    def _stamp(self) -> tuple[int, int] | None:
        try:
            found = self._path.stat()
        except OSError:  # gone, its links form a circle, or its folder cannot be searched
            return None
        return found.st_mtime_ns, found.st_size
