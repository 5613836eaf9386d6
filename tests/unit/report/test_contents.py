"""What a report says is what the study holds, at the thresholds in force, and nothing hidden."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from retinaview.core.edits import MarksEdit
from retinaview.core.geometry import Box
from retinaview.core.grades import DRGrade, Grading
from retinaview.core.lesions import LesionClass, own_class
from retinaview.core.marks import Mark, Provenance
from retinaview.core.study_classes import DEFAULT_CLASSES, ClassList
from retinaview.core.thresholds import ThresholdKey
from retinaview.report import words
from retinaview.report.contents import EyeContents, LesionCount, eye_contents, revealed_in
from retinaview.report.summary import COLUMNS, as_csv, summary_row
from retinaview.session.adjudicating import decide
from retinaview.session.session import Session
from retinaview.session.study import open_study
from tests.unit.report.conftest import EX, HE


def right(session: Session) -> EyeContents:
    return eye_contents(session, session.images[0])


def count(session: Session, lesion: LesionClass) -> LesionCount:
    return next(each for each in right(session).counts if each.lesion is lesion)


def test_lesions_are_counted_and_the_nearest_measured_in_disc_diameters(session: Session) -> None:
    exudates, bleedings = count(session, EX), count(session, HE)
    assert (exudates.models, exudates.reader) == (1, 0)
    assert exudates.models_distance == pytest.approx(0.5, abs=0.01)
    assert (bleedings.models, bleedings.reader) == (None, 1)
    assert bleedings.reader_distance == pytest.approx(1.0)


def test_the_study_s_thresholds_count(session: Session) -> None:
    session.set_thresholds({ThresholdKey("ganet", "1.1", EX): 0.3})
    assert count(session, EX).models == 2
    assert "Hard exudate 0.30 (card 0.50, " in words.thresholds_words(right(session))


def test_landmarks_of_the_reader_come_before_those_of_the_models(session: Session) -> None:
    session.draw(session.images[0].id, LesionClass.OPTIC_DISC, Box(270, 100, 100, 100))
    session.draw(session.images[0].id, LesionClass.FOVEA, Box(72, 145, 10, 10))
    assert count(session, HE).reader_distance == pytest.approx(130 / 100)


def test_a_box_over_the_fovea_has_no_distance_from_it(session: Session) -> None:
    session.draw(session.images[0].id, HE, Box(100, 140, 20, 20))
    assert count(session, HE).reader_distance == 0


def test_proposals_and_rejected_marks_are_no_reader_s(session: Session) -> None:
    image = session.images[0].id
    run = Provenance("ganet", "1.1", "a" * 64, 0.5, 0.9)
    marks = tuple(Mark.proposed(EX, Box(x, 20, 9, 9), provenance=run) for x in (20, 90))
    session.commit([MarksEdit(image, "Add", (), marks)])
    session.reject(image, [marks[0].id])
    assert [mark.lesion for mark in right(session).marks] == [HE]


def test_blind_reading_stays_blind(session: Session) -> None:
    session.blinding.turn(True)
    hidden = right(session)
    assert hidden.finding is None
    assert hidden.landmarks is None
    assert words.models_answer(hidden) == words.HIDDEN
    image = session.images[0]
    session.blinding.reveal(image.id, session.grading(image.id))
    assert revealed_in(session) == {image.id}
    assert eye_contents(session, image, revealed=revealed_in(session)).finding is not None
    assert eye_contents(session, image, as_reader=True).finding is not None


def test_answers_in_words(session: Session) -> None:
    contents = right(session)
    assert words.reader_answer(contents) == (
        "DR 2, Moderate NPDR; DME 2, Exudates near fovea; unsure"
    )
    assert words.models_answer(contents) == (
        "DR 2, Moderate NPDR (70 %); DME 2, Exudates near fovea (70 %); "
        "referable with probability 85 %"
    )
    assert words.quality_words(contents) == "Doubtful: haze (score 0.91)"
    assert words.signature(contents).startswith("Anna Müller, 20")
    assert "ganet 1.1 (aaaaaaaaaaaa)" in words.models_of(contents.finding)


def test_a_photograph_that_nobody_read_says_so(session: Session) -> None:
    session.set_grading(session.images[2].id, Grading(flag=True))  # to come back to it
    contents = eye_contents(session, session.images[2])
    assert words.reader_answer(contents) == words.NOT_READ
    assert words.models_answer(contents) == words.NOT_RUN
    assert words.signature(contents) == ""


def test_every_reader_s_answer_is_reported_and_a_reader_sees_the_others_after_an_own_one(
    session: Session, folder: Path
) -> None:
    session.close()
    second = open_study([folder], reader="Ben")
    try:
        image = second.images[0]
        everything = eye_contents(second, image)
        assert words.reader_answer(everything).startswith("DR 2")
        assert everything.readers == ("Anna Müller",)
        assert eye_contents(second, image, as_reader=True).answers == ()
        second.set_grading(image.id, Grading(dr=DRGrade.MILD))
        both = eye_contents(second, image, as_reader=True)
        assert words.reader_answer(both).startswith("Ben: DR 1, Mild NPDR | Anna Müller: DR 2")
        assert words.other_answers(both).startswith("Anna Müller: DR 2")
    finally:
        second.close()


def test_a_consensus_is_signed_by_who_decided_it(session: Session) -> None:
    image = session.images[2]
    decide(session, image.id, Grading(DRGrade.MILD))
    contents = eye_contents(session, image)
    assert contents.readers == ("consensus",)
    assert words.signature(contents).startswith(f"{session.reader}, 20")


def test_classes_of_the_study_are_counted_and_named_as_there(session: Session) -> None:
    fibres, image = own_class("Myelinated fibres"), session.images[0].id
    haemorrhage = replace(DEFAULT_CLASSES.classes[1], name="Bleeding", colour=(1, 2, 3))
    session.set_classes(ClassList((haemorrhage,)).added([fibres]))
    session.draw(image, fibres, Box(100, 140, 20, 20))
    session.draw(image, LesionClass.DRUSEN, Box(10, 10, 20, 20))
    session.draw(image, LesionClass.FOVEA, Box(72, 145, 10, 10))
    counted = {each.lesion: (each.reader, each.models) for each in right(session).counts}
    assert counted[fibres] == counted[LesionClass.DRUSEN] == (1, None)
    assert LesionClass.FOVEA not in counted
    contents = right(session)
    assert words.class_words(contents, HE) == "Bleeding"
    assert contents.classes.style(HE).colour == (1, 2, 3)
    row = summary_row(contents, page="1.pdf")
    assert row["reader_myelinated_fibres"] == 1
    assert "models_drusen" not in row
    head, first = as_csv([row]).decode("utf-8-sig").splitlines()
    assert dict(zip(head.split(","), first.split(","), strict=True))["reader_drusen"] == "1"
    assert tuple(name for name in head.split(",") if name in COLUMNS) == COLUMNS
