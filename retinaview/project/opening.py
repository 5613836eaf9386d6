"""The one connection to a project file: how it is opened, checked and closed."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.pool import StaticPool

from retinaview.core.errors import ProjectError
from retinaview.project import faults
from retinaview.project.leftover_logs import examine, set_aside
from retinaview.project.schema import SCHEMA_VERSION
from retinaview.project.values import to_json

APPLICATION_ID = 0x52565031
"""``RVP1``, in bytes 68-71 of the file, so that ``file`` and we know a project by its head."""

SYNCHRONOUS = "EXTRA"
"""A change is on the disk when it ends. Tests that kill no computer need not wait for that."""

# 128 MiB: up to then a change reaches the file at its end alone, so that other windows read
# meanwhile, and a journal that is cut off while it is made does no harm.
_PAGES_BEFORE_SPILL = 32768

# What a reader made by hand; checked page by page when a project opens. The maps, which are
# most of a large file, can be computed again.
_PRECIOUS_TABLES = ("images", "marks", "gradings", "settings")


@dataclass(frozen=True)
class OpenedProject:
    """An open project file.

    Attributes
    ----------
    engine : Engine
        Holds exactly one connection. With the execution option ``writes=True`` a transaction
        takes the write lock at its start.
    connection : sqlite3.Connection
        That connection, for what is done outside of transactions.
    read_only : bool
        The file, its folder or its disk cannot be written.
    set_aside : dict of Path to Path
        Logs that lay beside the file and are not its own, and what they are called now.
    """

    engine: Engine
    connection: sqlite3.Connection
    read_only: bool
    set_aside: dict[Path, Path]


def open_file(path: Path, *, busy_timeout_s: float) -> OpenedProject:
    """Open an existing project file of any schema version that this program can read.

    Parameters
    ----------
    path : Path
        The file.
    busy_timeout_s : float
        How long to wait for another program's lock, seconds.

    Raises
    ------
    ProjectError
        Missing, not a project, newer than this program, damaged, locked.
    """
    if not path.is_file():
        raise ProjectError(_what_it_is(path), path=path)
    with faults.as_project_errors(path):
        foreign = examine(path, lambda connection: _check(connection, path))
        moved = _moved_away(foreign)
        try:
            connection, read_only = _connect(path, busy_timeout_s, alone=len(moved) < len(foreign))
        except BaseException:
            put_back(moved)
            raise
    return OpenedProject(_engine(connection), connection, read_only, moved)


def _what_it_is(path: Path) -> str:
    if not path.exists():
        return "does not exist"
    return "is a folder" if path.is_dir() else "is not a regular file"


def put_back(moved: dict[Path, Path]) -> None:
    """Give logs their names again that were set aside for a file that then did not open."""
    for old, new in moved.items():
        new.rename(old)


def _moved_away(foreign: tuple[Path, ...]) -> dict[Path, Path]:
    try:
        return set_aside(foreign)
    except OSError:  # a protected folder; the file is then read without looking at them
        return {}


def new_engine(path: Path) -> Engine:
    """Create an engine on a new, empty database file with the project's mark on it."""
    connection = _raw_connection(path, "rwc", timeout_s=0.0)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA synchronous = {SYNCHRONOUS}")
    return _engine(connection)


def keep_in_memory(connection: sqlite3.Connection) -> None:
    """Have changes reach the file at their end, unless they are very large."""
    connection.execute(f"PRAGMA cache_spill = {_PAGES_BEFORE_SPILL}")


def close_engine(engine: Engine) -> None:
    """Close the one connection."""
    engine.dispose()


def schema_version(connection: Connection) -> int:
    """Return the schema version of the open file."""
    return int(connection.scalar(text("PRAGMA user_version")) or 0)


def _raw_connection(path: Path, mode: str, *, timeout_s: float) -> sqlite3.Connection:
    uri = f"file:{quote(str(path.absolute()))}?{mode if '=' in mode else f'mode={mode}'}"
    connection = sqlite3.connect(
        uri,
        uri=True,
        timeout=timeout_s,
        isolation_level=None,  # transactions are begun below, by SQLAlchemy's event
        check_same_thread=False,  # the store holds a lock of its own
    )
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA mmap_size = 0")  # a file that is cut off is an error, no signal
    return connection


