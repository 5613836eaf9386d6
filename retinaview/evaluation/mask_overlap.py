"""Agreement of two readers' masks, pixel by pixel."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark
from retinaview.core.mask import Mask
from retinaview.evaluation.estimates import Estimate, Indices, bootstrap


class Overlap(NamedTuple):
    """How many pixels of one photograph two readers have masked, class by class.

    Attributes
    ----------
    shared_px : int
        By both, as the same class.
    either_px : int
        By the first, plus by the second.
    """

    shared_px: int
    either_px: int


def overlaps_of(
    pairs: Iterable[tuple[Sequence[Mark], Sequence[Mark]]],
) -> list[Overlap]:
    """Return the overlaps of the photographs on which both readers have masks.

    Parameters
    ----------
    pairs : iterable of tuple of sequence of Mark
        The marks of the first and of the second reader, by photograph.
    """
    found = (overlap_of(first, second) for first, second in pairs)
    return [overlap for overlap in found if overlap is not None]


def overlap_of(first: Iterable[Mark], second: Iterable[Mark]) -> Overlap | None:
    """Return the overlap of two readers' masks on a photograph; None unless both have some.

    Marks without a mask do not count.
    """
    one, other = _masks_by_class(first), _masks_by_class(second)
    if not one or not other:
        return None
    either = sum(mask.area_px for mask in (*one.values(), *other.values()))
    joined = sum(one[kind].union(other[kind]).area_px for kind in one.keys() & other.keys())
    alone = sum(one[kind].area_px for kind in one.keys() - other.keys())
    alone += sum(other[kind].area_px for kind in other.keys() - one.keys())
    return Overlap(either - joined - alone, either)


def _masks_by_class(marks: Iterable[Mark]) -> dict[LesionClass, Mask]:
    found: dict[LesionClass, list[Mask]] = {}
    for mark in marks:
        if mark.mask is not None:
            found.setdefault(mark.lesion, []).append(mark.mask)
    return {lesion: masks[0].union(*masks[1:]) for lesion, masks in found.items()}


def dice(overlaps: Sequence[Overlap]) -> Estimate:
    """Return the Dice coefficient of all photographs together, 0-1."""
    shared, either = np.array(overlaps, dtype=np.int64).T

    def statistic(chosen: Indices) -> float:
        return float(2 * shared[chosen].sum() / either[chosen].sum())

    return bootstrap(statistic, len(overlaps))
