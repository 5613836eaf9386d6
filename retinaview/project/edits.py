"""Applying edits to the rows, if these still are what the edits started from.

Marks and answers of a transaction are checked and changed in memory first, and written in bulk: the
file is asked a fixed number of times, however many there are. Eyes come one at a time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Row, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session as Transaction

from retinaview.core.edits import DayEdit, Edit, EyeEdit, GradingEdit
from retinaview.core.errors import ProjectError
from retinaview.core.grades import Grading, Laterality
from retinaview.core.marks import now
from retinaview.project.dialects import run
from retinaview.project.faults import STALE, StaleEdit
from retinaview.project.rows import (
    Values,
    as_kept_in,
    delete_rows,
    grading_json,
    grading_of,
    insert_rows,
    mark_json,
    mark_of,
    read_rows,
    signed_json,
    update_rows,
    values_of,
)
from retinaview.project.schema import GRADINGS, IMAGES, EventRow
from retinaview.project.values import TAKEN, UNREADABLE, day, day_text, to_json

_PER_QUERY = 10_000
"""Values in one query; SQLite takes 32,766."""
_LOG = (
    'INSERT INTO events (at, reader, label, image_id, "before", "after") VALUES (?, ?, ?, ?, ?, ?)'
)
_FIND = (
    "SELECT 1 FROM events WHERE at = ? AND reader = ? AND label = ? AND image_id = ? "
    'AND "before" = ? AND "after" = ?'
)

_EYES = frozenset(Laterality)

T = TypeVar("T")
Key = tuple[int, str]
"""A photograph and a reader."""
MarkRows = dict[str, Values]
"""Rows of marks by their ids."""


@dataclass(frozen=True)
class PreparedEdit:
    """An edit with all that can be made of it before the file is asked.

    Attributes
    ----------
    edit : Edit
        What changes.
    before, after : dict of str to tuple
        The rows of its marks, by id; none for an answer or an eye.
    event : tuple
        The row of the event log.
    """

    edit: Edit
    before: MarkRows
    after: MarkRows
    event: Values


def prepared(
    edits: Sequence[Edit], *, reader: str, at: str | None = None
) -> tuple[PreparedEdit, ...]:
    """Do what applying edits can be spared, while others are at the file.

    Parameters
    ----------
    edits : sequence of Edit
        What changes, on one or many photographs.
    reader : str
        Who does it.
    at : str, optional
        When, as the event log has it; now where absent.
    """
    moment = at or now().isoformat()
    return tuple(_prepared(edit, moment, reader) for edit in edits)


def is_applied(transaction: Transaction, edit: PreparedEdit) -> bool:
    """Whether the event log has exactly this edit, made at the same moment."""
    return run(transaction, _FIND, edit.event).first() is not None


def apply_edits(transaction: Transaction, edits: Sequence[PreparedEdit], *, reader: str) -> None:
    """Apply edits one after the other, and log each.

    Parameters
    ----------
    transaction : sqlalchemy.orm.Session
        Begun by the caller, who commits it or not.
    edits : sequence of PreparedEdit
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
    require_images(transaction, {each.edit.image_id for each in edits})
    _apply_marks(transaction, edits)
    gradings = [each.edit for each in edits if isinstance(each.edit, GradingEdit)]
    _apply_gradings(transaction, gradings, reader=reader)
    _apply_eyes(transaction, [each.edit for each in edits if isinstance(each.edit, EyeEdit)])
    _apply_days(transaction, [each.edit for each in edits if isinstance(each.edit, DayEdit)])
    if edits:
        run(transaction, _LOG, [each.event for each in edits])


def log(
    transaction: Transaction,
    label: str,
    *,
    reader: str = "",
    image_id: int | None = None,
    change: tuple[object, object],
    at: datetime | None = None,
) -> None:
    """Append to the event log what was `change[0]` before and is `change[1]` now, or then."""
    transaction.add(
        EventRow(
            at=at or now(),
            reader=reader,
            label=label,
            image_id=image_id,
            before=change[0],
            after=change[1],
        )
    )


def _prepared(edit: Edit, moment: str, reader: str) -> PreparedEdit:
    event = moment, reader, edit.label, edit.image_id
    if isinstance(edit, GradingEdit):
        whose = {"reader": edit.reader or reader}
        sides = [to_json(signed_json(each) | whose) for each in (edit.before, edit.after)]
        return PreparedEdit(edit, {}, {}, (*event, *sides))
    if isinstance(edit, EyeEdit):
        return PreparedEdit(edit, {}, {}, (*event, to_json(edit.before), to_json(edit.after)))
    if isinstance(edit, DayEdit):
        days = (to_json({TAKEN: day_text(each)}) for each in (edit.before, edit.after))
        return PreparedEdit(edit, {}, {}, (*event, *days))
    before, after = (
        {mark.id: values_of(mark, edit.image_id) for mark in marks}
        for marks in (edit.before, edit.after)
    )
    told = to_json(list(map(mark_json, edit.before))), to_json(list(map(mark_json, edit.after)))
    return PreparedEdit(edit, before, after, (*event, *told))


def require_images(transaction: Transaction, image_ids: Collection[int]) -> None:
    """Raise `ProjectError` unless the project has all of these photographs."""
    known: set[int] = set()
    for some in portions(image_ids):
        known.update(transaction.scalars(select(IMAGES.c.id).where(IMAGES.c.id.in_(some))))
    for image_id in image_ids:
        if image_id not in known:
            raise ProjectError(f"holds no photograph number {image_id}")


