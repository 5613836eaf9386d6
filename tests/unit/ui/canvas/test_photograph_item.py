from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from retinaview.imaging.halvings import Halvings
from retinaview.imaging.views import Appearance, View, render
from retinaview.ui.canvas.photograph_item import TILE_PX, ScreenHalvings


def photograph(height: int, width: int) -> np.ndarray:
    rows, columns = np.indices((height, width))
    channels = (rows % 256, columns % 256, (rows + columns) % 256)
    return np.stack(channels, axis=-1).astype(np.uint8)


def pixels(image: QImage, part: QRect) -> np.ndarray:
    """RGB of a part of an image."""
    cut = image.copy(part).convertToFormat(QImage.Format.Format_RGBA8888)
    flat = np.frombuffer(cut.constBits(), np.uint8).reshape(part.height(), part.width(), 4)
    return flat[..., :3].copy()


def shown(sizes: ScreenHalvings, part: QRect) -> np.ndarray:
    return pixels(sizes.image(sizes.levels[0], part, sizes.view), part)


@pytest.mark.parametrize("view", list(View))
def test_the_full_level_shows_exactly_what_the_view_renders(view: View) -> None:
    rgb = photograph(700, 900)
    appearance = Appearance(view, brightness=0.2, contrast=-0.3)
    sizes = ScreenHalvings(Halvings(rgb))
    sizes.set_appearance(appearance)
    whole = QRect(0, 0, 900, 700)
    np.testing.assert_array_equal(shown(sizes, whole), render(rgb, appearance))


def test_only_the_asked_part_need_be_rendered_and_it_follows_the_appearance() -> None:
    rgb = photograph(1300, 1400)
    sizes = ScreenHalvings(Halvings(rgb))
    part = QRect(TILE_PX - 3, TILE_PX - 5, 40, 30)
    where = (slice(part.top(), part.bottom() + 1), slice(part.left(), part.right() + 1))
    np.testing.assert_array_equal(shown(sizes, part), rgb[where])
    bright = Appearance(brightness=0.5)
    sizes.set_appearance(bright)
    np.testing.assert_array_equal(shown(sizes, part), render(rgb, bright)[where])


def test_the_photograph_itself_is_never_changed() -> None:
    rgb = photograph(600, 600)
    before = rgb.copy()
    sizes = ScreenHalvings(Halvings(rgb))
    sizes.set_appearance(Appearance(View.CLAHE, 0.3, 0.3))
    shown(sizes, QRect(0, 0, 600, 600))
    np.testing.assert_array_equal(rgb, before)


@pytest.mark.parametrize(
    ("scale", "width"), [(4.0, 2048), (1.0, 2048), (0.6, 2048), (0.5, 1024), (0.01, 512)]
)
def test_a_level_has_a_pixel_for_every_screen_pixel(scale: float, width: int) -> None:
    levels = ScreenHalvings(Halvings(photograph(1500, 2048)))
    assert levels.level_for(scale).width == width


def test_a_tiny_photograph_has_one_level() -> None:
    assert len(ScreenHalvings(Halvings(photograph(1, 3))).levels) == 1


def test_a_long_strip_never_loses_a_side() -> None:
    levels = Halvings(photograph(1, 9000)).levels
    assert all(min(level.width, level.height) >= 1 for level in levels)


def test_what_is_not_made_yet_is_shown_coarser_or_as_before() -> None:
    halvings = Halvings(photograph(1500, 2048))
    sizes = ScreenHalvings(halvings)
    large, middle, small = sizes.levels
    assert sizes.at_hand(large) == (large, View.COLOUR)
    sizes.set_appearance(Appearance(View.RED_FREE))
    assert sizes.at_hand(large) == (large, View.COLOUR)
    halvings.levels[2].seen(View.RED_FREE)
    assert sizes.at_hand(large) == (small, View.RED_FREE)
    assert sizes.at_hand(middle) == (small, View.RED_FREE)
    sizes.set_appearance(Appearance(View.CLAHE))
    assert sizes.at_hand(small) == (small, View.RED_FREE), "no flash of colour between two views"
    halvings.levels[1].seen(View.CLAHE)
    assert sizes.at_hand(middle) == (middle, View.CLAHE)
    assert sizes.at_hand(small) == (middle, View.CLAHE)
