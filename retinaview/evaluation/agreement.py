"""Agreement between two readers: kappa of their grades, and matching of their boxes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment
from sklearn.metrics import cohen_kappa_score

from retinaview.core.geometry import FloatArray, iou
from retinaview.evaluation.estimates import Estimate, Indices, bootstrap


@dataclass(frozen=True)
class AgreementReport:
    """How far two readers agree; each score with a bootstrap 95 % interval over photographs."""

    scores: dict[str, Estimate]

    def as_dict(self) -> dict[str, object]:
        """The numbers as JSON has them."""
        return {name: score.as_dict() for name, score in self.scores.items()}

    def table(self) -> str:
        """The report as lines for a person."""
        return "\n".join(f"{name:32}{score}  n={score.n}" for name, score in self.scores.items())


def matched_boxes(first: FloatArray, second: FloatArray, *, at_least: float = 0.5) -> int:
    """Largest number of one-to-one pairs of boxes whose IoU reaches a threshold.

    Parameters
    ----------
    first, second : ndarray of float64, shapes (N, 4) and (M, 4)
        Columns x, y, width, height.
    """
    if len(first) == 0 or len(second) == 0:
        return 0
    close = iou(first, second) >= at_least
    rows, columns = linear_sum_assignment(close, maximize=True)
    return int(close[rows, columns].sum())


def _kappa(first: Sequence[int], second: Sequence[int], weights: str | None) -> Estimate:
    a, b = np.asarray(first), np.asarray(second)

    def statistic(chosen: Indices) -> float:
        if len(np.unique(np.concatenate([a[chosen], b[chosen]]))) < 2:
            return float("nan")
        return float(cohen_kappa_score(a[chosen], b[chosen], weights=weights))

    return bootstrap(statistic, len(a))


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
        Nothing that both have read, or lengths that differ.
    """
    if len(first_grades) != len(second_grades) or len(first_boxes) != len(second_boxes):
        raise ValueError("both readers need an answer for every photograph compared")
    scores: dict[str, Estimate] = {}
    if len(first_grades):
        equal = np.asarray(first_grades) == np.asarray(second_grades)
        scores["same DR grade"] = bootstrap(lambda i: float(equal[i].mean()), len(equal))
        scores["kappa"] = _kappa(first_grades, second_grades, None)
        scores["quadratic weighted kappa"] = _kappa(first_grades, second_grades, "quadratic")
    if len(first_boxes):
        scores["box agreement (F1, IoU 0.5)"] = _box_f1(first_boxes, second_boxes)
    if not scores:
        raise ValueError("there is no photograph that both readers have read")
    return AgreementReport(scores)
