"""Marks and answers to and from their rows, and as JSON for the event log."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC
from typing import Any

from sqlalchemy import JSON, Boolean, ColumnElement, Row, String, Table, select, type_coerce
from sqlalchemy.orm import Session as Transaction

from retinaview.core.geometry import Box
from retinaview.core.grades import DMEGrade, DRGrade, Grading, UngradableReason
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark, Provenance, Status
from retinaview.core.mask import Mask
from retinaview.project.dialects import run
from retinaview.project.schema import GRADINGS, MARKS, UtcDateTime
from retinaview.project.values import Damage, count, flag, moment, number, optional, text


def mark_of(row: Row[Any]) -> Mark:
    """Return the mark of a row; ValueError, TypeError or LabelError where the row holds none."""
    mask = optional(text, row.mask)
    return Mark(
        id=text(row.id),
        lesion=LesionClass(row.lesion),
        box=Box(number(row.x), number(row.y), number(row.width), number(row.height)),
        status=Status(row.status),
        author=text(row.author),
        created=moment(row.created),
        modified=moment(row.modified),
        provenance=_provenance_of(row),
        locked=flag(row.locked),
        comment=text(row.comment),
        source=text(row.source),
        mask=None if mask is None else Mask.from_text(mask),
        unsure=flag(row.unsure),
    )


def _provenance_of(row: Row[Any]) -> Provenance | None:
    if row.model is None:
        return None
    return Provenance(
        model=text(row.model),
        version=text(row.model_version or ""),
        weights_sha256=text(row.weights_sha256 or ""),
        threshold=optional(number, row.threshold),
        score=optional(number, row.score),
    )


def as_kept(mark: Mark) -> Mark:
    """Return a mark as it would be read from its row: numbers as floats, times in UTC."""
    box = mark.box
    numbers = box.x, box.y, box.width, box.height
    if mark.created.tzinfo is mark.modified.tzinfo is UTC and {*map(type, numbers)} == {float}:
        return mark
    return replace(
        mark,
        box=Box(*map(float, numbers)),
        created=mark.created.astimezone(UTC),
        modified=mark.modified.astimezone(UTC),
    )


def drawing_order(mark: Mark) -> tuple[object, ...]:
    """Sort key: oldest first; proposals of one run, made at one moment, best first."""
    score = 0.0 if mark.provenance is None else mark.provenance.score or 0.0
    return mark.created, -score, mark.id


def as_kept_in(table: Table) -> list[ColumnElement[Any]]:
    """Return the columns of a table, unconverted, for reading row by row."""
    raw = (UtcDateTime, Boolean, JSON)
    return [type_coerce(c, String).label(c.name) if isinstance(c.type, raw) else c for c in table.c]


def marks_of(
    transaction: Transaction, image_id: int | None = None, *, damage: Damage | None = None
) -> dict[int, tuple[Mark, ...]]:
    """Return marks in drawing order by photograph; of one photograph or of all.

    One that cannot be read is noted in `damage`, and stays as it is in the file.
    """
    damage = damage or Damage()
    query = select(*as_kept_in(MARKS))
    if image_id is not None:
        query = query.where(MARKS.c.image_id == image_id)
    found: dict[int, list[Mark]] = defaultdict(list)
    for row in transaction.execute(query):
        with damage.noted(row.image_id, "a mark cannot be read and is left as it is"):
            found[count(row.image_id)].append(mark_of(row))
    return {number: tuple(sorted(marks, key=drawing_order)) for number, marks in found.items()}


def mark_ids(transaction: Transaction) -> set[str]:
    """Return the ids of all marks, also of those that cannot be read."""
    return set(transaction.scalars(select(MARKS.c.id)))


def answers_of(
    transaction: Transaction, image_id: int | None = None, *, damage: Damage
) -> dict[int, tuple[Grading, ...]]:
    """Return every reader's answers by photograph, of one or of all, as they were given.

    Unreadable ones are noted in `damage`.
    """
    # Two that were given on two computers at once may have one number.
    given = GRADINGS.c.sequence, type_coerce(GRADINGS.c.modified, String)
    query = select(*as_kept_in(GRADINGS)).order_by(*given)
    if image_id is not None:
        query = query.where(GRADINGS.c.image_id == image_id)
    found: dict[int, tuple[Grading, ...]] = {}
    for row in transaction.execute(query):
        with damage.noted(row.image_id, "the answer cannot be read; please answer again"):
            whose = count(row.image_id)
            found[whose] = (*found.get(whose, ()), grading_of(row))
    return found


def grading_of(row: Row[Any]) -> Grading:
    """Return the answer of a row; ValueError or TypeError where the row holds none."""
    return Grading(
        dr=None if row.dr is None else DRGrade(row.dr),
        dme=None if row.dme is None else DMEGrade(row.dme),
        ungradable=flag(row.ungradable),
        comment=text(row.comment),
        reason=UngradableReason(row.reason) if row.reason else None,
        unsure=flag(row.unsure),
        flag=flag(row.flag),
        reader=text(row.reader),
        at=moment(row.modified),
        source=text(row.source),
        decided_by=text(row.decided_by),
        sequence=count(row.sequence),
    )


def grading_of_json(data: dict[str, Any]) -> Grading:
    """Return an answer of the event log; ValueError, TypeError or LookupError where it is none."""
    return Grading(
        dr=None if data["dr"] is None else DRGrade(data["dr"]),
        dme=None if data["dme"] is None else DMEGrade(data["dme"]),
        ungradable=flag(data["ungradable"]),
        comment=text(data["comment"]),
        reason=UngradableReason(data["reason"]) if data.get("reason") else None,
        unsure=flag(data.get("unsure", False)),
        flag=flag(data.get("flag", False)),
        reader=text(data.get("reader", "")),
        at=optional(moment, data.get("at")),
        source=text(data.get("source", "")),
        decided_by=text(data.get("decided_by", "")),
        sequence=count(data.get("sequence", 0)),
    )


def mark_json(mark: Mark) -> dict[str, Any]:
    """Return a mark as the event log keeps it."""
    origin = mark.provenance
    return {
        "id": mark.id,
        "class": mark.lesion.value,
        "box": [mark.box.x, mark.box.y, mark.box.width, mark.box.height],
        "status": mark.status.value,
        "author": mark.author,
        "created": mark.created.isoformat(),
        "modified": mark.modified.isoformat(),
        "locked": mark.locked,
        "comment": mark.comment,
        "source": mark.source,
        "mask": None if mark.mask is None else mark.mask.text,
        "unsure": mark.unsure,
        "provenance": None
        if origin is None
        else {
            "model": origin.model,
            "version": origin.version,
            "weights_sha256": origin.weights_sha256,
            "threshold": origin.threshold,
            "score": origin.score,
        },
    }


def mark_of_json(told: Mapping[str, Any]) -> Mark:
    """Return a mark of the event log; ValueError, TypeError or LookupError where it is none."""
    origin, mask = told["provenance"], told.get("mask")
    return Mark(
        id=text(told["id"]),
        lesion=LesionClass(told["class"]),
        box=Box(*map(number, told["box"])),
        status=Status(told["status"]),
        author=text(told["author"]),
        created=moment(told["created"]),
        modified=moment(told["modified"]),
        provenance=None if origin is None else _provenance_of_json(origin),
        locked=flag(told["locked"]),
        comment=text(told["comment"]),
        source=text(told.get("source", "")),
        mask=None if mask is None else Mask.from_text(mask),
        unsure=flag(told.get("unsure", False)),
    )


def _provenance_of_json(told: Mapping[str, Any]) -> Provenance:
    return Provenance(
        model=text(told["model"]),
        version=text(told["version"]),
        weights_sha256=text(told["weights_sha256"]),
        threshold=optional(number, told["threshold"]),
        score=optional(number, told["score"]),
    )


def grading_json(grading: Grading) -> dict[str, Any]:
    """Return an answer as the event log keeps it, but for who and when."""
    return {
        "dr": None if grading.dr is None else int(grading.dr),
        "dme": None if grading.dme is None else int(grading.dme),
        "ungradable": grading.ungradable,
        "reason": grading.reason or "",
        "unsure": grading.unsure,
        "flag": grading.flag,
        "comment": grading.comment,
        "source": grading.source,
        "decided_by": grading.decided_by,
    }


def signed_json(grading: Grading) -> dict[str, Any]:
    """Return an answer as `grading_json` does, with whose it is and when it was given.

    One that a study has taken already keeps its place, as an undo puts it back there.
    """
    at = None if grading.at is None else grading.at.isoformat()
    place = {"sequence": grading.sequence} if grading.sequence else {}
    return grading_json(grading) | {"reader": grading.reader, "at": at} | place


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
        mark.locked,
        mark.comment,
        mark.source,
        None if origin is None else origin.model,
        None if origin is None else origin.version,
        None if origin is None else origin.weights_sha256,
        None if origin is None else origin.threshold,
        None if origin is None else origin.score,
        None if mark.mask is None else mark.mask.text,
        mark.unsure,
    )


def read_rows(transaction: Transaction, ids: Collection[str]) -> Mapping[str, Row[Any]]:
    """Read the rows of these marks, as far as there are any, unconverted."""
    rows = run(transaction, _SELECT, (_listed(ids),))
    return {row.id: row for row in rows}


def insert_rows(transaction: Transaction, rows: Sequence[Values]) -> None:
    """Put marks into rows that are not in the project yet."""
    if rows:
        run(transaction, _INSERT, list(rows))


def update_rows(transaction: Transaction, rows: Sequence[Values]) -> None:
    """Put marks in place of what their rows held."""
    if rows:
        changed = [(*values[1:], values[0]) for values in rows]
        run(transaction, _UPDATE, changed)


def delete_rows(transaction: Transaction, ids: Collection[str]) -> None:
    """Delete the rows of these marks."""
    if ids:
        run(transaction, _DELETE, (_listed(ids),))


def _listed(ids: Iterable[str]) -> str:
    return json.dumps(list(ids))
