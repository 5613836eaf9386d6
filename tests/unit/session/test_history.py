from __future__ import annotations

from retinaview.core.edits import GradingEdit, MarksEdit
from retinaview.core.geometry import Box
from retinaview.core.grades import DRGrade, Grading
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark, Provenance, Status
from retinaview.session.history import LIMIT, History, Step, rebased

ORIGIN = Provenance("ganet", "1", "ab", 0.5, 0.8)


def proposed(x: float) -> Mark:
    return Mark.proposed(LesionClass.IRMA, Box(x, 0, 10, 10), provenance=ORIGIN)


def step(label: str) -> Step:
    return Step((GradingEdit(1, label, Grading(), Grading(DRGrade.MILD)),))


def test_undo_and_redo_walk_the_same_steps() -> None:
    history, first, second = History(), step("first"), step("second")
    history.did(first)
    history.did(second)
    history.undid(second.inverse())
    assert (history.to_undo, history.to_redo) == (first, second)
    history.undid(first.inverse())
    assert (history.to_undo, history.to_redo) == (None, first)
    history.redid(first)
    assert (history.to_undo, history.to_redo) == (first, second)


def test_a_step_on_several_photographs_is_looked_at_on_the_one_that_is_shown() -> None:
    given = Grading(DRGrade.MILD)
    several = Step(tuple(GradingEdit(image_id, "Import", Grading(), given) for image_id in (3, 1)))
    assert [several.seen_at(shown) for shown in (1, 3, 7, None)] == [1, 3, 3, 3]
    assert Step().seen_at(1) is None


def test_a_new_step_ends_redoing() -> None:
    history, first = History(), step("first")
    history.did(first)
    history.undid(first.inverse())
    history.did(step("second"))
    assert history.to_redo is None


def test_the_history_is_bounded() -> None:
    history = History()
    for number in range(LIMIT + 5):
        history.did(step(str(number)))
    for _ in range(LIMIT):
        done = history.to_undo
        assert done is not None
        history.undid(done.inverse())
    assert history.to_undo is None
    assert history.to_redo is not None
    assert history.to_redo.label == "5"


def test_the_inverse_of_a_step_runs_backwards() -> None:
    first, second = step("first").edits[0], step("second").edits[0]
    both = Step((first, second))
    assert [edit.label for edit in both.inverse().edits] == ["second", "first"]
    assert both.inverse().inverse() == both


def test_edits_without_lost_proposals_stay_as_they_are() -> None:
    old = proposed(0)
    accepted = old.with_status(Status.ACCEPTED, author="Anna")
    edit = MarksEdit(1, "Accept IRMA", (old,), (accepted,))
    assert rebased(edit, {old.id: old}) is edit
    grading = step("grade").edits[0]
    assert rebased(grading, {}) is grading


def test_drawing_again_leaves_the_proposals_beside_it() -> None:
    drawn = Mark.drawn(LesionClass.IRMA, Box(0, 0, 10, 10), author="Anna")
    beside = proposed(1)
    edit = MarksEdit(1, "Draw IRMA", (), (drawn,))
    assert rebased(edit, {beside.id: beside}) is edit


def test_a_replaced_proposal_is_accepted_again_in_place_of_its_successor() -> None:
    old, successor, elsewhere = proposed(0), proposed(1), proposed(500)
    accepted = old.with_status(Status.ACCEPTED, author="Anna")
    edit = MarksEdit(1, "Accept IRMA", (old,), (accepted,))
    standing = {mark.id: mark for mark in (successor, elsewhere)}
    assert rebased(edit, standing) == MarksEdit(1, "Accept IRMA", (successor,), (accepted,))


def test_a_touched_mark_that_is_missing_stays_a_conflict() -> None:
    drawn = Mark.drawn(LesionClass.IRMA, Box(0, 0, 10, 10), author="Anna")
    edit = MarksEdit(1, "Delete IRMA", (drawn,), ())
    assert rebased(edit, {}) is edit
