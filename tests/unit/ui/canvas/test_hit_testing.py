from __future__ import annotations

import pytest

from retinaview.core.findings import Region
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark
from retinaview.ui.canvas.box_editing import Handle
from retinaview.ui.canvas.hit_testing import (
    badge_at,
    border_at,
    handle_at,
    handle_points,
    is_on,
    marks_at,
)

FITTED = 1000 / 4288


def mark(x: float, y: float, width: float, height: float) -> Mark:
    return Mark.drawn(LesionClass.HARD_EXUDATE, Box(x, y, width, height), author="reader")


def test_a_lesion_of_three_screen_pixels_can_be_hit_six_pixels_off() -> None:
    tiny = mark(2000, 1000, 12, 12)
    off = 2012 + 6 / FITTED
    assert marks_at([tiny], off, 1006, scale=FITTED) == (tiny,)
    assert marks_at([tiny], 2012 + 12 / FITTED, 1006, scale=FITTED) == ()


def test_the_reach_shrinks_with_the_zoom() -> None:
    tiny = mark(2000, 1000, 12, 12)
    assert marks_at([tiny], 2030, 1006, scale=FITTED) == (tiny,)
    assert marks_at([tiny], 2030, 1006, scale=4.0) == ()


def test_the_smallest_mark_under_the_pointer_comes_first() -> None:
    disc, exudate, cluster = mark(0, 0, 500, 500), mark(100, 100, 10, 10), mark(80, 80, 90, 90)
    assert marks_at([disc, exudate, cluster], 104, 104, scale=1.0) == (exudate, cluster, disc)


def test_of_equal_marks_the_last_one_comes_first() -> None:
    first, second = mark(0, 0, 50, 50), mark(10, 10, 50, 50)
    assert marks_at([first, second], 30, 30, scale=1.0) == (second, first)


@pytest.mark.parametrize("scale", [0.1, 1.0, 8.0])
def test_the_target_holds_the_box_and_is_never_tiny(scale: float) -> None:
    box = Box(10, 10, 3, 200)
    for x, y in ((10, 10), (13, 210), (11.5 - 9 / scale, 100), (11.5 + 9 / scale, 100)):
        assert is_on(box, x, y, scale=scale)
    assert not is_on(box, 11.5 + max(9 / scale, 1.5 + 3 / scale) + 0.01, 100, scale=scale)


def test_handles_stand_off_from_a_small_box() -> None:
    box = Box(100, 100, 10, 10)
    points = handle_points(box, 1.0)
    assert set(points) == {
        Handle.TOP_LEFT,
        Handle.TOP_RIGHT,
        Handle.BOTTOM_LEFT,
        Handle.BOTTOM_RIGHT,
    }
    for x, y in points.values():
        assert not Box(96, 96, 18, 18).contains(x, y)


def test_a_large_box_has_eight_handles_on_its_border() -> None:
    points = handle_points(Box(100, 100, 60, 80), 1.0)
    assert len(points) == len(Handle)
    assert points[Handle.BOTTOM] == (130, 180)
    assert points[Handle.TOP_LEFT] == (100, 100)


def test_the_same_box_has_other_handles_when_zoomed_in() -> None:
    box = Box(100, 100, 10, 10)
    assert len(handle_points(box, 1.0)) == 4
    assert len(handle_points(box, 8.0)) == 8


def test_the_nearest_handle_is_found_and_none_in_the_middle() -> None:
    box = Box(100, 100, 60, 60)
    assert handle_at(box, 159, 101, scale=1.0) is Handle.TOP_RIGHT
    assert handle_at(box, 130, 130, scale=1.0) is None


def test_the_number_of_a_region_at_the_upper_rim_stays_on_the_photograph() -> None:
    region = Region(Box(100, 8, 300, 300), score=0.9, rank=2)
    assert badge_at([region], 105, 12, scale=1.0) is region
    assert badge_at([region], 105, 4, scale=1.0) is None
    assert badge_at([region], 105, 4, scale=4.0) is region  # 5 source pixels high: room above


def test_a_region_is_hit_by_its_number_and_border_but_not_inside() -> None:
    region = Region(Box(100, 100, 300, 300), score=0.9, rank=2)
    assert badge_at([region], 105, 95, scale=1.0) is region
    assert badge_at([region], 105, 105, scale=1.0) is None
    assert border_at([region], 250, 101, scale=1.0) is region
    assert border_at([region], 250, 250, scale=1.0) is None
