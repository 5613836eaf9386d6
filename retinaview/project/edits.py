"""Applying an edit to the rows, if they still are what the edit started from."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session as Transaction

from retinaview.core.edits import Edit, GradingEdit, MarksEdit
from retinaview.core.errors import ProjectError
from retinaview.core.marks import Mark, now
from retinaview.project.faults import STALE, StaleEdit
from retinaview.project.rows import (
    grading_json,
    grading_of,
    mark_json,
    mark_of,
    new_mark_row,
    write_grading,
    write_mark,
)
from retinaview.project.schema import EventRow, GradingRow, ImageRow, MarkRow


def apply_edit(transaction: Transaction, edit: Edit, *, reader: str) -> None:
    """Apply one edit and log it.

    Parameters
    ----------
    transaction : sqlalchemy.orm.Session
        Begun by the caller, who commits it or not.
    edit : MarksEdit or GradingEdit
        What changes.
    reader : str
        Who does it.

    Raises
    ------
    StaleEdit
        The rows are no longer what `edit.before` says.
    ProjectError
        The project has no such photograph.
    """
    if transaction.get(ImageRow, edit.image_id) is None:
        raise ProjectError(f"holds no photograph number {edit.image_id}")
    if isinstance(edit, MarksEdit):
        _apply_marks(transaction, edit)
        before, after = [mark_json(m) for m in edit.before], [mark_json(m) for m in edit.after]
        log(transaction, edit.label, reader=reader, image_id=edit.image_id, change=(before, after))
    else:
        _apply_grading(transaction, edit, reader=reader)
        change = grading_json(edit.before), grading_json(edit.after)
        log(transaction, edit.label, reader=reader, image_id=edit.image_id, change=change)


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


def _apply_marks(transaction: Transaction, edit: MarksEdit) -> None:
    before = {mark.id: mark for mark in edit.before}
    after = {mark.id: mark for mark in edit.after}
    touched = select(MarkRow).where(MarkRow.id.in_(before.keys() | after.keys()))
    rows = {row.id: row for row in transaction.scalars(touched)}
    if {row.id: (row.image_id, mark_of(row)) for row in rows.values()} != {
        mark.id: (edit.image_id, mark) for mark in edit.before
    }:
        raise StaleEdit(STALE)
    for gone in before.keys() - after.keys():
        transaction.delete(rows[gone])
    for mark in edit.after:
        _put(transaction, rows.get(mark.id), mark, edit.image_id)
    transaction.flush()


def _put(transaction: Transaction, row: MarkRow | None, mark: Mark, image_id: int) -> None:
    if row is None:
        transaction.add(new_mark_row(mark, image_id))
    else:
        write_mark(row, mark)


def _apply_grading(transaction: Transaction, edit: GradingEdit, *, reader: str) -> None:
    row = transaction.get(GradingRow, edit.image_id)
    if grading_of(row) != edit.before:
        raise StaleEdit(STALE)
    if edit.after.is_empty:
        if row is not None:
            transaction.delete(row)
    else:
        if row is None:
            row = GradingRow(image_id=edit.image_id)
            transaction.add(row)
        write_grading(row, edit.after)
        row.reader, row.modified = reader, now()
    transaction.flush()
