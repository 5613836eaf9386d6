"""What stands out from a drawn retina is outlined, and nothing else."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from retinaview.core.geometry import Box
from retinaview.core.mask import Mask
from retinaview.imaging.lesion_edges import lesion_at, lesions_in

WIDTH, HEIGHT = 1500, 1000
LESIONS = {
    "a haemorrhage": ((300, 300), (30, 14), (110, 40, 20)),
    "a microaneurysm": ((450, 500), (4, 4), (110, 45, 20)),
    "an exudate": ((600, 300), (6, 5), (230, 200, 120)),
    "a large haemorrhage": ((900, 600), (80, 60), (100, 35, 20)),
}


@pytest.fixture(scope="module")
def retina() -> NDArray[np.uint8]:
    rng = np.random.default_rng(0)
    rgb = np.full((HEIGHT, WIDTH, 3), (160, 80, 30), np.uint8)
    rgb = np.asarray(cv2.add(rgb, rng.integers(0, 14, rgb.shape, dtype=np.uint8)), np.uint8)
    rgb = np.asarray(cv2.GaussianBlur(rgb, (0, 0), 1), np.uint8)
    for centre, axes, colour in LESIONS.values():
        cv2.ellipse(rgb, centre, axes, 20, 0, 360, colour, -1)
    return np.asarray(cv2.GaussianBlur(rgb, (0, 0), 1.2), np.uint8)


def drawn(name: str) -> Mask:
    centre, axes, _ = LESIONS[name]
    canvas = np.zeros((HEIGHT, WIDTH), np.uint8)
    cv2.ellipse(canvas, centre, axes, 20, 0, 360, 1, -1)
    mask = Mask.of(canvas > 0)
    assert mask is not None
    return mask


def dice(one: Mask | None, other: Mask) -> float:
    assert one is not None
    both = one.area_px + other.area_px
    return 2 * (both - one.union(other).area_px) / both


@pytest.mark.parametrize("name", LESIONS)
def test_a_click_outlines_the_lesion(retina: NDArray[np.uint8], name: str) -> None:
    x, y = LESIONS[name][0]
    assert dice(lesion_at(retina, x + 1, y - 1), drawn(name)) > 0.85


@pytest.mark.parametrize("name", LESIONS)
def test_a_box_holds_the_lesion(retina: NDArray[np.uint8], name: str) -> None:
    true = drawn(name)
    box = Box(true.x - 6, true.y - 4, true.width + 9, true.height + 11)
    assert dice(lesions_in(retina, box), true) > 0.85


@pytest.mark.parametrize(("x", "y"), [(100, 100), (700, 800), (0, 0), (-5, 3), (WIDTH, 3)])
def test_nothing_is_outlined_where_nothing_stands_out(
    retina: NDArray[np.uint8], x: float, y: float
) -> None:
    assert lesion_at(retina, x, y) is None


def test_a_box_of_plain_retina_or_of_all_of_it_has_no_lesion(retina: NDArray[np.uint8]) -> None:
    flat = np.full((60, 80, 3), 90, np.uint8)
    assert lesions_in(flat, Box(20, 20, 20, 20)) is None
    assert lesions_in(retina, Box(0, 0, WIDTH, HEIGHT)) is None


def test_a_lesion_at_the_edge_stays_in_the_photograph(retina: NDArray[np.uint8]) -> None:
    cut = retina[:, 300:]
    mask = lesion_at(cut, 2, 300)
    assert mask is None or (mask.x >= 0 and mask.y >= 0)
