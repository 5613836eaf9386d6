"""Bootstrap samples over persons, as weights of photographs, so that rates cost one product."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

import numpy as np
from numpy.typing import NDArray

from retinaview.core.geometry import FloatArray
from retinaview.evaluation.estimates import LEAST_UNITS, Estimate, Indices, resampled


class PersonSamples:
    """Bootstrap samples: all photographs of a person are drawn together (Efron 1979).

    Parameters
    ----------
    persons : sequence of hashable, length N
        The patient of each photograph; the photograph's own name where the patient is unknown.
    resamples, seed : int
        Number and seed of the samples.

    Attributes
    ----------
    n : int
        Number of persons.
    """

    def __init__(
        self, persons: Sequence[Hashable], *, resamples: int = 1000, seed: int = 0
    ) -> None:
        number = {person: i for i, person in enumerate(dict.fromkeys(persons))}
        self._person_of: NDArray[np.intp] = np.array([number[p] for p in persons], np.intp)
        self.n = len(number)
        wanted = resamples if self.n >= LEAST_UNITS else 0
        drawn = [
            np.bincount(sample, minlength=self.n)
            for sample in resampled(self.n, resamples=wanted, seed=seed)
        ]
        everyone = np.ones((1, self.n))
        self._weights = np.concatenate([everyone, np.array(drawn, float).reshape(-1, self.n)])

    def sums(self, values: FloatArray | NDArray[np.bool_]) -> FloatArray:
        """Return the sum over photographs in the whole and then in each sample.

        Parameters
        ----------
        values : ndarray, shape (N,) or (N, T)
            One value, or one per threshold, of every photograph.

        Returns
        -------
        ndarray of float64, shape (1 + S,) or (1 + S, T)
            The first row is not resampled.
        """
        by_person = np.zeros((self.n, *values.shape[1:]))
        np.add.at(by_person, self._person_of, values)
        return np.asarray(self._weights @ by_person)

    def rate(
        self, part: FloatArray | NDArray[np.bool_], whole: FloatArray | NDArray[np.bool_]
    ) -> Estimate:
        """Estimate the sum of one column over the sum of another; NaN where that is 0."""
        return self.estimate(ratio(self.sums(part), self.sums(whole)))

    def statistic(self, of: Callable[[Indices], float]) -> Estimate:
        """Estimate any function of the indices of photographs, with repeats."""
        photographs = np.arange(len(self._person_of))
        counts = self._weights[:, self._person_of].astype(np.intp)
        return self.estimate(np.array([of(np.repeat(photographs, row)) for row in counts]))

    def estimate(self, drawn: FloatArray) -> Estimate:
        """Return the estimate of a statistic, (1 + S,): its value, then its samples."""
        low, high = band(drawn)
        return Estimate(float(drawn[0]), float(low), float(high), self.n)


def band(drawn: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the 95 % percentile band of samples.

    Parameters
    ----------
    drawn : ndarray of float64, shape (1 + S, ...)
        The value, which is left out, then the samples; undefined ones are NaN and left out.

    Returns
    -------
    low, high : ndarray of float64, shape (...)
        NaN where no sample is defined.
    """
    samples = drawn[1:]
    unknown = np.full(drawn.shape[1:], np.nan)
    if not len(samples) or np.isnan(samples).all():
        return unknown, unknown
    known = ~np.isnan(samples).all(axis=0)
    low, high = unknown.copy(), unknown.copy()
    low[known], high[known] = np.nanpercentile(samples[:, known], [2.5, 97.5], axis=0)
    return low, high


def ratio(part: FloatArray, whole: FloatArray) -> FloatArray:
    """Return `part` over `whole`, NaN where that is 0."""
    part, whole = np.broadcast_arrays(part, whole)
    quotient = np.full(part.shape, np.nan)
    np.divide(part, whole, out=quotient, where=whole != 0)
    return quotient
