"""Disc and fovea tell the eye, if both were found."""

from __future__ import annotations

import pytest

from retinaview.core.grades import Laterality
from retinaview.core.landmarks import Landmark, Landmarks


@pytest.mark.parametrize(
    ("disc_x", "fovea_x", "eye"), [(90, 50, Laterality.OD), (10, 50, Laterality.OS)]
)
def test_in_a_right_eye_the_disc_lies_to_the_right(
    disc_x: float, fovea_x: float, eye: Laterality
) -> None:
    found = Landmarks(Landmark(disc_x, 50, 0.9), Landmark(fovea_x, 55, 0.5))
    assert found.laterality is eye


@pytest.mark.parametrize(("disc", "fovea"), [(0.9, 0.49), (0.1, 0.9)])
def test_an_unsure_place_tells_no_eye(disc: float, fovea: float) -> None:
    assert Landmarks(Landmark(90, 50, disc), Landmark(50, 55, fovea)).laterality is None
