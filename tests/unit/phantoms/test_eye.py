"""The anatomical frame."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retinaview.core.grades import Laterality
from retinaview.phantoms.eye import Eye

coordinates = st.floats(-5, 5)


@given(
    x=coordinates,
    y=coordinates,
    tilt=st.floats(-0.3, 0.3),
    side=st.sampled_from(list(Laterality)),
)
def test_there_and_back(x: float, y: float, tilt: float, side: Laterality) -> None:
    eye = Eye(side, (321.0, 240.0), 77.0, (2.5, -0.2), tilt)
    assert eye.to_dd(eye.to_px(np.array([x, y]))) == pytest.approx([x, y], abs=1e-9)


@pytest.mark.parametrize("side", list(Laterality))
def test_grid_agrees_with_points(side: Laterality) -> None:
    eye = Eye(side, (31.0, 24.0), 11.0, (2.5, -0.2), 0.1)
    x, y = eye.grid_dd((40, 60))
    expected = eye.to_dd(np.array([50.5, 7.5]))
    assert (x[7, 50], y[7, 50]) == pytest.approx(tuple(expected), abs=1e-4)


def test_disc_box_keeps_the_mean_diameter() -> None:
    eye = Eye(Laterality.OD, (100.0, 100.0), 40.0, (2.5, 0.0), 0.0)
    box = eye.disc_box(aspect=1.1)
    assert box.centre == pytest.approx(eye.disc_centre)
    assert box.height / box.width == pytest.approx(1.1)
    assert math.sqrt(box.area) == pytest.approx(40.0)