def _connect(path: Path, timeout_s: float, *, alone: bool) -> tuple[sqlite3.Connection, bool]:
    """Open the most capable connection that the file, its folder and its disk allow.

    With `alone` there is a log of another file beside it, which must not be looked at.
    """
    if alone:
        return _raw_connection(path, "mode=ro&immutable=1", timeout_s=timeout_s), True
    connection = _raw_connection(path, "rw", timeout_s=timeout_s)
    try:
        _prepare_writing(connection)
    except sqlite3.Error as error:
        connection.close()
        if not faults.is_protection(error):
            raise
        return _connect_read_only(path, timeout_s), True
    return connection, False


def _prepare_writing(connection: sqlite3.Connection) -> None:
    """Begin a change and take it back; an error tells that this file is not for writing.

    Earlier programs used a write-ahead log, which is folded in. SQLite keeps an index of it in
    memory that is shared by way of a file: the system ends a program that reads a part of it which
    another program has cut off, and network drives share no memory. A journal needs no index.
    """
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute(f"PRAGMA synchronous = {SYNCHRONOUS}")
    connection.execute("BEGIN IMMEDIATE")
    # On a read-only file even that succeeds; only a change is refused.
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("ROLLBACK")


def _connect_read_only(path: Path, timeout_s: float) -> sqlite3.Connection:
    connection = _raw_connection(path, "ro", timeout_s=timeout_s)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error as error:
        connection.close()
        if not faults.is_protection(error):
            raise
        return _connect_frozen(path, timeout_s)
    return connection


def _connect_frozen(path: Path, timeout_s: float) -> sqlite3.Connection:
    """Open read-only, as on a CD-ROM, in a folder where SQLite may not put its lock file."""
    for journal in ("wal", "journal"):
        left = path.with_name(f"{path.name}-{journal}")
        if left.exists() and left.stat().st_size > 0:
            message = (
                "was not closed properly, and it or its folder cannot be written; "
                f"copy it together with {left.name} to a folder of your own and open it there"
            )
            raise ProjectError(message, path=path)
    return _raw_connection(path, "mode=ro&immutable=1", timeout_s=timeout_s)


def _check(connection: sqlite3.Connection, path: Path) -> None:
    (application_id,) = connection.execute("PRAGMA application_id").fetchone()
    if application_id != APPLICATION_ID:
        raise ProjectError(faults.NOT_A_PROJECT, path=path)
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > SCHEMA_VERSION:
        message = (
            f"was written by a newer RetinaView (schema {version}; this one reads up to "
            f"{SCHEMA_VERSION}); open it with that one"
        )
        raise ProjectError(message, path=path)
    # SQLite reads a page that was cut off in its middle as if it ended in zeros. Where a log
    # belongs to the file, a copy is checked to which SQLite has applied the log.
    (page_size,) = connection.execute("PRAGMA page_size").fetchone()
    (_, _, checked) = connection.execute("PRAGMA database_list").fetchone()
    if Path(checked).stat().st_size % page_size:
        raise ProjectError(f"{faults.DAMAGED} (cut short)", path=path)
    for table in _PRECIOUS_TABLES:
        for (verdict,) in connection.execute(f"PRAGMA quick_check({table})"):
            # A value that may not be is said where it is met; only that photograph misses it.
            if verdict != "ok" and not re.match(r"\w+ value in ", verdict):
                raise ProjectError(f"{faults.DAMAGED} ({verdict})", path=path)


def _engine(connection: sqlite3.Connection) -> Engine:
    """Wrap a connection that is there already in an engine."""
    engine = create_engine(
        "sqlite://", creator=lambda: connection, poolclass=StaticPool, json_serializer=to_json
    )

    @event.listens_for(engine, "begin")
    def _begin(conn: Connection) -> None:
        # A writer takes the lock before it reads what it will change (no lost update).
        writes = conn.get_execution_options().get("writes", False)
        conn.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine
