"""Which marks of a new run may stand beside what a reader already decided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session as Transaction

from retinaview.core.errors import ProjectError
from retinaview.core.geometry import box_array, intersection_area
from retinaview.core.marks import Mark, Status
from retinaview.project.edits import log
from retinaview.project.rows import delete_rows, insert_rows, marks_of, values_of


def is_untouched(mark: Mark) -> bool:
    """Whether a mark is a model's alone, so that a new run may replace it.

    A lock, a comment or a doubt on a proposal is a reader's hand on it, and so is an import: no run
    can make it again.
    """
    touched = mark.locked or mark.comment or mark.unsure or mark.source
    return mark.status is Status.PROPOSED and not touched


def overlaps(first: Sequence[Mark], second: Sequence[Mark]) -> list[bool]:
    """Tell which marks lie where another mark of their class lies already.

    Parameters
    ----------
    first, second : sequence of Mark
        Of one photograph.

    Returns
    -------
    list of bool, as long as `first`
        True where more than half of the box lies in a box of the same class in `second`. This
        holds for every pair whose intersection over union is above 0.5, and also for a small
        proposal inside a reader's generous box.
    """
    if not first or not second:
        return [False] * len(first)
    boxes = box_array([mark.box for mark in first])
    shared = intersection_area(boxes, box_array([mark.box for mark in second]))
    covered = shared / (boxes[:, 2] * boxes[:, 3])[:, None]
    same_class = _classes(first)[:, None] == _classes(second)
    return [bool(hit) for hit in ((covered > 0.5) & same_class).any(axis=1)]


def _classes(marks: Sequence[Mark]) -> NDArray[np.str_]:
    return np.array([mark.lesion.value for mark in marks])


class Settled(NamedTuple):
    """What a new run changed.

    Attributes
    ----------
    gone : tuple of Mark
        Untouched proposals that were removed.
    added : tuple of Mark
        Proposals that were inserted.
    """

    gone: tuple[Mark, ...] = ()
    added: tuple[Mark, ...] = ()


def settle(standing: Sequence[Mark], proposed: Sequence[Mark]) -> Settled:
    """Return what a new run changes.

    Parameters
    ----------
    standing : sequence of Mark
        All marks of the photograph now.
    proposed : sequence of Mark
        What should be proposed from now on.

    Returns
    -------
    Settled
        Added are those that no touched mark covers. A proposal that stands already with the same
        class, box and provenance stays as it is, identity included.
    """
    old = [mark for mark in standing if is_untouched(mark)]
    covered = overlaps(proposed, [mark for mark in standing if not is_untouched(mark)])
    wanted = {
        (mark.lesion, mark.box, mark.provenance): mark
        for mark, hit in zip(proposed, covered, strict=True)
        if not hit
    }
    gone = [m for m in old if wanted.pop((m.lesion, m.box, m.provenance), None) is None]
    return Settled(tuple(gone), tuple(wanted.values()))


def replace_proposals(transaction: Transaction, image_id: int, marks: Sequence[Mark]) -> Settled:
    """Settle a new run in the rows."""
    if not all(map(is_untouched, marks)):
        raise ProjectError("only untouched proposals can be proposed", field="status")
    if any(mark.is_place for mark in marks):
        raise ProjectError("a discovered patch is a place, not a lesion to propose", field="model")
    standing = marks_of(transaction, image_id).get(image_id, ())
    settled = settle(standing, marks)
    gone = [mark.id for mark in settled.gone]
    delete_rows(transaction, gone)
    insert_rows(transaction, [values_of(mark, image_id) for mark in settled.added])
    counts = {"removed": len(gone)}, {"inserted": len(settled.added)}
    log(transaction, "Propose marks", image_id=image_id, change=counts)
    return settled
