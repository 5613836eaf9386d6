"""Estimates with bootstrap intervals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Indices = NDArray[np.intp]


# Resamples of a single unit never vary, so its interval would suggest certainty.
LEAST_UNITS = 2


@dataclass(frozen=True)
class Estimate:
    """A measured value with its 95 % interval.

    Attributes
    ----------
    value, low, high : float
        NaN if undefined: a recall without truth, the interval of a single unit.
    n : int
        Number of independent units (patients, photographs).
    """

    value: float
    low: float
    high: float
    n: int

    def __str__(self) -> str:
        if np.isnan(self.value):
            return "–"
        return (
            f"{self.value:.3f} [{self.low:.3f}, {self.high:.3f}]"
            if self.is_bounded
            else (f"{self.value:.3f} [–]")
        )

    @property
    def is_bounded(self) -> bool:
        """Whether there is an interval."""
        return not np.isnan(self.low)

    def as_dict(self) -> dict[str, float | int | None]:
        """Return the numbers in JSON form; undefined ones are null."""
        numbers = {"value": self.value, "low": self.low, "high": self.high}
        defined = {key: None if np.isnan(x) else round(x, 6) for key, x in numbers.items()}
        return {**defined, "n": self.n}


def resampled(n_units: int, *, resamples: int, seed: int) -> list[Indices]:
    """Return bootstrap samples of unit indices, with replacement (Efron 1979).

    Returns
    -------
    list of ndarray of intp, each of shape (n_units,)
        The same for the same seed.
    """
    random = np.random.default_rng(seed)
    return [random.integers(0, n_units, n_units) for _ in range(resamples)]


def bootstrap(
    statistic: Callable[[Indices], float], n_units: int, *, resamples: int = 1000, seed: int = 0
) -> Estimate:
    """Estimate a statistic over independent units with a percentile bootstrap interval.

    Parameters
    ----------
    statistic : callable
        Takes the indices of the sampled units, with repeats, and returns a number; NaN if it is
        undefined for that sample, which is then excluded from the interval.
    n_units : int
        Number of units.
    resamples : int
        Number of bootstrap samples.
    seed : int
        Seed of the random generator.
    """
    if n_units == 0:
        return Estimate(float("nan"), float("nan"), float("nan"), 0)
    value = statistic(np.arange(n_units))
    samples = resampled(n_units, resamples=resamples, seed=seed)
    drawn = np.array([statistic(sample) for sample in samples if n_units >= LEAST_UNITS])
    drawn = drawn[~np.isnan(drawn)]
    low, high = np.percentile(drawn, [2.5, 97.5]) if drawn.size else (float("nan"),) * 2
    return Estimate(float(value), float(low), float(high), n_units)
