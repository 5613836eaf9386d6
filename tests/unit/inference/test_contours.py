from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retinaview.core.findings import LesionMap
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.inference.components import lesions_of
from retinaview.inference.contours import Component, components


def lesion_map(probability: np.ndarray, extent: Box | None = None) -> LesionMap:
    height, width = probability.shape
    extent = extent or Box(0, 0, width, height)
    return LesionMap(LesionClass.HARD_EXUDATE, probability.astype(np.uint8), extent, 0.5)


def area(component: Component) -> float:
    outer, *holes = (cv2.contourArea(ring.astype(np.float32)) for ring in component.rings)
    return float(outer - sum(holes))


def test_an_empty_map_has_no_components() -> None:
    assert components(lesion_map(np.zeros((40, 60))), 0.5) == ()


def test_nothing_is_found_where_the_probability_is_zero_even_at_threshold_zero() -> None:
    probability = np.zeros((40, 60))
    probability[10:20, 10:30] = 1
    (found,) = components(lesion_map(probability), 0.0)
    assert found.rings[0][:, 0].max() < 31


@pytest.mark.parametrize(("threshold", "count"), [(0.2, 2), (100 / 255, 2), (0.5, 1), (0.9, 0)])
def test_a_cell_belongs_from_the_threshold_on(threshold: float, count: int) -> None:
    probability = np.zeros((40, 60))
    probability[5:10, 5:10], probability[20:30, 20:30] = 100, 200
    assert len(components(lesion_map(probability), threshold)) == count


def test_the_outline_lies_within_a_quarter_of_a_cell_of_the_truth() -> None:
    probability = np.zeros((40, 60))
    probability[10:20, 30:45] = 255
    (found,) = components(lesion_map(probability, Box(100, 50, 600, 400)), 0.5)
    (outer,) = found.rings
    assert tuple(outer.min(axis=0)) == pytest.approx((100 + 300, 50 + 100), abs=2.5 + 1e-9)
    assert tuple(outer.max(axis=0)) == pytest.approx((100 + 450, 50 + 200), abs=2.5 + 1e-9)


def test_three_cells_have_an_outline_with_an_inside() -> None:
    probability = np.zeros((40, 60))
    probability[10, 10:13] = 255
    (found,) = components(lesion_map(probability), 0.5)
    assert area(found) > 0


@given(st.integers(0, 2**32 - 1), st.floats(0, 1), st.sampled_from([1, 3]))
def test_as_many_outlines_as_lesions(seed: int, threshold: float, grain: int) -> None:
    noise = np.random.default_rng(seed).integers(0, 256, (18, 23), np.uint8)
    found = lesion_map(noise if grain == 1 else cv2.blur(noise, (grain, grain)))
    expected = len(lesions_of(found, threshold=threshold))
    for grid in (None, found.probability):  # doubled, and as it is
        assert len(components(found, threshold, grid=grid)) == expected


def test_a_ring_has_a_hole() -> None:
    rows, columns = np.mgrid[0:80, 0:80]
    radius = np.hypot(rows - 40, columns - 40)
    probability = np.where((radius > 15) & (radius < 30), 255, 0)
    (found,) = components(lesion_map(probability), 0.5)
    assert len(found.rings) == 2
    assert area(found) == pytest.approx((probability > 0).sum(), rel=0.08)


def test_a_lesion_inside_a_ring_is_its_own_component() -> None:
    rows, columns = np.mgrid[0:80, 0:80]
    radius = np.hypot(rows - 40, columns - 40)
    probability = np.where(((radius > 20) & (radius < 30)) | (radius < 5), 255, 0)
    assert sorted(len(c.rings) for c in components(lesion_map(probability), 0.5)) == [1, 2]
