"""Views change what is shown, by known amounts, and never the photograph."""

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from retinaview.imaging.views import Appearance, View, render

Image8 = NDArray[np.uint8]


@pytest.fixture
def scene() -> Image8:
    """Dim, smooth and a little noisy, uint8 (96, 128, 3)."""
    y, x = np.mgrid[:96, :128]
    noise = np.random.default_rng(3).integers(0, 4, (96, 128))
    return np.dstack([80 + x // 4, 50 + y // 4 + noise, 20 + x // 16]).astype(np.uint8)


def test_nothing_to_do_is_the_photograph_itself(scene: Image8) -> None:
    assert render(scene, Appearance()) is scene


@pytest.mark.parametrize("view", View)
@pytest.mark.parametrize("contrast", [0.0, 0.4])
def test_every_view_keeps_the_shape_and_the_photograph(
    scene: Image8, view: View, contrast: float
) -> None:
    before = scene.copy()

    shown = render(scene, Appearance(view, contrast=contrast))

    assert shown.shape == scene.shape
    assert shown.dtype == np.uint8
    assert shown.flags.c_contiguous
    assert np.array_equal(scene, before)


def test_red_free_is_the_green_channel(scene: Image8) -> None:
    shown = render(scene, Appearance(View.RED_FREE))

    assert all(np.array_equal(shown[..., channel], scene[..., 1]) for channel in range(3))


def test_red_free_and_colour_share_one_curve(scene: Image8) -> None:
    colour = render(scene, Appearance(brightness=0.3, contrast=-0.2))
    red_free = render(scene, Appearance(View.RED_FREE, brightness=0.3, contrast=-0.2))

    assert np.array_equal(red_free[..., 0], colour[..., 1])


def test_clahe_raises_local_contrast_and_keeps_hue(scene: Image8) -> None:
    shown = render(scene, Appearance(View.CLAHE))

    def lightness(rgb: Image8) -> NDArray[np.float64]:
        return np.asarray(cv2.cvtColor(rgb, cv2.COLOR_RGB2LAB), dtype=np.float64)[..., 0]

    assert lightness(shown).std() > 1.5 * lightness(scene).std()
    assert (shown[..., 0] > shown[..., 2]).all()


@pytest.mark.parametrize("size", [(1, 1), (5, 300), (300, 5), (33, 47)])
def test_clahe_of_odd_sizes(size: tuple[int, int]) -> None:
    rgb = np.random.default_rng(0).integers(0, 256, (*size, 3), dtype=np.uint8)

    assert render(rgb, Appearance(View.CLAHE)).shape == rgb.shape


RAMP = np.repeat(np.arange(256, dtype=np.uint8)[None, :, None], 3, axis=2)


@given(brightness=st.floats(-1, 1), contrast=st.floats(-1, 1))
def test_curves_never_turn_dark_and_bright_round(brightness: float, contrast: float) -> None:
    shown = render(RAMP, Appearance(brightness=brightness, contrast=contrast))

    assert (np.diff(shown[0, :, 0].astype(int)) >= 0).all()


@given(contrast=st.floats(-1, 1))
def test_brightness_moves_up_and_mid_grey_keeps_its_place(contrast: float) -> None:
    plain = render(RAMP, Appearance(contrast=contrast))[0, :, 0].astype(int)
    brighter = render(RAMP, Appearance(brightness=0.5, contrast=contrast))[0, :, 0].astype(int)

    assert (brighter >= plain).all()
    assert abs(plain[127] - 127) <= 2


def test_contrast_spreads_values() -> None:
    more = render(RAMP, Appearance(contrast=0.5))[0, :, 0].astype(int)
    less = render(RAMP, Appearance(contrast=-0.5))[0, :, 0].astype(int)

    assert more[150] - more[100] == pytest.approx(100, abs=2)
    assert less[150] - less[100] == pytest.approx(25, abs=2)
