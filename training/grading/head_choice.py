"""Choose on validation which heads of Zoom-in-Net are averaged, and report the alternatives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from retinaview.evaluation.grading import evaluate_grading
from retinaview.evaluation.kappa import quadratic_weighted_kappa
from retinaview.models.grade_options import GradeOptions, Head
from retinaview.models.weights.card import Metric
from training.grading import scores as grading_scores
from training.grading.calibration import averaged_softmax, fit_temperature
from training.grading.scores import Case, Split, metrics_from

Floats = NDArray[np.float32]
Heads = tuple[Head, ...]

ONE_EYE: tuple[Heads, ...] = (("main", "attention"), ("main", "attention", "crop"), ("crop",))
"""Combinations for one eye; chosen on IDRiD, whose photographs are large enough for C-Net."""
BOTH_EYES: tuple[Heads, ...] = (("main", "attention"), ("main", "attention", "pair"), ("pair",))
"""Combinations for both eyes; chosen on EyePACS, which has both eyes."""
TITLES: Mapping[Head, str] = {
    "main": "M-Net",
    "attention": "A-Net",
    "crop": "C-Net",
    "pair": "pair of eyes",
}
LEARNT_FROM = (
    "C-Net learnt from 340 photographs of one camera, the head for pairs of eyes mostly from "
    "photographs of 256 px."
)
"""Sentence on the model card in front of the choice of heads."""
REPORTED = ("DR accuracy", "quadratic weighted kappa", "referable AUC")


@dataclass(frozen=True, eq=False)
class Examined:
    """Logits of the heads for the photographs of a set, with the truth.

    Attributes
    ----------
    logits : mapping of Head to ndarray of float32
        By head, ``(N, 2, 5)``: for photograph and mirror image; C-Net's single output is repeated.
        Contains only heads with an output for every photograph.
    pooled : ndarray of float32, shape (N, 2, C)
        ``d_M`` for photograph and mirror image.
    cases : sequence of Case
        The photographs.
    """

    logits: Mapping[Head, Floats]
    pooled: Floats
    cases: Sequence[Case]

    def answered(self, heads: Heads) -> Heads:
        """Return those of the heads that have logits, or else M-Net, like inference."""
        return tuple(head for head in heads if head in self.logits) or ("main",)

    def of(self, heads: Heads) -> Floats:
        """Return the logits of heads, ``(N, 2 * len(heads), 5)``."""
        return np.concatenate([self.logits[head] for head in heads], axis=1)

    @property
    def grades(self) -> NDArray[np.int64]:
        """True grades, ``(N,)``."""
        return np.array([case.dr for case in self.cases])


@dataclass(frozen=True)
class Choice:
    """A combination of heads with its fitted temperature and quadratic weighted kappa."""

    heads: Heads
    temperature: float
    kappa: float


def fitted(examined: Examined, heads: Heads) -> Choice:
    """Fit the temperature of a combination of heads, and compute its kappa."""
    logits, grades = examined.of(heads), examined.grades
    temperature = fit_temperature(logits, grades)
    found = averaged_softmax(logits, temperature).argmax(axis=1)
    return Choice(heads, temperature, quadratic_weighted_kappa(grades, found))


def chosen_options(
    grade_options: GradeOptions, alone: Sequence[Choice], together: Sequence[Choice]
) -> GradeOptions:
    """Return options with the heads of the largest kappa, the paper's measure.

    Ties go to the first. If the heads for one eye do not change, their temperature is kept, because
    it was fitted on more photographs.
    """
    one, both = (max(tried, key=lambda choice: choice.kappa) for tried in (alone, together))
    stays = one.heads == grade_options.heads
    return replace(
        grade_options,
        heads=one.heads,
        temperature=grade_options.temperature if stays else one.temperature,
        heads_together=both.heads,
        temperature_together=both.temperature,
    )


def head_metrics(
    examined: Examined, split: Split, choices: Sequence[Choice], eyes: str
) -> tuple[list[Metric], dict[str, float]]:
    """Return the metrics of all combinations tried, and their chance levels by name.

    Names contain the heads, for example ``"referable AUC, one eye: M-Net + A-Net"``.
    """
    truth = [int(grade) for grade in examined.grades]
    commonest = float(np.bincount(truth).max() / len(truth))
    guesses = dict(zip(REPORTED, (round(commonest, 4), 0.0, 0.5), strict=True))
    metrics, chance = [], {}
    for choice in choices:
        probabilities = averaged_softmax(examined.of(choice.heads), choice.temperature)
        report = evaluate_grading(
            truth,
            [int(grade) for grade in probabilities.argmax(axis=1)],
            probabilities=probabilities,
            resamples=grading_scores.RESAMPLES,
        )
        for name in REPORTED:
            found = f"{name}, {eyes}: {' + '.join(TITLES[head] for head in choice.heads)}"
            metrics += metrics_from({found: report.scores[name]}, split)
            chance[found] = guesses[name]
    return metrics, chance


def in_words(grade_options: GradeOptions) -> str:
    """Describe the chosen heads, for the model card."""
    one, both = (
        " + ".join(TITLES[head] for head in heads)
        for heads in (grade_options.heads, grade_options.heads_together)
    )
    return (
        f"Of what was tried on held-out photographs, {one} had the largest kappa for one eye "
        f"(IDRiD) and {both} for both eyes (EyePACS): these count. Every head answers; the metrics "
        "say how well, and no difference was tested on other cameras."
    )
