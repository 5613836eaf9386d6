"""Choose a grading network's temperatures, response map and threshold on validation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import f1_score, roc_curve
from torch import nn

from retinaview.core.grades import DMEGrade, DRGrade
from retinaview.evaluation.localization import evaluate_localization
from retinaview.models.grade_options import GradeOptions, Response
from retinaview.models.networks.zoom_in_net import ZoomInNet
from retinaview.models.outputs.dispatch import grade_photograph
from retinaview.models.outputs.zoom_in_net import run_network
from retinaview.models.precision import in_precision
from retinaview.models.preprocessing import Preprocessing
from retinaview.models.weights.card import ModelCard
from training.grading.calibration import averaged_softmax, fit_temperature
from training.grading.scores import Case, Split, localization_case, read_with_field

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Answers:
    """Logits for photographs and their mirror images, with the truth.

    Attributes
    ----------
    dr : ndarray of float32, shape (N, 4, 5)
        Retinopathy, by the main and the attention network, for photograph and mirror image.
    dme : ndarray of float32, shape (N, 2, 3)
        Oedema, for photograph and mirror image.
    cases : sequence of Case
        The photographs.
    """

    dr: Floats
    dme: Floats
    cases: Sequence[Case]


def answers(
    module: ZoomInNet, preprocessing: Preprocessing, cases: Sequence[Case], *, bfloat16: bool
) -> Answers:
    """Return the logits of Zoom-in-Net for photographs."""
    dr, dme = [], []
    for case in cases:
        image, field, _ = preprocessing.scale(*read_with_field(case.path))
        with in_precision(module, bfloat16=bfloat16):
            output = run_network(module, preprocessing.normalise(image, field))
        both = [output.main.logits.float(), output.attention.logits.float()]
        dr.append(np.concatenate([logits.cpu().numpy() for logits in both]))
        if output.main.dme_logits is not None:
            dme.append(output.main.dme_logits.float().cpu().numpy())
    return Answers(np.stack(dr), np.stack(dme) if dme else np.zeros((0, 2, 3), np.float32), cases)


def calibrate(sets: Sequence[Answers]) -> tuple[GradeOptions, float]:
    """Fit the temperatures, and the threshold of referable retinopathy.

    Each set has the same weight, whatever its size.

    Returns
    -------
    grade_options : GradeOptions
        Options with the temperatures.
    threshold : float
        Probability from which a photograph is referable.
    """
    logits = np.concatenate([found.dr for found in sets])
    truth = np.array([case.dr for found in sets for case in found.cases])
    weight = np.concatenate([np.full(len(found.cases), 1 / len(found.cases)) for found in sets])
    temperature = fit_temperature(logits, truth, weight)
    grade_options = GradeOptions(temperature=temperature, dme_temperature=_dme_temperature(sets))
    referable = averaged_softmax(logits, temperature)[:, DRGrade.MODERATE :].sum(axis=1)
    return grade_options, youden_threshold(truth, referable, weight)


def youden_threshold(
    truth: NDArray[np.integer], referable: NDArray[np.floating], weight: NDArray[np.floating]
) -> float:
    """Return the threshold that maximises sensitivity plus specificity (Youden's J).

    Parameters
    ----------
    truth : ndarray of int, shape (N,)
        Grades.
    referable, weight : ndarray of float, shape (N,)
        Probabilities of grade 2 or more, and weights of the photographs.

    Returns
    -------
    float
        The threshold; 0.5 where all photographs, or none, are referable.
    """
    if len(set((truth >= DRGrade.MODERATE).tolist())) < 2:
        return 0.5
    false, true, thresholds = roc_curve(truth >= DRGrade.MODERATE, referable, sample_weight=weight)
    # The first threshold is infinite, at which nobody is referred.
    return min(1.0, float(thresholds[int(np.argmax(true - false))]))


def _dme_temperature(sets: Sequence[Answers]) -> float:
    logits = [found.dme for found in sets if len(found.dme)]
    truth = np.array([case.dme for found in sets if len(found.dme) for case in found.cases])
    if not logits or not (truth >= 0).any():
        return 1.0
    return fit_temperature(np.concatenate(logits)[truth >= 0], truth[truth >= 0])


def choose_response(
    module: nn.Module,
    preprocessing: Preprocessing,
    grade_options: GradeOptions,
    cases: Sequence[Case],
    *,
    bfloat16: bool,
) -> GradeOptions:
    """Choose the map whose regions find most lesion boxes at IoM 0.3, the first if several do.

    Without boxes the options stay as they are.
    """
    boxed = [(case, *read_with_field(case.path)) for case in cases if case.boxes]
    if not boxed:
        return grade_options

    def recall(tried: GradeOptions) -> float:
        with in_precision(module, bfloat16=bfloat16):
            found = [
                localization_case(
                    case, grade_photograph(module, preprocessing, tried, rgb, fov), fov
                )
                for case, rgb, fov in boxed
            ]
        report = evaluate_localization(found, repeats=2, resamples=2)
        return report.regions.box.at(0.3, report.boxes).value

    maps: list[Response] = ["expected", "predicted"]
    if grade_options.lesions:
        maps.append("lesions")
    return max((replace(grade_options, response=name) for name in maps), key=recall)


def chance(cases: Sequence[Case]) -> dict[str, float]:
    """Return the scores of always guessing the commonest grade, also of oedema if it is graded."""
    dr = np.array([case.dr for case in cases])
    guess = np.full_like(dr, np.bincount(dr).argmax())
    scores = {
        "DR accuracy": _share(dr == guess),
        "quadratic weighted kappa": 0.0,
        "mean recall of grades (ACA)": 1 / len(np.unique(dr)),
        "macro F1": float(f1_score(dr, guess, average="macro", zero_division=0.0)),
        "referable AUC": 0.5,
        "macro one-vs-rest AUC": 0.5,
    } | {f"AUC of grade {int(grade)}": 0.5 for grade in DRGrade}
    dme = np.array([case.dme for case in cases])
    if (dme >= 0).all():
        pairs = dr * len(DMEGrade) + dme
        scores["DME accuracy"] = _share(dme == np.bincount(dme).argmax())
        scores["joint accuracy"] = _share(pairs == np.bincount(pairs).argmax())
    return {name: round(value, 4) for name, value in scores.items()}


def with_chance(card: ModelCard, cases: Sequence[Case], split: Split) -> ModelCard:
    """Return the card with chance levels for its metrics on a split."""
    named = {metric.name for metric in card.metrics if metric.split == split}
    guesses = {f"{name}, {split}": x for name, x in chance(cases).items() if name in named}
    return card.model_copy(update={"chance": card.chance | guesses})


def _share(right: NDArray[np.bool_]) -> float:
    return float(right.mean())
