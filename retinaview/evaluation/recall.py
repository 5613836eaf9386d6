"""Recall over IoM thresholds, for boxes and for patients, with bootstrap bands over patients."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retinaview.core.geometry import FloatArray
from retinaview.evaluation.estimates import LEAST_UNITS, Estimate, Indices

THRESHOLDS: FloatArray = np.round(np.linspace(0.0, 1.0, 101), 2)


@dataclass(frozen=True, eq=False)
class Curve:
    """Recall, or a difference of recalls, over `THRESHOLDS` with a 95 % band.

    Attributes
    ----------
    recall, low, high : ndarray of float64, shape (T,)
        0 to 1, for a difference -1 to 1; NaN where there is nothing to count. One patient has no
        band.
    """

    recall: FloatArray
    low: FloatArray
    high: FloatArray

    def at(self, threshold: float, n: int) -> Estimate:
        """Return recall and interval at the listed threshold nearest to `threshold`."""
        i = int(np.abs(THRESHOLDS - threshold).argmin())
        return Estimate(float(self.recall[i]), float(self.low[i]), float(self.high[i]), n)


@dataclass(frozen=True, eq=False)
class RecallPair:
    """Recall for box and recall for person, as Zoom-in-Net's paper plots them."""

    box: Curve
    person: Curve


@dataclass(frozen=True, eq=False)
class Hits:
    """Whether each box, and at least one box of each patient, is found at each threshold.

    Attributes
    ----------
    box : ndarray of float64, shape (B, T)
        0 or 1; for a baseline drawn several times, the share of the draws.
    person : ndarray of float64, shape (P, T)
        The same for patients.
    """

    box: FloatArray
    person: FloatArray

    @classmethod
    def of(cls, best: FloatArray, persons: NDArray[np.intp], n_persons: int) -> Hits:
        """Compute which boxes reach each threshold.

        Parameters
        ----------
        best : ndarray of float64, shape (B, K)
            Best IoM of every box in K draws; -1 if there is no region.
        persons : ndarray of intp, shape (B,)
            Index of each box's patient.
        n_persons : int
            Number of patients.
        """
        top = np.full((n_persons, best.shape[1]), -1.0)
        np.maximum.at(top, persons, best)
        return cls(_shares(best), _shares(top))

    def less(self, other: Hits) -> Hits:
        """Return the difference, box by box and person by person."""
        return Hits(self.box - other.box, self.person - other.person)


class Resamples:
    """Bootstrap samples over patients, stored as the number of times each is drawn.

    Parameters
    ----------
    samples : sequence of ndarray of intp
        Indices of the patients in each sample; see `retinaview.evaluation.estimates.resampled`.
    persons : ndarray of intp, shape (B,)
        Index of each box's patient.
    n_persons : int
        Number of patients.

    Attributes
    ----------
    drawn : ndarray of float64, shape (S, P)
        How often each patient is in each sample; no sample of a single patient.
    """

    def __init__(
        self, samples: Sequence[Indices], persons: NDArray[np.intp], n_persons: int
    ) -> None:
        self._persons, self._n_persons = persons, n_persons
        told = samples if n_persons >= LEAST_UNITS else ()
        drawn = [np.bincount(sample, minlength=n_persons) for sample in told]
        self.drawn: FloatArray = np.array(drawn, np.float64).reshape(-1, n_persons)

    def pair(self, hits: Hits) -> RecallPair:
        """Return the curves of all boxes and all persons."""
        everyone = np.arange(self._n_persons)
        return RecallPair(self._curve(hits.box, self._persons), self._curve(hits.person, everyone))

    def of_boxes(self, hits: Hits, chosen: NDArray[np.intp]) -> Curve:
        """Return the curve of some boxes, given by their indices."""
        return self._curve(hits.box[chosen], self._persons[chosen])

    def _curve(self, values: FloatArray, persons: NDArray[np.intp]) -> Curve:
        sums = np.zeros((self._n_persons, values.shape[1]))
        np.add.at(sums, persons, values)
        counts = self.drawn @ np.bincount(persons, minlength=self._n_persons)
        draws = (self.drawn @ sums)[counts > 0] / counts[counts > 0, None]
        recall = values.mean(axis=0)
        if not len(draws):
            unknown = np.full_like(recall, np.nan)
            return Curve(recall, unknown, unknown)
        low, high = np.percentile(draws, [2.5, 97.5], axis=0)
        return Curve(recall, low, high)


def _shares(best: FloatArray) -> FloatArray:
    """Return the share of draws (N, K) that reach each threshold, (N, T); NaN without one."""
    if not best.shape[1]:
        return np.full((len(best), len(THRESHOLDS)), np.nan)
    return np.stack([(best >= threshold).mean(axis=1) for threshold in THRESHOLDS], axis=1)
