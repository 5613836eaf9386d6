"""The share of the field that must be shown, against geometry by hand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from retinaview.core.field_circle import FieldCircle
from retinaview.core.geometry import Box, box_array
from retinaview.core.lesions import LesionClass
from retinaview.evaluation.localization import (
    CHANCE,
    LocalizationCase,
    LocalizationReport,
    evaluate_localization,
)

FIELD = FieldCircle(500, 500, 500, 1000, 1000)
HE, EX = LesionClass.HAEMORRHAGE, LesionClass.HARD_EXUDATE


def scored(*cases: LocalizationCase) -> LocalizationReport:
    return evaluate_localization(cases, repeats=5, resamples=40)


def case(
    name: str, truth: Sequence[Box], regions: Sequence[Box], lesion: LesionClass = HE
) -> LocalizationCase:
    boxes, squares = box_array(truth), box_array(regions)
    return LocalizationCase(name, name, boxes, (lesion,) * len(truth), squares, FIELD)


def test_a_square_grows_until_half_of_the_box_is_in_sight() -> None:
    # Half of the box lies left of x = 700: the square around 500 must grow to a side of 400.
    report = scored(case("a", [Box(650, 450, 100, 100)], [Box(450, 450, 100, 100)]))
    circle = np.pi * 500**2
    assert report.shown.regions.value == pytest.approx(400**2 / circle, rel=0.06)
    assert not report.shown.regions.is_bounded
    assert np.isnan(report.shown.swapped.value)


def test_neither_large_nor_small_squares_flatter() -> None:
    truth = [Box(480, 480, 40, 40)]
    large, small = (
        scored(case("a", truth, [Box(500 - half, 500 - half, 2 * half, 2 * half)])).shown
        for half in (300, 5)
    )
    assert large.regions.value == pytest.approx(small.regions.value, rel=0.1)


def test_four_of_five_boxes_are_enough_and_per_class() -> None:
    near = [Box(490, 490, 20, 20)] * 4
    spot, far = [Box(450, 450, 100, 100)], Box(80, 490, 20, 20)
    together = scored(case("a", [*near, far], spot))
    assert together.shown.regions.value < 0.01
    apart = scored(case("a", near, spot), case("b", [far], spot, EX))
    assert apart.per_class[HE].shown.regions.value < 0.01
    assert apart.per_class[EX].shown.regions.value > 0.7
    assert apart.per_class[EX].shown.regions.n == 1


def test_regions_of_their_own_photograph_save_beside_those_of_another() -> None:
    random = np.random.default_rng(0)
    spots = [Box(*random.uniform(250, 700, 2), 30, 30) for _ in range(12)]
    around = [Box(spot.x - 20, spot.y - 20, 70, 70) for spot in spots]
    pairs = enumerate(zip(spots, around, strict=True))
    report = scored(*[case(str(i), [spot], [square]) for i, (spot, square) in pairs])
    assert report.shown.saved.low > 0
    shares = report.as_dict()["shown_share"]
    assert isinstance(shares, dict)
    assert shares["regions"]["value"] < 0.02 < shares["swapped"]["value"]
    assert "80 % of the boxes" in report.table()
    turned = enumerate(zip(spots, around[1:] + around[:1], strict=True))
    lost = scored(*[case(str(i), [spot], [square]) for i, (spot, square) in turned])
    assert lost.shown.saved.low <= 0
    assert CHANCE in lost.table().splitlines()[-1]


def test_photographs_without_regions_can_make_everything_necessary() -> None:
    report = scored(case("a", [Box(490, 490, 20, 20)], []))
    assert report.shown.regions.value == 1
