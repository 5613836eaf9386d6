"""Phantoms: the same seed the same photograph, and truth that belongs to it."""

from __future__ import annotations

import numpy as np
import pytest

from retinaview.core.grades import DMEGrade, DRGrade, Laterality
from retinaview.core.lesions import LesionClass
from retinaview.phantoms import Phantom, make_phantom
from retinaview.phantoms.grade import grade_of

SMALL = 256


@pytest.fixture(scope="module")
def severe() -> Phantom:
    return make_phantom(5, dr=DRGrade.SEVERE, dme=DMEGrade.CENTRAL, height_px=384)


def _field(phantom: Phantom) -> np.ndarray:
    height, width = phantom.vessels.shape
    (x, y), radius = phantom.field_of_view.centre, phantom.field_of_view.radius_px
    rows, columns = np.mgrid[:height, :width] + 0.5
    return np.asarray(np.hypot(columns - x, rows - y) < radius)


def test_same_seed_same_phantom(severe: Phantom) -> None:
    again = make_phantom(5, dr=DRGrade.SEVERE, dme=DMEGrade.CENTRAL, height_px=384)
    assert np.array_equal(severe.rgb, again.rgb)
    assert severe.masks.keys() == again.masks.keys()
    assert all(np.array_equal(severe.masks[c], again.masks[c]) for c in severe.masks)
    assert np.array_equal(severe.vessels, again.vessels)
    assert (severe.disc, severe.fovea) == (again.disc, again.fovea)


def test_seeds_and_sides_differ() -> None:
    first = make_phantom(1, height_px=SMALL)
    assert not np.array_equal(first.rgb, make_phantom(2, height_px=SMALL).rgb)
    other_eye = make_phantom(1, height_px=SMALL, laterality=Laterality.OS)
    assert not np.array_equal(first.rgb[:, ::-1], other_eye.rgb)


@pytest.mark.parametrize("height_px", [192, 256, 500])
def test_sizes(height_px: int) -> None:
    phantom = make_phantom(3, dr=DRGrade.MODERATE, height_px=height_px)
    shape = (height_px, round(1.5 * height_px))
    assert phantom.rgb.shape == (*shape, 3)
    assert phantom.rgb.dtype == np.uint8
    assert phantom.vessels.shape == shape
    assert {mask.shape for mask in phantom.masks.values()} == {shape}


def test_layout_does_not_depend_on_size() -> None:
    small = make_phantom(8, dr=DRGrade.MODERATE, dme=DMEGrade.AWAY, height_px=SMALL)
    large = make_phantom(8, dr=DRGrade.MODERATE, dme=DMEGrade.AWAY, height_px=2 * SMALL)
    assert np.allclose(np.array(small.fovea) * 2, large.fovea, atol=1.5)
    assert np.allclose(np.array(small.disc_centre) * 2, large.disc_centre, atol=1.5)


def test_too_small_is_refused() -> None:
    with pytest.raises(ValueError, match="height_px"):
        make_phantom(1, height_px=100)


def test_truth_lies_inside_the_field_of_view(severe: Phantom) -> None:
    field = _field(severe)
    assert severe.vessels.any()
    assert not (severe.vessels & ~field).any()
    for mask in severe.masks.values():
        assert not (mask & ~field).any()


def test_outside_the_field_is_black(severe: Phantom) -> None:
    (x, y), radius = severe.field_of_view.centre, severe.field_of_view.radius_px
    rows, columns = np.mgrid[: severe.rgb.shape[0], : severe.rgb.shape[1]] + 0.5
    far = np.hypot(columns - x, rows - y) > 1.12 * radius
    assert severe.rgb[far].mean() < 8
    assert severe.rgb[_field(severe)].mean() > 40


def test_every_usual_class_has_a_mask() -> None:
    healthy = make_phantom(1, dr=DRGrade.NONE, height_px=SMALL)
    usual = {
        LesionClass.MICROANEURYSM,
        LesionClass.HAEMORRHAGE,
        LesionClass.HARD_EXUDATE,
        LesionClass.COTTON_WOOL_SPOT,
    }
    assert usual <= healthy.masks.keys()
    assert not any(mask.any() for mask in healthy.masks.values())
    assert healthy.lesion_boxes() == ()


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("laterality", list(Laterality))
def test_disc_is_nasal_of_the_fovea(seed: int, laterality: Laterality) -> None:
    phantom = make_phantom(seed, laterality=laterality, height_px=SMALL)
    nasal = phantom.disc_centre[0] - phantom.fovea[0]
    assert (nasal > 0) is (laterality is Laterality.OD)
    assert phantom.disc.contains(*phantom.disc_centre)
    assert not phantom.disc.contains(*phantom.fovea)


def test_disc_is_bright_and_fovea_dark() -> None:
    phantom = make_phantom(11, dr=DRGrade.NONE, height_px=384)
    green = phantom.rgb[..., 1].astype(float)
    rows, columns = np.mgrid[: green.shape[0], : green.shape[1]] + 0.5

    def median(centre: tuple[float, float], near_dd: float, far_dd: float) -> float:
        away = np.hypot(columns - centre[0], rows - centre[1]) / phantom.eye.disc_diameter_px
        return float(np.median(green[(away >= near_dd) & (away < far_dd)]))

    assert median(phantom.fovea, 0.0, 0.1) < 0.9 * median(phantom.fovea, 1.0, 1.3)
    assert median(phantom.disc_centre, 0.0, 0.3) > 1.2 * median(phantom.disc_centre, 0.8, 1.1)


def test_lesion_boxes_cover_the_masks(severe: Phantom) -> None:
    for lesion, mask in severe.masks.items():
        left = mask.copy()
        for kind, box in severe.lesion_boxes():
            if kind is lesion:
                x, y = int(box.x), int(box.y)
                window = mask[y : y + int(box.height), x : x + int(box.width)]
                assert window.any(axis=0).all() or window.any(axis=1).all()
                left[y : y + int(box.height), x : x + int(box.width)] = False
        assert not left.any()


def test_lesions_are_seen_in_the_photograph() -> None:
    phantom = make_phantom(21, dr=DRGrade.MODERATE, dme=DMEGrade.CENTRAL, height_px=768)
    green = phantom.rgb[..., 1].astype(float)
    usual = np.median(green[_field(phantom)])
    assert green[phantom.masks[LesionClass.HARD_EXUDATE]].mean() > 1.2 * usual
    assert green[phantom.masks[LesionClass.HAEMORRHAGE]].mean() < 0.85 * usual
    assert green[phantom.vessels].mean() < usual


def test_a_patient_has_one_colour() -> None:
    def tint(seed: int, patient_seed: int) -> np.ndarray:
        phantom = make_phantom(seed, patient_seed=patient_seed, dr=DRGrade.NONE, height_px=192)
        mean = phantom.rgb[_field(phantom)].mean(axis=0)
        return np.asarray(mean / mean.sum())

    first, second = ([tint(seed, patient) for patient in range(4)] for seed in (1, 2))
    within = [np.abs(a - b).sum() for a, b in zip(first, second, strict=True)]
    between = [np.abs(a - b).sum() for a, b in zip(first, second[1:], strict=False)]
    assert np.mean(within) < 0.6 * np.mean(between)


def test_grades_follow_from_the_truth(severe: Phantom) -> None:
    assert (severe.dr, severe.dme) == grade_of(severe.masks, severe.eye)
