"""Registration finds known motions, says how far off it is, and refuses other eyes."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from retinaview.core.cancel import CancelToken
from retinaview.core.errors import Cancelled
from retinaview.core.geometry import FloatArray
from retinaview.imaging.registration import (
    LEAST_MATCHES,
    Features,
    TooFewMatches,
    find_features,
    moved,
    register,
)
from retinaview.phantoms import make_phantom

Image = NDArray[np.uint8]
HEIGHT_PX = 480


@pytest.fixture(scope="module")
def eye() -> Image:
    return make_phantom(3, height_px=HEIGHT_PX).rgb


@pytest.fixture(scope="module")
def features(eye: Image) -> Features:
    return find_features(eye)


def seen_again(
    eye: Image, *, turned: float = 0.0, scale: float = 1.0, shift: tuple[float, float] = (0, 0)
) -> tuple[Image, FloatArray]:
    """Photograph the eye once more, darker, with noise; and how pixel centres have moved."""
    height, width = eye.shape[:2]
    motion = cv2.getRotationMatrix2D((width / 2, height / 2), turned, scale)
    motion[:, 2] += shift
    noise = np.random.default_rng(1).normal(0, 3, eye.shape)
    again = cv2.warpAffine(eye, motion, (width, height)) * 0.8 + noise
    return np.clip(again, 0, 255).astype(np.uint8), np.asarray(motion, np.float64)


def off_by(matrix: FloatArray, motion: FloatArray, eye: Image) -> FloatArray:
    """Return how far places in the middle of the field come from where they should, pixels."""
    height, width = eye.shape[:2]
    across, down = np.meshgrid(
        np.linspace(0.25, 0.75, 6) * width, np.linspace(0.25, 0.75, 6) * height
    )
    places = np.column_stack([across.ravel(), down.ravel()])
    true = moved(places - 0.5, motion) + 0.5
    return np.asarray(np.linalg.norm(moved(places, matrix) - true, axis=1))


@pytest.mark.parametrize(
    ("turned", "scale", "shift"),
    [(0.0, 1.0, (0, 0)), (6.0, 1.05, (24, -15)), (-12.0, 0.9, (50, 20))],
)
def test_a_known_motion_is_found_within_the_error_that_is_stated(
    eye: Image, features: Features, turned: float, scale: float, shift: tuple[float, float]
) -> None:
    again, motion = seen_again(eye, turned=turned, scale=scale, shift=shift)
    found = register(features, find_features(again))
    assert found.matches > 10 * LEAST_MATCHES
    assert found.error_px < 2.0
    assert off_by(found.matrix, motion, eye).max() <= max(found.error_px, 0.2)


def test_the_way_back_is_the_way_back(eye: Image, features: Features) -> None:
    again, _ = seen_again(eye, turned=6.0, scale=1.05, shift=(24, -15))
    found = register(features, find_features(again))
    places = np.array([(100.0, 120.0), (300.0, 250.0)])
    assert moved(moved(places, found.matrix), found.inverse) == pytest.approx(places)


def test_places_are_of_the_whole_photograph_where_a_reduced_copy_is_given(
    eye: Image, features: Features
) -> None:
    half = cv2.resize(eye, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    found = register(find_features(np.asarray(half, np.uint8), scale=0.5), features)
    still = np.array([[1.0, 0, 0], [0, 1, 0]])
    assert off_by(found.matrix, still, eye).max() < 1.0


def test_another_camera_may_have_four_times_the_pixels(eye: Image, features: Features) -> None:
    large = cv2.resize(eye, None, fx=4, fy=4, interpolation=cv2.INTER_CUBIC)
    found = register(features, find_features(np.asarray(large, np.uint8)))
    larger = np.array([[4.0, 0, 1.5], [0, 4, 1.5]])  # of pixel centres
    assert off_by(found.matrix, larger, eye).max() < 4.0


def test_a_large_photograph_is_looked_at_reduced(eye: Image) -> None:
    large = cv2.resize(eye, None, fx=5, fy=5, interpolation=cv2.INTER_LINEAR)
    found = find_features(np.asarray(large, np.uint8))
    width = 5 * eye.shape[1]
    assert found.points[:, 0].max() > 0.7 * width
    assert found.radius_px == pytest.approx(5 * find_features(eye).radius_px, rel=0.02)


@pytest.mark.parametrize("seed", [4, 5])
def test_another_eye_is_refused_with_the_number_of_matches(features: Features, seed: int) -> None:
    other = find_features(make_phantom(seed, height_px=HEIGHT_PX).rgb)
    with pytest.raises(TooFewMatches, match="points match, 20 are needed") as refused:
        register(features, other)
    assert refused.value.matches < LEAST_MATCHES / 2


def test_the_mirrored_eye_is_another_eye(eye: Image, features: Features) -> None:
    with pytest.raises(TooFewMatches):
        register(features, find_features(np.ascontiguousarray(eye[:, ::-1])))


def test_a_photograph_of_nothing_has_no_features(features: Features) -> None:
    nothing = find_features(np.zeros((300, 400, 3), np.uint8))
    assert nothing.points.shape == (0, 2)
    with pytest.raises(TooFewMatches):
        register(features, nothing)


def test_seeking_can_be_cancelled(eye: Image) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        find_features(eye, cancel=cancel)
