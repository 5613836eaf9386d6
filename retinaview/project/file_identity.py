"""Whether a name still leads to the file that was opened under it, and a log to its file."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Connection

from retinaview.project import faults

_KEY = "log"
_PUT = "INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)"
_GET = "SELECT value FROM settings WHERE key = ?"


@dataclass(frozen=True)
class Salt:
    """By what a file and the journal of its last change know each other.

    SQLite applies a journal, or the write-ahead log of an earlier program, to whatever file lies
    beside it, also to a backup that was put in place of the file that it is of. So every file keeps
    a random salt, which changes with every change of the file.

    Attributes
    ----------
    now : str
        The salt; empty in files of programs that kept none.
    before : tuple of str
        The salt that it replaces; in the files of earlier programs all since the log began.
    """

    now: str = ""
    before: tuple[str, ...] = ()

    def continues(self, base: Salt) -> bool:
        """Whether what says this has come of a file that says `base`."""
        return base.now in (self.now, *self.before)


def salt_of(connection: sqlite3.Connection) -> Salt:
    """Return the salt of an open file."""
    return _salt(connection.execute(_GET, (_KEY,)).fetchone())


def renew_salt(connection: Connection) -> None:
    """Give the file another salt, within the caller's transaction."""
    before = _salt(connection.exec_driver_sql(_GET, (_KEY,)).fetchone())
    connection.exec_driver_sql(_PUT, (_KEY, f"{uuid4().hex} {before.now}"))


def _salt(row: Sequence[object] | None) -> Salt:
    value = row[0] if row else ""
    now, *before = value.split(" ") if isinstance(value, str) else ("",)
    return Salt(now, tuple(before))


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
