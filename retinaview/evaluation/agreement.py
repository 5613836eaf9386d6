"""Agreement between two readers: kappa of their grades, and matching of their boxes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from retinaview.core.geometry import FloatArray, iom, iou
from retinaview.evaluation.estimates import Estimate, Indices, bootstrap
from retinaview.evaluation.kappa import IntArray, cohen_kappa, quadratic_weighted_kappa
from retinaview.evaluation.mask_overlap import Overlap, dice

ClassBoxes = Mapping[str, FloatArray]
"""Boxes of a photograph, each array of shape (N, 4), by the names of their classes."""


@dataclass(frozen=True)
class AgreementReport:
    """How far two readers agree; each score with a bootstrap 95 % interval over photographs."""

    scores: dict[str, Estimate]

    def as_dict(self) -> dict[str, object]:
        """Return the report in JSON form."""
        return {name: score.as_dict() for name, score in self.scores.items()}

    def table(self) -> str:
        """Return the report as a text table."""
        return "\n".join(f"{name:44}{score}  n={score.n}" for name, score in self.scores.items())


class BoxRule(StrEnum):
    """When two boxes mean the same lesion."""

    IOU = "IoU 0.5"
    IOM = "IoM 0.5"
    CENTRES = "centre in the other"


_LEAST = 0.5


def _agree(first: FloatArray, second: FloatArray, rule: BoxRule) -> NDArray[np.bool_]:
    """Return which pairs of boxes mean the same lesion, of shape (N, M)."""
    if rule is BoxRule.CENTRES:
        return _holds_centre(first, second) & _holds_centre(second, first).T
    overlap = iou if rule is BoxRule.IOU else iom
    return np.asarray(overlap(first, second) >= _LEAST)


def _holds_centre(boxes: FloatArray, others: FloatArray) -> NDArray[np.bool_]:
    """Return which boxes hold the centres of which others, of shape (N, M)."""
    centres = others[:, :2] + others[:, 2:] / 2
    beyond = centres[None] - boxes[:, None, :2]
    return np.asarray(((beyond >= 0) & (beyond <= boxes[:, None, 2:])).all(axis=2))


def matched_boxes(first: FloatArray, second: FloatArray, *, rule: BoxRule = BoxRule.IOU) -> int:
    """Return the largest number of one-to-one pairs of boxes that mean the same lesion.

    Parameters
    ----------
    first, second : ndarray of float64, shapes (N, 4) and (M, 4)
        Columns x, y, width, height.
    rule : BoxRule
        When they do.
    """
    if len(first) == 0 or len(second) == 0:
        return 0
    close = _agree(first, second, rule)
    rows, columns = linear_sum_assignment(close, maximize=True)
    return int(close[rows, columns].sum())


def _grade_scores(first: IntArray, second: IntArray) -> dict[str, Estimate]:
    statistics: dict[str, Callable[[Indices], float]] = {
        "same DR grade": lambda i: float((first[i] == second[i]).mean()),
        "kappa": lambda i: cohen_kappa(first[i], second[i]),
        "quadratic weighted kappa": lambda i: quadratic_weighted_kappa(first[i], second[i]),
    }
    return {name: bootstrap(one, len(first)) for name, one in statistics.items()}


def _box_f1(first: Sequence[FloatArray], second: Sequence[FloatArray], rule: BoxRule) -> Estimate:
    pairs = np.array([matched_boxes(a, b, rule=rule) for a, b in zip(first, second, strict=True)])
    boxes = np.array([len(a) + len(b) for a, b in zip(first, second, strict=True)])

    def statistic(chosen: Indices) -> float:
        total = boxes[chosen].sum()
        return float(2 * pairs[chosen].sum() / total) if total else float("nan")

    return bootstrap(statistic, len(pairs))


def _box_scores(first: Sequence[FloatArray], second: Sequence[FloatArray]) -> dict[str, Estimate]:
    scores = {f"box agreement (F1, {rule})": _box_f1(first, second, rule) for rule in BoxRule}
    more = np.array([len(a) - len(b) for a, b in zip(first, second, strict=True)], float)
    scores["lesions more in the first"] = bootstrap(lambda i: float(more[i].mean()), len(more))
    return scores


def _class_scores(first: Sequence[ClassBoxes], second: Sequence[ClassBoxes]) -> dict[str, Estimate]:
    """Return the agreement of each class by IoM, over the photographs where either has it."""
    scores = {}
    for name in sorted({name for boxes in (*first, *second) for name in boxes}):
        pairs = [
            (one.get(name, _NO_BOXES), other.get(name, _NO_BOXES))
            for one, other in zip(first, second, strict=True)
            if name in one or name in other
        ]
        found = _box_f1([a for a, _ in pairs], [b for _, b in pairs], BoxRule.IOM)
        scores[f"{name} (F1, {BoxRule.IOM})"] = found
    return scores


_NO_BOXES: FloatArray = np.zeros((0, 4))


def evaluate_agreement(
    first_grades: Sequence[int],
    second_grades: Sequence[int],
    *,
    first_boxes: Sequence[FloatArray] = (),
    second_boxes: Sequence[FloatArray] = (),
    first_classes: Sequence[ClassBoxes] = (),
    second_classes: Sequence[ClassBoxes] = (),
    overlaps: Sequence[Overlap] = (),
) -> AgreementReport:
    """Compare two readers on the photographs that both have read.

    Parameters
    ----------
    first_grades, second_grades : sequence of int, equal lengths
        Retinopathy grades of the photographs that both have graded; may be empty.
    first_boxes, second_boxes : sequence of ndarray of float64, each (N, 4), equal lengths
        Boxes of the photographs that both have marked; may be empty.
    first_classes, second_classes : sequence of mapping of str to ndarray, equal lengths
        The same boxes by the names of their classes; may be empty.
    overlaps : sequence of Overlap
        Of the photographs on which both have masks; may be empty.

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
        scores |= _box_scores(first_boxes, second_boxes)
    scores |= _class_scores(first_classes, second_classes)
    if overlaps:
        scores["mask agreement (Dice)"] = dice(overlaps)
    if not scores:
        raise ValueError("there is no photograph that both readers have read")
    return AgreementReport(scores)
