"""Agreement between two readers: kappa of their grades, and matching of their boxes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from retinaview.core.geometry import FloatArray, iou
from retinaview.evaluation.estimates import Estimate, Indices, bootstrap
from retinaview.evaluation.kappa import IntArray, cohen_kappa, quadratic_weighted_kappa


@dataclass(frozen=True)
class AgreementReport:
    """How far two readers agree; each score with a bootstrap 95 % interval over photographs."""

    scores: dict[str, Estimate]

    def as_dict(self) -> dict[str, object]:
        """Return the report in JSON form."""
        return {name: score.as_dict() for name, score in self.scores.items()}

    def table(self) -> str:
        """Return the report as a text table."""
        return "\n".join(f"{name:32}{score}  n={score.n}" for name, score in self.scores.items())


def matched_boxes(first: FloatArray, second: FloatArray, *, at_least: float = 0.5) -> int:
    """Return the largest number of one-to-one pairs of boxes whose IoU reaches a threshold.

    Parameters
    ----------
    first, second : ndarray of float64, shapes (N, 4) and (M, 4)
        Columns x, y, width, height.
    at_least : float
        Lowest IoU of a pair, 0-1.
    """
    if len(first) == 0 or len(second) == 0:
        return 0
    close = iou(first, second) >= at_least
    rows, columns = linear_sum_assignment(close, maximize=True)
    return int(close[rows, columns].sum())


def _grade_scores(first: IntArray, second: IntArray) -> dict[str, Estimate]:
    statistics: dict[str, Callable[[Indices], float]] = {
        "same DR grade": lambda i: float((first[i] == second[i]).mean()),
        "kappa": lambda i: cohen_kappa(first[i], second[i]),
        "quadratic weighted kappa": lambda i: quadratic_weighted_kappa(first[i], second[i]),
    }
    return {name: bootstrap(one, len(first)) for name, one in statistics.items()}


def _box_f1(first: Sequence[FloatArray], second: Sequence[FloatArray]) -> Estimate:
    pairs = np.array([matched_boxes(a, b) for a, b in zip(first, second, strict=True)])
    boxes = np.array([len(a) + len(b) for a, b in zip(first, second, strict=True)])

    def statistic(chosen: Indices) -> float:
        total = boxes[chosen].sum()
        return float(2 * pairs[chosen].sum() / total) if total else float("nan")

    return bootstrap(statistic, len(pairs))


def evaluate_agreement(
    first_grades: Sequence[int],
    second_grades: Sequence[int],
    *,
    first_boxes: Sequence[FloatArray] = (),
    second_boxes: Sequence[FloatArray] = (),
) -> AgreementReport:
    """Compare two readers on the photographs that both have read.

    Parameters
    ----------
    first_grades, second_grades : sequence of int, equal lengths
        Retinopathy grades of the photographs that both have graded; may be empty.
    first_boxes, second_boxes : sequence of ndarray of float64, each (N, 4), equal lengths
        Boxes of the photographs that both have marked; may be empty.

    Raises
    ------
    ValueError
        Nothing to compare, or the lengths differ.
    """
    if len(first_grades) != len(second_grades) or len(first_boxes) != len(second_boxes):
        raise ValueError("both readers need an answer for every photograph compared")
    scores: dict[str, Estimate] = {}
    if len(first_grades):
        scores |= _grade_scores(np.asarray(first_grades), np.asarray(second_grades))
    if len(first_boxes):
        scores["box agreement (F1, IoU 0.5)"] = _box_f1(first_boxes, second_boxes)
    if not scores:
        raise ValueError("there is no photograph that both readers have read")
    return AgreementReport(scores)
