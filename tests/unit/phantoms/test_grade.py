"""The grade follows from the lesions, for every pair of grades that can be."""

from __future__ import annotations

import numpy as np
import pytest

from retinaview.core.grades import DMEGrade, DRGrade, Laterality
from retinaview.core.lesions import LesionClass
from retinaview.phantoms import make_phantom
from retinaview.phantoms.eye import Eye
from retinaview.phantoms.grade import grade_of, per_quadrant, quadrant_of

EYE = Eye(Laterality.OD, fovea=(200.0, 200.0), disc_diameter_px=50.0, disc_dd=(2.5, -0.2), tilt=0.0)
SHAPE = (400, 400)
POSSIBLE = [(DRGrade.NONE, DMEGrade.NONE), (DRGrade.MILD, DMEGrade.NONE)] + [
    (dr, dme)
    for dr in (DRGrade.MODERATE, DRGrade.SEVERE, DRGrade.PROLIFERATIVE)
    for dme in DMEGrade
]


def dots(*places: tuple[int, int]) -> np.ndarray:
    mask = np.zeros(SHAPE, bool)
    for x, y in places:
        mask[y : y + 2, x : x + 2] = True
    return mask


def grid(count: int, x: int, y: int) -> list[tuple[int, int]]:
    return [(x + 6 * (n % 10), y + 6 * (n // 10)) for n in range(count)]


@pytest.mark.parametrize(("dr", "dme"), POSSIBLE)
@pytest.mark.parametrize("seed", range(2))
def test_asked_grades_are_reached(dr: DRGrade, dme: DMEGrade, seed: int) -> None:
    side = Laterality.OS if seed % 2 else Laterality.OD
    phantom = make_phantom(seed, dr=dr, dme=dme, laterality=side, height_px=256)
    assert (phantom.dr, phantom.dme) == (dr, dme)


@pytest.mark.parametrize("seed", [302, 303])
def test_severe_is_reached_where_room_is_short(seed: int) -> None:
    phantom = make_phantom(seed, dr=DRGrade.SEVERE, dme=DMEGrade.AWAY, height_px=192)
    assert phantom.dr is DRGrade.SEVERE


@pytest.mark.parametrize("dr", [DRGrade.NONE, DRGrade.MILD])
@pytest.mark.parametrize("dme", [DMEGrade.AWAY, DMEGrade.CENTRAL])
def test_exudates_without_moderate_retinopathy_are_refused(dr: DRGrade, dme: DMEGrade) -> None:
    with pytest.raises(ValueError, match="DME"):
        make_phantom(1, dr=dr, dme=dme)


def test_oedema_alone_brings_retinopathy() -> None:
    phantom = make_phantom(4, dme=DMEGrade.CENTRAL, height_px=256)
    assert phantom.dr >= DRGrade.MODERATE
    assert phantom.dme is DMEGrade.CENTRAL


def test_nothing_is_no_retinopathy() -> None:
    assert grade_of({}, EYE) == (DRGrade.NONE, DMEGrade.NONE)
    empty = {LesionClass.HAEMORRHAGE: dots()}
    assert grade_of(empty, EYE) == (DRGrade.NONE, DMEGrade.NONE)


def test_microaneurysms_alone_are_mild() -> None:
    masks = {LesionClass.MICROANEURYSM: dots((100, 100))}
    assert grade_of(masks, EYE)[0] is DRGrade.MILD
    masks[LesionClass.COTTON_WOOL_SPOT] = dots((300, 300))
    assert grade_of(masks, EYE)[0] is DRGrade.MODERATE


def test_severe_by_bleeding_needs_more_than_twenty_everywhere() -> None:
    corners = [(20, 20), (300, 20), (20, 300), (300, 300)]
    many = [place for corner in corners for place in grid(21, *corner)]
    assert grade_of({LesionClass.HAEMORRHAGE: dots(*many)}, EYE)[0] is DRGrade.SEVERE
    assert grade_of({LesionClass.HAEMORRHAGE: dots(*many[1:])}, EYE)[0] is DRGrade.MODERATE


def test_severe_by_beading_needs_two_quadrants() -> None:
    once = {LesionClass.VENOUS_BEADING: dots((100, 100), (120, 100))}
    twice = {LesionClass.VENOUS_BEADING: dots((100, 100), (300, 100))}
    assert grade_of(once, EYE)[0] is DRGrade.MODERATE
    assert grade_of(twice, EYE)[0] is DRGrade.SEVERE


def test_severe_by_irma_anywhere() -> None:
    assert grade_of({LesionClass.IRMA: dots((100, 100))}, EYE)[0] is DRGrade.SEVERE


@pytest.mark.parametrize(
    "sign", [LesionClass.NEOVASCULARISATION, LesionClass.PRERETINAL_HAEMORRHAGE]
)
def test_proliferative(sign: LesionClass) -> None:
    masks = {sign: dots((50, 50)), LesionClass.MICROANEURYSM: dots((100, 100))}
    assert grade_of(masks, EYE)[0] is DRGrade.PROLIFERATIVE


@pytest.mark.parametrize(
    ("place", "expected"), [((230, 200), DMEGrade.CENTRAL), ((252, 200), DMEGrade.AWAY)]
)
def test_oedema_by_distance(place: tuple[int, int], expected: DMEGrade) -> None:
    assert grade_of({LesionClass.HARD_EXUDATE: dots(place)}, EYE)[1] is expected


def test_quadrants_are_mirrored_in_a_left_eye() -> None:
    left = Eye(Laterality.OS, EYE.fovea, EYE.disc_diameter_px, EYE.disc_dd, 0.0)
    mask = dots((300, 100))
    assert per_quadrant(mask, EYE) == (0, 1, 0, 0)
    assert per_quadrant(mask, left) == (1, 0, 0, 0)
    assert quadrant_of(-1.0, 1.0) == 2
