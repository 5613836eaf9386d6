"""Rows of the study list."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from retinaview.core.findings import FindingSummary, GradeProbabilities, Quality
from retinaview.core.geometry import Box
from retinaview.core.grades import DMEGrade, DRGrade, Grading, Laterality
from retinaview.core.landmarks import Landmark, Landmarks
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark, Status
from retinaview.project.images import StudyImage
from retinaview.ui.study.columns import TEACHES
from retinaview.ui.study.model import StudyModel
from retinaview.ui.study.rows import ReadingStage, StudyRow, describe, mark_fields, rows_of

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot


EXUDATE = LesionClass.HARD_EXUDATE


def drawn(lesion: LesionClass, x: float) -> Mark:
    return Mark.drawn(lesion, Box(x, 0, 3, 3), author="Ada")


def image(number: int, sha256: str = "") -> StudyImage:
    return StudyImage(number, f"p/{number}_OD.jpg", sha256, None, None, "P", Laterality.OD, number)


@pytest.fixture
def model(qapp: object) -> StudyModel:  # noqa: ARG001
    model = StudyModel()
    model.set_rows([StudyRow(number, f"{number}.jpg") for number in range(10, 15)])
    return model


def test_the_list_sorts_by_what_a_label_would_teach(model: StudyModel) -> None:
    graded, seen = Grading(dr=DRGrade.NONE), frozenset([EXUDATE])
    rows = [
        StudyRow(1, "sure.jpg", probability=0.02, model_grade=0),
        StudyRow(2, "unsure.jpg", probability=0.5, model_grade=2, proposed=seen),
        StudyRow(3, "labelled.jpg", probability=0.5, model_grade=2, grading=graded),
        StudyRow(4, "apart.jpg", probability=0.5, model_grade=2, spread=3, proposed=seen),
        StudyRow(5, "unseen.jpg"),
        StudyRow(6, "hidden.jpg", probability=0.5, model_grade=2, blind=True),
    ]
    model.set_rows(rows)
    model.set_order(TEACHES, descending=True)
    order = [model.at_line(line).image_id for line in range(len(rows))]
    assert order[:3] == [4, 2, 1]
    assert set(order[3:]) == {3, 5, 6}
    model.update_row(4, grading=graded)
    assert model.at_line(0).image_id == 4  # nothing moves under the reader
    model.set_order(TEACHES, descending=True)
    assert {model.at_line(line).image_id for line in (0, 1)} == {1, 2}


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
        marks={2: [drawn(EXUDATE, 4 * n) for n in range(4)]},
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


def test_a_row_knows_its_classes_its_readers_and_what_the_disc_tells() -> None:
    right = Landmarks(Landmark(700, 400, 0.9), Landmark(400, 400, 0.9))
    proposal = drawn(LesionClass.HAEMORRHAGE, 0).with_status(Status.PROPOSED, author="")
    (row,) = rows_of(
        [image(1)],
        marks={1: [drawn(EXUDATE, 0), drawn(LesionClass.FOVEA, 9), proposal]},
        gradings={},
        findings={1: FindingSummary(Quality(0.9, True), None, right)},
        spreads={1: 2},
    )
    assert (row.marks, row.classes, row.marked_by) == (1, {EXUDATE}, "Ada")
    assert row.proposed == {LesionClass.HAEMORRHAGE}
    assert (row.spread, row.told_eye) == (2, Laterality.OD)


def test_what_the_models_say_is_hidden_from_a_blind_reader() -> None:
    told = StudyRow(
        1,
        "a",
        Laterality.OS,
        model_grade=2,
        quality=Quality(0.9, True),
        blind=True,
        told_eye=Laterality.OD,
        probability=0.9,
        spread=3,
        proposed=frozenset({EXUDATE}),
    )
    assert told.as_seen == StudyRow(1, "a", Laterality.OS, blind=True)


def test_what_others_marked_is_hidden_from_a_blind_reader() -> None:
    marked = [
        Mark.drawn(EXUDATE, Box(0, 0, 9, 9), author="Ben"),
        Mark.drawn(LesionClass.IRMA, Box(9, 9, 9, 9), author="Ada"),
    ]
    row = StudyRow(1, "a", **mark_fields(marked, "Ada"))
    assert (row.as_seen.marks, row.as_seen.classes) == (2, {EXUDATE, LesionClass.IRMA})
    seen = replace(row, blind=True).as_seen
    assert (seen.marks, seen.classes, seen.marked_by) == (1, {LesionClass.IRMA}, "")
    assert seen.reading is row.reading is ReadingStage.MARKED
