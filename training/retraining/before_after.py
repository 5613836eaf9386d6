"""Old against new on held-out patients: lesions by box, class by class, and the worst cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from retinaview.evaluation.box_lesions import (
    LesionDifference,
    compare_lesions,
)
from retinaview.evaluation.lesions import LesionReport, evaluate_lesions
from retinaview.exchange.label_snapshot import ReadPhotograph
from retinaview.models.weights.card import Metric
from retinaview.models.weights.files import LoadedModel
from training.export import metric_of
from training.retraining.comparison import SPLIT, Judgement, judged
from training.retraining.examples import answers, has_masks, marked, readable
from training.retraining.pixel_comparison import PixelComparison, Pixels, compare_pixels
from training.retraining.progress import Progress
from training.retraining.tallies import Tallies, faintest_of, pixel_tally, tallies
from training.retraining.worst_cases import Pair, WorstCases

PROTOCOL = "boxes matched at IoM 0.3; 95 % bootstrap over patients"


@dataclass(frozen=True)
class ClassComparison:
    """Old and new weights on one class.

    Attributes
    ----------
    old, new : LesionReport
        Scores at the card's threshold.
    difference : LesionDifference
        New less old, paired.
    pixels : PixelComparison or None
        Against the reader's masks; None where there are none.
    """

    old: LesionReport
    new: LesionReport
    difference: LesionDifference
    pixels: PixelComparison | None = None

    def as_dict(self) -> dict[str, object]:
        """Return the comparison in JSON form."""
        return {
            "class": str(self.old.lesion),
            "old": self.old.as_dict(),
            "new": self.new.as_dict(),
            "difference": self.difference.as_dict(),
            "pixels": None if self.pixels is None else self.pixels.as_dict(),
        }

    def table(self) -> str:
        """Return the comparison as text."""
        lines = [
            f"{self.old.lesion}: {self.old.lesions} boxes on {self.old.photographs} photographs",
            f"  {'':32}{'old':>24}{'new':>24}",
        ]
        rows = {
            "recall of boxes": "recall",
            "precision of candidates": "precision",
            "F1": "f1",
            "false candidates a photograph": "false_per_photograph",
            "mean recall at 1/8 to 8 false": "mean_recall",
        }
        for label, name in rows.items():
            old, new = getattr(self.old, name), getattr(self.new, name)
            lines.append(f"  {label:32}{old!s:>24}{new!s:>24}")
        lines.append(self.difference.table())
        return "\n".join([*lines, *([] if self.pixels is None else [self.pixels.table()])])


@dataclass(frozen=True)
class SegmenterComparison:
    """Old and new weights on all classes that a reader marks."""

    classes: tuple[ClassComparison, ...]

    def as_dict(self) -> dict[str, object]:
        """Return all numbers in JSON form."""
        return {"classes": [each.as_dict() for each in self.classes]}

    def table(self) -> str:
        """Return the comparison as text."""
        if not self.classes:
            return "The held-out patients have no box to measure on."
        return "\n\n".join([*(each.table() for each in self.classes), self.verdict().sentence])

    def verdict(self) -> Judgement:
        """Return whether the new weights are better."""
        gaps = {}
        for each in self.classes:
            gaps[f"{each.old.lesion} (mean recall)"] = each.difference.mean_recall
            gaps[f"{each.old.lesion} (F1)"] = each.difference.f1
            if each.pixels is not None:
                gaps[f"{each.old.lesion} (Dice)"] = each.pixels.difference.pooled_dice
        return judged(gaps)

    def metrics(self) -> list[Metric]:
        """Return the new weights' scores for their card."""
        return [
            metric_of(f"{name}_{each.new.lesion}", value, split=SPLIT, protocol=PROTOCOL)
            for each in self.classes
            for name, value in (
                ("box_recall", each.new.recall),
                ("box_precision", each.new.precision),
                ("box_mean_recall", each.new.mean_recall),
            )
            if np.isfinite(value.value)
        ]


def compare_segmenters(
    old: LoadedModel,
    new: LoadedModel,
    photographs: Sequence[ReadPhotograph],
    classes: Sequence[str],
    *,
    bfloat16: bool,
    progress: Progress,
    out: Path,
) -> SegmenterComparison:
    """Compare two lesion networks against a reader's boxes, and draw the worst cases.

    Parameters
    ----------
    old, new : LoadedModel
        Networks of the same classes.
    photographs : sequence of ReadPhotograph
        Photographs of patients from whom the new one has not learnt.
    classes : sequence of str
        Classes that the reader marks.
    bfloat16 : bool
        Whether they run in bfloat16.
    progress : Progress
        Told every photograph.
    out : Path
        Folder for pictures of the photographs on which the new network is worst.

    Returns
    -------
    SegmenterComparison
        Of the classes that have boxes on these photographs.
    """
    names = [name for name in classes if any(marked(each, name) for each in photographs)]
    pairs: dict[str, list[Pair]] = {name: [] for name in names}
    with_masks = [name for name in names if any(has_masks(each, name) for each in photographs)]
    pixels: dict[str, list[Pixels]] = {name: [] for name in with_masks}
    worst = WorstCases(out, old, new)
    measured: list[ReadPhotograph] = []
    for each, rgb, fov in readable(photographs, progress):
        measured.append(each)
        found = [answers(model, rgb, fov, bfloat16=bfloat16) for model in (old, new)]
        for name in names:
            faintest = faintest_of(old, name)
            first, second = (
                tallies(each, name, model, probability, fov.diameter_px, faintest=faintest)
                for model, probability in zip((old, new), found, strict=True)
            )
            pairs[name].append((first, second))
        for name in with_masks:
            counts = [
                pixel_tally(each, name, model, probability)
                for model, probability in zip((old, new), found, strict=True)
            ]
            if counts[0] is not None and counts[1] is not None:
                pixels[name].append((counts[0], counts[1], each.labels.person))
        worst.consider(each, rgb, names, found, {name: pairs[name][-1] for name in names})
        progress.step("measuring", len(measured), len(photographs))
    worst.write()
    persons = [each.labels.person for each in measured]
    compared = [_compared(name, pairs[name], old, new, persons) for name in names if pairs[name]]
    return SegmenterComparison(
        tuple(
            replace(each, pixels=compare_pixels(pixels.get(str(each.old.lesion), ()), old, new))
            for each in compared
        )
    )


def _compared(
    name: str, pairs: Sequence[Pair], old: LoadedModel, new: LoadedModel, persons: Sequence[str]
) -> ClassComparison:
    thresholds = old.card.thresholds[name], new.card.thresholds[name]
    sides = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    reports = [_report(side, at, persons) for side, at in zip(sides, thresholds, strict=True)]
    first, second = ([each.curve for each in side] for side in sides)
    shown = [each.shown for each in sides[0]], [each.shown for each in sides[1]]
    difference = compare_lesions(first, second, shown=shown, persons=persons)
    return ClassComparison(reports[0], reports[1], difference)


def _report(found: Sequence[Tallies], threshold: float, persons: Sequence[str]) -> LesionReport:
    """Return the scores at a threshold, with the curve of faint candidates, too."""
    shown = [each.shown for each in found]
    at = evaluate_lesions(shown, threshold=threshold, persons=persons)
    curve = [each.curve for each in found]
    whole = evaluate_lesions(curve, threshold=threshold, persons=persons)
    return replace(at, mean_recall=whole.mean_recall, froc=whole.froc)
