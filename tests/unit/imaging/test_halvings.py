"""A photograph at several sizes, whole or reduced."""

from __future__ import annotations

import numpy as np
import pytest

from retinaview.imaging.halvings import Halvings
from retinaview.imaging.views import Appearance, View, render


def photograph(height: int = 1500, width: int = 2048) -> np.ndarray:
    rows, columns = np.indices((height, width))
    return np.stack([rows % 256, columns % 256, (rows + columns) % 256], -1).astype(np.uint8)


def test_each_level_halves_the_one_before() -> None:
    rgb = photograph()
    halvings = Halvings(rgb)
    assert [(level.width, level.height) for level in halvings.levels] == [
        (2048, 1500),
        (1024, 750),
        (512, 375),
    ]
    assert halvings.levels[0].seen(View.COLOUR) is rgb


@pytest.mark.parametrize(("scale", "level"), [(4.0, 0), (0.51, 0), (0.5, 1), (0.26, 1), (0.1, 2)])
def test_a_level_has_a_pixel_for_every_screen_pixel(scale: float, level: int) -> None:
    assert Halvings(photograph()).level_for(scale) == level


def test_a_reduced_copy_stands_for_the_whole_photograph() -> None:
    halvings = Halvings(photograph(750, 1024), size=(2048, 1500))
    assert (halvings.width, halvings.height) == (2048, 1500)
    assert halvings.levels[halvings.level_for(1.0)].width == 1024
    assert halvings.levels[halvings.level_for(0.25)].width == 512


def test_a_view_is_made_once_and_counted() -> None:
    rgb = photograph(600, 700)
    level = Halvings(rgb).levels[0]
    before = level.nbytes
    seen = level.seen(View.CLAHE)
    np.testing.assert_array_equal(seen, render(rgb, Appearance(View.CLAHE)))
    assert level.seen(View.CLAHE) is seen
    assert level.nbytes == before + seen.nbytes
