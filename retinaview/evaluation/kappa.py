"""Cohen's kappa of two columns of retinopathy grades."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from retinaview.core.grades import DRGrade

IntArray = NDArray[np.int64]


def confusion_of(first: IntArray, second: IntArray) -> IntArray:
    """Return the confusion matrix of two columns of grades 0-4, int64 (5, 5), `first` by row."""
    pairs = np.bincount(first * len(DRGrade) + second, minlength=len(DRGrade) ** 2)
    return pairs.reshape(len(DRGrade), len(DRGrade))


def cohen_kappa(first: IntArray, second: IntArray) -> float:
    """Return unweighted kappa, the agreement beyond chance (Cohen 1960).

    Parameters
    ----------
    first, second : ndarray of int64, shape (N,)
        Grades 0-4.

    Returns
    -------
    float
        At most 1; NaN if chance alone would always agree.
    """
    return _kappa(first, second, exponent=0)


def quadratic_weighted_kappa(first: IntArray, second: IntArray) -> float:
    """Return kappa weighted by the squared distance of the grades (Cohen 1968)."""
    return _kappa(first, second, exponent=2)


def _kappa(first: IntArray, second: IntArray, *, exponent: int) -> float:
    observed = confusion_of(first, second)
    by_chance = np.outer(observed.sum(axis=1), observed.sum(axis=0)) / max(len(first), 1)
    grades = np.arange(len(DRGrade))
    distance = np.abs(grades[:, None] - grades)
    weights = np.where(distance > 0, distance**exponent, 0)
    expected = float((weights * by_chance).sum())
    return 1 - float((weights * observed).sum()) / expected if expected else float("nan")
