"""Whether a journal or a write-ahead log belongs to the project file that it lies beside."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4

from sqlalchemy import Connection

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
