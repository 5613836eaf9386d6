import pytest

from retinaview.core.findings import GradeProbabilities
from retinaview.core.grades import DMEGrade, DRGrade, Grading, Laterality


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
