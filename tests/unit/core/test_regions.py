"""The greedy picker takes the top, masks it out, and takes the next."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from retinaview.core.findings import Region
from retinaview.core.regions import greedy_regions

MAPS = arrays(np.float64, (12, 15), elements=st.floats(-1, 1, width=16))


def tops(regions: tuple[Region, ...]) -> list[tuple[float, float]]:
    return [(region.box.x, region.box.y) for region in regions]


def test_takes_the_top_first_and_masks_its_square() -> None:
    response = np.zeros((20, 20))
    response[10, 10], response[11, 11], response[3, 15] = 0.9, 0.8, 0.5
    regions = greedy_regions(response, size=6)
    assert tops(regions) == [(7, 7), (12, 0)]
    assert [region.score for region in regions] == [0.9, 0.5]
    assert [region.rank for region in regions] == [1, 2]


def test_of_equal_responses_the_first_in_row_order_is_taken() -> None:
    response = np.zeros((9, 9))
    response[2, 7] = response[7, 2] = response[2, 1] = 0.5
    assert tops(greedy_regions(response, size=1)) == [(1, 2), (7, 2), (2, 7)]


def test_stops_when_the_response_is_exhausted() -> None:
    assert greedy_regions(np.zeros((5, 5)), size=2) == ()
    assert greedy_regions(np.full((5, 5), -1.0), size=2) == ()
    assert len(greedy_regions(np.ones((5, 5)), size=5)) >= 1


def test_squares_at_the_border_are_pushed_inside_at_full_size() -> None:
    response = np.zeros((10, 10))
    response[0, 9] = 1.0
    (region,) = greedy_regions(response, size=4)
    assert (region.box.x, region.box.y, region.box.width, region.box.height) == (6, 0, 4, 4)


def test_a_map_smaller_than_the_square_is_one_region() -> None:
    (region,) = greedy_regions(np.ones((3, 3)), size=9)
    assert (region.box.width, region.box.height) == (3, 3)


@given(MAPS, st.integers(1, 8), st.integers(1, 6))
def test_matches_a_slow_transcription(response: Any, size: int, count: int) -> None:
    rest, expected = response.copy(), []
    while len(expected) < count:
        best = None
        for row in range(rest.shape[0]):
            for column in range(rest.shape[1]):
                if best is None or rest[row, column] > rest[best]:
                    best = (row, column)
        if rest[best] <= 0:
            break
        expected.append(rest[best])
        top, left = best[0] - size // 2, best[1] - size // 2
        for row in range(max(0, top), min(rest.shape[0], top + size)):
            for column in range(max(0, left), min(rest.shape[1], left + size)):
                rest[row, column] = -np.inf
    found = greedy_regions(response, size=size, count=count)
    assert [region.score for region in found] == pytest.approx(expected)


@given(MAPS, st.integers(1, 8))
def test_scores_fall_and_the_map_is_left_alone(response: Any, size: int) -> None:
    before = response.copy()
    scores = [region.score for region in greedy_regions(response, size=size)]
    assert scores == sorted(scores, reverse=True)
    np.testing.assert_array_equal(response, before)
