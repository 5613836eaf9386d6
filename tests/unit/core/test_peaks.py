"""Local peaks: higher than all around, the highest first, never two on one plateau's edge."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from retinaview.core.peaks import local_peaks

MAPS = arrays(np.float64, (6, 7), elements=st.integers(-2, 4).map(float))


def test_takes_what_no_neighbour_exceeds_the_highest_first() -> None:
    values = np.zeros((8, 8))
    values[1, 1], values[1, 2], values[6, 0], values[4, 7] = 0.5, 0.4, 0.9, 0.1
    assert local_peaks(values, share=0, count=8) == ((6, 0), (1, 1), (4, 7))
    assert local_peaks(values, share=0.2, count=8) == ((6, 0), (1, 1))
    assert local_peaks(values, share=0, count=1) == ((6, 0),)


def test_of_equal_neighbours_the_first_in_row_order_is_the_peak() -> None:
    assert local_peaks(np.ones((4, 5)), share=0, count=9) == ((0, 0),)


def test_nothing_responds() -> None:
    assert local_peaks(np.zeros((3, 3)), share=0, count=9) == ()
    assert local_peaks(np.full((3, 3), -1.0), share=0, count=9) == ()


@settings(max_examples=60)
@given(MAPS, st.floats(0, 1), st.integers(1, 12))
def test_peaks_are_peaks_apart_from_each_other(values: Any, share: float, count: int) -> None:
    peaks = local_peaks(values, share=share, count=count)
    assert len(peaks) <= count
    heights = [values[peak] for peak in peaks]
    assert heights == sorted(heights, reverse=True)
    for row, column in peaks:
        around = values[max(0, row - 1) : row + 2, max(0, column - 1) : column + 2]
        assert values[row, column] == around.max() > 0
        assert values[row, column] >= share * values.max()
        apart = [max(abs(row - r), abs(column - c)) for r, c in peaks if (r, c) != (row, column)]
        assert all(distance > 1 for distance in apart)


@settings(max_examples=40)
@given(MAPS)
def test_the_highest_place_is_always_a_peak(values: Any) -> None:
    peaks = local_peaks(values, share=1, count=1)
    assert bool(peaks) == bool(values.max() > 0)
    assert all(values[peak] == values.max() for peak in peaks)
