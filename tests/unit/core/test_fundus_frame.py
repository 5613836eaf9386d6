"""Quadrants, distances and sectors: what holds for any photograph, however it is turned."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retinaview.core.fundus_frame import (
    BEYOND,
    DISC_DIAMETER_MM,
    QUADRANTS,
    FundusFrame,
    Quadrant,
    Sector,
)
from retinaview.core.geometry import Box
from retinaview.core.grades import Laterality
from retinaview.core.landmarks import Landmark, Landmarks
from retinaview.core.lesions import LesionClass
from retinaview.core.macula import DISC_DIAMETERS_TO_FOVEA
from retinaview.core.marks import Mark

DIAMETER = 100.0
REACH = DISC_DIAMETERS_TO_FOVEA * DIAMETER
FOVEA = (500.0, 400.0)

places = st.floats(-800, 800)
tilts = st.floats(-0.7, 0.7)  # radians: less than 45 degrees
sides = st.sampled_from(list(Laterality))


def frame_of(eye: Laterality = Laterality.OD, tilt: float = 0.0) -> FundusFrame:
    """Disc diameters of 100 px; the disc lies to the right of the fovea in a right eye."""
    way = 1 if eye is Laterality.OD else -1
    disc = FOVEA[0] + way * REACH * math.cos(tilt), FOVEA[1] + REACH * math.sin(tilt)
    found = FundusFrame.of(Landmarks(Landmark(*disc, 0.9), Landmark(*FOVEA, 0.9)))
    assert found is not None
    return found


def at(frame: FundusFrame, temporal: float, superior: float, *, origin: str) -> np.ndarray:
    """A point so many pixels from disc or fovea along the frame's own directions."""
    start = np.array(getattr(frame, origin))
    way = temporal * np.array(frame.temporal) + superior * np.array(frame.superior)
    return (start + way)[None]


@given(sides, tilts)
def test_the_directions_are_of_length_one_upright_to_each_other_and_superior_is_up(
    eye: Laterality, tilt: float
) -> None:
    frame = frame_of(eye, tilt)
    assert np.hypot(*frame.temporal) == pytest.approx(1)
    assert np.dot(frame.temporal, frame.superior) == pytest.approx(0)
    assert frame.superior[1] < 0
    assert frame.disc_diameter_px == pytest.approx(DIAMETER)


@given(sides, tilts, places, places)
def test_a_quadrant_is_read_off_the_two_directions_whatever_the_eye_and_its_tilt(
    eye: Laterality, tilt: float, temporal: float, superior: float
) -> None:
    if abs(temporal) < 1e-6 or abs(superior) < 1e-6:
        return
    frame = frame_of(eye, tilt)
    (number,) = frame.quadrants(at(frame, temporal, superior, origin="disc"))
    height = "superior" if superior > 0 else "inferior"
    side = "temporal" if temporal > 0 else "nasal"
    assert QUADRANTS[number] == f"{height} {side}"


def test_the_fovea_lies_temporal_of_the_disc_in_either_eye() -> None:
    above = np.array([[FOVEA[0], FOVEA[1] - 10]])
    for eye in Laterality:
        (number,) = frame_of(eye).quadrants(above)
        assert QUADRANTS[number] is Quadrant.SUPERIOR_TEMPORAL
    assert Quadrant.INFERIOR_NASAL.code == "IN"


@given(sides, tilts, places, places)
def test_turning_photograph_and_lesion_together_changes_no_distance_and_no_sector(
    eye: Laterality, tilt: float, temporal: float, superior: float
) -> None:
    upright, tilted = frame_of(eye), frame_of(eye, tilt)
    dot = np.array([[1e-6, 1e-6]])

    def found(frame: FundusFrame) -> tuple[float, int]:
        point = at(frame, temporal, superior, origin="fovea")
        (away,) = frame.distances_to_fovea(np.hstack([point, dot]))
        (sector,) = frame.sectors(point)
        return float(away), int(sector)

    assert found(tilted)[0] == pytest.approx(found(upright)[0], abs=1e-4)
    assert found(upright)[0] == pytest.approx(math.hypot(temporal, superior) / DIAMETER, abs=1e-4)
    lies_on_a_border = abs(abs(temporal) - abs(superior)) < 1e-3 or any(
        abs(math.hypot(temporal, superior) - radius * DIAMETER / DISC_DIAMETER_MM) < 1e-3
        for radius in (0.5, 1.5, 3)
    )
    if not lies_on_a_border:
        assert found(tilted)[1] == found(upright)[1]


@given(places, places, st.floats(1, 300), st.floats(1, 300))
def test_a_box_is_as_near_as_its_nearest_point(
    x: float, y: float, width: float, height: float
) -> None:
    frame = frame_of()
    ((away,),) = (frame.distances_to_fovea(np.array([[x, y, width, height]])),)
    corners = [(x, y), (x + width, y), (x, y + height), (x + width, y + height)]
    nearest_corner = min(math.dist(FOVEA, corner) for corner in corners) / DIAMETER
    assert away <= nearest_corner + 1e-9
    inside = x <= FOVEA[0] <= x + width and y <= FOVEA[1] <= y + height
    assert (away == 0) == inside


def test_sizes_are_the_longer_sides_in_disc_diameters() -> None:
    boxes = np.array([[0, 0, 50, 20], [0, 0, 10, 150]], float)
    assert frame_of().sizes(boxes).tolist() == pytest.approx([0.5, 1.5])


@pytest.mark.parametrize(
    ("temporal_mm", "superior_mm", "sector"),
    [
        (0.0, 0.0, Sector.CENTRE),
        (0.4, 0.0, Sector.CENTRE),
        (0.0, 1.0, Sector.INNER_SUPERIOR),
        (-1.0, 0.1, Sector.INNER_NASAL),
        (0.1, -1.4, Sector.INNER_INFERIOR),
        (1.0, 0.1, Sector.INNER_TEMPORAL),
        (0.0, 2.9, Sector.OUTER_SUPERIOR),
        (-2.0, 0.0, Sector.OUTER_NASAL),
        (0.0, -2.0, Sector.OUTER_INFERIOR),
        (2.9, 0.0, Sector.OUTER_TEMPORAL),
        (3.1, 0.0, None),
    ],
)
def test_the_etdrs_grid_has_circles_of_1_3_and_6_mm_where_a_disc_measures_1_5(
    temporal_mm: float, superior_mm: float, sector: Sector | None
) -> None:
    for eye in Laterality:
        frame = frame_of(eye)
        scale = DIAMETER / 1.5
        point = at(frame, temporal_mm * scale, superior_mm * scale, origin="fovea")
        (number,) = frame.sectors(point)
        assert number == (BEYOND if sector is None else sector.value)


def test_there_is_no_frame_without_both_or_with_one_above_the_other() -> None:
    fovea = Landmark(*FOVEA, 0.9)
    assert FundusFrame.of(None) is None
    assert FundusFrame.of(Landmarks(Landmark(800, 400, 0.2), fovea)) is None
    assert FundusFrame.of(Landmarks(fovea, fovea)) is None
    assert FundusFrame.of(Landmarks(Landmark(FOVEA[0] + 50, 100, 0.9), fovea)) is None


def test_the_box_that_a_reader_drew_round_the_disc_gives_its_diameter() -> None:
    mark = Mark.drawn(LesionClass.OPTIC_DISC, Box(700, 340, 110, 130), author="A")
    drawn = Landmarks(Landmark(*mark.box.centre, 1.0, mark), Landmark(*FOVEA, 0.9))
    frame = FundusFrame.of(drawn)
    assert frame is not None
    assert frame.disc_diameter_px == 120
