from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retinaview.models.preprocessing import Preprocessing, colour_statistics


@dataclass(frozen=True)
class Disc:
    centre: tuple[float, float]
    radius_px: float


def photograph(height: int, width: int, disc: Disc) -> np.ndarray:
    rows, columns = np.mgrid[:height, :width]
    x, y = disc.centre
    inside = (columns + 0.5 - x) ** 2 + (rows + 0.5 - y) ** 2 < disc.radius_px**2
    image = np.zeros((height, width, 3), np.uint8)
    image[inside] = (180, 90, 30)
    return image


CUT = Disc((220.0, 140.0), 170.0)  # of 440 x 280 pixels: cut at top and bottom, as in IDRiD


def test_the_scale_is_the_circles_diameter_not_its_visible_height() -> None:
    prepared = Preprocessing(diameter_px=136, multiple=16).prepare(photograph(280, 440, CUT), CUT)
    assert prepared.frame.scale == pytest.approx(136 / 340, rel=0.01)
    assert prepared.image.shape == (3, 112, 144)
    assert prepared.image.dtype == np.float32


def test_a_square_canvas_has_the_circle_in_its_middle() -> None:
    prepared = Preprocessing(diameter_px=136, canvas="square").prepare(
        photograph(280, 440, CUT), CUT
    )
    assert prepared.image.shape == (3, 136, 136)
    filled = np.abs(prepared.image).sum(axis=0) > 0
    rows = np.flatnonzero(filled.any(axis=1))
    assert (rows[0] + rows[-1]) / 2 == pytest.approx(67.5, abs=1.5)
    assert len(rows) == pytest.approx(112, abs=3)


def test_own_colours_of_the_field_come_out_with_mean_zero_and_the_outside_is_zero() -> None:
    image = photograph(280, 440, CUT)
    image[:, 220:] //= 2
    prepared = Preprocessing(diameter_px=340, colour="field").prepare(image, CUT)
    filled = np.abs(prepared.image).sum(axis=0) > 0
    assert 0 < filled.mean() < 1
    for channel in prepared.image[:2]:
        assert channel[filled].mean() == pytest.approx(0, abs=0.02)
        assert channel[filled].std() == pytest.approx(1, abs=0.02)


def test_fixed_colours_are_subtracted_and_divided() -> None:
    rule = Preprocessing(diameter_px=340, mean=(0.5, 0.0, 0.0), std=(0.5, 1.0, 0.1))
    middle = rule.prepare(photograph(280, 440, CUT), CUT).image[:, 140, 170]
    np.testing.assert_allclose(middle, [(180 / 255 - 0.5) / 0.5, 90 / 255, 300 / 255], rtol=1e-5)


def test_a_blank_photograph_does_not_divide_by_zero() -> None:
    mean, std = colour_statistics(np.full((9, 3), 51, np.uint8))
    np.testing.assert_allclose(mean, 0.2, rtol=1e-5)
    assert (std > 0).all()


@settings(max_examples=40, deadline=None)
@given(
    radius=st.floats(30, 120),
    x=st.floats(60, 140),
    y=st.floats(50, 110),
    diameter=st.integers(40, 200),
    canvas=st.sampled_from(["box", "square"]),
)
def test_a_point_on_the_canvas_returns_to_its_source_pixel(
    radius: float, x: float, y: float, diameter: int, canvas: str
) -> None:
    height, width = 160, 200
    rule = Preprocessing(diameter, canvas=canvas, multiple=16)
    frame = rule.frame(height, width, Disc((x, y), radius))
    corner = frame.point_to_source(frame.pad_left, frame.pad_top)
    far = frame.point_to_source(
        frame.pad_left + frame.scaled_width, frame.pad_top + frame.scaled_height
    )
    assert corner == pytest.approx((frame.left, frame.top))
    assert far == pytest.approx((frame.left + frame.width, frame.top + frame.height))
    ones = np.ones((frame.canvas_height, frame.canvas_width), np.float32)
    back = frame.to_source(ones)
    assert back.shape == (height, width)
    assert back.sum() == pytest.approx(frame.width * frame.height)


@settings(max_examples=25, deadline=None)
@given(x=st.integers(60, 139), y=st.integers(50, 109))
def test_a_spot_survives_the_way_there_and_back(x: int, y: int) -> None:
    disc = Disc((100.0, 80.0), 75.0)
    image = photograph(160, 200, disc)
    image[y - 3 : y + 4, x - 3 : x + 4] = 255
    rule = Preprocessing(diameter_px=100, mean=(0.0, 0.0, 0.0), std=(1.0, 1.0, 1.0))
    prepared = rule.prepare(image, disc)
    back = prepared.frame.to_source(np.ascontiguousarray(prepared.image[2]))
    weights = np.clip(back - 0.5, 0, None)
    rows, columns = np.mgrid[:160, :200]
    assert (columns * weights).sum() / weights.sum() == pytest.approx(x, abs=1)
    assert (rows * weights).sum() / weights.sum() == pytest.approx(y, abs=1)
