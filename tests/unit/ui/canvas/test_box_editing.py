from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retinaview.core.geometry import Box
from retinaview.ui.canvas.box_editing import Handle, drawn_box, moved_boxes, resized_box

SIZE = (400, 300)
anywhere = st.floats(-200, 700)
points = st.tuples(anywhere, anywhere)
ways = st.floats(-900, 900)


@st.composite
def boxes(draw: st.DrawFn) -> Box:
    x, y = draw(st.floats(0, 398)), draw(st.floats(0, 298))
    width, height = draw(st.floats(1, 400)), draw(st.floats(1, 300))
    return Box(x, y, min(width, SIZE[0] - x), min(height, SIZE[1] - y))


def is_inside(box: Box) -> bool:
    return box.x >= 0 and box.y >= 0 and box.right <= SIZE[0] and box.bottom <= SIZE[1]


def is_whole(box: Box) -> bool:
    return all(value == round(value) for value in (box.x, box.y, box.width, box.height))


@given(points, points)
def test_a_drawn_box_is_whole_pixels_inside_that_hold_the_drag(
    start: tuple[float, float], end: tuple[float, float]
) -> None:
    box = drawn_box(start, end, size=SIZE)
    if box is None:
        return
    assert is_whole(box)
    assert is_inside(box)
    for x, y in (start, end):
        assert box.contains(min(max(x, 0), SIZE[0]), min(max(y, 0), SIZE[1]))


@given(points, points)
def test_a_drawn_square_is_square_and_inside(
    start: tuple[float, float], end: tuple[float, float]
) -> None:
    box = drawn_box(start, end, size=SIZE, square=True)
    if box is not None:
        assert box.width == box.height
        assert is_whole(box)
        assert is_inside(box)


def test_a_drawn_box_is_rounded_outwards() -> None:
    assert drawn_box((10.2, 20.9), (14.1, 22.0), size=SIZE) == Box(10, 20, 5, 2)


def test_a_square_grows_to_where_the_pointer_went_further() -> None:
    assert drawn_box((100, 100), (90, 130), size=SIZE, square=True) == Box(70, 100, 30, 30)


@pytest.mark.parametrize(
    ("start", "end"), [((-50, -50), (-5, -5)), ((10, 10), (10, 90)), ((10, 10), (90, 10))]
)
def test_a_drag_that_spans_nothing_draws_nothing(
    start: tuple[float, float], end: tuple[float, float]
) -> None:
    assert drawn_box(start, end, size=SIZE) is None


@given(st.dictionaries(st.text(max_size=3), boxes(), max_size=4), ways, ways)
def test_moved_boxes_stay_inside_keep_their_sizes_and_their_places_to_each_other(
    before: dict[str, Box], dx: float, dy: float
) -> None:
    after = moved_boxes(before, dx, dy, size=SIZE)
    assert after.keys() == before.keys()
    shifts = {
        (round(after[key].x - box.x, 6), round(after[key].y - box.y, 6))
        for key, box in before.items()
    }
    assert len(shifts) <= 1
    for key, box in before.items():
        assert (after[key].width, after[key].height) == (box.width, box.height)
        assert after[key].right <= SIZE[0] + 1e-9
        assert after[key].x >= -1e-9


def test_a_move_goes_by_whole_pixels() -> None:
    moved = moved_boxes({"a": Box(10.5, 10, 5, 5)}, 3.4, -2.6, size=SIZE)
    assert moved == {"a": Box(13.5, 7, 5, 5)}


def test_a_move_stops_at_the_rim() -> None:
    moved = moved_boxes({"a": Box(10, 10, 5, 5), "b": Box(390, 50, 8, 8)}, 50, -50, size=SIZE)
    assert moved == {"a": Box(12, 0, 5, 5), "b": Box(392, 40, 8, 8)}


@given(boxes(), st.sampled_from(Handle), ways, ways)
def test_a_resize_moves_only_the_dragged_edges(
    box: Box, handle: Handle, dx: float, dy: float
) -> None:
    after = resized_box(box, handle, dx, dy, size=SIZE)
    place_x, place_y = handle.value
    if place_x != 0.0:
        assert after.x == pytest.approx(box.x)
    if place_x != 1.0:
        assert after.right == pytest.approx(box.right)
    if place_y != 0.0:
        assert after.y == pytest.approx(box.y)
    if place_y != 1.0:
        assert after.bottom == pytest.approx(box.bottom)
    assert after.width >= 1 - 1e-6
    assert after.height >= 1 - 1e-6
    assert is_inside(Box(after.x, after.y, after.width - 1e-6, after.height - 1e-6))


def test_a_resized_edge_lies_on_a_whole_pixel() -> None:
    box = Box(10.3, 10.7, 20, 20)
    after = resized_box(box, Handle.BOTTOM_RIGHT, 5.4, -2.1, size=SIZE)
    assert (after.x, after.y) == (10.3, 10.7)
    assert (after.right, after.bottom) == (36, 29)


def test_a_box_does_not_turn_over() -> None:
    after = resized_box(Box(10, 10, 20, 20), Handle.LEFT, 100, 0, size=SIZE)
    assert after == Box(29, 10, 1, 20)
