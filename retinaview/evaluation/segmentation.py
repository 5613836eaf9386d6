"""Lesion segmentation scores from 8-bit probability maps, exact over every threshold.

A photograph enters as two histograms of its 256 probability levels, one over the lesion's pixels
and one over the rest. All counts at all thresholds follow from them, so that a study of any size
is scored without holding a mask in memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from retinaview.core.geometry import FloatArray
from retinaview.core.lesions import LesionClass
from retinaview.core.words import counted
from retinaview.evaluation.estimates import Estimate, Indices, bootstrap

LEVELS = 256


@dataclass(frozen=True, eq=False)
class SegmentationTally:
    """One photograph's counts for one class.

    Attributes
    ----------
    image : str
        Name, for messages.
    lesion : LesionClass
        The class.
    positive, negative : ndarray of int64, shape (256,)
        Number of pixels of the lesion, and of the rest, at each probability level.
    """

    image: str
    lesion: LesionClass
    positive: NDArray[np.int64]
    negative: NDArray[np.int64]

    @classmethod
    def of(
        cls,
        image: str,
        lesion: LesionClass,
        *,
        probability: NDArray[np.uint8],
        truth: NDArray[np.bool_],
    ) -> SegmentationTally:
        """Count one photograph.

        Parameters
        ----------
        image : str
            Name, for messages.
        lesion : LesionClass
            The class.
        probability : ndarray of uint8, shape (H, W)
            0-255 for 0-1; a binary mask enters as 0 and 255.
        truth : ndarray of bool, shape (H, W)
            The reader's mask.

        Raises
        ------
        ValueError
            The shapes differ.
        """
        if probability.shape != truth.shape:
            raise ValueError(
                f"{image}: the {lesion} map is {probability.shape}, its truth {truth.shape}"
            )
        everything = np.bincount(probability.ravel(), minlength=LEVELS)
        positive = np.bincount(probability[truth], minlength=LEVELS)
        return cls(image, lesion, positive, everything - positive)


@dataclass(frozen=True, eq=False)
class PixelCurve:
    """Precision and recall of pixels at every level from the highest down.

    Attributes
    ----------
    threshold, recall, precision : ndarray of float64, shape (255,)
        0-1; recall is NaN if no photograph has the lesion, precision 1 where nothing is predicted.
    """

    threshold: FloatArray
    recall: FloatArray
    precision: FloatArray

    @classmethod
    def of(cls, positive: FloatArray, negative: FloatArray) -> PixelCurve:
        """Compute the curve from pixel counts per probability level, each of shape (256,)."""
        hits, alarms = (_at_or_above(each)[:0:-1] for each in (positive, negative))
        total = positive.sum() or np.nan
        precision = np.where(hits + alarms > 0, hits / np.maximum(hits + alarms, 1), 1.0)
        return cls(np.arange(LEVELS - 1, 0, -1) / (LEVELS - 1), hits / total, precision)

    def as_dict(self) -> dict[str, object]:
        """Return every fifth point in JSON form."""
        return {
            name: [None if np.isnan(x) else round(float(x), 6) for x in values[::5]]
            for name, values in vars(self).items()
        }


@dataclass(frozen=True)
class SegmentationReport:
    """Scores of one class at one global threshold.

    Attributes
    ----------
    lesion : LesionClass
        The class.
    threshold : float
        0-1; pixels at or above it are lesion.
    pooled_dice : Estimate
        Dice over the pixels of all photographs; bootstrap over photographs.
    mean_dice : Estimate
        Mean of the photographs' Dice, which is 1 for one without the lesion and without a
        predicted pixel.
    sensitivity, specificity, accuracy : Estimate
        Over all pixels (GANet eqs. 5-7).
    average_precision : Estimate
        Pooled; exact over the 256 levels.
    trapezoid_11 : float
        Area under precision-recall at 11 equal thresholds, as some papers report it.
    curve : PixelCurve
        Precision and recall of the pixels of all photographs.
    """

    lesion: LesionClass
    threshold: float
    pooled_dice: Estimate
    mean_dice: Estimate
    sensitivity: Estimate
    specificity: Estimate
    accuracy: Estimate
    average_precision: Estimate
    trapezoid_11: float
    curve: PixelCurve = field(compare=False)

    def as_dict(self) -> dict[str, object]:
        """Return the report in JSON form."""
        estimates = {
            name: value.as_dict()
            for name, value in vars(self).items()
            if isinstance(value, Estimate)
        }
        trapezoid = None if np.isnan(self.trapezoid_11) else round(self.trapezoid_11, 6)
        head = {"class": str(self.lesion), "threshold": self.threshold}
        return {
            **head,
            **estimates,
            "trapezoid_11": trapezoid,
            "precision_recall": self.curve.as_dict(),
        }

    def table(self) -> str:
        """Return the report as a text table."""
        rows = {
            "Dice, pooled over pixels": self.pooled_dice,
            "Dice, mean of photographs": self.mean_dice,
            "average precision": self.average_precision,
            "sensitivity": self.sensitivity,
            "specificity": self.specificity,
            "accuracy": self.accuracy,
        }
        head = f"{self.lesion} at {self.threshold:.3f}, {counted(self.pooled_dice.n, 'photograph')}"
        body = [f"  {name:28}{value}" for name, value in rows.items()]
        tail = f"  {'PR area, 11 thresholds':28}{self.trapezoid_11:.3f}"
        return "\n".join([head, *body, tail])


def _at_or_above(histogram: FloatArray) -> FloatArray:
    """Return the counts at or above every level, along the last axis."""
    return np.asarray(histogram[..., ::-1].cumsum(axis=-1)[..., ::-1])


def _ratio(numerator: float, denominator: float) -> float:
    return numerator / denominator if denominator > 0 else float("nan")


def average_precision(positive: FloatArray, negative: FloatArray) -> float:
    """Return the sum of precision times recall step over all levels, without interpolation.

    Parameters
    ----------
    positive, negative : ndarray, shape (256,)
        Pixel counts per probability level.
    """
    if positive.sum() == 0:
        return float("nan")
    hits, alarms = _at_or_above(positive)[::-1], _at_or_above(negative)[::-1]
    precision = hits / np.maximum(hits + alarms, 1)
    steps = np.diff(hits / positive.sum(), prepend=0.0)
    return float((precision * steps).sum())


def trapezoid_11(positive: FloatArray, negative: FloatArray) -> float:
    """Return the area under precision-recall at the thresholds 0, 0.1, ..., 1."""
    if positive.sum() == 0:
        return float("nan")
    levels = np.ceil(np.linspace(0, 1, 11) * (LEVELS - 1)).astype(int)
    hits, alarms = _at_or_above(positive)[levels], _at_or_above(negative)[levels]
    recall = hits / positive.sum()
    precision = np.where(hits + alarms > 0, hits / np.maximum(hits + alarms, 1), 1.0)
    return float(np.trapezoid(precision[::-1], recall[::-1]))


class _Counts:
    """True and false positives and negatives of every photograph at one level."""

    def __init__(self, positive: FloatArray, negative: FloatArray, level: int) -> None:
        self.tp, self.fp = positive[:, level:].sum(1), negative[:, level:].sum(1)
        self.fn, self.tn = positive[:, :level].sum(1), negative[:, :level].sum(1)

    def pooled_dice(self, chosen: Indices) -> float:
        tp, fp, fn = (x[chosen].sum() for x in (self.tp, self.fp, self.fn))
        return _ratio(2 * tp, 2 * tp + fp + fn)

    def mean_dice(self, chosen: Indices) -> float:
        size = 2 * self.tp + self.fp + self.fn
        dice = np.where(size > 0, 2 * self.tp / np.maximum(size, 1), 1.0)
        return float(dice[chosen].mean())

    def sensitivity(self, chosen: Indices) -> float:
        return _ratio(self.tp[chosen].sum(), (self.tp + self.fn)[chosen].sum())

    def specificity(self, chosen: Indices) -> float:
        return _ratio(self.tn[chosen].sum(), (self.tn + self.fp)[chosen].sum())

    def accuracy(self, chosen: Indices) -> float:
        everything = self.tp + self.fp + self.fn + self.tn
        return _ratio((self.tp + self.tn)[chosen].sum(), everything[chosen].sum())


def evaluate_segmentation(
    tallies: Sequence[SegmentationTally],
    *,
    threshold: float,
    resamples: int = 1000,
    seed: int = 0,
) -> SegmentationReport:
    """Score one class over photographs at one global threshold.

    Parameters
    ----------
    tallies : sequence of SegmentationTally
        All of one class, one per photograph.
    threshold : float
        0-1; must not be chosen on the photographs that are scored.
    resamples : int
        Number of bootstrap samples over photographs.
    seed : int
        Seed of the bootstrap.

    Raises
    ------
    ValueError
        There are no photographs, or several classes.
    """
    classes = {tally.lesion for tally in tallies}
    if len(classes) != 1:
        raise ValueError(f"one class is scored at a time, not {sorted(classes) or 'none'}")
    positive = np.stack([tally.positive for tally in tallies]).astype(np.float64)
    negative = np.stack([tally.negative for tally in tallies]).astype(np.float64)
    counts = _Counts(positive, negative, int(np.ceil(threshold * (LEVELS - 1) - 1e-9)))
    n = len(tallies)

    def precision_of(chosen: Indices) -> float:
        return average_precision(positive[chosen].sum(0), negative[chosen].sum(0))

    statistics = {
        "pooled_dice": counts.pooled_dice,
        "mean_dice": counts.mean_dice,
        "sensitivity": counts.sensitivity,
        "specificity": counts.specificity,
        "accuracy": counts.accuracy,
        "average_precision": precision_of,
    }
    estimates = {
        name: bootstrap(statistic, n, resamples=resamples, seed=seed)
        for name, statistic in statistics.items()
    }
    trapezoid = trapezoid_11(positive.sum(0), negative.sum(0))
    return SegmentationReport(
        lesion=tallies[0].lesion,
        threshold=threshold,
        trapezoid_11=trapezoid,
        curve=PixelCurve.of(positive.sum(0), negative.sum(0)),
        **estimates,
    )


def best_threshold(tallies: Sequence[SegmentationTally]) -> float:
    """Return the threshold of highest pooled Dice; choose it on VALIDATION photographs only.

    Returns
    -------
    float
        0-1, one of the 255 levels above 0.
    """
    hits = _at_or_above(np.sum([tally.positive for tally in tallies], axis=0).astype(float))
    alarms = _at_or_above(np.sum([tally.negative for tally in tallies], axis=0).astype(float))
    dice = 2 * hits / np.maximum(hits + alarms + hits[0], 1)
    return float((1 + int(dice[1:].argmax())) / (LEVELS - 1))
