"""Who says what of a photograph, labels copied across, and what is decided by whom."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

import pytest

from retinaview.core.edits import GradingEdit, MarksEdit
from retinaview.core.findings import Finding, GradeProbabilities, ModelIdentity, Quality
from retinaview.core.geometry import Box
from retinaview.core.grades import DMEGrade, DRGrade, Grading
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark, Provenance, Status
from retinaview.core.reader_names import CONSENSUS
from retinaview.project.store import ProjectStore
from retinaview.session.adjudicating import adopt, consensus_on, decide, may_adjudicate, voices_on
from retinaview.session.label_snapshot import gather_labels
from retinaview.session.session import Session

HE = LesionClass.HAEMORRHAGE


@pytest.fixture
def eve(session: Session) -> Session:
    """Eve, after Anna and Ben have answered and Anna has marked; a network proposes one lesion."""
    session.commit(
        [
            GradingEdit(1, "Grade", Grading(), Grading(DRGrade.MILD, reader="Anna")),
            GradingEdit(1, "Grade", Grading(), Grading(DRGrade.SEVERE, reader="Ben")),
            MarksEdit(1, "Draw", (), (Mark.drawn(HE, Box(5, 5, 20, 20), author="Anna"),)),
        ]
    )
    origin = Provenance("ganet", "1", "0" * 64, 0.5, 0.9)
    session._store.replace_proposals(1, [Mark.proposed(HE, Box(50, 50, 9, 9), provenance=origin)])
    path = session.path
    session.close()
    return Session(ProjectStore.open(path), reader="Eve")


def test_everybody_is_heard_with_marks_and_answers(eve: Session) -> None:
    with closing(eve):
        said = [(v.name, v.answer.dr, v.marks, v.is_model) for v in voices_on(eve, 1)]
    assert said == [
        ("Anna", DRGrade.MILD, 1, False),
        ("Ben", DRGrade.SEVERE, 0, False),
        ("ganet", None, 1, True),
    ]


def test_a_network_that_graded_before_the_study_was_opened_is_heard(session: Session) -> None:
    grades = GradeProbabilities((0.1, 0.1, 0.6, 0.1, 0.1))
    model = ModelIdentity("grading", "zoom-in-net", "1", "0" * 64)
    session.take_finding(1, Finding(Quality(1, gradable=True), grades, models=(model,)))
    before = [(v.name, v.answer.dr) for v in voices_on(session, 1)]
    path = session.path
    session.close()
    with closing(Session(ProjectStore.open(path), reader="Eve")) as eve:
        assert [(v.name, v.answer.dr) for v in voices_on(eve, 1)] == before
    assert before == [("zoom-in-net", DRGrade.MODERATE)]


def test_a_second_reader_stays_blind_and_a_third_may_adjudicate(eve: Session) -> None:
    with closing(eve):
        assert may_adjudicate(eve, 1)
        assert not may_adjudicate(eve, 2)
        eve.commit([GradingEdit(2, "Grade", Grading(), Grading(DRGrade.MILD, reader="Anna"))])
        assert not may_adjudicate(eve, 2)
        eve.set_grading(2, Grading(DRGrade.NONE))
        assert may_adjudicate(eve, 2)
        eve.blinding.turn(True)
        assert not may_adjudicate(eve, 1)


def test_what_is_decided_is_kept_with_who_decided_and_everybodys_answers_stay(
    eve: Session,
) -> None:
    path = eve.path
    with closing(eve):
        decide(eve, 1, Grading(DRGrade.MODERATE, DMEGrade.NONE, comment="see OS"))
        decided = consensus_on(eve, 1)
        assert (decided.dr, decided.reader, decided.decided_by) == (2, CONSENSUS, "Eve")
        assert [each.dr for each in eve.answers.all_on(1)] == [1, 3, 2]
        assert eve.grading(1).is_empty
        eve.undo()
        assert consensus_on(eve, 1).is_empty
        eve.redo()
    with closing(Session(ProjectStore.open(path), reader="Zoe")) as zoe:
        kept = consensus_on(zoe, 1)
        assert (kept, kept.decided_by) == (decided, "Eve")
        decide(zoe, 1, kept)  # the same, but by somebody else
        assert consensus_on(zoe, 1).decided_by == "Zoe"
        decide(zoe, 1, Grading())
        assert consensus_on(zoe, 1).is_empty


def test_a_label_is_copied_across_and_a_proposal_accepted_in_one_step(eve: Session) -> None:
    with closing(eve):
        ids = [mark.id for mark in eve.marks(1)]
        made = adopt(eve, 1, ids)
        assert {(m.author, m.status) for m in made} == {
            ("Eve", Status.ACCEPTED),
            ("Eve", Status.DRAWN),
        }
        assert [m.author for m in eve.marks(1)].count("Anna") == 1  # hers stays
        assert adopt(eve, 1, ids) == ()  # nothing is made twice
        eve.undo()
        assert {m.author for m in eve.marks(1)} == {"Anna", ""}


def test_a_copy_keeps_class_shape_comment_and_doubt(eve: Session) -> None:
    with closing(eve):
        anna = next(mark for mark in eve.marks(1) if mark.author == "Anna")
        doubted = replace(anna, comment="faint", unsure=True)
        eve.commit([MarksEdit(1, "Doubt", (anna,), (doubted,))])
        (copy,) = adopt(eve, 1, [anna.id])
        same = replace(
            copy, id=anna.id, author="Anna", created=anna.created, modified=anna.modified
        )
        assert same == doubted


def test_what_was_decided_teaches_before_the_answer_of_one_reader(eve: Session) -> None:
    path = eve.path
    with closing(eve):
        eve.expected_path(1).write_bytes(b"P6 100 100 255\n" + bytes(3 * 100 * 100))
        decide(eve, 1, Grading(DRGrade.MODERATE))
    (photograph,) = gather_labels([path], reader="Anna")[0]
    assert (photograph.labels.grading.dr, photograph.labels.grading.reader) == (
        DRGrade.MODERATE,
        CONSENSUS,
    )
