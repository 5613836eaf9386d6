"""The colours along a line, and areas in words."""

from __future__ import annotations

import numpy as np
import pytest

from retinaview.imaging.halvings import Halvings
from retinaview.ui.canvas.caliper_item import CaliperItem, area_words
from retinaview.ui.canvas.outcomes import Measured
from retinaview.ui.canvas.profile import MOST_SAMPLES, intensity_profile


@pytest.fixture
def ramp() -> Halvings:
    """Green grows by one from column to column; red is 200."""
    rgb = np.zeros((100, 200, 3), np.uint8)
    rgb[..., 0] = 200
    rgb[..., 1] = np.arange(200, dtype=np.uint8)
    return Halvings(rgb)


def test_green_along_a_line_is_that_of_the_pixels_it_crosses(ramp: Halvings) -> None:
    profile = intensity_profile(ramp, Measured(10.5, 50.5, 60.5, 50.5))
    assert profile[:, 1].tolist() == list(range(10, 61))
    assert set(profile[:, 0].tolist()) == {200}


def test_a_line_drawn_backwards_is_read_backwards(ramp: Halvings) -> None:
    profile = intensity_profile(ramp, Measured(60.5, 50.5, 10.5, 50.5))
    assert profile[0, 1] == 60
    assert profile[-1, 1] == 10


@pytest.mark.parametrize("line", [(-50, 50, 20, 50), (300, 300, 400, 400), (-9, -9, -5, -5)])
def test_outside_the_photograph_it_is_black(
    ramp: Halvings, line: tuple[float, float, float, float]
) -> None:
    assert intensity_profile(ramp, Measured(*line))[0].tolist() == [0, 0, 0]


def test_a_long_line_has_samples_enough_for_a_small_plot(ramp: Halvings) -> None:
    assert len(intensity_profile(ramp, Measured(0, 0, 5000, 0))) == MOST_SAMPLES
    assert len(intensity_profile(ramp, Measured(3, 3, 3, 3))) == 2


def test_a_reduced_copy_is_read_at_the_same_place() -> None:
    rgb = np.zeros((50, 100, 3), np.uint8)
    rgb[:, 50:] = 90
    reduced = Halvings(rgb, size=(400, 200))
    profile = intensity_profile(reduced, Measured(100, 100, 300, 100))
    assert profile[0, 1] == 0
    assert profile[-1, 1] == 90


def test_an_area_is_that_of_the_ellipse() -> None:
    ellipse = Measured(10, 10, 110, 60, is_area=True)
    assert area_words(ellipse, None) == "3927 px²"
    assert area_words(ellipse, 100.0) == "3927 px², 0.393 DD², about 0.884 mm²"


def test_an_area_has_no_profile(ramp: Halvings) -> None:
    caliper = CaliperItem()
    caliper.set_halvings(ramp)
    caliper.set_line(Measured(10, 10, 50, 50))
    assert caliper.profile is not None
    caliper.set_line(Measured(10, 10, 50, 50, is_area=True))
    assert caliper.profile is None
    assert caliper.text == "1257 px²"
