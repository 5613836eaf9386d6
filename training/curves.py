"""Dice at every threshold and average precision, pooled over pixels, from histograms."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

BINS = 1000
"""Thresholds are multiples of 1 / BINS."""


@dataclass
class PixelCurve:
    """Histograms of probabilities on lesion and on background pixels.

    Attributes
    ----------
    lesion, background
        Int64 counts ``(BINS,)`` by probability.
    """

    lesion: NDArray[np.int64] = field(default_factory=lambda: np.zeros(BINS, np.int64))
    background: NDArray[np.int64] = field(default_factory=lambda: np.zeros(BINS, np.int64))

    @classmethod
    def of(cls, probability: NDArray[np.float32], truth: NDArray[np.bool_]) -> PixelCurve:
        """Count one photograph's pixels; both arrays have the same shape."""
        bins = np.minimum((probability * BINS).astype(np.int16), BINS - 1)
        every = np.bincount(bins.ravel(), minlength=BINS)
        lesion = np.bincount(bins[truth], minlength=BINS)
        return cls(lesion, every - lesion)

    def __add__(self, other: PixelCurve) -> PixelCurve:
        """Pool two photographs."""
        return PixelCurve(self.lesion + other.lesion, self.background + other.background)

    def dice(self) -> NDArray[np.float64]:
        """Return Dice for each threshold i / BINS, ``(BINS,)``; 1 where there is nothing."""
        true, false = _from_top(self.lesion), _from_top(self.background)
        total = true + false + self.lesion.sum()
        return np.where(total > 0, 2 * true / np.maximum(total, 1), 1.0)

    def best_threshold(self) -> float:
        """Return the threshold of the largest Dice."""
        return int(np.argmax(self.dice()[1:]) + 1) / BINS

    def average_precision(self) -> float:
        """Return the average precision: sum of precision times the step in recall."""
        positives = self.lesion.sum()
        if positives == 0:
            return float("nan")
        true, false = _from_top(self.lesion), _from_top(self.background)
        precision = true / np.maximum(true + false, 1)
        return float((precision * self.lesion).sum() / positives)


def _from_top(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how many counts lie at or above each bin."""
    return np.cumsum(counts[::-1])[::-1]
