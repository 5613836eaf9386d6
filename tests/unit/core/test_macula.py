"""How near to the fovea exudates lie, in disc diameters."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retinaview.core.geometry import Box
from retinaview.core.landmarks import Landmark, Landmarks
from retinaview.core.macula import (
    DISC_DIAMETERS_TO_FOVEA,
    disc_diameter,
    distance_from_fovea,
)

DIAMETER = 100.0
FOVEA = Landmark(400, 300, 0.9)
DISC = Landmark(400 + DISC_DIAMETERS_TO_FOVEA * DIAMETER, 300, 0.9)
PLACES = Landmarks(DISC, FOVEA)


EXTENT = Box(100, 50, 600, 500)


def distance_of(*cells: tuple[int, int], landmarks: Landmarks = PLACES) -> float | None:
    """The distance of cells of 10 px, the first of which has its origin at (100, 50)."""
    lesions = np.zeros((50, 60), np.bool_)
    for cell in cells:
        lesions[cell] = True
    return distance_from_fovea(lesions, EXTENT, landmarks)


def test_the_diameter_follows_from_the_distance_to_the_fovea() -> None:
    assert disc_diameter(PLACES) == pytest.approx(DIAMETER)


@pytest.mark.parametrize("unsure", ["disc", "fovea"])
def test_without_disc_or_fovea_there_is_no_distance(unsure: str) -> None:
    place = replace(getattr(PLACES, unsure), confidence=0.2)
    unknown = replace(PLACES, **{unsure: place})
    assert disc_diameter(unknown) is None
    assert distance_of((25, 30), landmarks=unknown) is None


def test_disc_and_fovea_at_one_place_give_no_distance() -> None:
    assert distance_of((25, 30), landmarks=Landmarks(FOVEA, FOVEA)) is None


def test_the_nearest_lesion_counts() -> None:
    # Cell (25, 40) has its centre at (505, 305): 105 px from the fovea.
    away = distance_of((25, 40), (2, 2))
    assert away == pytest.approx(math.hypot(105, 5) / DIAMETER)


def test_a_far_lesion_is_none() -> None:
    assert distance_of((0, 0)) == math.inf
    assert distance_of() == math.inf


@given(
    cells=st.lists(st.tuples(st.integers(0, 49), st.integers(0, 59)), min_size=1, max_size=5),
    x=st.floats(-200, 900),
    y=st.floats(-200, 900),
)
def test_it_is_the_least_of_all_distances(cells: list[tuple[int, int]], x: float, y: float) -> None:
    places = Landmarks(replace(DISC, x=x + 243, y=y), Landmark(x, y, 0.9))
    diameter = disc_diameter(places)
    assert diameter is not None
    least = min(
        math.hypot(105 + 10 * column - x, 55 + 10 * row - y) / diameter for row, column in cells
    )
    found = distance_of(*cells, landmarks=places)
    assert found == (pytest.approx(least) if least <= 3 else math.inf)
