"""Making a project file, and bringing an older one up to date."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Connection, Engine, text

from retinaview.core.errors import ProjectError
from retinaview.core.marks import now
from retinaview.core.text import brief
from retinaview.project import faults
from retinaview.project.opening import close_engine, new_engine, schema_version
from retinaview.project.schema import GUARDS, SCHEMA_VERSION, Base

_PAGES_PER_STEP = 256
_MIGRATIONS = str(Path(__file__).parent / "migrations")


def create_file(path: Path) -> None:
    """Write a new, empty project file; it appears complete or not at all.

    Raises
    ------
    ProjectError
        Something of that name is there already, or the folder cannot be written.
    """
    if path.exists():
        raise ProjectError("is there already", path=path)
    staged = path.with_name(f".{path.name}.{uuid4().hex[:8]}")
    try:
        with faults.as_project_errors(path):
            engine = new_engine(staged)
            try:
                with engine.execution_options(writes=True).begin() as connection:
                    Base.metadata.create_all(connection)
                    connection.execute(text(f"PRAGMA user_version = {SCHEMA_VERSION}"))
            finally:
                close_engine(engine)
        staged.replace(path)
    except OSError as error:
        raise ProjectError(f"cannot be written ({error.strerror})", path=path) from error
    finally:
        staged.unlink(missing_ok=True)


def bring_up_to_date(engine: Engine, path: Path, *, read_only: bool) -> tuple[str, ...]:
    """Upgrade an older file, after a backup copy was made beside it.

    Returns
    -------
    tuple of str
        A sentence for each change that a reader should know of; empty where nothing was upgraded.

    Raises
    ------
    ProjectError
        An older file cannot be written, or its backup cannot.
    """
    with faults.as_project_errors(path):
        with engine.connect() as connection:
            version = schema_version(connection)
            foreign = _foreign_triggers(connection)
        if version == SCHEMA_VERSION and (read_only or not foreign):
            return ()
        if read_only:
            message = f"is of an older schema ({version}) and must be upgraded, but is read-only"
            raise ProjectError(message, path=path)
        return _upgrade(engine, path, version)


def _upgrade(engine: Engine, path: Path, version: int) -> tuple[str, ...]:
    copy = None
    try:
        with engine.execution_options(writes=True).begin() as connection:
            notes = _take_out_triggers(connection)
            # Another window may have been faster.
            if schema_version(connection) == SCHEMA_VERSION:
                return notes
            copy = back_up(path, version)
            return (*notes, *migrate(connection, SCHEMA_VERSION))
    except BaseException:
        if copy is not None:  # nothing was changed, so nothing needs to be kept
            copy.unlink(missing_ok=True)
        raise


def _foreign_triggers(connection: Connection) -> dict[str, str]:
    """Name the triggers that would change, or refuse, what this program writes."""
    found = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
    return {name: sql for name, sql in found if name not in GUARDS}


def _take_out_triggers(connection: Connection) -> tuple[str, ...]:
    """Drop foreign triggers; the event log keeps what they were."""
    foreign = _foreign_triggers(connection)
    for name in foreign:
        quoted = name.replace('"', '""')
        connection.exec_driver_sql(f'DROP TRIGGER "{quoted}"')
    for sql in foreign.values():
        connection.execute(
            text(
                'INSERT INTO events (at, reader, label, "before", "after")'
                " VALUES (:at, '', 'Take out trigger', :sql, 'null')"
            ),
            {"at": now().isoformat(), "sql": json.dumps(sql)},
        )
    return tuple(f"a trigger of another program was removed: {name}" for name in foreign)


def back_up(path: Path, version: int) -> Path:
    """Copy the whole project as last committed beside itself; older copies are kept.

    Returns
    -------
    Path
        ``NAME.retinaview.schema-VERSION``, with a number where that was taken.
    """
    copy = _free_name(path, version)
    try:
        # SQLite's own copy knows the write-ahead log; a connection that writes cannot make it.
        with closing(sqlite3.connect(path)) as source:
            _copy(source, copy, pause=lambda: None)
    except (OSError, sqlite3.Error) as error:
        message = f"was not upgraded, because no backup could be made ({brief(error)})"
        raise ProjectError(message, path=path) from error
    return copy


def copy_whole(source: sqlite3.Connection, target: Path, *, pause: Callable[[], None]) -> None:
    """Copy an open project as last committed; the copy appears complete or not at all.

    Parameters
    ----------
    source : sqlite3.Connection
        The open project.
    target : Path
        The copy.
    pause : callable
        Lets others at the project; called after every megabyte, until somebody's writing has made
        the copy begin anew.

    Raises
    ------
    ProjectError
        Something of that name is there already, or the folder cannot be written.
    """
    if target.exists():
        raise ProjectError("is there already", path=target)
    try:
        _copy(source, target, pause)
    except (OSError, sqlite3.Error) as error:
        raise ProjectError(f"cannot be written ({brief(error)})", path=target) from error


def _copy(
    source: sqlite3.Connection, target: Path, pause: Callable[[], None] = lambda: None
) -> None:
    left: list[int] = []

    def step(_: int, remaining: int, __: int) -> None:
        if not left or remaining < left[-1]:
            left.append(remaining)
            pause()

    staged = target.with_name(f".{target.name}.{uuid4().hex[:8]}")
    try:
        with closing(sqlite3.connect(staged)) as copy:
            source.backup(copy, pages=_PAGES_PER_STEP, progress=step)
        staged.replace(target)
    finally:
        staged.unlink(missing_ok=True)


def _free_name(path: Path, version: int) -> Path:
    # Not with the project's suffix at its end: a folder's project is found by that.
    copy = path.with_name(f"{path.name}.schema-{version}")
    number = 2
    while copy.exists():
        copy = path.with_name(f"{path.name}.schema-{version}-{number}")
        number += 1
    return copy


def migrate(connection: Connection, version: int) -> tuple[str, ...]:
    """Bring a project file to a schema version within the caller's transaction.

    Returns
    -------
    tuple of str
        What the migrations have to say to a reader.
    """
    notes = run_migrations(connection, schema_version(connection), version)
    connection.execute(text(f"PRAGMA user_version = {int(version)}"))
    return notes


def run_migrations(connection: Connection, old: int, new: int) -> tuple[str, ...]:
    """Run the migrations from one schema version to another within the caller's transaction.

    Parameters
    ----------
    connection : Connection
        Of a project file, or of a study on a server.
    old, new : int
        Schema versions; the caller writes down the new one.

    Returns
    -------
    tuple of str
        What the migrations have to say to a reader.
    """
    # Alembic is needed a few times in a project's life; the window should not wait for it.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", _MIGRATIONS.replace("%", "%%"))
    config.attributes["connection"] = connection
    # The study's number counts: one that was new at that schema has no history of migrations.
    command.stamp(config, str(old or "base"))
    notes = config.attributes["notes"] = list[str]()
    command.upgrade(config, str(new))
    return tuple(notes)
