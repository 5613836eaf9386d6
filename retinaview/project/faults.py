"""What goes wrong with a project file, each as one sentence for the reader."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import StatementError
from sqlalchemy.orm.exc import StaleDataError

from retinaview.core.errors import Cancelled, LabelError, ProjectError
from retinaview.core.guard import guard
from retinaview.core.text import brief


class StaleEdit(ProjectError):
    """Another window changed the same marks or answer first; nothing was changed."""


class FileReplaced(ProjectError):
    """The file that was opened is no longer the one of its name; nothing was changed."""


class LineLost(ProjectError):
    """The server of a study cannot be reached, or takes nothing now; edits can wait for it."""


class PasswordWanted(ProjectError):
    """The server of a study wants a password, or another one."""


class ProjectClosed(ProjectError, Cancelled):
    """The project was closed while work on it went on, which is then given up; not a fault."""


BUSY = "another program is writing to it; nothing was changed, try again in a moment"
FULL = "the disk is full; nothing was changed, free some space and repeat the last step"
READ_ONLY = "cannot be written (read-only file, folder or disk); nothing was changed"
DAMAGED = "the file is damaged; go back to a backup copy of it"
NOT_A_PROJECT = "is not a RetinaView project"
STALE = (
    "another window changed the same marks, answer or patient first; nothing was changed, "
    "look at them again"
)
GONE = (
    "was deleted or moved while it was open, so nothing more can be saved in it; "
    "keep what you did with File > Save a copy"
)
REPLACED = (
    "was replaced by another file while it was open, so nothing more is saved in it; "
    "keep what you did with File > Save a copy"
)
CLOSED = "The study was closed meanwhile; nothing was changed."
STRIPPED = (
    "a part of it is missing, because another program removed it ({}); nothing was changed, keep "
    "what you did with File > Save a copy, or go back to a backup copy"
)
OVERWRITTEN = "was overwritten with another file while it was open"

_SENTENCES = {
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: "cannot be opened or written; its folder may be protected",
    sqlite3.SQLITE_PERM: READ_ONLY,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: NOT_A_PROJECT,
    sqlite3.SQLITE_IOERR: "the disk reports an error; nothing was changed",
    sqlite3.SQLITE_TOOBIG: "too large to be stored; nothing was changed",
}


_MISSING = re.compile(r"no such (table|column)|has no column named|no table named")


def primary_code(error: BaseException | None) -> int:
    """Return SQLite's primary result code of an error; 0 where it has none."""
    # The extended code keeps the primary one in its low byte.
    return (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF


def is_protection(error: BaseException) -> bool:
    """Whether an error of SQLite says that the file or its folder cannot be written."""
    # The last one: the journal of a change that was cut off cannot be removed.
    return (
        primary_code(error) in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN)
        or getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_IOERR_DELETE
    )


def is_busy(error: BaseException) -> bool:
    """Whether an error of SQLite says that another program has the file to itself."""
    return primary_code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def sqlite_sentence(error: BaseException | None) -> str:
    """Return an error of SQLite in words that mean something to a reader."""
    return _SENTENCES.get(primary_code(error), f"the project file refuses this: {brief(error)}")


def sqlite_fault(error: BaseException | None) -> ProjectError:
    """Return an error of SQLite as the one to raise."""
    if primary_code(error) == sqlite3.SQLITE_ERROR and _MISSING.search(str(error)):
        return FileReplaced(STRIPPED.format(brief(error)))
    return ProjectError(sqlite_sentence(error))


@contextmanager
def as_project_errors(path: Path) -> Iterator[None]:
    """Turn whatever SQLAlchemy, SQLite and damaged rows raise into ProjectError.

    Parameters
    ----------
    path : Path
        The project file, put in front of the message.

    Raises
    ------
    StaleEdit
        A row changed between reading and writing it.
    FileReplaced
        A table or a column is missing.
    ProjectError
        Anything else that the file or a value refuses.
    """
    with guard(ProjectError, path, DAMAGED, say_why=True):
        try:
            yield
        except StaleDataError as error:
            raise StaleEdit(STALE) from error
        except StatementError as error:
            raise sqlite_fault(error.orig) from error
        except sqlite3.Error as error:
            raise sqlite_fault(error) from error
        except UnicodeEncodeError as error:
            message = "a name or comment holds characters that cannot be stored"
            raise ProjectError(message) from error
        except LabelError as error:
            raise ProjectError(f"{DAMAGED} ({brief(error)})") from error
