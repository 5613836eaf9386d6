"""In which order proposals are reviewed, and which of them a decision on many is about."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import numpy as np

from retinaview.core.geometry import box_array
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark


class ReviewOrder(StrEnum):
    """What comes first."""

    CERTAIN = "most certain first"
    PLACE = "by place"


def in_order(marks: Sequence[Mark], order: ReviewOrder) -> tuple[str, ...]:
    """Return the ids of proposals as they are reviewed.

    Parameters
    ----------
    marks : sequence of Mark
        The proposals of one photograph.
    order : ReviewOrder
        By score; or from the one nearest to the upper left corner always on to the nearest.
    """
    if order is ReviewOrder.PLACE:
        return tuple(marks[number].id for number in _path(marks))
    return tuple(mark.id for mark in sorted(marks, key=score_of, reverse=True))


def score_of(mark: Mark) -> float:
    """Return the model's score of a mark, 0-1; 0 where it gave none."""
    score = None if mark.provenance is None else mark.provenance.score
    return 0.0 if score is None else score


def chosen(
    marks: Sequence[Mark], *, lesion: LesionClass | None = None, least_score: float = 0.0
) -> tuple[str, ...]:
    """Return the ids of those of a class, or of any, whose score is not below a value, 0-1."""
    return tuple(
        mark.id for mark in marks if lesion in (None, mark.lesion) and score_of(mark) >= least_score
    )


def _path(marks: Sequence[Mark]) -> list[int]:
    """Return the numbers of marks on a path from each to the nearest that is left."""
    if not marks:
        return []
    boxes = box_array([mark.box for mark in marks])
    centres = boxes[:, :2] + boxes[:, 2:] / 2
    here, left = np.zeros(2), np.ones(len(marks), bool)
    path: list[int] = []
    for _ in marks:
        away = np.where(left, ((centres - here) ** 2).sum(axis=1), np.inf)
        number = int(away.argmin())
        path.append(number)
        left[number], here = False, centres[number]
    return path
