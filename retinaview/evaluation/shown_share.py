"""How much of the field of view must be shown before most truth boxes are in sight.

Unlike IoM recall this cannot be flattered by large regions, nor by small ones: all regions grow or
shrink around their centres by one common factor until 80 % of the boxes have at least half of their
area inside a region; the score is the share of the field that the regions then cover. Smaller is
better. By chance it is what another photograph's regions, or random squares, need for the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retinaview.core.field_circle import FieldCircle
from retinaview.core.geometry import FloatArray
from retinaview.evaluation.estimates import LEAST_UNITS, Estimate

COVERED = 0.8
"""Share of the boxes that must be in sight."""
FACTORS: FloatArray = np.geomspace(0.02, 200, 600)
"""Factors tried; each shows at most 3.1 % more than the one before."""
_CELLS = 96
_POINTS = 15
_IN_SIGHT = 0.5


@dataclass(frozen=True)
class ShownShare:
    """Share of the field of view that must be shown, 0-1, with intervals over patients.

    Attributes
    ----------
    regions : Estimate
        For the network's regions; 1 if no factor suffices, because photographs have no region.
    swapped, random : Estimate
        The same by chance: for other patients' regions (NaN without them), and random squares.
    saved : Estimate
        `swapped` minus `regions`, paired; positive if the regions are better.
    """

    regions: Estimate
    swapped: Estimate
    random: Estimate
    saved: Estimate

    def as_dict(self) -> dict[str, object]:
        """Return the shares in JSON form."""
        return {
            "covered": COVERED,
            **{name: value.as_dict() for name, value in vars(self).items()},
        }


@dataclass(frozen=True, eq=False)
class ShownCurves:
    """What is in sight as regions grow, for the mean of K sets of regions per photograph.

    Attributes
    ----------
    boxes : ndarray of float64, shape (B, F)
        Share of the sets with which each box is in sight at each of `FACTORS`.
    fields : ndarray of float64, shape (I, F)
        Mean share of each photograph's field of view that is shown.
    """

    boxes: FloatArray
    fields: FloatArray

    @classmethod
    def of(
        cls,
        truth: Sequence[FloatArray],
        fields: Sequence[FieldCircle],
        drawn: Sequence[Sequence[FloatArray]],
    ) -> ShownCurves:
        """Compute the curves.

        Parameters
        ----------
        truth : sequence of ndarray of float64, each (B, 4)
            Boxes of each photograph.
        fields : sequence of FieldCircle
            Its field of view.
        drawn : sequence of sequence of ndarray of float64, each (R, 4)
            Its sets of regions; without a set the curves are NaN.
        """
        boxes = [
            _mean([_reached(_box_factors(each, regions)) for regions in sets], len(each))
            for each, sets in zip(truth, drawn, strict=True)
        ]
        shown = [
            _mean([_shown(field, regions)[None] for regions in sets], 1)
            for field, sets in zip(fields, drawn, strict=True)
        ]
        return cls(np.concatenate(boxes), np.concatenate(shown))


class ShareSamples:
    """The share over bootstrap samples of patients.

    Parameters
    ----------
    drawn : ndarray of float64, shape (S, P)
        How often each patient is in each sample.
    box_persons, field_persons : ndarray of intp, shapes (B,) and (I,)
        Patient of every box and photograph.
    """

    def __init__(
        self,
        drawn: FloatArray,
        box_persons: NDArray[np.intp],
        field_persons: NDArray[np.intp],
    ) -> None:
        self._n_persons = drawn.shape[1]
        self._weights = np.concatenate([np.ones((1, self._n_persons)), drawn])
        self._box_persons, self._field_persons = box_persons, field_persons

    def compare(
        self,
        regions: ShownCurves,
        swapped: ShownCurves,
        random: ShownCurves,
        *,
        boxes: NDArray[np.intp] | None = None,
    ) -> ShownShare:
        """Estimate the shares for all boxes, or for some and the patients who have them."""
        chosen = np.arange(len(self._box_persons)) if boxes is None else boxes
        own, others, by_chance = (
            self._shares(curves, chosen) for curves in (regions, swapped, random)
        )
        n = len(np.unique(self._box_persons[chosen]))
        return ShownShare(
            *(_estimate(drawn, n) for drawn in (own, others, by_chance, others - own))
        )

    def _shares(self, curves: ShownCurves, boxes: NDArray[np.intp]) -> FloatArray:
        """Return the share for everyone, then for every sample; NaN where there is no box."""
        persons = self._box_persons[boxes]
        fields = np.flatnonzero(np.isin(self._field_persons, persons))
        in_sight = self._weighted(curves.boxes[boxes], persons)
        shown = self._weighted(curves.fields[fields], self._field_persons[fields])
        enough = in_sight >= COVERED - 1e-9
        share = np.where(
            enough.any(axis=1), shown[np.arange(len(shown)), enough.argmax(axis=1)], 1.0
        )
        return np.where(np.isnan(in_sight[:, 0]), np.nan, share)

    def _weighted(self, values: FloatArray, persons: NDArray[np.intp]) -> FloatArray:
        sums = np.zeros((self._n_persons, values.shape[1]))
        np.add.at(sums, persons, values)
        counts = self._weights @ np.bincount(persons, minlength=self._n_persons)
        means = np.full((len(counts), values.shape[1]), np.nan)
        np.divide(self._weights @ sums, counts[:, None], out=means, where=counts[:, None] > 0)
        return means


def _estimate(drawn: FloatArray, n: int) -> Estimate:
    known = drawn[1:][~np.isnan(drawn[1:])]
    if n < LEAST_UNITS or not len(known):
        return Estimate(float(drawn[0]), float("nan"), float("nan"), n)
    low, high = np.percentile(known, [2.5, 97.5])
    return Estimate(float(drawn[0]), float(low), float(high), n)


def _mean(curves: Sequence[FloatArray], rows: int) -> FloatArray:
    return np.mean(curves, axis=0) if curves else np.full((rows, len(FACTORS)), np.nan)


def _factors(xs: FloatArray, ys: FloatArray, regions: FloatArray) -> FloatArray:
    """Return the factor at which a region reaches each point, in the shape of `xs`."""
    nearest = np.full(xs.shape, np.inf)
    for x, y, width, height in regions:
        across = np.abs(xs - x - width / 2) / (width / 2)
        down = np.abs(ys - y - height / 2) / (height / 2)
        nearest = np.minimum(nearest, np.maximum(across, down))
    return nearest


def _box_factors(boxes: FloatArray, regions: FloatArray) -> FloatArray:
    """Return the factor at which at least half of each box is in sight, (B,)."""
    along = (np.arange(_POINTS) + 0.5) / _POINTS
    rows, columns = (axis.ravel() for axis in np.meshgrid(along, along))
    xs = boxes[:, :1] + boxes[:, 2:3] * columns
    ys = boxes[:, 1:2] + boxes[:, 3:4] * rows
    half = int(np.ceil(_IN_SIGHT * _POINTS**2)) - 1
    return np.sort(_factors(xs, ys, regions), axis=1)[:, half]


def _reached(factors: FloatArray) -> FloatArray:
    return (factors[:, None] <= FACTORS).astype(np.float64)


def _shown(field: FieldCircle, regions: FloatArray) -> FloatArray:
    """Return the share of the field that is shown at each factor, (F,)."""
    xs, ys, _ = field.grid(_CELLS)
    inside = field.contains(xs, ys)
    factors = np.sort(_factors(xs[inside], ys[inside], regions))
    return np.searchsorted(factors, FACTORS, side="right") / len(factors)
