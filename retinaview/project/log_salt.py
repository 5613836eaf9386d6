"""The salt by which a project file and its log know each other.

SQLite applies a write-ahead log or a journal to whatever file lies beside it, also to a backup that
was put in place of the file that the log is of. So every file keeps a random salt, and every log
begins with a change of it or with a confirmation: the salt that comes out with the log tells
whether it continues the file that is there.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from uuid import uuid4

from sqlalchemy import Connection

_KEY = "log"
_PUT = "INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)"
_GET = "SELECT value FROM settings WHERE key = ?"


@dataclass(frozen=True)
class Salt:
    """What a file says of its log.

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
