from __future__ import annotations

from typing import Any

from retinaview.core.brush import stroke
from retinaview.core.edits import MarksEdit
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark, Provenance, Status
from retinaview.core.mask import Mask
from retinaview.session import painting
from retinaview.session.session import Session

HAEMORRHAGE = LesionClass.HAEMORRHAGE
SIZE = 400
DOT = Mask(100, 100, 4, 4, (0, 16))
PROVENANCE = Provenance("ganet", "1", "ab" * 32, threshold=0.4, score=0.9)


def painted(session: Session, mask: Mask = DOT, **options: Any) -> Mark | None:
    options = {"lesion": HAEMORRHAGE, "selected": ()} | options
    return painting.paint(session, 1, mask, **options)


def test_a_stroke_is_a_new_mark_and_one_step(session: Session, heard: Any) -> None:
    mark = painted(session)
    assert session.marks(1) == (mark,)
    assert mark is not None
    assert (mark.mask, mark.box, mark.status, mark.author) == (DOT, DOT.box, Status.DRAWN, "Anna")
    assert session.undo_label == "Paint haemorrhage"
    session.undo()
    assert session.marks(1) == ()
    session.redo()
    assert session.marks(1) == (mark,)
    assert heard.messages == []


def test_a_stroke_that_touches_the_selected_mark_goes_on_with_it(session: Session) -> None:
    first = painted(session)
    assert first is not None
    beside, apart = DOT.moved(4, 2), DOT.moved(50, 0)
    again = painted(session, beside, selected=(first.id,), lesion=LesionClass.IRMA)
    assert again is not None
    assert (again.id, again.lesion, again.mask) == (first.id, HAEMORRHAGE, DOT.union(beside))
    assert painted(session, apart, selected=(first.id,)).id != first.id  # type: ignore[union-attr]
    further = painted(session, apart, selected=(first.id,), goes_on=True)
    assert further is not None
    assert further.id == first.id
    assert further.box == Box(100, 100, 54, 6)
    session.undo()
    assert again in session.marks(1)


def test_a_stroke_that_changes_nothing_is_no_step(session: Session) -> None:
    mark = painted(session)
    assert mark is not None
    assert painted(session, selected=(mark.id,)) is None
    session.undo()
    assert not session.can_undo


def test_a_stroke_over_the_edge_is_cut_and_one_outside_is_refused(
    session: Session, heard: Any
) -> None:
    mark = painted(session, DOT.moved(SIZE - 102, -102))
    assert mark is not None
    assert mark.box == Box(SIZE - 2, 0, 2, 2)
    assert painted(session, DOT.moved(SIZE, 0)) is None
    assert heard.messages == ["The mask lies outside the photograph"]
    assert session.marks(1) == (mark,)


def test_a_box_becomes_the_mask_that_is_painted_on_it(session: Session) -> None:
    box = session.draw(1, HAEMORRHAGE, Box(95, 95, 30, 30))
    assert box is not None
    mark = painted(session, selected=(box.id,))
    assert mark is not None
    assert (mark.id, mark.mask) == (box.id, DOT)


def test_a_locked_mark_is_neither_painted_nor_erased(session: Session, heard: Any) -> None:
    mark = painted(session)
    assert mark is not None
    (locked,) = session.set_locked(1, [mark.id], True)
    assert painted(session, DOT.moved(1, 1), selected=(mark.id,)) is None
    assert painting.erase(session, 1, DOT, selected=(), seen=session.marks(1)) == ()
    assert session.marks(1) == (locked,)
    assert heard.messages == 2 * ["Locked marks stay as they are; unlock them first"]


def test_the_eraser_takes_from_masks_and_from_selected_boxes(session: Session) -> None:
    mask, box = painted(session), session.draw(1, HAEMORRHAGE, Box(100, 100, 10, 10))
    assert mask is not None
    assert box is not None
    upper = Mask(90, 90, 40, 12, (0, 480))
    left = painting.erase(session, 1, upper, selected=(), seen=session.marks(1))
    assert [each.id for each in left] == [mask.id]
    assert left[0].box == Box(100, 102, 4, 2)
    assert session.undo_label == "Erase part of haemorrhage"
    (cut,) = painting.erase(session, 1, upper, selected=(box.id,), seen=session.marks(1))
    assert (cut.id, cut.box) == (box.id, Box(100, 102, 10, 8))


def test_what_is_erased_wholly_is_deleted_and_undo_brings_it_back(session: Session) -> None:
    mark = painted(session)
    assert (
        painting.erase(session, 1, stroke([(102, 102)], 30), selected=(), seen=session.marks(1))
        == ()
    )
    assert session.marks(1) == ()
    session.undo()
    assert session.marks(1) == (mark,)


def test_a_hidden_mark_is_not_erased(session: Session) -> None:
    mark = painted(session)
    painting.erase(session, 1, DOT, selected=(), seen=())
    assert session.marks(1) == (mark,)


def test_box_to_mask_and_back(session: Session) -> None:
    box = session.draw(1, HAEMORRHAGE, Box(100.5, 100, 10, 10))
    assert box is not None
    (mask,) = painting.reshape(session, 1, "Outline", {box.id: DOT})
    assert (mask.id, mask.mask, session.undo_label) == (box.id, DOT, "Outline haemorrhage")
    (back,) = painting.reshape(session, 1, "Box", {box.id: mask.box})
    assert (back.box, back.mask) == (DOT.box, None)
    assert painting.reshape(session, 1, "Box", {box.id: back.box}) == ()
    assert painting.reshape(session, 1, "Outline", {box.id: DOT.moved(SIZE, 0)}) == ()


def test_a_cluster_falls_into_its_lesions_in_one_step(session: Session) -> None:
    cluster = session.draw(1, HAEMORRHAGE, Box(100, 100, 20, 10))
    assert cluster is not None
    parts = DOT, DOT.moved(8, 0), DOT.moved(16, 4)
    made = painting.split(session, 1, {cluster.id: parts})
    assert tuple(mark.mask for mark in made) == parts
    assert made[0].id == cluster.id
    assert len({mark.id for mark in made}) == 3
    assert session.undo_label == "Split haemorrhage"
    session.undo()
    assert session.marks(1) == (cluster,)


def test_parts_of_a_proposal_are_edited_and_know_their_network(session: Session) -> None:
    mark = Mark.proposed(HAEMORRHAGE, Box(100, 100, 20, 10), provenance=PROVENANCE)
    session.commit([MarksEdit(1, "Propose", (), (mark,))])
    made = painting.split(session, 1, {mark.id: (DOT, DOT.moved(8, 0))})
    assert [each.status for each in made] == [Status.EDITED] * 2
    assert [each.provenance for each in made] == [PROVENANCE] * 2


def test_a_locked_mark_and_one_that_was_not_asked_for_keep_their_shape(session: Session) -> None:
    first, locked = painted(session), painted(session, DOT.moved(50, 0))
    other = painted(session, DOT.moved(0, 50))
    assert first is not None
    assert locked is not None
    session.set_locked(1, [locked.id], locked=True)
    before = {mark.id: mark for mark in session.marks(1)}
    shapes = {first.id: Box(90, 90, 9, 9), locked.id: DOT.moved(60, 0)}
    (changed,) = painting.reshape(session, 1, "Snap", shapes)
    assert (changed.id, changed.box, changed.mask) == (first.id, Box(90, 90, 9, 9), None)
    assert {m.id: m for m in session.marks(1)} == before | {first.id: changed}
    assert other in session.marks(1)
