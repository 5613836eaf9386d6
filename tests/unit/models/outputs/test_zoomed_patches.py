"""Where C-Net looks, and at what size."""

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retinaview.core.findings import Region
from retinaview.core.geometry import Box
from retinaview.models.grade_options import GradeOptions
from retinaview.models.outputs.zoomed_patches import (
    cut_patches,
    patch_side,
    zoomed_preprocessing,
    zooms_in,
)
from retinaview.models.preprocessing import Preprocessing

READING = GradeOptions()
SMALL = Preprocessing(64, canvas="square", colour="local")


@dataclass(frozen=True)
class Disc:
    centre: tuple[float, float] = (150.0, 100.0)
    radius_px: float = 120.0


def photograph() -> np.ndarray:
    return np.random.default_rng(0).integers(40, 200, (200, 300, 3), dtype=np.uint8)


def region(x: float, y: float, *, rank: int = 1) -> Region:
    """A region of 20 px around a point."""
    return Region(Box(x - 10, y - 10, 20, 20), 0.5, rank)


@pytest.mark.parametrize(
    ("diameter", "zoomed", "side"), [(492, 1230, 384), (448, 1120, 352), (64, 160, 64)]
)
def test_sizes_are_the_papers(diameter: int, zoomed: int, side: int) -> None:
    """492 px give 1230 px and patches of 384 px; other sizes by the same shares."""
    large = zoomed_preprocessing(Preprocessing(diameter, canvas="box"), READING)
    assert (large.diameter_px, large.canvas) == (zoomed, "square")
    assert patch_side(large, READING) == side


def test_the_papers_four_patches_of_384_px_from_1230_px_lie_on_their_regions() -> None:
    paper = Preprocessing(492, canvas="square", colour="fixed")
    found = [region(x, y) for x, y in ((100, 60), (200, 140), (150, 100), (120, 120))]
    patches = cut_patches(paper, READING, photograph(), Disc(), found)
    assert patches.images.shape == (4, 3, 384, 384)
    for box, sought in zip(patches.boxes, found, strict=True):
        assert box.centre == pytest.approx(sought.box.centre, abs=0.2)
        assert box.width == pytest.approx(384 / 1230 * 240, abs=0.5)


def test_a_patch_shows_what_lies_there() -> None:
    image = photograph() // 4
    image[95:105, 195:205] = 250
    plain = Preprocessing(64, canvas="square", colour="fixed")
    patches = cut_patches(plain, READING, image, Disc(), [region(200, 100), region(90, 100)])
    middle = patches.images[:, :, 28:36, 28:36].mean(axis=(1, 2, 3))
    assert middle[0] > middle[1] + 1


def test_without_any_region_the_middle_of_the_field_is_looked_at() -> None:
    patches = cut_patches(SMALL, READING, photograph(), Disc(), [])
    assert patches.images.shape == (4, 3, 64, 64)
    assert all(box.centre == pytest.approx((150, 100), abs=1) for box in patches.boxes)


def test_fewer_regions_repeat_the_last() -> None:
    patches = cut_patches(SMALL, READING, photograph(), Disc(), [region(100, 60), region(180, 90)])
    assert patches.boxes[1] == patches.boxes[2] == patches.boxes[3] != patches.boxes[0]
    np.testing.assert_array_equal(patches.images[1], patches.images[3])


def test_a_photograph_smaller_than_a_patch_is_enlarged_but_not_zoomed_into() -> None:
    tiny = np.full((30, 30, 3), 90, np.uint8)
    disc = Disc((15.0, 15.0), 15.0)
    assert cut_patches(SMALL, READING, tiny, disc, [region(15, 15)]).images.shape[2:] == (64, 64)
    assert not zooms_in(SMALL, disc)
    assert not zooms_in(SMALL, Disc(radius_px=32.0))
    assert zooms_in(SMALL, Disc(radius_px=33.0))


@given(x=st.floats(-50, 350), y=st.floats(-50, 250))
def test_patches_lie_within_the_enlarged_photograph(x: float, y: float) -> None:
    # The canvas has whole pixels: 1.5 px of the photograph each.
    box = cut_patches(SMALL, READING, photograph(), Disc(), [region(x, y)]).boxes[0]
    assert box.x >= 30 - 1.5
    assert box.y >= -20 - 1.5
    assert box.right <= 270 + 1.5
    assert box.bottom <= 220 + 1.5
