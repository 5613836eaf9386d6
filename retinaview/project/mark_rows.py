"""Many marks at once to and from their rows, as the driver takes them.

Whatever can be made of a mark before the file is asked is made then: others wait for the file.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC
from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session as Transaction

from retinaview.core.marks import Mark
from retinaview.project.schema import MARKS

Values = tuple[Any, ...]
"""A mark as its row holds it, column by column, all but the version; the id comes first."""

COLUMNS = tuple(column.name for column in MARKS.c if column.name != "version")

# One parameter for all ids, however many there are.
_THESE = "id IN (SELECT value FROM json_each(?))"
_SELECT = f"SELECT {', '.join(COLUMNS)} FROM marks WHERE {_THESE}"
_DELETE = f"DELETE FROM marks WHERE {_THESE}"
_INSERT = (
    f"INSERT INTO marks ({', '.join(COLUMNS)}, version) VALUES ({', '.join('?' * len(COLUMNS))}, 1)"
)
_UPDATE = (
    f"UPDATE marks SET {', '.join(f'{name} = ?' for name in COLUMNS[1:])}, "
    "version = version + 1 WHERE id = ?"
)


def values_of(mark: Mark, image_id: int) -> Values:
    """Return a mark as the values of its row."""
    box, origin = mark.box, mark.provenance
    return (
        mark.id,
        image_id,
        mark.lesion.value,
        box.x,
        box.y,
        box.width,
        box.height,
        mark.status.value,
        mark.author,
        mark.created.astimezone(UTC).isoformat(),
        mark.modified.astimezone(UTC).isoformat(),
        int(mark.locked),
        mark.comment,
        mark.source,
        None if origin is None else origin.model,
        None if origin is None else origin.version,
        None if origin is None else origin.weights_sha256,
        None if origin is None else origin.threshold,
        None if origin is None else origin.score,
    )


def read_rows(transaction: Transaction, ids: Collection[str]) -> Mapping[str, Row[Any]]:
    """Read the rows of these marks, as far as there are any, unconverted."""
    rows = transaction.connection().exec_driver_sql(_SELECT, (_listed(ids),))
    return {row.id: row for row in rows}


def insert_rows(transaction: Transaction, rows: Sequence[Values]) -> None:
    """Put marks into rows that are not in the project yet."""
    if rows:
        transaction.connection().exec_driver_sql(_INSERT, list(rows))


def update_rows(transaction: Transaction, rows: Sequence[Values]) -> None:
    """Put marks in place of what their rows held."""
    if rows:
        changed = [(*values[1:], values[0]) for values in rows]
        transaction.connection().exec_driver_sql(_UPDATE, changed)


def delete_rows(transaction: Transaction, ids: Collection[str]) -> None:
    """Delete the rows of these marks."""
    if ids:
        transaction.connection().exec_driver_sql(_DELETE, (_listed(ids),))


def _listed(ids: Iterable[str]) -> str:
    return json.dumps(list(ids))
