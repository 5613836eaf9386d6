"""The gate lets fundus photographs through, and nothing that is no retina or shows too little."""

import csv
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
import pytest
import skimage.data
import tifffile
from numpy.typing import NDArray

from retinaview.core.findings import Quality, QualityAnswer
from retinaview.imaging.field_of_view import FieldOfView, find_field_of_view
from retinaview.imaging.photograph import read_photograph
from retinaview.imaging.quality import GOOD_SCORE, GRADABLE_SCORE, assess_quality
from retinaview.phantoms import make_phantom
from tests.shared_data import DATA

Image8 = NDArray[np.uint8]
GOOD, DOUBTFUL, UNGRADABLE = QualityAnswer


def judged(rgb: Image8) -> Quality:
    return assess_quality(rgb, find_field_of_view(rgb))


def view(rgb: Image8) -> FieldOfView:
    fov = find_field_of_view(rgb)
    assert fov is not None
    return fov


def grey(rgb: Image8) -> Image8:
    return np.repeat(rgb[..., 1:2], 3, axis=2)


def blurred(rgb: Image8, share: float = 0.012) -> Image8:
    sigma, size = share * view(rgb).diameter_px, (rgb.shape[1], rgb.shape[0])
    factor = max(1.0, sigma / 6)  # blurring 12 megapixels so widely takes seconds
    small = cv2.resize(rgb, None, fx=1 / factor, fy=1 / factor, interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (0, 0), sigma / factor)
    return np.asarray(cv2.resize(small, size, interpolation=cv2.INTER_CUBIC), dtype=np.uint8)


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


@pytest.mark.parametrize("change", [np.copy, middle, lambda rgb: rgb[::5, ::5].copy()])
def test_a_fundus_photograph_is_good(retina: Image8, change: Callable[[Image8], Image8]) -> None:
    quality = judged(change(retina))

    assert quality.answer is GOOD
    assert quality.is_fundus
    assert quality.score >= GOOD_SCORE
    assert quality.reasons == ()


def test_phantoms_are_good(phantoms: list[Image8]) -> None:
    assert [judged(phantom).answer for phantom in phantoms] == [GOOD] * len(phantoms)


@pytest.mark.parametrize("tint", [(1.0, 1.0, 1.0), (1.0, 0.8, 0.6), (1.0, 0.4, 0.2), (0, 1, 0)])
def test_a_photograph_in_one_hue_is_doubtful_at_best(
    retina: Image8, tint: tuple[float, float, float]
) -> None:
    quality = judged((grey(retina) * np.array(tint)).astype(np.uint8))

    assert quality.answer is not GOOD
    assert "no colour" in quality.reasons
    if tint == (1.0, 1.0, 1.0):
        assert quality.answer is DOUBTFUL


def test_an_angiogram_is_ungradable(retina: Image8) -> None:
    inside = view(retina).mask()[..., None]
    negative = np.where(inside, 255 - grey(retina), 0).astype(np.uint8)

    assert judged(negative).answer is UNGRADABLE


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (blurred, "blur"),
        (lambda rgb: scaled_light(rgb, 0.05), "dark"),
        (lambda rgb: scaled_light(rgb, 6.0), "overexposed"),
        (
            lambda rgb: cv2.resize(rgb, (90, 90), interpolation=cv2.INTER_AREA),
            "too few pixels",
        ),
    ],
)
def test_what_is_ungradable_says_why(
    retina: Image8, damage: Callable[[Image8], Image8], reason: str
) -> None:
    quality = judged(damage(retina))

    assert quality.answer is UNGRADABLE
    assert reason in quality.reasons
    assert quality.score < GRADABLE_SCORE


def hazy(rgb: Image8) -> Image8:
    veil = np.where(view(rgb).mask()[..., None], np.float32(150), np.float32(0))
    return (0.12 * rgb + 0.88 * veil).astype(np.uint8)


def half_dark(rgb: Image8) -> Image8:
    fov = view(rgb)
    place = (np.arange(rgb.shape[1]) - fov.centre[0]) / fov.radius_px
    light = 0.04 + 0.96 / (1 + np.exp(-10 * (place - 0.1)))
    return (rgb * light[None, :, None]).astype(np.uint8)


def hazy_and_half_dark(rgb: Image8) -> Image8:
    return half_dark(hazy(rgb))


@pytest.mark.parametrize("damage", [hazy, half_dark, hazy_and_half_dark])
def test_a_hazy_or_half_dark_photograph_is_never_good(
    retina: Image8, damage: Callable[[Image8], Image8]
) -> None:
    quality = judged(damage(retina))

    assert quality.answer is not GOOD
    assert quality.is_fundus
    assert quality.reasons


def test_a_disc_of_which_little_is_visible_is_cut_off(retina: Image8) -> None:
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
    quality = assess_quality(cut, strip)

    assert "field cut off" in quality.reasons
    assert not quality.gradable


def test_more_blur_is_never_better(retina: Image8) -> None:
    judgements = [judged(blurred(retina, share)) for share in (0.001, 0.004, 0.012, 0.03)]
    scores = [quality.score for quality in judgements]

    assert judgements[0].answer is GOOD
    assert judgements[-1].answer is UNGRADABLE
    assert all(after <= before + 0.05 for before, after in pairwise(scores))


def _padded(rgb: Image8) -> Image8:
    return cv2.copyMakeBorder(rgb, 60, 10, 30, 200, cv2.BORDER_CONSTANT, value=(0, 0, 0))


