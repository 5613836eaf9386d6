from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from retinaview.core.errors import LabelError
from retinaview.core.findings import GradeProbabilities
from retinaview.core.grades import DMEGrade, DRGrade, Grading, Laterality, UngradableReason


def test_labels_are_all_different() -> None:
    assert len({grade.label for grade in DRGrade}) == len(DRGrade)
    assert len({grade.label for grade in DMEGrade}) == len(DMEGrade)
    assert Laterality.OD.label == "right (OD)"


def test_empty_grading_and_ungradable_is_an_answer() -> None:
    assert Grading().is_empty
    assert not Grading(ungradable=True).is_empty
    assert not Grading(comment="drusen").is_empty


def test_grade_is_the_most_probable_and_the_lower_of_equals() -> None:
    grades = GradeProbabilities((0.1, 0.3, 0.3, 0.2, 0.1), (0.2, 0.2, 0.6))
    assert grades.dr_grade is DRGrade.MILD
    assert grades.dme_grade is DMEGrade.CENTRAL
    assert grades.referable == pytest.approx(0.6)
    assert GradeProbabilities((1, 0, 0, 0, 0)).dme_grade is None


@pytest.mark.parametrize("grade", [{"dr": DRGrade.NONE}, {"dme": DMEGrade.AWAY}])
def test_graded_and_ungradable_cannot_both_be_true(grade: dict[str, Any]) -> None:
    with pytest.raises(LabelError, match="ungradable: a photograph cannot be both graded"):
        Grading(**grade, ungradable=True)
    with pytest.raises(LabelError, match="keep one of the two"):
        replace(Grading(ungradable=True), **grade)


def test_the_last_answer_takes_the_contrary_one_back() -> None:
    graded = Grading(DRGrade.MODERATE, DMEGrade.AWAY, comment="hazy")
    assert graded.with_ungradable(True) == Grading(ungradable=True, comment="hazy")
    assert graded.with_ungradable(False) == graded
    ungradable = Grading(ungradable=True)
    assert ungradable.with_dr(DRGrade.MILD) == Grading(DRGrade.MILD)
    assert ungradable.with_dme(DMEGrade.NONE) == Grading(dme=DMEGrade.NONE)
    assert ungradable.with_dr(None) == ungradable


def test_a_reason_belongs_to_an_ungradable_photograph_and_goes_with_it() -> None:
    dark = Grading().with_ungradable(True, UngradableReason.DARK)
    assert dark.reason is UngradableReason.DARK
    assert dark.with_dr(DRGrade.MILD) == Grading(DRGrade.MILD)
    assert dark.with_ungradable(False).is_empty
    assert dark != Grading(ungradable=True)
    with pytest.raises(LabelError, match="ungradable_reason: dark is a reason for an ungradable"):
        Grading(DRGrade.MILD, reason=UngradableReason.DARK)


def test_an_answer_is_the_same_whoever_gives_it() -> None:
    at = datetime(2026, 1, 2, tzinfo=UTC)
    signed = replace(Grading(DRGrade.MILD), source="grades.csv").signed("Anna", at)
    assert signed == Grading(DRGrade.MILD)
    assert (signed.reader, signed.at, signed.source) == ("Anna", at, "")
