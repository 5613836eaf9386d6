"""Two lesion networks on the same photographs, with paired differences."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from retinaview.core.geometry import FloatArray
from retinaview.core.lesions import LesionClass
from retinaview.evaluation.estimates import Estimate, Indices
from retinaview.evaluation.paired_tests import paired_bootstrap
from retinaview.evaluation.segmentation import LEVELS, SegmentationTally, average_precision


@dataclass(frozen=True)
class SegmentationDifference:
    """The second network's scores of one class minus the first's, over pixels.

    Attributes
    ----------
    lesion : LesionClass
        The class.
    pooled_dice, average_precision : Estimate
        -1 to 1, with the 95 % interval of a paired bootstrap over persons.
    """

    lesion: LesionClass
    pooled_dice: Estimate
    average_precision: Estimate

    def as_dict(self) -> dict[str, object]:
        """Return the differences in JSON form."""
        scores = {k: v.as_dict() for k, v in vars(self).items() if isinstance(v, Estimate)}
        return {"class": str(self.lesion), **scores}

    def table(self) -> str:
        """Return the differences as lines of text."""
        return "\n".join(
            [
                f"{self.lesion}, second less first",
                f"  {'Dice, pooled over pixels':28}{self.pooled_dice}",
                f"  {'average precision':28}{self.average_precision}",
            ]
        )


def compare_segmentation(
    first: Sequence[SegmentationTally],
    second: Sequence[SegmentationTally],
    *,
    thresholds: tuple[float, float],
    persons: Sequence[Hashable] | None = None,
    resamples: int = 1000,
    seed: int = 0,
) -> SegmentationDifference:
    """Compare two networks on one class.

    Parameters
    ----------
    first, second : sequence of SegmentationTally
        Of one class, on the same photographs in the same order.
    thresholds : tuple of float
        Each network's own threshold, 0-1.
    persons : sequence of hashable, optional
        The patient of each photograph; by default each photograph counts as a person.
    resamples, seed : int
        Number and seed of the bootstrap samples.

    Raises
    ------
    ValueError
        Photographs or classes differ, or there is no photograph.
    """
    named = [[(tally.image, tally.lesion) for tally in tallies] for tallies in (first, second)]
    if not named[0] or named[0] != named[1] or len({lesion for _, lesion in named[0]}) != 1:
        raise ValueError("two networks are compared on one class and the same photographs")
    one, other = (
        _Pixels(tallies, threshold)
        for tallies, threshold in zip((first, second), thresholds, strict=True)
    )
    who = range(len(first)) if persons is None else persons
    dice, precision = (
        paired_bootstrap(*pair, who, resamples=resamples, seed=seed)
        for pair in ((one.dice, other.dice), (one.precision, other.precision))
    )
    return SegmentationDifference(first[0].lesion, dice, precision)


class _Pixels:
    """A network's pixel counts per photograph and level."""

    def __init__(self, tallies: Sequence[SegmentationTally], threshold: float) -> None:
        self._positive: FloatArray = np.stack([tally.positive for tally in tallies]).astype(float)
        self._negative: FloatArray = np.stack([tally.negative for tally in tallies]).astype(float)
        self._level = int(np.ceil(threshold * (LEVELS - 1) - 1e-9))

    def dice(self, chosen: Indices) -> float:
        positive, negative = self._positive[chosen].sum(0), self._negative[chosen].sum(0)
        hits, alarms = positive[self._level :].sum(), negative[self._level :].sum()
        size = hits + alarms + positive.sum()
        return float(2 * hits / size) if size else float("nan")

    def precision(self, chosen: Indices) -> float:
        return average_precision(self._positive[chosen].sum(0), self._negative[chosen].sum(0))
