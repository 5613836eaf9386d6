"""Copying a study between a project file and a server, row by row and as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Boolean, Column, Float, Integer, LargeBinary, Table, func, select
from sqlalchemy.orm import Session as Transaction
from sqlalchemy.types import TypeEngine

from retinaview.core.errors import ProjectError
from retinaview.core.server_address import Place, ServerAddress
from retinaview.core.text import shown
from retinaview.project.database import Database
from retinaview.project.dialects import is_server, run
from retinaview.project.places import needing_client, open_store
from retinaview.project.rows import Values, as_kept_in
from retinaview.project.schema import Base, SettingRow
from retinaview.project.store import ProjectStore

_OF_ITS_ENGINE = frozenset(("photographs", "log"))
"""Settings by which a server finds photographs and a file knows its log; each has its own."""
_AT_ONCE = 50
"""Rows; those of maps are of a megabyte."""
_KINDS: tuple[tuple[type[TypeEngine[Any]], tuple[type, ...]], ...] = (
    (Boolean, (bool, int)),
    (Integer, (int,)),
    (Float, (float, int)),
    (LargeBinary, (bytes,)),
    (TypeEngine, (str,)),
)
"""What a column's values are; times and JSON are text."""


def copy_study(source: Place, target: Place) -> int:
    """Copy a whole study to a new place.

    Parameters
    ----------
    source, target : Path or ServerAddress
        Where it is, and where there is none yet.

    Returns
    -------
    int
        How many photographs it has.

    Raises
    ------
    ProjectError
        One of the two cannot be opened, the target is there already, or a row of the source is
        damaged. The target is then as it was before.
    """
    with closing(open_store(source)) as study:
        if isinstance(target, Path):
            copy_to_file(study, target)
        else:
            _copy_to_server(study, target)
        return len(study.images())


def _copy_to_server(study: Database, target: ServerAddress) -> None:
    with needing_client():
        from retinaview.project.server.server_store import ServerStore
    with closing(ServerStore.create(target, study.path.parent)) as copy:
        try:
            _copy_rows(study, copy)
        except BaseException:
            copy.discard()
            raise


def copy_to_file(study: Database, target: Path) -> None:
    """Copy an open study to a new project file; it appears complete or not at all.

    Paths of photographs stay as they are, from the folder at which they start.
    """
    store = ProjectStore.create(target)
    try:
        with closing(store):
            _copy_rows(study, store)
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def _copy_rows(study: Database, copy: Database) -> None:
    with study._reading() as source, copy._writing() as target:
        for table in Base.metadata.sorted_tables:
            columns = ", ".join(f'"{column.name}"' for column in table.c)
            places = ", ".join("?" * len(table.c))
            for rows in _rows_of(source, table, study.path):
                run(target, f"INSERT INTO {table.name} ({columns}) VALUES ({places})", rows)
            if is_server(target):
                _go_on_counting(target, table)


def _rows_of(source: Transaction, table: Table, path: Path) -> Iterator[list[Values]]:
    """Yield the rows of a table, some at a time, as the other engine takes them."""
    query = select(*as_kept_in(table)).order_by(*table.primary_key)
    found: Iterator[tuple[Any, ...]] = map(
        tuple, source.execute(query.execution_options(yield_per=_AT_ONCE))
    )
    if table.name == SettingRow.__tablename__:
        found = (row for row in found if row[0] not in _OF_ITS_ENGINE)
    while rows := [_checked(row, table, path) for row in islice(found, _AT_ONCE)]:
        yield rows


def _checked(row: Values, table: Table, path: Path) -> Values:
    """Return a row with values of its columns' kinds; SQLite keeps anything anywhere."""
    return tuple(_value(value, column, path) for value, column in zip(row, table.c, strict=True))


def _value(value: object, column: Column[Any], path: Path) -> object:
    if value is None and column.nullable:
        return None
    kinds = next(kinds for kind, kinds in _KINDS if isinstance(column.type, kind))
    if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
        message = f"is damaged and was not copied ({column.name} is {shown(value)})"
        raise ProjectError(message, path=path, field=f"table {column.table}")
    return bool(value) if bool in kinds else value


def _go_on_counting(target: Transaction, table: Table) -> None:
    """Let the next row get the id after the last one."""
    column = next(iter(table.primary_key))
    last = target.scalar(select(func.max(column))) if isinstance(column.type, Integer) else None
    sequence = target.scalar(select(func.pg_get_serial_sequence(table.name, column.name)))
    if sequence is not None and last is not None:
        target.execute(select(func.setval(sequence, last)))
