"""Patches are squares of one size, whatever part of the photograph they show."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from retinaview.core.geometry import Box
from retinaview.imaging.patches import cut_patch


def test_shows_the_part_in_the_box() -> None:
    rgb = np.zeros((100, 80, 3), np.uint8)
    rgb[20:40, 30:50] = (200, 100, 50)
    patch = cut_patch(rgb, Box(30, 20, 20, 20), side_px=10)
    assert (patch == (200, 100, 50)).all()
    wider = cut_patch(rgb, Box(20, 10, 40, 40), side_px=40)
    assert (wider[12:28, 12:28] == (200, 100, 50)).all()
    assert (wider[:8] == 0).all()


def test_a_square_that_lies_between_pixels_leaves_no_black_rim() -> None:
    white = np.full((100, 100, 3), 255, np.uint8)
    for x in (10.0, 10.4, 10.5, 10.9):
        assert (cut_patch(white, Box(x, 10.2, 38.2, 38.2), side_px=40) > 250).all()


def test_a_cut_that_is_not_square_is_centred_on_black() -> None:
    patch = cut_patch(np.full((50, 50, 3), 255, np.uint8), Box(0, 0, 40, 20), side_px=20)
    assert (patch[5:15] == 255).all()
    assert (patch[:5] == 0).all()
    assert (patch[15:] == 0).all()


@given(st.floats(-50, 150), st.floats(-50, 150), st.floats(0.1, 300), st.integers(1, 64))
def test_any_box_gives_a_square(x: float, y: float, side: float, side_px: int) -> None:
    rgb = np.zeros((60, 90, 3), np.uint8)
    assert cut_patch(rgb, Box(x, y, side, side), side_px=side_px).shape == (side_px, side_px, 3)
