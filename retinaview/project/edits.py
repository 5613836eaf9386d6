"""Applying edits to the rows, if these still are what the edits started from.

All edits of a transaction are checked and applied in memory first, and written in bulk: the file
is asked a fixed number of times, however many photographs and marks there are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Row, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session as Transaction

from retinaview.core.edits import Edit, GradingEdit, MarksEdit
from retinaview.core.errors import ProjectError
from retinaview.core.grades import Grading
from retinaview.core.marks import Mark, now
from retinaview.project.damage import UNREADABLE
from retinaview.project.faults import STALE, StaleEdit
from retinaview.project.rows import (
    as_kept_in,
    grading_json,
    grading_of,
    insert_marks,
    mark_json,
    mark_of,
    mark_values,
)
from retinaview.project.schema import GRADINGS, IMAGES, MARKS, EventRow

_PER_QUERY = 10_000
"""Values in one query; SQLite takes 32,766."""

T = TypeVar("T")
Placed = dict[str, tuple[int, Mark]]
"""Marks by id, with the photograph that each is on."""


def apply_edits(transaction: Transaction, edits: Sequence[Edit], *, reader: str) -> None:
    """Apply edits one after the other, and log each.

    Parameters
    ----------
    transaction : sqlalchemy.orm.Session
        Begun by the caller, who commits it or not.
    edits : sequence of MarksEdit or GradingEdit
        What changes, on one or many photographs.
    reader : str
        Who does it.

    Raises
    ------
    StaleEdit
        The rows are no longer what an edit's `before` says.
    ProjectError
        The project has no such photograph.
    """
    _require_images(transaction, {edit.image_id for edit in edits})
    _apply_marks(transaction, [edit for edit in edits if isinstance(edit, MarksEdit)])
    gradings = [edit for edit in edits if isinstance(edit, GradingEdit)]
    _apply_gradings(transaction, gradings, reader=reader)
    _log_edits(transaction, edits, reader=reader)


def log(
    transaction: Transaction,
    label: str,
    *,
    reader: str = "",
    image_id: int | None = None,
    change: tuple[object, object],
) -> None:
    """Append to the event log what was `change[0]` before and is `change[1]` now."""
    transaction.add(
        EventRow(
            at=now(),
            reader=reader,
            label=label,
            image_id=image_id,
            before=change[0],
            after=change[1],
        )
    )


def _log_edits(transaction: Transaction, edits: Sequence[Edit], *, reader: str) -> None:
    moment = now()
    rows = []
    for edit in edits:
        before, after = _as_json(edit)
        row = {"at": moment, "reader": reader, "label": edit.label, "image_id": edit.image_id}
        rows.append(row | {"before": before, "after": after})
    transaction.execute(insert(EventRow), rows)


def _as_json(edit: Edit) -> tuple[object, object]:
    if isinstance(edit, MarksEdit):
        return [mark_json(m) for m in edit.before], [mark_json(m) for m in edit.after]
    return grading_json(edit.before), grading_json(edit.after)


def _require_images(transaction: Transaction, image_ids: Collection[int]) -> None:
    known: set[int] = set()
    for some in _portions(image_ids):
        known.update(transaction.scalars(select(IMAGES.c.id).where(IMAGES.c.id.in_(some))))
    for image_id in image_ids:
        if image_id not in known:
            raise ProjectError(f"holds no photograph number {image_id}")


def _apply_marks(transaction: Transaction, edits: Sequence[MarksEdit]) -> None:
    ids = {mark.id for edit in edits for mark in (*edit.before, *edit.after)}
    if not ids:
        return
    first = _standing(transaction, ids)
    last = dict(first)
    for edit in edits:
        _apply_to(last, edit)
    if gone := [{"gone": mark_id} for mark_id in first.keys() - last.keys()]:
        transaction.connection().execute(delete(MARKS).where(MARKS.c.id == bindparam("gone")), gone)
    kept = [mark_id for mark_id in last if mark_id in first and last[mark_id] != first[mark_id]]
    _update_marks(transaction, [last[mark_id] for mark_id in kept])
    insert_marks(transaction, [last[mark_id] for mark_id in last if mark_id not in first])


def _standing(transaction: Transaction, ids: Collection[str]) -> Placed:
    found: Placed = {}
    for some in _portions(ids):
        query = select(*MARKS.c).where(MARKS.c.id.in_(some))
        found |= {row.id: (row.image_id, mark_of(row)) for row in transaction.execute(query)}
    return found


def _apply_to(standing: Placed, edit: MarksEdit) -> None:
    """Apply an edit to the marks as the edits before it leave them."""
    touched = dict.fromkeys([mark.id for mark in (*edit.before, *edit.after)])
    found = {mark_id: standing[mark_id] for mark_id in touched if mark_id in standing}
    if found != {mark.id: (edit.image_id, mark) for mark in edit.before}:
        raise StaleEdit(STALE)
    for mark in edit.before:
        del standing[mark.id]
    for mark in edit.after:
        standing[mark.id] = (edit.image_id, mark)


def _update_marks(transaction: Transaction, changed: Sequence[tuple[int, Mark]]) -> None:
    rows = [mark_values(mark, image_id) for image_id, mark in changed]
    if rows:
        values: dict[str, ColumnElement[Any]] = {"version": MARKS.c.version + 1}
        values |= {name: bindparam(name) for name in rows[0] if name != "id"}
        keyed = [{**row, "changed": row["id"]} for row in rows]
        query = update(MARKS).where(MARKS.c.id == bindparam("changed")).values(values)
        transaction.connection().execute(query, keyed)


def _apply_gradings(transaction: Transaction, edits: Sequence[GradingEdit], *, reader: str) -> None:
    last: dict[int, Grading] = {}
    versions: dict[int, int] = {}
    for some in _portions({edit.image_id for edit in edits}):
        query = select(*as_kept_in(GRADINGS)).where(GRADINGS.c.image_id.in_(some))
        for row in transaction.execute(query):
            last[row.image_id] = _grading(transaction, row)
            versions[row.image_id] = row.version if isinstance(row.version, int) else 0
    for edit in edits:
        if last.get(edit.image_id, Grading()) != edit.before:
            raise StaleEdit(STALE)
        last[edit.image_id] = edit.after
    _write_gradings(transaction, last, versions, reader=reader)


def _grading(transaction: Transaction, row: Row[Any]) -> Grading:
    """Return the answer of a row; an empty one where it is unreadable, as the log records."""
    try:
        return grading_of(row)
    except UNREADABLE:
        change = {name: repr(value) for name, value in row._mapping.items()}, None
        log(transaction, "Replace damaged answer", image_id=row.image_id, change=change)
        return Grading()


def _write_gradings(
    transaction: Transaction,
    gradings: Mapping[int, Grading],
    versions: Mapping[int, int],
    *,
    reader: str,
) -> None:
    """Put answers in place of the ones before; an empty one leaves no row.

    One that says by whom and when keeps that, such as one that an undo brings back.
    """
    connection, moment = transaction.connection(), now()
    if old := [{"old": image_id} for image_id in versions]:
        connection.execute(delete(GRADINGS).where(GRADINGS.c.image_id == bindparam("old")), old)
    rows = [
        {"image_id": image_id, "reader": grading.reader or reader}
        | {"modified": grading.at or moment}
        | {"version": versions.get(image_id, 0) + 1}
        | grading_json(grading)
        for image_id, grading in gradings.items()
        if not grading.is_empty
    ]
    if rows:
        connection.execute(insert(GRADINGS), rows)


def _portions(values: Collection[T]) -> Iterator[list[T]]:
    """Split the values into batches as large as a query takes."""
    rest = iter(values)
    while some := list(islice(rest, _PER_QUERY)):
        yield some
