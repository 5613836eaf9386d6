"""The normalisation makes cameras alike."""

import numpy as np
import pytest
from numpy.typing import NDArray

from retinaview.models.local_contrast import local_contrast
from retinaview.models.preprocessing import Preprocessing

Image = NDArray[np.uint8]
Field = NDArray[np.bool_]
Eye = tuple[Image, Field]


@pytest.fixture
def eye() -> Eye:
    random = np.random.default_rng(0)
    rows, columns = np.ogrid[:128, :128]
    field = (rows - 64) ** 2 + (columns - 64) ** 2 < 60**2
    image = 90 + 20 * random.standard_normal((128, 128, 3))
    image[60:68, 30:100] -= 40
    image[~field] = 0
    return np.clip(image, 0, 255).astype(np.uint8), field


def normalised(image: Image, field: Field) -> NDArray[np.float32]:
    return local_contrast(image, field, sigma_px=6.0, limit=6.0)


def test_outside_the_field_is_zero_and_values_are_limited(eye: Eye) -> None:
    result = normalised(*eye)
    assert result.dtype == np.float32
    assert not result[~eye[1]].any()
    assert np.abs(result).max() <= 6.0


def test_pale_and_bright_copies_come_out_alike(eye: Eye) -> None:
    image, field = eye
    pale = (image * 0.5 + 60 * field[..., None]).round().astype(np.uint8)
    exact, changed = normalised(image, field), normalised(pale, field)
    assert np.abs(exact - changed).mean() < 0.03


def test_a_black_surround_makes_no_halo(eye: Eye) -> None:
    _, field = eye
    flat = np.zeros((128, 128, 3), np.uint8)
    flat[field] = 120
    assert np.abs(normalised(flat, field)).max() < 1e-3


def test_mean_size_of_the_green_residual_is_one(eye: Eye) -> None:
    image, field = eye
    result = local_contrast(image, field, sigma_px=6.0, limit=100.0)
    assert np.abs(result[field, 1]).mean() == pytest.approx(1.0, abs=1e-3)


def test_an_empty_field_gives_zeros() -> None:
    nothing = np.zeros((16, 16), bool)
    assert not normalised(np.full((16, 16, 3), 50, np.uint8), nothing).any()


def test_preprocessing_stores_and_uses_it(eye: Eye) -> None:
    image, field = eye
    settings = Preprocessing(128, canvas="square", colour="local", sigma=0.1, limit=4.0)
    expected = local_contrast(image, field, sigma_px=12.8, limit=4.0)
    np.testing.assert_array_equal(settings.normalise(image, field), expected.transpose(2, 0, 1))
