"""Which heads of a complete Zoom-in-Net count: tried on validation, chosen, and reported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from retinaview.evaluation.grading import evaluate_grading
from retinaview.evaluation.kappa import quadratic_weighted_kappa
from retinaview.models.networks.zoom_in_net import Head
from retinaview.models.outputs.graded_photograph import GradeOptions
from retinaview.models.weights.card import Metric
from training.grading import scores as grading_scores
from training.grading.calibration import averaged_softmax, fit_temperature
from training.grading.scores import Case, Split, metrics_from

Floats = NDArray[np.float32]
Heads = tuple[Head, ...]

ONE_EYE: tuple[Heads, ...] = (("main", "attention"), ("main", "attention", "crop"), ("crop",))
"""What may count when one eye is seen; IDRiD decides, whose photographs can be zoomed into."""
BOTH_EYES: tuple[Heads, ...] = (("main", "attention"), ("main", "attention", "pair"), ("pair",))
"""What may count when both eyes are seen; EyePACS decides, which has both."""
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
"""What the card says of the heads before it says which count."""
REPORTED = ("DR accuracy", "quadratic weighted kappa", "referable AUC")


@dataclass(frozen=True, eq=False)
class Examined:
    """Logits of the heads for photographs of one set, and the truth.

    Attributes
    ----------
    logits : mapping of Head to ndarray of float32
        By head ``(N, 2, 5)``: for the photograph and its mirror image; C-Net's one answer twice.
        Only heads that answered for every photograph.
    pooled : ndarray of float32, shape (N, 2, C)
        ``d_M``.
    cases : sequence of Case
        The photographs.
    """

    logits: Mapping[Head, Floats]
    pooled: Floats
    cases: Sequence[Case]

    def answered(self, heads: Heads) -> Heads:
        """Return those of the heads that answered, else M-Net, as inference does."""
        return tuple(head for head in heads if head in self.logits) or ("main",)

    def of(self, heads: Heads) -> Floats:
        """Logits ``(N, 2 * len(heads), 5)``, every head with the same weight."""
        return np.concatenate([self.logits[head] for head in heads], axis=1)

    @property
    def grades(self) -> NDArray[np.int64]:
        """The truth."""
        return np.array([case.dr for case in self.cases])


@dataclass(frozen=True)
class Choice:
    """Heads that count, the temperature of their probabilities, and their weighted kappa."""

    heads: Heads
    temperature: float
    kappa: float


def fitted(examined: Examined, heads: Heads) -> Choice:
    """Fit the temperature of heads, and return it with the quadratic weighted kappa."""
    logits, grades = examined.of(heads), examined.grades
    temperature = fit_temperature(logits, grades)
    found = averaged_softmax(logits, temperature).argmax(axis=1)
    return Choice(heads, temperature, quadratic_weighted_kappa(grades, found))


def chosen_options(
    grade_options: GradeOptions, alone: Sequence[Choice], together: Sequence[Choice]
) -> GradeOptions:
    """Let the heads of the largest kappa, the paper's measure, count; of equal ones the first.

    The temperature for one eye stays where the heads that count stay: it was fitted on more.
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
    """Score what was tried, and what always guessing the commonest grade scores.

    The names say which heads counted, for example ``"referable AUC, one eye: M-Net + A-Net"``.
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
    """Say which heads count, for the model card."""
    one, both = (
        " + ".join(TITLES[head] for head in heads)
        for heads in (grade_options.heads, grade_options.heads_together)
    )
    return (
        f"Of what was tried on held-out photographs, {one} had the largest kappa for one eye "
        f"(IDRiD) and {both} for both eyes (EyePACS): these count. Every head answers; the metrics "
        "say how well, and no difference was tested on other cameras."
    )