def _dated(rgb: Image8) -> Image8:
    dated = rgb.copy()
    place = dated.shape[1] - 400, 40
    cv2.putText(dated, "29.11.2026 23:20", place, 0, 1.3, (0, 255, 0), 3)
    return dated


@pytest.mark.parametrize(
    "change",
    [
        np.fliplr,
        np.flipud,
        np.rot90,
        lambda rgb: np.rot90(rgb, 2),
        lambda rgb: cv2.resize(rgb, (900, 900), interpolation=cv2.INTER_AREA),
        lambda rgb: cv2.resize(rgb, (2500, 2500), interpolation=cv2.INTER_CUBIC),
        _padded,
        _dated,
    ],
)
@pytest.mark.parametrize("damage", [np.copy, hazy, blurred])
def test_orientation_size_surround_and_a_burnt_in_date_do_not_matter(
    retina: Image8, change: Callable[[Image8], Image8], damage: Callable[[Image8], Image8]
) -> None:
    photograph = damage(retina)
    before, after = judged(photograph), judged(np.ascontiguousarray(change(photograph)))

    assert after.answer is before.answer
    assert after.score == pytest.approx(before.score, abs=0.12)


def test_a_photograph_of_16_bits_gets_the_same_answer(retina: Image8, tmp_path: Path) -> None:
    deep = retina[::2, ::2].astype(np.uint16) * 257
    tifffile.imwrite(tmp_path / "deep.tif", deep, photometric="rgb")

    read, plain = (
        judged(read_photograph(tmp_path / "deep.tif").rgb),
        judged(retina[::2, ::2].copy()),
    )

    assert read.answer is plain.answer is GOOD
    assert read.score == pytest.approx(plain.score, abs=0.05)


def test_the_answer_takes_less_than_a_tenth_of_a_second(retina: Image8) -> None:
    large = np.zeros((2848, 4288, 3), np.uint8)
    large[18:2830, 700:3512] = cv2.resize(retina, (2812, 2812))
    fov = view(large)
    assess_quality(large, fov)
    used = []
    for _ in range(3):
        started = time.thread_time()
        assess_quality(large, fov)
        used.append(time.thread_time() - started)

    assert min(used) < 0.1


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

    assert quality.answer is UNGRADABLE


@pytest.mark.parametrize("round_mask", [False, True])
def test_noise_is_ungradable(round_mask: bool) -> None:
    noise = np.random.default_rng(2).integers(0, 256, (500, 500, 3), dtype=np.uint8)
    if round_mask:
        y, x = np.mgrid[:500, :500] - 249.5
        noise[x**2 + y**2 > 240**2] = 0

    assert not judged(noise).gradable


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


def _real(pattern: str, count: int) -> list[Image8]:
    paths = sorted(DATA.glob(pattern))
    chosen = paths[:: max(1, len(paths) // count)][:count]
    return [read_photograph(path).rgb for path in chosen]


@pytest.mark.data
@pytest.mark.skipif(not DATA.is_dir(), reason="real photographs are absent")
@pytest.mark.parametrize(
    ("pattern", "good"),
    [
        ("hrf45/images/*.jpg", 0.99),
        ("roc_ma/train/*.jpg", 0.8),
        ("rahim600/images/*.jpg", 0.8),
        ("idrid/grading/test/*.jpg", 0.8),
        ("drimdb/good/*.jpg", 0.8),
    ],
)
def test_real_photographs_are_good_and_their_blurred_copies_are_not(
    pattern: str, good: float
) -> None:
    pictures = _real(pattern, 6)

    assert np.mean([judged(picture).answer is GOOD for picture in pictures]) >= good
    assert not any(judged(blurred(picture)).answer is GOOD for picture in pictures[:2])


@pytest.mark.data
@pytest.mark.skipif(not DATA.is_dir(), reason="real photographs are absent")
def test_a_photograph_of_12_megapixels_gets_the_answer_of_its_smaller_copy() -> None:
    (large,) = _real("idrid/segmentation/test/images/*.jpg", 1)
    small = cv2.resize(large, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    before, after = judged(large), judged(np.asarray(small, dtype=np.uint8))

    assert before.answer is after.answer is GOOD
    assert after.score == pytest.approx(before.score, abs=0.1)


@pytest.mark.data
@pytest.mark.skipif(not DATA.is_dir(), reason="real photographs are absent")
def test_bad_photographs_and_eyelids_are_not_let_through() -> None:
    bad = [judged(picture).answer for picture in _real("drimdb/bad/*.jpg", 12)]
    outliers = [judged(picture).answer for picture in _real("drimdb/outlier/*.jpg", 11)]

    assert bad.count(GOOD) <= 1
    assert bad.count(UNGRADABLE) >= 0.8 * len(bad)
    assert outliers.count(GOOD) == 0
    assert outliers.count(UNGRADABLE) >= 9


@pytest.mark.data
@pytest.mark.skipif(not DATA.is_dir(), reason="real photographs are absent")
def test_few_rejected_eyepacs_photographs_are_answered_good() -> None:
    with (DATA / "quality_labels" / "eyepacs256_quality.csv").open() as file:
        rows = [row for row in csv.DictReader(file) if row["eyeq"] == "reject"][::16]
    folder = DATA / "eyepacs256" / "images"
    answers = [judged(read_photograph(folder / f"{row['image']}.jpg").rgb).answer for row in rows]

    assert answers.count(GOOD) <= 0.12 * len(answers)
    assert answers.count(UNGRADABLE) >= 0.6 * len(answers)
