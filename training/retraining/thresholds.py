"""Thresholds that a reader's own labels choose.

Masks choose the one of highest Dice. Boxes do not say which pixels a lesion has, so they choose
among the thresholds that leave the network's own masks nearly as they are the one whose candidates
agree with them best.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from retinaview.evaluation.box_lesions import f1_of
from retinaview.evaluation.lesions import LesionTally
from retinaview.evaluation.segmentation import SegmentationTally, best_threshold
from retinaview.exchange.label_snapshot import ReadPhotograph
from retinaview.models.outputs.lesion_probability import LesionProbability
from retinaview.models.weights.files import LoadedModel
from training.retraining.examples import answers, marked, readable
from training.retraining.progress import Progress
from training.retraining.proposals import LEAST_BOXES, class_words
from training.retraining.tallies import pixel_tally, tally

TRIED = tuple(round(0.02 * n, 2) for n in range(1, 49))
"""Thresholds that are tried beside the present one."""
SAME = 0.95
"""Least Dice of the masks at another threshold with those at the present one."""


@dataclass
class _Class:
    """What one class's thresholds give on the photographs so far."""

    name: str
    present: float
    tallies: dict[float, list[LesionTally]] = field(default_factory=dict)
    pixels: Counter[float] = field(default_factory=Counter)
    by_mask: list[SegmentationTally | None] = field(default_factory=list)

    def add(
        self,
        photograph: ReadPhotograph,
        model: LoadedModel,
        found: LesionProbability,
        diameter_px: float,
    ) -> None:
        """Add a photograph."""
        self.by_mask.append(pixel_tally(photograph, self.name, model, found))
        values = found.values[model.card.classes.index(self.name)]
        for at in {*TRIED, self.present}:
            matched = tally(photograph, self.name, model, found, diameter_px, threshold=at)
            self.tallies.setdefault(at, []).append(matched)
            self.pixels[at] += int((values >= at).sum())

    def best(self) -> float:
        """Return the best threshold."""
        masks = [each for each in self.by_mask if each is not None]
        if len(masks) == len(self.by_mask):
            return best_threshold(masks)
        kept = [each for each in self.tallies if self._agreement(each) >= SAME]
        return max(kept, key=lambda each: (f1_of(self.tallies[each]), -abs(each - self.present)))

    def _agreement(self, threshold: float) -> float:
        """Return the Dice of the masks at two thresholds, of which one holds the other."""
        first, second = self.pixels[threshold], self.pixels[self.present]
        return 2 * min(first, second) / (first + second) if first + second else 1.0


def with_own_thresholds(
    model: LoadedModel,
    photographs: Sequence[ReadPhotograph],
    classes: Sequence[str],
    *,
    bfloat16: bool,
    progress: Progress,
) -> LoadedModel:
    """Return a lesion network with the thresholds that a reader's labels choose.

    Parameters
    ----------
    model : LoadedModel
        The network.
    photographs : sequence of ReadPhotograph
        Photographs from which it has not learnt.
    classes : sequence of str
        Classes that the reader marks; those with few labels on these photographs keep theirs.
    bfloat16 : bool
        Whether the network runs in bfloat16.
    progress : Progress
        Told every photograph, and what is chosen.
    """
    labels = {name: sum(len(marked(each, name)) for each in photographs) for name in classes}
    enough = [name for name in classes if labels[name] >= LEAST_BOXES]
    if not enough:
        return model
    found = [_Class(name, model.card.thresholds[name]) for name in enough]
    for n, (each, rgb, fov) in enumerate(readable(photographs, progress), start=1):
        probability = answers(model, rgb, fov, bfloat16=bfloat16)
        for counts in found:
            counts.add(each, model, probability, fov.diameter_px)
        progress.step("choosing thresholds", n, len(photographs))
    thresholds = dict(model.card.thresholds)
    for counts in found:
        if counts.by_mask:
            best = thresholds[counts.name] = counts.best()
            change = f"was {counts.present:.2f}, is {best:.2f}"
            progress.event("note", text=f"the threshold of {class_words(counts.name)} {change}")
    return replace(model, card=model.card.model_copy(update={"thresholds": thresholds}))