def _apply_marks(transaction: Transaction, edits: Sequence[PreparedEdit]) -> None:
    expected: MarkRows = {}  # of the first edit that touches each
    for each in edits:
        for mark_id, values in (each.after | each.before).items():
            expected.setdefault(mark_id, values)
    if not expected:
        return
    stored = read_rows(transaction, expected)
    first = {mark_id: _as_expected(row, expected[mark_id]) for mark_id, row in stored.items()}
    last = dict(first)
    for each in edits:
        _apply_to(last, each)
    delete_rows(transaction, first.keys() - last.keys())
    kept = [mark_id for mark_id in last if mark_id in first and last[mark_id] != first[mark_id]]
    update_rows(transaction, [last[mark_id] for mark_id in kept])
    insert_rows(transaction, [last[mark_id] for mark_id in last if mark_id not in first])


def _as_expected(row: Row[Any], expected: Values) -> Values:
    """Return a row as this program writes it; another one may write the same differently."""
    found = tuple(row)
    return found if found == expected else values_of(mark_of(row), row.image_id)


def _apply_to(standing: MarkRows, each: PreparedEdit) -> None:
    """Apply an edit to the marks as the edits before it leave them."""
    touched = each.before | each.after
    if {mark_id: standing[mark_id] for mark_id in touched if mark_id in standing} != each.before:
        raise StaleEdit(STALE)
    for mark_id in each.before:
        del standing[mark_id]
    standing.update(each.after)


def _apply_gradings(transaction: Transaction, edits: Sequence[GradingEdit], *, reader: str) -> None:
    keys = [(edit.image_id, edit.reader or reader) for edit in edits]
    wanted = frozenset(keys)
    last: dict[Key, Grading] = {}
    versions: dict[Key, int] = {}
    latest: Counter[int] = Counter()
    for some in portions({image_id for image_id, _ in keys}):
        query = select(*as_kept_in(GRADINGS)).where(GRADINGS.c.image_id.in_(some))
        for row in transaction.execute(query):
            key = row.image_id, row.reader
            if isinstance(row.sequence, int):
                latest[row.image_id] = max(latest[row.image_id], row.sequence)
            if key in wanted:
                last[key] = _grading(transaction, row)
                versions[key] = row.version if isinstance(row.version, int) else 0
    for key, edit in zip(keys, edits, strict=True):
        if last.get(key, Grading()) != edit.before:
            raise StaleEdit(STALE)
        last[key] = edit.after.taken_after(latest[edit.image_id])
        latest[edit.image_id] = max(latest[edit.image_id], last[key].sequence)
    _write_gradings(transaction, last, versions)


def _apply_eyes(transaction: Transaction, edits: Sequence[EyeEdit]) -> None:
    for edit in edits:
        which = IMAGES.c.id == edit.image_id
        found = select(IMAGES.c.patient, IMAGES.c.eye).where(which)
        patient, eye = transaction.execute(found).one()
        # What cannot be read stands as unknown.
        known = patient if isinstance(patient, str) else "", eye if eye in _EYES else None
        if known != edit.before:
            raise StaleEdit(STALE)
        patient, eye = edit.after
        transaction.execute(update(IMAGES).where(which).values(patient=patient, eye=eye))


def _apply_days(transaction: Transaction, edits: Sequence[DayEdit]) -> None:
    for edit in edits:
        which = IMAGES.c.id == edit.image_id
        standing = transaction.execute(select(IMAGES.c.taken).where(which)).scalar_one()
        if _day_of(standing) != edit.before:
            raise StaleEdit(STALE)
        transaction.execute(update(IMAGES).where(which).values(taken=day_text(edit.after)))


def _day_of(kept: object) -> date | None:
    """Return the day that a row has; what cannot be read stands as unknown."""
    try:
        return day(kept)
    except (TypeError, ValueError):
        return None


def _grading(transaction: Transaction, row: Row[Any]) -> Grading:
    """Return the answer of a row; an empty one where it is unreadable, as the log records."""
    try:
        return grading_of(row)
    except UNREADABLE:
        change = {name: repr(value) for name, value in row._mapping.items()}, None
        log(transaction, "Replace damaged answer", image_id=row.image_id, change=change)
        return Grading()


def _write_gradings(
    transaction: Transaction, gradings: Mapping[Key, Grading], versions: Mapping[Key, int]
) -> None:
    """Put answers in place of the ones before; an empty one leaves no row.

    One that says when keeps that, such as one that an undo brings back.
    """
    connection, moment = transaction.connection(), now()
    if old := [{"old": image_id, "whose": reader} for image_id, reader in versions]:
        this = GRADINGS.c.image_id == bindparam("old"), GRADINGS.c.reader == bindparam("whose")
        connection.execute(delete(GRADINGS).where(*this), old)
    rows = [
        {"image_id": image_id, "reader": reader}
        | {"modified": grading.at or moment, "sequence": grading.sequence}
        | {"version": versions.get((image_id, reader), 0) + 1}
        | grading_json(grading)
        for (image_id, reader), grading in gradings.items()
        if not grading.is_empty
    ]
    if rows:
        connection.execute(insert(GRADINGS), rows)


def portions(values: Collection[T]) -> Iterator[list[T]]:
    """Split values into batches as large as a query takes."""
    rest = iter(values)
    while some := list(islice(rest, _PER_QUERY)):
        yield some
