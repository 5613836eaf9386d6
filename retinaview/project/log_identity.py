"""Whether a write-ahead log belongs to the project file that it lies beside."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Connection

from retinaview.project import faults

_HEADER_BYTES = 32
_FIRST_SALT = slice(16, 20)
# A log that begins anew counts its first salt up by one; a log of other times begins at random.
_MOST_RENEWALS = 2**16


class LogIdentity:
    """Tells the log from one that another program wrote over it, or cut off.

    SQLite looks at a log's header on opening alone. What it appends to another program's log is
    lost, and folding such a log in would damage the file.

    Parameters
    ----------
    path : Path
        The log. SQLite puts no locks on it, so it may be opened and closed.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: tuple[int, bytes] | None = None

    def note_change(self) -> None:
        """Take the log as it is now for what it should be: this program has just used it."""
        self._known = self._look()

    def refuse_another(self) -> None:
        """Raise `FileReplaced` where it has another log's content."""
        if self.is_overwritten():
            raise faults.FileReplaced(faults.LOG_OVERWRITTEN)

    def is_overwritten(self) -> bool:
        """Whether it has the content of another log, or less than it had."""
        found, known = self._look(), self._known
        if found is None or known is None:
            return False
        return found[0] < known[0] or not _continues(known[1], found[1])

    def _look(self) -> tuple[int, bytes] | None:
        """Return its size and header; None where there is none."""
        try:
            with self._path.open("rb") as log:
                return self._path.stat().st_size, log.read(_HEADER_BYTES)
        except OSError:
            return None


def _continues(before: bytes, after: bytes) -> bool:
    if before == after:
        return True
    first, now = (int.from_bytes(header[_FIRST_SALT], "big") for header in (before, after))
    return before[:12] == after[:12] and 0 < (now - first) % 2**32 <= _MOST_RENEWALS


_KEY = "log"
_PUT = "INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)"
_GET = "SELECT value FROM settings WHERE key = ?"


@dataclass(frozen=True)
class Salt:
    """What a file says of its log: the salt by which the two know each other.

    SQLite applies a write-ahead log or a journal to whatever file lies beside it, also to a backup
    that was put in place of the file that the log is of. So every file keeps a random salt, and
    every log begins with a change of it or with a confirmation: the salt that comes out with the
    log tells whether it continues the file that is there.

    Attributes
    ----------
    now : str
        The salt; empty in files of programs that kept none.
    before : tuple of str
        The salts that it replaces, newest first, until they are surely no longer the file's: while
        a full disk or another window keeps the log from being folded in, there are several.
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
    value = " ".join([uuid4().hex, before.now, *before.before])
    connection.exec_driver_sql(_PUT, (_KEY, value))


def confirm_salt(connection: Connection) -> None:
    """Forget the salts before: the file itself, without its log, has the new one."""
    salt = _salt(connection.exec_driver_sql(_GET, (_KEY,)).fetchone())
    connection.exec_driver_sql(_PUT, (_KEY, salt.now))


def _salt(row: object) -> Salt:
    value = row[0] if row else ""  # type: ignore[index]
    now, *before = value.split(" ") if isinstance(value, str) else ("",)
    return Salt(now, tuple(before))
