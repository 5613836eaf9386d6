"""The gate lets fundus photographs through, and nothing that is no retina or shows too little."""

from collections.abc import Callable

import cv2
import numpy as np
import pytest
import skimage.data
from numpy.typing import NDArray

from retinaview.core.findings import Quality
from retinaview.imaging.field_of_view import FieldOfView, find_field_of_view
from retinaview.imaging.quality import GRADABLE_SCORE, NOT_FUNDUS, assess_quality
from retinaview.phantoms import make_phantom
from tests.shared_data import DATA

Image8 = NDArray[np.uint8]


def judged(rgb: Image8) -> Quality:
    return assess_quality(rgb, find_field_of_view(rgb))


def view(rgb: Image8) -> FieldOfView:
    fov = find_field_of_view(rgb)
    assert fov is not None
    return fov


def grey(rgb: Image8) -> Image8:
    return np.repeat(rgb[..., 1:2], 3, axis=2)


def blurred(rgb: Image8, share: float = 0.012) -> Image8:
    sigma = share * view(rgb).diameter_px
    return np.asarray(cv2.GaussianBlur(rgb, (0, 0), sigma), dtype=np.uint8)


def scaled_light(rgb: Image8, factor: float) -> Image8:
    return np.clip(rgb * np.float32(factor), 0, 255).astype(np.uint8)


@pytest.fixture(scope="module")
def retina() -> Image8:
    """A real fundus photograph (Häggström 2014, public domain), uint8 (1411, 1411, 3)."""
    return np.asarray(skimage.data.retina(), dtype=np.uint8)


@pytest.fixture(scope="module")
def phantoms() -> list[Image8]:
    return [make_phantom(seed, height_px=512).rgb for seed in range(3)]


def middle(rgb: Image8) -> Image8:
    return np.ascontiguousarray(rgb[350:1050, 350:1050])


@pytest.mark.parametrize("change", [np.copy, grey, middle, lambda rgb: rgb[::5, ::5].copy()])
def test_a_fundus_photograph_passes(retina: Image8, change: Callable[[Image8], Image8]) -> None:
    quality = judged(change(retina))

    assert quality.gradable
    assert quality.is_fundus
    assert quality.score >= GRADABLE_SCORE
    assert quality.reasons == ()


def test_phantoms_pass(phantoms: list[Image8]) -> None:
    assert all(judged(phantom).gradable for phantom in phantoms)


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (blurred, "blurred"),
        (lambda rgb: scaled_light(rgb, 0.12), "too dark"),
        (lambda rgb: scaled_light(rgb, 6.0), "over-exposed"),
        (
            lambda rgb: cv2.resize(rgb, (90, 90), interpolation=cv2.INTER_AREA),
            "small field of view",
        ),
    ],
)
def test_damage_is_named_and_not_called_something_else(
    retina: Image8, damage: Callable[[Image8], Image8], reason: str
) -> None:
    quality = judged(damage(retina))

    assert not quality.gradable
    assert quality.is_fundus
    assert reason in quality.reasons
    assert quality.score < GRADABLE_SCORE


def test_haze_is_low_contrast(retina: Image8) -> None:
    fov = view(retina)
    veil = np.where(fov.mask()[..., None], np.float32(170), np.float32(0))
    hazy = (0.06 * retina + 0.94 * veil).astype(np.uint8)

    quality = assess_quality(hazy, fov)

    assert "low contrast" in quality.reasons
    assert not quality.gradable


def test_a_disc_of_which_little_is_visible_is_a_small_field(retina: Image8) -> None:
    cut = retina.copy()
    cut[:500] = 0
    cut[850:] = 0
    fov = view(retina)
    strip = FieldOfView(
        fov.width,
        fov.height,
        fov.box.__class__(fov.box.x, 500, fov.box.width, 350),
        fov.centre,
        fov.radius_px,
    )

    assert "small field of view" in assess_quality(cut, strip).reasons


def test_more_blur_is_never_better(retina: Image8) -> None:
    scores = [judged(blurred(retina, share)).score for share in (0.002, 0.004, 0.007, 0.012)]

    assert scores == sorted(scores, reverse=True)
    assert scores[0] > scores[-1]


@pytest.mark.parametrize(
    "name",
    [
        "astronaut",
        "chelsea",
        "coffee",
        "rocket",
        "camera",
        "coins",
        "page",
        "text",
        "moon",
        "brick",
    ],
)
def test_other_photographs_are_no_fundus(name: str) -> None:
    picture = np.asarray(getattr(skimage.data, name)())
    rgb = picture if picture.ndim == 3 else np.repeat(picture[..., None], 3, axis=2)

    quality = judged(np.ascontiguousarray(rgb[..., :3]))

    assert not quality.is_fundus
    assert not quality.gradable
    assert NOT_FUNDUS in quality.reasons


@pytest.mark.parametrize("round_mask", [False, True])
def test_noise_is_no_fundus(round_mask: bool) -> None:
    noise = np.random.default_rng(2).integers(0, 256, (500, 500, 3), dtype=np.uint8)
    if round_mask:
        y, x = np.mgrid[:500, :500] - 249.5
        noise[x**2 + y**2 > 240**2] = 0

    assert not judged(noise).is_fundus


@pytest.mark.parametrize(("value", "reason"), [(0, "dark"), (255, "over"), (120, "no field")])
def test_a_flat_picture_shows_nothing(value: int, reason: str) -> None:
    quality = judged(np.full((300, 400, 3), value, np.uint8))

    assert quality.score == 0
    assert not quality.gradable
    assert not quality.is_fundus
    assert reason in quality.reasons[0]


@pytest.mark.parametrize("size", [(32, 32), (32, 900), (33, 61)])
def test_the_smallest_photographs_do_not_fail(size: tuple[int, int]) -> None:
    rgb = np.random.default_rng(0).integers(0, 256, (*size, 3), dtype=np.uint8)

    assert not judged(rgb).gradable


def _real(folder: str, count: int) -> list[Image8]:
    paths = sorted((DATA / folder).glob("*.jpg"))
    chosen = paths[:: max(1, len(paths) // count)][:count]
    pictures = [cv2.imread(str(path), cv2.IMREAD_COLOR_RGB) for path in chosen]
    return [np.asarray(picture, dtype=np.uint8) for picture in pictures]


@pytest.mark.data
@pytest.mark.skipif(not DATA.is_dir(), reason="real photographs are absent")
@pytest.mark.parametrize(
    ("folder", "passing"), [("idrid/grading/train", 1.0), ("eyepacs256/images", 0.8)]
)
def test_real_photographs_pass_and_their_blurred_copies_do_not(folder: str, passing: float) -> None:
    pictures = _real(folder, 12)

    assert np.mean([judged(picture).gradable for picture in pictures]) >= passing
    assert not any(judged(blurred(picture)).gradable for picture in pictures)
