"""How near to the fovea exudates lie, in disc diameters."""

from __future__ import annotations

import math
import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retinaview.core.findings import LesionMap
from retinaview.core.geometry import Box
from retinaview.core.landmarks import Landmark, Landmarks
from retinaview.core.lesions import LesionClass
from retinaview.core.macula import (
    DISC_DIAMETERS_TO_FOVEA,
    disc_diameter,
    distance_from_fovea,
)

DIAMETER = 100.0
FOVEA = Landmark(400, 300, 0.9)
DISC = Landmark(400 + DISC_DIAMETERS_TO_FOVEA * DIAMETER, 300, 0.9)
PLACES = Landmarks(DISC, FOVEA)


def map_with(*cells: tuple[int, int], threshold: float = 0.5, value: int = 200) -> LesionMap:
    """A map of cells of 10 px whose origin is at (100, 50)."""
    probability = np.zeros((50, 60), np.uint8)
    for row, column in cells:
        probability[row, column] = value
    extent = Box(100, 50, 600, 500)
    return LesionMap(LesionClass.HARD_EXUDATE, probability, extent, threshold)


def test_the_diameter_follows_from_the_distance_to_the_fovea() -> None:
    assert disc_diameter(PLACES) == pytest.approx(DIAMETER)


@pytest.mark.parametrize("unsure", ["disc", "fovea"])
def test_without_disc_or_fovea_there_is_no_distance(unsure: str) -> None:
    place = replace(getattr(PLACES, unsure), confidence=0.2)
    unknown = replace(PLACES, **{unsure: place})
    assert disc_diameter(unknown) is None
    assert distance_from_fovea(map_with((25, 30)), unknown) is None


def test_disc_and_fovea_at_one_place_give_no_distance() -> None:
    assert distance_from_fovea(map_with((25, 30)), Landmarks(FOVEA, FOVEA)) is None


def test_the_nearest_lesion_counts() -> None:
    # Cell (25, 40) has its centre at (505, 305): 105 px from the fovea.
    away = distance_from_fovea(map_with((25, 40), (2, 2)), PLACES)
    assert away == pytest.approx(math.hypot(105, 5) / DIAMETER)


def test_below_the_threshold_there_is_no_lesion() -> None:
    assert distance_from_fovea(map_with((25, 30), threshold=0.9), PLACES) == math.inf


def test_a_far_lesion_is_none() -> None:
    far = map_with((0, 0))
    assert distance_from_fovea(far, PLACES) == math.inf
    nothing = replace(far, probability=np.zeros_like(far.probability))
    assert distance_from_fovea(nothing, PLACES) == math.inf


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
    found = distance_from_fovea(map_with(*cells), places)
    assert found == (pytest.approx(least) if least <= 3 else math.inf)


def test_a_cell_counts_from_the_level_that_outlines_and_counts_use() -> None:
    # 128 / 255 is less than the threshold by no more than a rounding error.
    threshold = 128 / 255 + 1e-9
    assert distance_from_fovea(map_with((25, 30), value=128, threshold=threshold), PLACES) == (
        pytest.approx(math.hypot(5, 5) / DIAMETER)
    )
    assert distance_from_fovea(map_with((25, 30), value=0, threshold=0.0), PLACES) == math.inf


def test_a_low_threshold_takes_no_longer_than_a_frame() -> None:
    everywhere = replace(map_with(), probability=np.full((1424, 2144), 255, np.uint8))
    places = Landmarks(Landmark(580, 300, 0.9), FOVEA)
    took = []
    for _ in range(5):
        start = time.perf_counter()
        distance_from_fovea(everywhere, places)
        took.append(time.perf_counter() - start)
    assert min(took) < 0.016
