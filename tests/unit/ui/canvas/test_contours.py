from __future__ import annotations

import cv2
import numpy as np
import pytest

from retinaview.core.findings import LesionMap
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.ui.canvas.contours import Component, components


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
    assert found.box.right < 31


@pytest.mark.parametrize(("threshold", "count"), [(0.2, 2), (100 / 255, 2), (0.5, 1), (0.9, 0)])
def test_a_cell_belongs_from_the_threshold_on(threshold: float, count: int) -> None:
    probability = np.zeros((40, 60))
    probability[5:10, 5:10], probability[20:30, 20:30] = 100, 200
    assert len(components(lesion_map(probability), threshold)) == count


def test_the_outline_lies_within_a_quarter_of_a_cell_of_the_truth() -> None:
    probability = np.zeros((40, 60))
    probability[10:20, 30:45] = 255
    (found,) = components(lesion_map(probability, Box(100, 50, 600, 400)), 0.5)
    box = found.box
    assert (box.x, box.y) == pytest.approx((100 + 300, 50 + 100), abs=2.5 + 1e-9)
    assert (box.right, box.bottom) == pytest.approx((100 + 450, 50 + 200), abs=2.5 + 1e-9)


def test_a_single_cell_has_an_outline_with_an_inside() -> None:
    probability = np.zeros((40, 60))
    probability[10, 10] = 255
    (found,) = components(lesion_map(probability), 0.5)
    assert area(found) > 0


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
