"""Old against new on held-out patients: lesions by box, class by class, and the worst cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np

from retinaview.core.geometry import FloatArray, box_array
from retinaview.core.lesions import STYLES, LesionClass
from retinaview.core.whole_files import write_atomically
from retinaview.evaluation.box_lesions import (
    LesionDifference,
    compare_lesions,
    from_score,
)
from retinaview.evaluation.lesions import LesionReport, LesionTally, evaluate_lesions
from retinaview.exchange.label_snapshot import ReadPhotograph
from retinaview.models.outputs.lesion_probability import LesionProbability
from retinaview.models.weights.card import Metric
from retinaview.models.weights.files import LoadedModel
from training.export import metric_of
from training.retraining.comparison import SPLIT, Judgement, judged
from training.retraining.examples import Image, answers, marked, readable
from training.retraining.progress import Progress
from training.retraining.tallies import candidates_of, tally

_MOST_WORST, _PICTURE_PX = 6, 700
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
    """

    old: LesionReport
    new: LesionReport
    difference: LesionDifference

    def as_dict(self) -> dict[str, object]:
        """Return the comparison in JSON form."""
        return {
            "class": str(self.old.lesion),
            "old": self.old.as_dict(),
            "new": self.new.as_dict(),
            "difference": self.difference.as_dict(),
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
        return "\n".join([*lines, self.difference.table()])


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


Pair = tuple[LesionTally, LesionTally]


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
    worst = _Worst(out, old, new)
    measured: list[ReadPhotograph] = []
    for each, rgb, fov in readable(photographs, progress):
        measured.append(each)
        found = [answers(model, rgb, fov, bfloat16=bfloat16) for model in (old, new)]
        for name in names:
            tallies = [
                tally(each, name, model, probability, fov.diameter_px)
                for model, probability in zip((old, new), found, strict=True)
            ]
            pairs[name].append((tallies[0], tallies[1]))
        worst.consider(each, rgb, names, found, {name: pairs[name][-1] for name in names})
        progress.step("measuring", len(measured), len(photographs))
    worst.write()
    persons = [each.labels.person for each in measured]
    return SegmenterComparison(
        tuple(_compared(name, pairs[name], old, new, persons) for name in names if pairs[name])
    )


def _compared(
    name: str, pairs: Sequence[Pair], old: LoadedModel, new: LoadedModel, persons: Sequence[str]
) -> ClassComparison:
    thresholds = old.card.thresholds[name], new.card.thresholds[name]
    first, second = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    reports = [
        _report(tallies, threshold, persons)
        for tallies, threshold in zip((first, second), thresholds, strict=True)
    ]
    difference = compare_lesions(first, second, thresholds=thresholds, persons=persons)
    return ClassComparison(reports[0], reports[1], difference)


def _report(
    tallies: Sequence[LesionTally], threshold: float, persons: Sequence[str]
) -> LesionReport:
    """Return the scores at a threshold, with the curve of all candidates."""
    at = evaluate_lesions(
        [from_score(tally, threshold) for tally in tallies], threshold=threshold, persons=persons
    )
    whole = evaluate_lesions(tallies, threshold=threshold, persons=persons)
    return replace(at, mean_recall=whole.mean_recall, froc=whole.froc)


class _Worst:
    """Keeps the photographs on which the new network loses most, as pictures side by side."""

    def __init__(self, out: Path, old: LoadedModel, new: LoadedModel) -> None:
        self._out, self._models = out, (old, new)
        self._kept: list[tuple[float, str, Image]] = []

    def consider(
        self,
        photograph: ReadPhotograph,
        rgb: Image,
        names: Sequence[str],
        found: Sequence[LesionProbability],
        tallies: dict[str, Pair],
    ) -> None:
        """Keep a photograph if it is among the worst so far."""
        loss = sum(
            self._errors(name, 1, tallies) - self._errors(name, 0, tallies) for name in names
        )
        if len(self._kept) == _MOST_WORST and loss <= self._kept[-1][0]:
            return
        picture = self._picture(photograph, rgb, names, found)
        self._kept.append((loss, photograph.labels.image, picture))
        self._kept.sort(key=lambda each: -each[0])
        del self._kept[_MOST_WORST:]

    def write(self) -> None:
        """Write the pictures, the worst first."""
        self._out.mkdir(parents=True, exist_ok=True)
        for n, (_, _, picture) in enumerate(self._kept, start=1):
            content = cv2.imencode(".jpg", np.ascontiguousarray(picture[..., ::-1]))[1]
            write_atomically(self._out / f"worst_{n}.jpg", content.tobytes())

    def _errors(self, name: str, which: int, tallies: dict[str, Pair]) -> int:
        """Return the boxes missed and false candidates at the threshold."""
        threshold = self._models[which].card.thresholds[name]
        kept = from_score(tallies[name][which], threshold)
        return int((kept.found_at < 0).sum() + (~kept.is_true).sum())

    def _picture(
        self,
        photograph: ReadPhotograph,
        rgb: Image,
        names: Sequence[str],
        found: Sequence[LesionProbability],
    ) -> Image:
        """Return the photograph twice, old left and new right; the reader's boxes are white."""
        scale = _PICTURE_PX / max(rgb.shape[:2])
        small = cv2.resize(rgb, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        sides = []
        for model, probability in zip(self._models, found, strict=True):
            side = np.asarray(small, np.uint8).copy()
            for name in names:
                threshold = model.card.thresholds[name]
                boxes, _ = candidates_of(model, probability, name, threshold=threshold)
                _draw(side, box_array(marked(photograph, name)) * scale, (255, 255, 255), margin=3)
                _draw(side, boxes * scale, STYLES[LesionClass(name)].colour, margin=1)
            sides.append(side)
        return np.concatenate(sides, axis=1)


def _draw(image: Image, boxes: FloatArray, colour: tuple[int, int, int], *, margin: int) -> None:
    for x, y, width, height in boxes:
        start = round(x) - margin, round(y) - margin
        end = round(x + width) + margin, round(y + height) + margin
        cv2.rectangle(image, start, end, colour, 1)
