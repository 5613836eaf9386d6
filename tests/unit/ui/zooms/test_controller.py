"""The patch that C-Net sees round a region."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retinaview.core.field_circle import FieldCircle
from retinaview.core.findings import Finding, Quality, Region
from retinaview.core.geometry import Box
from retinaview.imaging.halvings import Halvings
from retinaview.imaging.patches import cut_patch
from retinaview.ui.zooms.controller import _cut, patch_box

WIDTH, HEIGHT = 4288, 2848
FINDING = Finding(Quality(1, True), field_of_view=FieldCircle(2100, 1424, 1230, WIDTH, HEIGHT))


def patch(x: float, y: float, finding: Finding = FINDING) -> Box:
    region = Region(Box(x - 5, y - 5, 10, 10), 0.9, 1)
    return patch_box(region, finding, (WIDTH, HEIGHT))


def test_the_side_is_the_papers_share_of_the_field_of_view() -> None:
    box = patch(2000, 1500)
    assert (box.width, box.height) == pytest.approx((768, 768))
    assert box.centre == pytest.approx((2000, 1500))


def test_without_a_field_of_view_the_photograph_stands_for_it() -> None:
    box = patch(2000, 1500, Finding(Quality(1, True)))
    assert box.width == pytest.approx(2848 * 384 / 1230)


@given(st.floats(0, WIDTH), st.floats(0, HEIGHT), st.floats(1, 20_000))
def test_a_patch_lies_on_the_photograph_and_holds_the_centre(
    x: float, y: float, radius: float
) -> None:
    finding = Finding(Quality(1, True), field_of_view=FieldCircle(0, 0, radius, WIDTH, HEIGHT))
    box = patch(x, y, finding)
    assert box.width == pytest.approx(box.height)
    assert box.x >= -1e-6
    assert box.right <= WIDTH + 1e-6
    assert box.y >= -1e-6
    assert box.bottom <= HEIGHT + 1e-6
    if box.width < HEIGHT - 1:
        assert box.x - 1e-6 <= x <= box.right + 1e-6
        assert box.y - 1e-6 <= y <= box.bottom + 1e-6


def test_a_patch_of_a_smaller_size_of_the_photograph_looks_the_same() -> None:
    rows, columns = np.indices((2048, 3072))
    rgb = np.stack([rows // 9 % 256, columns // 13 % 256, (rows + columns) // 17 % 256], axis=-1)
    rgb = rgb.astype(np.uint8)
    box = Box(401, 299, 1150, 1150)
    seen = _cut(Halvings(rgb), box, side_px=120).astype(int)
    difference = np.abs(seen - cut_patch(rgb, box, side_px=120))
    assert np.percentile(difference, 95) <= 3
