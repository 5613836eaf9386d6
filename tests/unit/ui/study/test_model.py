"""Rows of the study list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from retinaview.core.findings import FindingSummary, GradeProbabilities, Quality
from retinaview.core.grades import DMEGrade, DRGrade, Grading, Laterality
from retinaview.project.images import StudyImage
from retinaview.ui.study.model import (
    ReadingStage,
    StudyModel,
    StudyRow,
    describe,
    rows_of,
)

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot


def image(number: int, sha256: str = "") -> StudyImage:
    return StudyImage(number, f"p/{number}_OD.jpg", sha256, None, None, "P", Laterality.OD, number)


@pytest.fixture
def model(qapp: object) -> StudyModel:  # noqa: ARG001
    model = StudyModel()
    model.set_rows([StudyRow(number, f"{number}.jpg") for number in range(10, 15)])
    return model


def test_the_model_keeps_qt_rules(model: StudyModel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model)


@pytest.mark.parametrize(
    ("row", "reading"),
    [
        (StudyRow(1, "a"), ReadingStage.UNREAD),
        (StudyRow(1, "a", grading=Grading(dme=DMEGrade.NONE)), ReadingStage.BEGUN),
        (StudyRow(1, "a", marks=2), ReadingStage.MARKED),
        (StudyRow(1, "a", marks=2, grading=Grading(dr=DRGrade.MILD)), ReadingStage.GRADED),
        (StudyRow(1, "a", grading=Grading(ungradable=True)), ReadingStage.GRADED),
        (StudyRow(1, "a", grading=Grading(comment="dark")), ReadingStage.UNREAD),
    ],
)
def test_reading_is_the_furthest_step(row: StudyRow, reading: ReadingStage) -> None:
    assert row.reading is reading


def test_rows_gather_what_the_session_knows() -> None:
    grades = GradeProbabilities((0, 0, 0, 1, 0))
    rows = rows_of(
        [image(1), image(2, "ab"), image(3)],
        marks={2: 4},
        gradings={3: Grading(dr=DRGrade.NONE)},
        findings={
            1: FindingSummary(Quality(0.9, True), grades),
            3: FindingSummary(Quality(0.1, False, reasons=("dark",)), None),
        },
    )
    assert [row.model_grade for row in rows] == [3, None, None]
    assert [row.has_finding for row in rows] == [True, False, True]
    assert [row.marks for row in rows] == [0, 4, 0]
    assert [int(row.reading) for row in rows] == [0, 2, 3]
    assert rows[2].grading.dr is DRGrade.NONE
    assert rows[0].name == "1_OD.jpg"


def test_a_changed_row_is_announced_once(model: StudyModel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(model.dataChanged) as changed:
        model.update_row(12, marks=3)
    assert changed.args is not None
    assert changed.args[0].row() == 2
    with qtbot.assertNotEmitted(model.dataChanged):
        model.update_row(12, marks=3)
        model.update_row(99, marks=3)
    row = model.row(12)
    assert row is not None
    assert row.marks == 3
    assert model.row(99) is None
    assert not model.index_of(99).isValid()


def test_a_network_that_grades_oedema_alone_has_no_grade_in_the_list() -> None:
    oedema = FindingSummary(Quality(0.9, True), GradeProbabilities((), (1, 0, 0)))
    (row,) = rows_of([image(1)], marks={}, gradings={}, findings={1: oedema})
    assert row.model_grade is None
    assert row.has_finding


@pytest.mark.parametrize(
    ("quality", "grade", "referable", "doubtful"),
    [
        (Quality(0.9, True), 2, True, False),
        (Quality(0.9, True), 1, False, False),
        (Quality(0.5, True, reasons=("haze",)), 0, False, True),
        (Quality(0.1, False, reasons=("dark",)), None, True, True),
        (None, None, False, False),
    ],
)
def test_what_is_ungradable_is_referred(
    quality: Quality | None, grade: int | None, referable: bool, doubtful: bool
) -> None:
    row = StudyRow(1, "a", model_grade=grade, quality=quality)
    assert (row.referable, row.is_doubtful) == (referable, doubtful)


def test_doubt_is_said_before_the_grade() -> None:
    doubtful = Quality(0.5, True, reasons=("haze",))
    lines = describe(StudyRow(1, "a", model_grade=0, quality=doubtful)).splitlines()
    assert lines[1] == "Quality doubtful: haze"
    assert lines[-1] == "Models: 0"


def test_words_say_everything() -> None:
    row = StudyRow(
        1,
        "p/1_OD.jpg",
        Laterality.OD,
        "P7",
        marks=2,
        grading=Grading(dr=DRGrade.SEVERE),
        model_grade=1,
    )
    words = describe(row)
    for part in ("1_OD.jpg", "right (OD) eye", "P7", "2 marks", "Severe NPDR", "Models: 1"):
        assert part in words
