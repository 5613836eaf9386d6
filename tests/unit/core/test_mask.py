from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from retinaview.core.errors import LabelError
from retinaview.core.geometry import Box
from retinaview.core.mask import Mask

places = st.integers(-5, 30)
rasters = arrays(np.bool_, st.tuples(st.integers(1, 12), st.integers(1, 12))).filter(np.any)


@st.composite
def masks(draw: st.DrawFn) -> Mask:
    mask = Mask.of(draw(rasters), x=draw(places), y=draw(places))
    assert mask is not None
    return mask


def on_canvas(mask: Mask | None) -> Any:
    """All of the plane that these masks can reach."""
    return np.zeros((80, 80), bool) if mask is None else mask.within(-20, -20, 80, 80)


@given(rasters, places, places)
def test_a_mask_has_the_pixels_of_its_raster_and_the_box_around_them(
    raster: Any, x: int, y: int
) -> None:
    mask = Mask.of(raster, x=x, y=y)
    assert mask is not None
    assert (mask.within(x, y, raster.shape[1], raster.shape[0]) == raster).all()
    assert mask.area_px == raster.sum()
    rows, columns = np.nonzero(raster)
    box = Box.from_corners(
        x + columns.min(), y + rows.min(), x + columns.max() + 1, y + rows.max() + 1
    )
    assert mask.box == box
    assert mask.has(x + columns[0] + 0.5, y + rows[0] + 0.5)
    assert not mask.has(box.right, box.bottom)


@given(masks(), places, places)
def test_a_point_is_on_the_pixel_that_it_lies_in(mask: Mask, x: int, y: int) -> None:
    assert mask.has(x + 0.25, y + 0.75) == mask.within(x, y, 1, 1)[0, 0]


@given(masks())
def test_a_mask_is_the_same_from_its_text(mask: Mask) -> None:
    again = Mask.from_text(mask.text)
    assert again == mask
    assert hash(again) == hash(mask)
    assert (again.pixels == mask.pixels).all()


@given(masks(), masks())
def test_a_stroke_and_an_eraser(mask: Mask, stroke: Mask) -> None:
    both = on_canvas(mask) | on_canvas(stroke)
    assert (on_canvas(mask.union(stroke)) == both).all()
    assert (on_canvas(mask.without(stroke)) == (on_canvas(mask) & ~on_canvas(stroke))).all()
    assert mask.without(mask) is None


@given(masks(), st.integers(1, 20), st.integers(1, 20))
def test_a_mask_brushed_over_the_edge_is_cut_to_the_photograph(
    mask: Mask, width: int, height: int
) -> None:
    inside = np.zeros((80, 80), bool)
    inside[20 : 20 + height, 20 : 20 + width] = True
    clipped = mask.clipped(width, height)
    assert (on_canvas(clipped) == (on_canvas(mask) & inside)).all()
    assert clipped is None or clipped == Mask.of(clipped.pixels, x=clipped.x, y=clipped.y)


@given(masks(), st.integers(1, 30), st.integers(1, 30))
def test_a_stretched_mask_stays_in_its_new_box(mask: Mask, width: int, height: int) -> None:
    fitted = mask.fitted(Box(3, 4, width, height))
    assert fitted.x >= 3
    assert fitted.y >= 4
    assert fitted.x + fitted.width <= 3 + width
    assert fitted.y + fitted.height <= 4 + height
    if width >= mask.width and height >= mask.height:
        assert fitted.box == Box(3, 4, width, height)


def test_a_box_as_a_mask_has_all_pixels_that_it_touches() -> None:
    assert Mask.filling(Box(1.5, 2, 2, 1)) == Mask(1, 2, 3, 1, (0, 3))


def test_no_pixels_are_no_mask() -> None:
    assert Mask.of(np.zeros((3, 4), bool)) is None


@pytest.mark.parametrize(
    "text",
    [
        "0 0 2 2 0 5",
        "0 0 2 2 4",
        "0 0 2 2",
        "",
        "0 0 2 2 0 -2 6",
        "0 0 2 2 -1 5",
        "0 0 2 2 1 0 3",
        "0 0 2 2 0 x",
        "0.5 0 2 2 0 4",
        "1000000000 0 2 2 0 4",
        "0 0 1000000 1000000 0 1000000000000",
    ],
)
def test_what_is_no_mask_is_refused(text: str) -> None:
    with pytest.raises(LabelError, match="mask"):
        Mask.from_text(text)


@pytest.mark.parametrize(
    ("dx", "dy", "touches"),
    [(3, 0, True), (-3, 0, True), (0, 3, True), (0, -3, True), (3, 3, False), (4, 0, False)],
)
def test_masks_touch_side_by_side_and_not_by_corners(dx: int, dy: int, touches: bool) -> None:
    square = Mask(10, 10, 3, 3, (0, 9))
    assert square.touches(square.moved(dx, dy)) is touches


def test_masks_farther_apart_than_a_photograph_are_not_joined() -> None:
    dot = Mask(0, 0, 1, 1, (0, 1))
    with pytest.raises(LabelError, match="mask"):
        dot.union(dot.moved(9_000_000, 9_000_000))
