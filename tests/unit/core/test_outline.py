from __future__ import annotations

import numpy as np
import pytest

from retinaview.core.geometry import Box
from retinaview.core.mask import Mask
from retinaview.core.outline import LEAST_POINTS, MOST_RUNS, Grip, Outline

SIZE = {"width": 300, "height": 200}
SQUARE = Mask.filling(Box(50, 50, 40, 40))


def outline_of(mask: Mask) -> Outline:
    outline = Outline.of(mask)
    assert outline is not None
    return outline


def test_a_rectangle_is_held_by_its_corners() -> None:
    (border,) = outline_of(SQUARE).borders
    assert sorted(map(tuple, border.places.tolist())) == [(50, 50), (50, 90), (90, 50), (90, 90)]


@pytest.mark.parametrize("seed", range(3))
def test_what_is_not_changed_is_the_mask_again(seed: int) -> None:
    pixels = np.random.default_rng(seed).random((20, 30)) > 0.4
    mask = Mask.of(pixels, x=7, y=3)
    assert mask is not None
    assert outline_of(mask).mask(**SIZE) == mask


def test_a_pulled_point_takes_the_lines_beside_it_along() -> None:
    outline = outline_of(SQUARE)
    grip = outline.near(91, 91, reach=3)
    assert grip is not None
    assert not grip.is_edge
    pulled = outline.pulled(grip, (130.0, 130.0))
    mask = pulled.mask(**SIZE)
    assert mask is not None
    assert mask.has(100, 100)
    assert not mask.has(52, 91)
    assert mask.area_px == pytest.approx(1600 + 1600, rel=0.03)
    assert len(pulled.borders[0].points) == 4


def test_an_edge_gets_a_point_where_it_is_pulled() -> None:
    outline = outline_of(SQUARE)
    grip = outline.near(70, 51, reach=3)
    assert grip is not None
    assert grip.is_edge
    assert outline.ends(grip) == ((50, 50), (90, 50)) or outline.ends(grip) == ((90, 50), (50, 50))
    pulled = outline.pulled(grip, (70.0, 30.0))
    mask = pulled.mask(**SIZE)
    assert mask is not None
    assert mask.area_px == pytest.approx(1600 + 400, rel=0.02)
    assert len(pulled.borders[0].points) == 5
    rest = pulled.without(Grip(0, 1))
    assert rest is not None
    assert rest.mask(**SIZE) == SQUARE


def _with_a_small_hole() -> Mask:
    pixels = np.ones((150, 250), np.bool_)
    pixels[70:73, 100:103] = False
    mask = Mask.of(pixels, x=10, y=10)
    assert mask is not None
    return mask


@pytest.mark.parametrize(
    "mask",
    [Mask.filling(Box(5, 5, 1, 1)), Mask.filling(Box(50, 50, 40, 1)), _with_a_small_hole()],
    ids=["one pixel", "a line of one pixel", "a small hole"],
)
def test_the_smallest_border_can_be_pulled_at_each_of_its_points(mask: Mask) -> None:
    outline = outline_of(mask)
    number = len(outline.borders) - 1
    assert len(outline.borders[number].points) >= LEAST_POINTS
    for point in range(len(outline.borders[number].points)):
        pulled = [
            outline.pulled(Grip(number, point), to).mask(**SIZE)
            for to in ((110.0, 110.0), (110.0, 20.0), (20.0, 110.0))
        ]
        assert any(each is not None and each != mask for each in pulled)


def test_three_points_are_the_fewest() -> None:
    triangle = Outline.through([(10, 10), (60, 10), (10, 60)])
    assert triangle.without(Grip(0, 1)) is None


def test_every_point_and_edge_can_be_pulled_wherever_the_border_begins() -> None:
    outline = Outline.through([(10, 10), (60, 10), (60, 60), (10, 60)])
    for number in range(4):
        for is_edge, area in ((True, 5), (False, 4)):
            pulled = outline.pulled(Grip(0, number, is_edge=is_edge), (35.0, 35.0))
            assert len(pulled.borders[0].points) == area
            assert len(pulled.borders[0].way) == area


def test_holes_and_parts_stay_to_the_pixel() -> None:
    pixels = np.zeros((60, 120), np.bool_)
    pixels[5:55, 5:55] = True
    pixels[20:30, 20:30] = False
    pixels[10:40, 80:110] = np.random.default_rng(1).random((30, 30)) > 0.3
    mask = Mask.of(pixels)
    assert mask is not None
    outline = outline_of(mask)
    grip = outline.near(55, 55, reach=1)
    assert grip is not None
    after = outline.pulled(grip, (50.0, 50.0)).mask(**SIZE)
    assert after is not None
    changed = after.within(0, 0, 120, 60) != pixels
    assert changed.any()
    rows, columns = np.nonzero(changed)
    assert (rows + columns).min() > 55  # beside the corner alone
    assert columns.max() < 55


def test_a_mask_that_is_all_edges_has_no_points() -> None:
    pixels = np.indices((150, 150)).sum(axis=0) % 2 == 0
    mask = Mask.of(pixels)
    assert mask is not None
    assert len(mask.runs) > MOST_RUNS
    assert Outline.of(mask) is None


def test_the_photograph_ends_an_outline() -> None:
    outline = Outline.through([(250, 150), (350, 150), (350, 250), (250, 250)])
    mask = outline.mask(**SIZE)
    assert mask == Mask.filling(Box(250, 150, 50, 50))
    assert Outline.through([(400, 10), (420, 10), (410, 30)]).mask(**SIZE) is None
