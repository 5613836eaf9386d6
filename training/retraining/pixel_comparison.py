"""Old against new on the pixels of a reader's masks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from retinaview.evaluation.segmentation import (
    SegmentationReport,
    SegmentationTally,
    evaluate_segmentation,
)
from retinaview.evaluation.segmentation_comparison import (
    SegmentationDifference,
    compare_segmentation,
)
from retinaview.models.weights.files import LoadedModel

Pixels = tuple[SegmentationTally, SegmentationTally, str]
"""A photograph's pixels by old and new weights, and its patient."""


@dataclass(frozen=True)
class PixelComparison:
    """Old and new weights on the pixels of one class.

    Attributes
    ----------
    old, new : SegmentationReport
        Scores at the card's threshold, on the photographs of which masks tell all.
    difference : SegmentationDifference
        New less old, paired.
    """

    old: SegmentationReport
    new: SegmentationReport
    difference: SegmentationDifference

    def as_dict(self) -> dict[str, object]:
        """Return the comparison in JSON form."""
        return {name: getattr(self, name).as_dict() for name in ("old", "new", "difference")}

    def table(self) -> str:
        """Return the comparison as lines of text."""
        old, new, gap = self.old, self.new, self.difference
        lines = [f"  {'Dice, pooled over pixels':32}{old.pooled_dice!s:>24}{new.pooled_dice!s:>24}"]
        lines.append(f"  {'average precision':32}{old.average_precision!s:>24}")
        lines[-1] += f"{new.average_precision!s:>24}"
        return "\n".join([*lines, f"  {'Dice, new less old':32}{gap.pooled_dice}"])


def compare_pixels(
    counts: Sequence[Pixels], old: LoadedModel, new: LoadedModel
) -> PixelComparison | None:
    """Compare the pixels of a class on photographs of which masks tell all; None without any."""
    if not counts:
        return None
    first, second, persons = (list(each) for each in zip(*counts, strict=True))
    name = str(first[0].lesion)
    thresholds = old.card.thresholds[name], new.card.thresholds[name]
    reports = [
        evaluate_segmentation(tallies, threshold=threshold)
        for tallies, threshold in zip((first, second), thresholds, strict=True)
    ]
    gap = compare_segmentation(first, second, thresholds=thresholds, persons=persons)
    return PixelComparison(reports[0], reports[1], gap)
