from typing import Any

import numpy as np
import pytest
from hypothesis import given

from retinaview.core.mask import Mask
from retinaview.core.rings import is_hole, mask_of_rings, rings_of
from tests.unit.core.test_mask import masks


def mask_of(*rows: str, x: int = 0, y: int = 0) -> Mask:
    mask = Mask.of(np.array([[c == "#" for c in row] for row in rows]), x=x, y=y)
    assert mask is not None
    return mask


@given(masks())
def test_rings_and_back_lose_nothing(mask: Mask) -> None:
    mask = mask.moved(10, 10)
    assert mask_of_rings(rings_of(mask), width=99, height=99) == mask


@given(masks())
def test_rings_have_corners_alone(mask: Mask) -> None:
    for ring in rings_of(mask):
        steps = np.roll(ring, -1, axis=0) - ring
        assert ((steps == 0).sum(axis=1) == 1).all()
        assert (steps[::2, 0] != 0).all() or (steps[::2, 1] != 0).all()


def test_the_ring_round_a_pixel() -> None:
    (ring,) = rings_of(mask_of("#", x=3, y=5))
    assert {tuple(point) for point in ring.tolist()} == {(3, 5), (4, 5), (4, 6), (3, 6)}


def test_parts_and_holes() -> None:
    mask = mask_of("###.#", "#.#..", "###..", "...##")
    rings = rings_of(mask)
    assert [is_hole(ring, mask) for ring in rings] == [False, False, True, False]


@pytest.mark.parametrize(
    ("ring", "pixels"),
    [
        ([(0.4, 0.4), (1.6, 0.4), (1.6, 0.6), (0.4, 0.6)], [(0, 0), (1, 0)]),
        ([(-5, -5), (2, -5), (2, 1), (-5, 1)], [(0, 0), (1, 0)]),
        ([(0.6, 0.6), (0.9, 0.6), (0.9, 0.9)], []),
        ([(50, 50), (60, 50), (60, 60)], []),
        ([(0, 0), (1e9, 0), (0, 1)], [(0, 0), (1, 0), (2, 0), (3, 0)]),
        ([(2, 1)], []),
    ],
)
def test_a_polygon_of_another_program_holds_the_pixels_whose_centres_it_encloses(
    ring: Any, pixels: list[tuple[int, int]]
) -> None:
    mask = mask_of_rings([np.array(ring, dtype=float)], width=4, height=3)
    found = np.zeros((3, 4), bool) if mask is None else mask.within(0, 0, 4, 3)
    assert [(int(x), int(y)) for y, x in np.argwhere(found)] == pixels
