from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from retinaview.core.findings import LesionMap
from retinaview.core.geometry import Box
from retinaview.core.landmarks import Landmark, Landmarks
from retinaview.core.lesions import LesionClass
from retinaview.core.macula import DISC_DIAMETERS_TO_FOVEA
from retinaview.inference.components import (
    MIN_GRID_PIXELS,
    count_lesions,
    lesion_mask,
    lesions_of,
    nearest_to_fovea,
)


def lesion_map(probability: NDArray[np.uint8], extent: Box | None = None) -> LesionMap:
    height, width = probability.shape
    box = extent or Box(0, 0, width, height)
    return LesionMap(LesionClass.HARD_EXUDATE, probability, box, threshold=0.5)


def test_places_boxes_and_areas_in_source_pixels() -> None:
    probability = np.zeros((20, 40), np.uint8)
    probability[5:9, 10:20] = 204
    (lesion,) = lesions_of(lesion_map(probability, Box(100, 50, 80, 60)))
    assert lesion.box == Box(120, 65, 20, 12)
    assert lesion.area_px == 240
    assert lesion.score == pytest.approx(0.8)
    assert lesion.lesion is LesionClass.HARD_EXUDATE


def test_most_evidence_comes_first_and_specks_are_left_out() -> None:
    probability = np.zeros((30, 30), np.uint8)
    probability[1, 1] = 255
    probability[5:8, 5:8] = 250
    probability[15:25, 15:25] = 140
    lesions = lesions_of(lesion_map(probability))
    assert [lesion.area_px for lesion in lesions] == [100, 9]


def test_corners_join_and_another_threshold_separates() -> None:
    probability = np.zeros((12, 12), np.uint8)
    probability[2:5, 2:5] = 220
    probability[5:8, 5:8] = 220
    assert len(lesions_of(lesion_map(probability))) == 1
    probability[4, 4] = probability[5, 5] = 150
    assert len(lesions_of(lesion_map(probability), threshold=0.8)) == 2


def test_an_empty_map_has_no_lesions() -> None:
    assert lesions_of(lesion_map(np.zeros((8, 8), np.uint8))) == ()


@given(st.integers(0, 2**32 - 1), st.floats(0, 1), st.sampled_from([1, 3]))
def test_count_and_mask_are_of_the_lesions_described(
    seed: int, threshold: float, grain: int
) -> None:
    noise = np.random.default_rng(seed).integers(0, 256, (18, 23), np.uint8)
    found = lesion_map(noise if grain == 1 else cv2.blur(noise, (grain, grain)))
    lesions = lesions_of(found, threshold=threshold)
    mask = lesion_mask(found, threshold)
    assert count_lesions(found, threshold) == len(lesions)
    assert cv2.connectedComponents(mask.view(np.uint8), connectivity=8)[0] - 1 == len(lesions)
    assert mask.sum() == sum(lesion.area_px for lesion in lesions)


@given(st.integers(0, 2**32 - 1), st.floats(0.05, 0.95))
def test_components_cover_exactly_what_is_above_the_threshold(seed: int, threshold: float) -> None:
    noise = np.random.default_rng(seed).integers(0, 256, (24, 31), np.uint8)
    probability = cv2.GaussianBlur(noise, (0, 0), 1.5)
    above = probability >= threshold * 255
    lesions = lesions_of(lesion_map(probability), threshold=threshold)
    assert sum(lesion.area_px for lesion in lesions) <= above.sum()
    assert all(lesion.area_px >= MIN_GRID_PIXELS for lesion in lesions)
    assert all(lesion.score >= threshold - 1e-9 for lesion in lesions)
    boxed = np.zeros_like(above)
    for lesion in lesions:
        box = lesion.box
        boxed[int(box.y) : int(box.bottom), int(box.x) : int(box.right)] = True
    # Only specks may lie outside every box.
    count, _, stats, _ = cv2.connectedComponentsWithStats((above & ~boxed).view(np.uint8))
    assert all(stats[1:count, cv2.CC_STAT_AREA] < MIN_GRID_PIXELS)


def test_a_speck_beside_the_fovea_is_no_lesion_there_either() -> None:
    probability = np.zeros((100, 200), np.uint8)
    probability[50, 51:53] = 200  # two pixels, which no count takes for a lesion
    probability[50, 60:63] = 200
    disc = Landmark(50 + 10 * DISC_DIAMETERS_TO_FOVEA, 50, 0.9)
    places = Landmarks(disc, Landmark(50, 50, 0.9))
    found = lesion_map(probability)
    assert count_lesions(found, 0.5) == 1
    assert nearest_to_fovea(found, 0.5, places) == pytest.approx(np.hypot(10.5, 0.5) / 10)
    assert nearest_to_fovea(found, 0.9, places) == np.inf


def test_a_lesion_counts_from_the_level_that_outlines_use() -> None:
    probability = np.zeros((20, 20), np.uint8)
    probability[5:8, 5:8] = 128
    # 128 / 255 is less than the threshold by no more than a rounding error.
    assert count_lesions(lesion_map(probability), 128 / 255 + 1e-9) == 1
    assert count_lesions(lesion_map(np.zeros_like(probability)), 0.0) == 0
