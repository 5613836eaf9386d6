"""Boxes and overlaps, checked against counting pixels."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retinaview.core.errors import LabelError
from retinaview.core.geometry import Box, box_array, intersection_area, iom, iou

whole = st.integers(-40, 40)
side = st.integers(1, 40)
boxes = st.builds(Box, whole.map(float), whole.map(float), side.map(float), side.map(float))
coordinates = st.floats(-1e5, 1e5)
sides = st.floats(1e-3, 1e5)
real_boxes = st.builds(Box, coordinates, coordinates, sides, sides)


def painted(box: Box) -> np.ndarray:
    canvas = np.zeros((130, 130), bool)
    x, y = int(box.x) + 45, int(box.y) + 45
    canvas[y : y + int(box.height), x : x + int(box.width)] = True
    return canvas


@given(boxes, boxes)
def test_overlaps_equal_counted_pixels(first: Box, second: Box) -> None:
    a, b = painted(first), painted(second)
    both = (a & b).sum()
    pair = box_array([first]), box_array([second])
    assert intersection_area(*pair)[0, 0] == both
    assert iom(*pair)[0, 0] == pytest.approx(both / min(a.sum(), b.sum()))
    assert iou(*pair)[0, 0] == pytest.approx(both / (a | b).sum())


@given(real_boxes, real_boxes)
def test_overlaps_are_symmetric_and_bounded(first: Box, second: Box) -> None:
    a, b = box_array([first]), box_array([second])
    for measure in (iom, iou):
        value = measure(a, b)[0, 0]
        assert 0 <= value <= 1
        assert value == measure(b, a)[0, 0]
    assert iou(a, b)[0, 0] <= iom(a, b)[0, 0] + 1e-9


def test_overlap_is_pairwise() -> None:
    first = box_array([Box(0, 0, 10, 10), Box(100, 100, 10, 10)])
    second = box_array([Box(5, 5, 10, 10), Box(0, 0, 2, 2), Box(100, 100, 20, 20)])
    np.testing.assert_allclose(iom(first, second), [[0.25, 1, 0], [0, 0, 1]])


@given(whole, whole, whole, whole)
def test_corners_in_any_order_give_the_same_box(x0: int, y0: int, x1: int, y1: int) -> None:
    if x0 == x1 or y0 == y1:
        with pytest.raises(LabelError, match="positive"):
            Box.from_corners(x0, y0, x1, y1)
    else:
        assert Box.from_corners(x0, y0, x1, y1) == Box.from_corners(x1, y1, x0, y0)


@pytest.mark.parametrize("field", ["x", "y", "width", "height"])
@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_not_finite_is_refused_by_field(field: str, value: float) -> None:
    sizes = {"x": 0.0, "y": 0.0, "width": 1.0, "height": 1.0, field: value}
    with pytest.raises(LabelError, match=field) as caught:
        Box(**sizes)
    assert caught.value.field == field


@pytest.mark.parametrize("field", ["width", "height"])
@pytest.mark.parametrize("value", [0.0, -3.0])
def test_side_must_be_positive(field: str, value: float) -> None:
    with pytest.raises(LabelError, match="positive"):
        Box(**{"x": 0.0, "y": 0.0, "width": 1.0, "height": 1.0, field: value})


@given(boxes, st.integers(1, 60), st.integers(1, 60))
def test_clipped_is_the_part_inside(box: Box, width: int, height: int) -> None:
    part = box.clipped(width, height)
    frame = Box(0, 0, width, height)
    overlap = intersection_area(box_array([box]), box_array([frame]))[0, 0]
    assert (part is None) == (overlap == 0)
    if part is not None:
        assert part.area == overlap
        assert part.clipped(width, height) == part


@given(boxes, st.integers(1, 60), st.integers(1, 60))
def test_kept_inside_lies_inside_and_keeps_its_size(box: Box, width: int, height: int) -> None:
    kept = box.kept_inside(width, height)
    assert kept.x >= 0
    assert kept.y >= 0
    assert kept.right <= width
    assert kept.bottom <= height
    assert kept.width == min(box.width, width)
    assert kept.kept_inside(width, height) == kept


@given(boxes, whole, whole)
def test_moving_there_and_back(box: Box, dx: int, dy: int) -> None:
    assert box.moved(dx, dy).moved(-dx, -dy) == box


def test_centre_and_contains() -> None:
    box = Box(10, 20, 4, 6)
    assert box.centre == (12, 23)
    assert box.contains(10, 20)
    assert box.contains(14, 26)
    assert not box.contains(14.1, 26)


def test_no_boxes_is_an_empty_array() -> None:
    assert box_array([]).shape == (0, 4)
