"""Plans: which lesions a grade asks for."""

from __future__ import annotations

import numpy as np
import pytest

from retinaview.core.grades import DMEGrade, DRGrade
from retinaview.phantoms.grade import MANY_HAEMORRHAGES
from retinaview.phantoms.plan import Plan, draw_grades, draw_plan

SEEDS = range(200)


def plan(seed: int, dr: DRGrade, dme: DMEGrade) -> Plan:
    return draw_plan(np.random.default_rng(seed), dr, dme)


def test_healthy_eyes_have_nothing() -> None:
    assert plan(1, DRGrade.NONE, DMEGrade.NONE) == Plan()


@pytest.mark.parametrize("dr", [DRGrade.MODERATE, DRGrade.SEVERE, DRGrade.PROLIFERATIVE])
def test_exudates_follow_the_oedema(dr: DRGrade) -> None:
    for seed in SEEDS:
        without, away, central = (plan(seed, dr, dme) for dme in DMEGrade)
        assert (without.central_exudates, without.far_exudates) == (0, 0)
        assert away.central_exudates == 0 < away.far_exudates
        assert central.central_exudates > 0


def test_severe_shows_a_sign_and_moderate_none() -> None:
    for seed in SEEDS:
        severe = plan(seed, DRGrade.SEVERE, DMEGrade.NONE)
        many = min(severe.haemorrhages) > MANY_HAEMORRHAGES
        assert many or len(severe.beaded) >= 2 or severe.irma
        moderate = plan(seed, DRGrade.MODERATE, DMEGrade.NONE)
        assert min(moderate.haemorrhages) < MANY_HAEMORRHAGES / 2
        assert sum(moderate.haemorrhages) > 0
        assert not moderate.beaded
        assert not moderate.irma


def test_only_proliferative_eyes_proliferate() -> None:
    for seed in SEEDS:
        for dr in DRGrade:
            drawn = plan(seed, dr, DMEGrade.NONE)
            signs = drawn.disc_vessels + drawn.elsewhere_vessels + drawn.preretinal
            assert (signs > 0) is (dr is DRGrade.PROLIFERATIVE)


def test_missing_grades_are_drawn_and_given_ones_kept() -> None:
    drawn = {draw_grades(np.random.default_rng(seed), None, None) for seed in SEEDS}
    assert {dr for dr, _ in drawn} == set(DRGrade)
    assert all(dme is DMEGrade.NONE for dr, dme in drawn if dr < DRGrade.MODERATE)
    rng = np.random.default_rng(1)
    assert draw_grades(rng, DRGrade.SEVERE, DMEGrade.AWAY) == (DRGrade.SEVERE, DMEGrade.AWAY)
    assert draw_grades(rng, DRGrade.MILD, None) == (DRGrade.MILD, DMEGrade.NONE)
