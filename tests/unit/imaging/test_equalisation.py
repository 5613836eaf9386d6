from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from retinaview.imaging.equalisation import equalise
from retinaview.models.preprocessing import Preprocessing


def pale(side: int = 64) -> NDArray[np.uint8]:
    """A photograph of little contrast, uint8 (side, side, 3)."""
    noise = np.random.default_rng(0).integers(-6, 7, (side, side, 1))
    return (np.array([150, 90, 60]) + noise).astype(np.uint8)


def test_contrast_grows_and_hue_stays() -> None:
    image = pale()
    result = equalise(image, clip=2.0)
    assert result.dtype == np.uint8
    assert result.shape == image.shape
    assert result[..., 1].std() > 1.5 * image[..., 1].std()
    assert (result[..., 0] > result[..., 1]).all()
    assert (result[..., 1] > result[..., 2]).all()


def test_the_clip_limit_holds_the_contrast_down() -> None:
    image = pale(256)
    assert equalise(image, clip=1.0).std() < equalise(image, clip=4.0).std()


def test_the_photograph_given_is_left_alone() -> None:
    image = pale()
    before = image.copy()
    equalise(image, clip=2.0)
    np.testing.assert_array_equal(image, before)


def test_normalised_by_the_equalised_field_s_own_colours() -> None:
    image, field = pale(), np.zeros((64, 64), np.bool_)
    field[8:56, 8:56] = True
    how = Preprocessing(64, canvas="square", colour="field", clip=2.0)
    values = how.normalise(image, field)[:, field]
    np.testing.assert_allclose(values.mean(axis=1), 0, atol=1e-3)
    assert float(np.abs(how.normalise(image, field)[:, ~field]).max()) == 0
    plain = Preprocessing(64, canvas="square", colour="field").normalise(image, field)[:, field]
    assert values.std() > plain.std()
