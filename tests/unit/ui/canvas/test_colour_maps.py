from __future__ import annotations

import numpy as np
import pytest

from retinaview.core.errors import RetinaViewError
from retinaview.ui.canvas.colour_maps import COLOUR_MAPS, attention_colours, colour_map


@pytest.mark.parametrize("name", COLOUR_MAPS)
def test_opacity_grows_with_the_value_from_clear_to_full(name: str) -> None:
    opacity = attention_colours(name)[:, 3].astype(int)
    assert (np.diff(opacity) >= 0).all()
    assert (opacity[0], opacity[-1]) == (0, 255)


@pytest.mark.parametrize("name", COLOUR_MAPS)
def test_colours_are_premultiplied(name: str) -> None:
    colours = attention_colours(name)
    assert (colours[:, :3] <= colours[:, 3:]).all()


def test_inferno_runs_from_black_to_pale_yellow() -> None:
    colours = colour_map("inferno").astype(int)
    assert colours.shape == (256, 3)
    assert colours[0].max() < 10
    red, green, blue = colours[-1]
    assert red > 240
    assert green > 240
    assert blue < red


def test_an_unknown_name_is_refused_with_the_known_ones() -> None:
    with pytest.raises(RetinaViewError, match=r"'jet'.*viridis"):
        colour_map("jet")
