"""A mask with holes and parts as one ring, whatever their number."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given

from retinaview.core.mask import Mask
from retinaview.core.one_ring import one_ring
from retinaview.core.rings import mask_of_rings, rings_of
from tests.unit.core.test_mask import masks
from tests.unit.core.test_rings import mask_of


@given(masks())
def test_one_ring_and_back_loses_nothing(mask: Mask) -> None:
    mask = mask.moved(10, 10)
    assert mask_of_rings([one_ring(mask)], width=99, height=99) == mask


@given(masks())
def test_rounding_on_the_way_through_a_file_loses_nothing(mask: Mask) -> None:
    mask = mask.moved(10, 10)
    shares = np.round(one_ring(mask) / (4288, 2848), 6)
    assert mask_of_rings([shares * (4288, 2848)], width=4288, height=2848) == mask


@given(masks())
def test_the_way_is_along_the_edges_of_pixels(mask: Mask) -> None:
    ring = one_ring(mask)
    steps = np.roll(ring, -1, axis=0) - ring
    assert ((steps == 0).sum(axis=1) >= 1).all()


def test_the_way_to_a_hole_is_within_the_lesion() -> None:
    ring = one_ring(mask_of("#######", "###..##", "#######"))
    assert {(0.0, 1.0), (3.0, 1.0)} <= {(x, y) for x, y in ring.tolist()}
    assert len(ring) == 4 + 4 + 1 + 2


def test_parts_are_joined_by_the_shortest_way() -> None:
    ring = one_ring(mask_of("##....", "##....", "......", "......", "##....", "##...."))
    lengths = np.abs(np.roll(ring, -1, axis=0) - ring).sum()
    assert lengths == 8 + 8 + 2 * 2


@pytest.mark.parametrize("parts", [False, True])
def test_twice_the_holes_or_parts_take_about_twice_the_time(*, parts: bool) -> None:
    def seconds(side: int) -> float:
        pixels = np.ones((side, side), bool)
        pixels[1:-1:2, 1:-1:2] = False
        mask = Mask.of(~pixels if parts else pixels, x=0, y=0)
        assert mask is not None
        assert len(rings_of(mask)) > side * side // 5
        began = time.process_time()
        ring = one_ring(mask)
        took = time.process_time() - began
        assert mask_of_rings([ring], width=side, height=side) == mask
        return took

    few, many = (min(seconds(side) for _ in range(2)) for side in (51, 201))
    assert many < 16 * few * 4  # sixteen times as many; 256 times the time if each met each
