"""Two networks on the same photographs: DeLong, McNemar and the paired bootstrap."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binomtest, norm, rankdata

from retinaview.core.geometry import FloatArray
from retinaview.evaluation.estimates import Estimate, Indices
from retinaview.evaluation.person_samples import PersonSamples

Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class DeLongTest:
    """DeLong's test of two correlated areas under the ROC curve.

    Attributes
    ----------
    first, second : float
        The areas.
    difference : Estimate
        `second` minus `first`, with the normal 95 % interval over photographs.
    standard_error : float
        Of the difference.
    p : float
        Two-sided; 1 if the scores rank the photographs alike.
    """

    first: float
    second: float
    difference: Estimate
    standard_error: float
    p: float

    def as_dict(self) -> dict[str, object]:
        """Return the test in JSON form."""
        return {
            "first": round(self.first, 6),
            "second": round(self.second, 6),
            "difference": self.difference.as_dict(),
            "standard_error": round(self.standard_error, 6),
            "p": self.p,
        }


@dataclass(frozen=True)
class McNemarTest:
    """McNemar's exact test of two decisions.

    Attributes
    ----------
    only_first, only_second : int
        Photographs that only the first, or only the second, gets right.
    p : float
        Two-sided binomial probability; 1 if both numbers are equal.
    """

    only_first: int
    only_second: int
    p: float

    def as_dict(self) -> dict[str, object]:
        """Return the test in JSON form."""
        return {"only_first": self.only_first, "only_second": self.only_second, "p": self.p}


def delong_test(positive: Bools, first: FloatArray, second: FloatArray) -> DeLongTest:
    """Compare two areas under the ROC curve (DeLong et al., Biometrics 44, 1988).

    Computed from ranks (Sun and Xu, IEEE Signal Processing Letters 21, 2014). It takes photographs
    as independent; where both eyes of patients are graded, prefer the paired bootstrap.

    Parameters
    ----------
    positive : ndarray of bool, shape (N,)
        The truth; at least two positives and two negatives.
    first, second : ndarray of float, shape (N,)
        Scores of the same photographs, higher for more probably positive.

    Raises
    ------
    ValueError
        There are too few positives or negatives.
    """
    if min(positive.sum(), (~positive).sum()) < 2:
        raise ValueError("DeLong's test needs at least two positives and two negatives")
    areas, covariance = delong_covariance(positive, np.stack([first, second]))
    variance = covariance[0, 0] + covariance[1, 1] - 2 * covariance[0, 1]
    error, gap = float(np.sqrt(max(variance, 0.0))), float(areas[1] - areas[0])
    p = float(2 * norm.sf(abs(gap) / error)) if error > 0 else float(gap == 0)
    reach = float(norm.ppf(0.975)) * error
    difference = Estimate(gap, gap - reach, gap + reach, len(positive))
    return DeLongTest(float(areas[0]), float(areas[1]), difference, error, p)


def delong_covariance(positive: Bools, scores: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the areas under the ROC curves of K scores, and their covariance.

    Parameters
    ----------
    positive : ndarray of bool, shape (N,)
        The truth.
    scores : ndarray of float, shape (K, N)
        Higher for more probably positive.

    Returns
    -------
    areas : ndarray of float64, shape (K,)
        0-1.
    covariance : ndarray of float64, shape (K, K)
        DeLong's estimate.
    """
    m, n = int(positive.sum()), int((~positive).sum())
    above, below = [], []
    for score in scores:
        together = rankdata(score)
        above.append((together[positive] - rankdata(score[positive])) / n)
        below.append(1 - (together[~positive] - rankdata(score[~positive])) / m)
    areas = np.mean(above, axis=1)
    covariance = np.cov(above) / m + np.cov(below) / n
    return areas, np.atleast_2d(covariance)


def mcnemar_test(first_right: Bools, second_right: Bools) -> McNemarTest:
    """Compare how often two decisions are right (McNemar 1947), by the exact binomial test.

    Parameters
    ----------
    first_right, second_right : ndarray of bool, shape (N,)
        Whether each is right on the same photographs.
    """
    only_first = int((first_right & ~second_right).sum())
    only_second = int((second_right & ~first_right).sum())
    apart = only_first + only_second
    p = float(binomtest(only_first, apart, 0.5).pvalue) if apart else 1.0
    return McNemarTest(only_first, only_second, p)


def paired_bootstrap(
    first: Callable[[Indices], float],
    second: Callable[[Indices], float],
    persons: Sequence[Hashable],
    *,
    resamples: int = 1000,
    seed: int = 0,
) -> Estimate:
    """Estimate the second statistic minus the first, both on the same samples of persons.

    Parameters
    ----------
    first, second : callable
        Take the indices of photographs, with repeats, and return a number; NaN if undefined.
    persons : sequence of hashable, length N
        The patient of each photograph.
    resamples, seed : int
        Number and seed of the samples.
    """
    samples = PersonSamples(persons, resamples=resamples, seed=seed)
    return samples.statistic(lambda chosen: second(chosen) - first(chosen))
