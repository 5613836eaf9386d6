from __future__ import annotations

import numpy as np

from retinaview.ui.canvas.colour_maps import attention_colours
from retinaview.ui.canvas.heat_map_item import RENDERED_PX, coloured

COLOURS = attention_colours("viridis")


def test_a_coarse_grid_becomes_a_smooth_picture_of_the_same_shape() -> None:
    picture = coloured(np.ones((7, 14), dtype=np.float32), COLOURS)
    assert picture.shape == (RENDERED_PX // 2, RENDERED_PX, 4)
    assert (picture == COLOURS[255]).all()


def test_the_strongest_place_stays_where_it_is() -> None:
    values = np.zeros((8, 8), dtype=np.float32)
    values[2, 5] = 1.0
    opacity = coloured(values, COLOURS)[..., 3].astype(float)
    rows, columns = np.indices(opacity.shape)
    cell = RENDERED_PX / 8
    assert abs((rows * opacity).sum() / opacity.sum() - 2.5 * cell) < 2
    assert abs((columns * opacity).sum() / opacity.sum() - 5.5 * cell) < 2


def test_overshoot_of_the_interpolation_is_cut_off() -> None:
    values = np.zeros((6, 6), dtype=np.float32)
    values[:, 3:] = 1.0
    picture = coloured(values, COLOURS)
    assert picture[0, 0].tolist() == COLOURS[0].tolist()
    assert picture[0, -1].tolist() == COLOURS[255].tolist()


def test_a_fine_grid_keeps_its_size() -> None:
    assert coloured(np.zeros((900, 1000), dtype=np.float32), COLOURS).shape == (900, 1000, 4)
