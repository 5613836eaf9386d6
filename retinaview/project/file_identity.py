"""Whether a name still leads to the file that was opened under it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from retinaview.project import faults
from retinaview.project.leftover_logs import read_unfinished
from retinaview.project.log_identity import salt_of


class FileIdentity:
    """Tells the file that was opened from one that was put in its place or written over it.

    Parameters
    ----------
    path : Path
        The open file.
    connection : sqlite3.Connection
        Holds it open.
    has_log : bool
        Whether changes go to a write-ahead log first, so that the file itself rarely changes.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, *, has_log: bool) -> None:
        self._path, self._connection, self._has_log = path, connection, has_log
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
            overwritten = not (self._continues() if self._has_log else self._goes_on())
        except sqlite3.Error as error:
            if faults.primary_code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise
            overwritten = True
        if not overwritten:  # another window has folded the log in
            self.note_change()
        return overwritten

    def note_change(self) -> None:
        """Take the file as it is now for what it should be: this program has changed it."""
        self._content = self._stamp()
        self._events = 0 if self._has_log else self._last_event()

    def _continues(self) -> bool:
        with closing(read_unfinished(self._path)) as alone:
            base = salt_of(alone)
        return salt_of(self._connection).continues(base)

    def _goes_on(self) -> bool:
        """Return the identity of a file without an event log, of which no event is missing."""
        return self._last_event() >= self._events

    def _last_event(self) -> int:
        query = "SELECT coalesce(max(id), 0) FROM events"
        return int(self._connection.execute(query).fetchone()[0])

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
