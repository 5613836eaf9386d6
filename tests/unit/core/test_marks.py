from dataclasses import replace

from retinaview.core.edits import GradingEdit, MarksEdit
from retinaview.core.geometry import Box
from retinaview.core.grades import DRGrade, Grading
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark, Provenance, Status
from retinaview.core.mask import Mask

BOX = Box(1, 2, 3, 4)
RUN = Provenance("ganet", "1", "ab" * 32, threshold=0.4, score=0.9)


def proposal() -> Mark:
    return Mark.proposed(LesionClass.HARD_EXUDATE, BOX, provenance=RUN)


def test_a_drawn_mark_stays_drawn_when_moved() -> None:
    mark = Mark.drawn(LesionClass.HAEMORRHAGE, BOX, author="ann")
    moved = mark.with_box(Box(5, 5, 3, 4), author="bea")
    assert moved.status is Status.DRAWN
    assert moved.author == "bea"
    assert (moved.id, moved.created) == (mark.id, mark.created)


def test_a_touched_proposal_is_edited_and_keeps_its_provenance() -> None:
    edited = proposal().with_class(LesionClass.COTTON_WOOL_SPOT, author="ann")
    assert edited.status is Status.EDITED
    assert edited.provenance == RUN
    assert edited.lesion is LesionClass.COTTON_WOOL_SPOT


def test_who_may_be_replaced_and_what_counts_as_truth() -> None:
    assert [status for status in Status if not status.is_human] == [Status.PROPOSED]
    assert {status for status in Status if status.is_label} == {
        Status.ACCEPTED,
        Status.EDITED,
        Status.DRAWN,
    }


def test_identifiers_are_unique() -> None:
    assert len({proposal().id for _ in range(100)}) == 100


def test_an_edit_turned_round_twice_is_itself() -> None:
    mark = proposal()
    accepted = mark.with_status(Status.ACCEPTED, author="ann")
    edit = MarksEdit(1, "Accept", (mark,), (accepted,))
    assert edit.inverse() == MarksEdit(1, "Accept", (accepted,), (mark,))
    assert edit.inverse().inverse() == edit
    graded = GradingEdit(1, "Grade", Grading(), Grading(dr=DRGrade.MILD))
    assert graded.inverse().after == Grading()


def test_a_mark_with_a_mask_has_the_box_around_it_wherever_it_goes() -> None:
    mask = Mask(2, 3, 2, 2, (0, 3, 1))
    mark = Mark.drawn(LesionClass.HAEMORRHAGE, mask, author="ann")
    assert (mark.box, mark.mask) == (Box(2, 3, 2, 2), mask)
    moved = mark.with_box(Box(7.4, 9, 2, 2), author="ann")
    assert moved.mask == mask.moved(5, 6)
    assert moved.box == Box(7.4, 9, 2, 2)
    stretched = mark.with_box(Box(2, 3, 4, 4), author="ann")
    assert stretched.mask is not None
    assert stretched.mask.area_px == 12
    assert moved.with_status(Status.ACCEPTED, author="ann").mask == moved.mask
    as_box = mark.without_mask(author="ann")
    assert (as_box.box, as_box.mask) == (mark.box, None)
    assert as_box.with_mask(mask, author="ann").mask == mask
    wide = replace(mark, box=Box(1.5, 2.5, 4, 4))
    assert wide.with_box(Box(3.5, 2.5, 4, 4), author="ann").mask == mask.moved(2, 0)
