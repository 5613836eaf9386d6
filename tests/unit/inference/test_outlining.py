"""Outlines by the probability map, and clusters that fall apart."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from retinaview.core.findings import LesionMap
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.core.mask import Mask
from retinaview.inference.outlining import (
    OutliningInput,
    lesions_of_cluster,
    outline_at,
    parts_of,
    pixels_in,
    snapped_box,
)

HAEMORRHAGE, EXUDATE = LesionClass.HAEMORRHAGE, LesionClass.HARD_EXUDATE
FLAT = np.full((400, 600, 3), 90, np.uint8)


def seen(
    *spots: tuple[int, int, int], lesion: LesionClass = HAEMORRHAGE, at: float = 0.5
) -> OutliningInput:
    """A map at half the photograph's resolution, with discs of probability .8."""
    probability = np.zeros((200, 300), np.uint8)
    for x, y, radius in spots:
        cv2.circle(probability, (x // 2, y // 2), radius // 2, 204, -1)
    found = LesionMap(lesion, probability, Box(0, 0, 600, 400), 0.5)
    return OutliningInput(FLAT, (found,), {lesion: at})


def test_a_click_takes_the_component_of_the_map() -> None:
    mask = outline_at(seen((100, 100, 20), (160, 100, 10)), 95, 105, HAEMORRHAGE)
    assert mask is not None
    assert mask.box.centre == pytest.approx((101, 101), abs=2)
    assert mask.area_px == pytest.approx(np.pi * 20**2, rel=0.1)
    assert not mask.has(160, 100)


def test_the_map_of_another_class_is_asked_next_and_the_colour_last() -> None:
    assert outline_at(seen((100, 100, 20)), 100, 100, EXUDATE) is not None
    assert outline_at(seen((100, 100, 20)), 300, 300, EXUDATE) is None


def test_the_threshold_in_force_counts() -> None:
    assert outline_at(seen((100, 100, 20), at=0.9), 100, 100, HAEMORRHAGE) is None


@pytest.mark.parametrize(("x", "y"), [(-50, -50), (1000, 10), (599.9, 399.9)])
def test_a_click_beside_the_photograph_finds_nothing(x: float, y: float) -> None:
    assert outline_at(seen((100, 100, 20)), x, y, HAEMORRHAGE) is None


def test_a_box_becomes_the_pixels_of_its_class_inside_it() -> None:
    mask = pixels_in(seen((100, 100, 20), (160, 100, 10)), Box(60, 60, 60, 80), HAEMORRHAGE)
    assert mask is not None
    assert mask.box.right <= 122
    assert pixels_in(seen((100, 100, 20)), Box(300, 300, 20, 20), HAEMORRHAGE) is None
    assert pixels_in(seen((100, 100, 20)), Box(700, 300, 20, 20), HAEMORRHAGE) is None


def test_a_box_snaps_to_the_lesion_that_it_touches() -> None:
    box = snapped_box(seen((100, 100, 20), (300, 300, 20)), Box(90, 90, 50, 50), HAEMORRHAGE)
    assert box is not None
    assert (box.x, box.y) == pytest.approx((80, 80), abs=2)
    assert (box.width, box.height) == pytest.approx((42, 42), abs=3)
    assert snapped_box(seen((100, 100, 20)), Box(300, 300, 20, 20), HAEMORRHAGE) is None


def mask_of(*discs: tuple[int, int, int]) -> Mask:
    canvas = np.zeros((200, 300), np.uint8)
    for x, y, radius in discs:
        cv2.circle(canvas, (x, y), radius, 1, -1)
    mask = Mask.of(canvas > 0)
    assert mask is not None
    return mask


def joined(parts: tuple[Mask, ...]) -> Mask:
    whole = parts[0]
    for part in parts[1:]:
        whole = whole.union(part)
    return whole


@pytest.mark.parametrize(
    ("discs", "count"),
    [
        (((50, 50, 20),), 1),
        (((50, 50, 10), (120, 50, 12)), 2),
        (((50, 50, 20), (82, 50, 18)), 2),  # they touch
        (((50, 50, 10), (120, 50, 12), (90, 50, 0)), 2),  # with a speck between them
    ],
)
def test_a_cluster_falls_into_its_lesions_and_no_pixel_is_lost(
    discs: tuple[tuple[int, int, int], ...], count: int
) -> None:
    mask = mask_of(*discs)
    parts = lesions_of_cluster(mask)
    assert len(parts) == count
    assert joined(parts) == mask
    assert sum(part.area_px for part in parts) == mask.area_px


def test_parts_touch_at_corners() -> None:
    diagonal = Mask(0, 0, 2, 2, (0, 1, 2, 1))
    assert parts_of(diagonal) == (diagonal,)
