"""Who has which photograph to read, so that several readers share a study without meeting."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session as Transaction

from retinaview.core.errors import ProjectError
from retinaview.core.marks import now
from retinaview.core.words import counted
from retinaview.project.edits import log, portions, require_images
from retinaview.project.schema import ASSIGNMENTS

TAKE, ASSIGN, GIVE_BACK = "Take photograph", "Assign photograph", "Give photograph back"
"""Labels in the event log."""


@dataclass(frozen=True)
class Assignment:
    """A photograph that somebody has to read.

    Attributes
    ----------
    reader : str
        Who has it.
    given_by : str
        Who gave it; the reader who took it.
    at : datetime
        Since when.
    """

    reader: str
    given_by: str
    at: datetime


def read_assignments(transaction: Transaction) -> dict[int, Assignment]:
    """Return who has what, by photograph."""
    rows = transaction.execute(select(ASSIGNMENTS))
    return {row.image_id: Assignment(row.reader, row.given_by, row.at) for row in rows}


def assign(
    transaction: Transaction, image_ids: Collection[int], *, reader: str | None, by: str
) -> None:
    """Give photographs to a reader, or to nobody (None), all or none.

    Raises
    ------
    ProjectError
        `by` takes for themselves, or gives back, what somebody else has.
    """
    standing = read_assignments(transaction)
    require_images(transaction, image_ids)
    if reader == by:
        _refuse_others(standing, image_ids, by)
    changed = [i for i in image_ids if (held := standing.get(i)) is None or held.reader != reader]
    changed = changed if reader is not None else [i for i in image_ids if i in standing]
    if not changed:
        return
    taken_back = 0
    for some in portions(changed):
        query = delete(ASSIGNMENTS).where(ASSIGNMENTS.c.image_id.in_(some))
        taken_back += len(transaction.execute(query.returning(ASSIGNMENTS.c.image_id)).all())
    # A server lets readers give back only what is their own.
    if taken_back < len(standing.keys() & set(changed)):
        raise ProjectError("somebody else is to read it; an adjudicator can take it back")
    if reader is not None:
        row = {"reader": reader, "given_by": by, "at": now()}
        transaction.execute(insert(ASSIGNMENTS), [row | {"image_id": i} for i in changed])
    label = GIVE_BACK if reader is None else TAKE if reader == by else ASSIGN
    for image_id in changed:
        before = standing[image_id].reader if image_id in standing else None
        log(transaction, label, reader=by, image_id=image_id, change=(before, reader))


def _refuse_others(
    standing: dict[int, Assignment], image_ids: Collection[int], reader: str
) -> None:
    others = [held for i in image_ids if (held := standing.get(i)) and held.reader != reader]
    if others:
        readers = ", ".join(sorted({held.reader for held in others}))
        what = "the photograph" if len(image_ids) == 1 else counted(len(others), "photograph")
        raise ProjectError(f"{readers} already has {what}; nothing was changed")
