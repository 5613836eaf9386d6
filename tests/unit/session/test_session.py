from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import numpy as np
import pytest

from retinaview.core.edits import GradingEdit, MarksEdit
from retinaview.core.errors import ProjectError
from retinaview.core.findings import Finding
from retinaview.core.geometry import Box
from retinaview.core.grades import DRGrade, Grading, Laterality
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark, Status
from retinaview.imaging.photograph import Photograph
from retinaview.project.store import NewImage, ProjectStore
from retinaview.session.session import Session

EXUDATE, HAEMORRHAGE = LesionClass.HARD_EXUDATE, LesionClass.HAEMORRHAGE
SIZE = 400
Spots = Callable[..., Finding]


def drawn(session: Session, x: float = 10, y: float = 10, *, image_id: int = 1) -> Mark:
    mark = session.draw(image_id, HAEMORRHAGE, Box(x, y, 30, 20))
    assert mark is not None
    return mark


# Verbs


def test_draw(session: Session, heard: Any) -> None:
    mark = drawn(session)
    assert session.marks(1) == (mark,)
    assert (mark.status, mark.author, mark.lesion) == (Status.DRAWN, "Anna", HAEMORRHAGE)
    assert heard.events == [("marks", 1), ("history",)]
    assert (session.can_undo, session.undo_label) == (True, "Draw haemorrhage")


def test_a_box_is_cut_to_the_photograph(session: Session, heard: Any) -> None:
    mark = session.draw(1, EXUDATE, Box(-10, SIZE - 5, 30, 30))
    assert mark is not None
    assert mark.box == Box(0, SIZE - 5, 20, 5)
    assert session.draw(1, EXUDATE, Box(SIZE + 1, 0, 5, 5)) is None
    assert heard.messages == ["The box lies outside the photograph"]
    assert len(session.marks(1)) == 1


def test_before_its_size_is_known_a_photograph_has_no_edge(tmp_path: Path) -> None:
    store = ProjectStore.create(tmp_path / "s.retinaview")
    store.add_images([NewImage("a.jpg")])
    with closing(Session(store, reader="Anna")) as session:
        mark = session.draw(1, EXUDATE, Box(9000, 10, 5, 5))
        assert mark is not None
        assert mark.box.x == 9000


def test_several_marks_move_in_one_step(session: Session) -> None:
    first, second = drawn(session), drawn(session, 100)
    moved = session.set_boxes(
        1, {first.id: first.box.moved(5, 5), second.id: Box(SIZE - 3, 10, 30, 20)}
    )
    assert [mark.box for mark in moved] == [Box(15, 15, 30, 20), Box(SIZE - 30, 10, 30, 20)]
    assert session.undo_label == "Move 2 marks"
    session.undo()
    assert session.marks(1) == (first, second)


def test_resizing_cuts(session: Session) -> None:
    mark = drawn(session)
    (resized,) = session.set_boxes(1, {mark.id: Box(-5, 10, 45, 20)})
    assert resized.box == Box(0, 10, 40, 20)
    assert session.undo_label == "Resize haemorrhage"


def test_what_changes_nothing_is_no_step(session: Session, heard: Any) -> None:
    mark = drawn(session)
    events = list(heard.events)
    assert session.set_boxes(1, {mark.id: mark.box}) == ()
    assert session.set_class(1, [mark.id], HAEMORRHAGE) == ()
    assert session.accept(1, [mark.id]) == ()
    assert session.reject(1, [mark.id]) == ()
    assert session.set_locked(1, [mark.id], locked=False) == ()
    assert session.set_mark_comment(1, [mark.id], "") == ()
    assert session.delete(1, ["unknown"]) == ()
    assert session.paste(1, []) == ()
    session.set_grading(1, Grading())
    session.commit([])
    assert heard.events == events


def test_set_class(session: Session) -> None:
    mark = drawn(session)
    (changed,) = session.set_class(1, [mark.id], LesionClass.IRMA)
    assert session.marks(1) == (changed,)
    assert changed.lesion is LesionClass.IRMA
    assert session.undo_label == "Change class of haemorrhage"


def test_duplicate_and_paste_copy_as_drawn(session: Session, spots: Spots) -> None:
    session.take_finding(1, spots((100, 100)))
    (proposal,) = session.marks(1)
    (copy,) = session.duplicate(1, [proposal.id], 500, 10)
    (pasted,) = session.paste(2, [proposal])
    assert copy.box == Box(SIZE - 20, 110, 20, 20)
    assert pasted.box == proposal.box
    for mark in (copy, pasted):
        assert (mark.status, mark.author, mark.provenance) == (Status.DRAWN, "Anna", None)
    assert {mark.id for mark in session.marks(1)} == {proposal.id, copy.id}
    assert session.marks(2) == (pasted,)


def test_deleting_a_drawn_mark_removes_it(session: Session) -> None:
    mark = drawn(session)
    assert session.delete(1, [mark.id]) == ()
    assert session.marks(1) == ()
    assert session.undo() == 1
    assert session.marks(1) == (mark,)


def test_deleting_a_proposal_rejects_it(session: Session, spots: Spots) -> None:
    session.take_finding(1, spots((100, 100)))
    (proposal,) = session.marks(1)
    (rejected,) = session.delete(1, [proposal.id])
    assert (rejected.status, rejected.author) == (Status.REJECTED, "Anna")
    assert session.marks(1) == (rejected,)
    (accepted,) = session.accept(1, [proposal.id])
    assert accepted.status is Status.ACCEPTED
    assert accepted.provenance == proposal.provenance
    (again,) = session.delete(1, [proposal.id])
    assert again.status is Status.REJECTED


def test_locked_marks_refuse(session: Session, heard: Any) -> None:
    mark, free = drawn(session), drawn(session, 200)
    (locked,) = session.set_locked(1, [mark.id], locked=True)
    heard.events.clear()

    assert session.delete(1, [mark.id]) == ()
    assert session.set_boxes(1, {mark.id: Box(0, 0, 5, 5)}) == ()
    assert session.set_class(1, [mark.id], EXUDATE) == ()
    assert session.reject(1, [mark.id]) == ()
    assert heard.messages == ["Locked marks stay as they are; unlock them first"] * 4
    assert ("marks", 1) in heard.events, "a view must snap back"
    session.delete(1, [mark.id, free.id])
    assert session.marks(1) == (locked,)

    session.set_locked(1, [mark.id], locked=False)
    session.delete(1, [mark.id])
    assert session.marks(1) == ()


def test_comments(session: Session, heard: Any) -> None:
    mark = drawn(session)
    (commented,) = session.set_mark_comment(1, [mark.id], "near the disc")
    session.set_grading(2, Grading(DRGrade.SEVERE))
    session.set_grading(2, replace(session.grading(2), comment="laser scars"))
    assert session.marks(1) == (commented,)
    assert commented.comment == "near the disc"
    assert session.grading(2) == Grading(DRGrade.SEVERE, comment="laser scars")
    assert session.gradings() == {2: session.grading(2)}
    assert heard.events.count(("grading", 2)) == 2


def test_commit_takes_many_photographs_as_one_step(session: Session, heard: Any) -> None:
    box = Box(1, 1, 5, 5)
    edits = [
        MarksEdit(i, "Import labels", (), (Mark.drawn(EXUDATE, box, author="Ben"),)) for i in (2, 1)
    ]
    answer = GradingEdit(1, "Import labels", Grading(), Grading(DRGrade.MILD))
    session.commit([*edits, answer])
    assert session.marks(1) == edits[1].after
    assert heard.events == [("marks", 2), ("marks", 1), ("grading", 1), ("history",)]
    assert session.undo() is not None
    assert (session.all_marks(), session.gradings()) == ({}, {})
    with pytest.raises(ProjectError):
        session.commit([edits[0].inverse()])


# History


def test_undo_returns_the_photograph_to_look_at(session: Session) -> None:
    assert (session.undo(), session.redo()) == (None, None)
    drawn(session, image_id=1)
    drawn(session, image_id=2)
    session.set_grading(1, Grading(DRGrade.MILD))
    assert [session.undo() for _ in range(4)] == [1, 2, 1, None]
    assert (session.can_undo, session.undo_label) == (False, "")
    assert session.redo_label == "Draw haemorrhage"
    assert [session.redo() for _ in range(4)] == [1, 2, 1, None]
    assert (session.can_redo, session.redo_label) == (False, "")


def test_undo_is_logged_as_what_it_is(session: Session) -> None:
    drawn(session)
    session.undo()
    events = session._store.events(1)
    assert [len(event.after) for event in events[-2:]] == [1, 0]
    assert all(event.reader == "Anna" for event in events[-2:])


def test_a_step_that_another_window_crossed_is_dropped(session: Session, heard: Any) -> None:
    kept, crossed = drawn(session), drawn(session, 100)
    with closing(ProjectStore.open(session.path)) as other:
        other.apply([MarksEdit(1, "Delete", (crossed,), ())], reader="Ben")
    assert session.undo() is None
    assert "another window changed the same marks" in heard.messages[0]
    assert session.marks(1) == (kept,)
    assert session.undo() == 1
    assert session.marks(1) == ()


def test_an_edit_that_another_window_crossed_snaps_back(session: Session, heard: Any) -> None:
    mark = drawn(session)
    theirs = mark.with_box(Box(0, 0, 9, 9), author="Ben")
    with closing(ProjectStore.open(session.path)) as other:
        other.apply([MarksEdit(1, "Move", (mark,), (theirs,))], reader="Ben")
    heard.events.clear()
    assert session.set_class(1, [mark.id], EXUDATE) == ()
    assert heard.events[0] == ("marks", 1)
    assert "another window" in heard.messages[0]
    assert session.marks(1) == (theirs,)
    assert session.undo_label == "Draw haemorrhage"


def test_a_full_disk_keeps_the_step(session: Session, heard: Any) -> None:
    mark = drawn(session)
    with session._store._engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    assert session.set_mark_comment(1, [mark.id], "x" * 50_000) == ()
    assert "the disk is full" in heard.messages[0]
    with session._store._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    assert session.marks(1) == (mark,)
    assert session.undo() == 1


# Photographs


def photograph(sha256: str, *, width: int = SIZE) -> Photograph:
    return Photograph(Path("1_right.jpg"), np.zeros((300, width, 3), np.uint8), 8, sha256)


def test_note_photograph_keeps_size_and_checksum(session: Session, heard: Any) -> None:
    assert session.note_photograph(1, photograph("ab", width=500)) is False
    image = session.image(1)
    assert (image.sha256, image.width, image.height) == ("ab", 500, 300)
    assert session.note_photograph(1, photograph("ab", width=500)) is False
    assert heard.events == [("image", 1)]


def test_a_changed_photograph_is_reported_and_keeps_its_labels(
    session: Session, heard: Any
) -> None:
    session.note_photograph(1, photograph("ab"))
    mark = drawn(session)
    assert session.note_photograph(1, photograph("cd")) is True
    assert heard.messages == ["1_right.jpg has changed since it was labelled"]
    assert session.image(1).sha256 == "ab"
    assert session.marks(1) == (mark,)


def test_a_changed_photograph_without_labels_is_simply_taken(session: Session, heard: Any) -> None:
    session.note_photograph(1, photograph("ab"))
    assert session.note_photograph(1, photograph("cd")) is False
    assert session.image(1).sha256 == "cd"
    assert heard.messages == []


def test_set_days(session: Session, heard: Any) -> None:
    day = date(2024, 5, 1)
    assert session.set_days({1: day, 2: day}) == 2
    assert [image.taken for image in session.images] == [day, day]
    assert [e for e in heard.events if e[0] == "image"] == [("image", 1), ("image", 2)]
    assert session.undo_label == "Change date"
    assert session.set_days({1: day}) == 0
    session.undo()
    assert [image.taken for image in session.images] == [None, None]
    session.redo()
    assert session.set_days({2: None}) == 1
    assert [image.taken for image in session._store.images()] == [day, None]


def test_set_eyes(session: Session, heard: Any) -> None:
    before = session.image(1)
    session.set_eyes({1: ("7", Laterality.OS)})
    assert (session.image(1).patient, session.image(1).eye) == ("7", Laterality.OS)
    assert session._store.images()[0] == session.image(1)
    assert ("image", 1) in heard.events
    assert session.undo_label == "Change patient"
    assert session.undo() == 1
    assert session.image(1) == before == session._store.images()[0]
    session.redo()
    session.set_eyes({1: ("7", None)})
    assert session.undo_label == "Change eye"
    assert session._store.images()[0].eye is None


def test_whose_eye_it_is_does_not_overwrite_another_windows_correction(
    session: Session, heard: Any
) -> None:
    with closing(ProjectStore.open(session.path)) as other:
        other.update_image(1, patient="8")
        session.set_eyes({1: ("7", Laterality.OS)})
        assert session.image(1).patient == "8"
        assert other.images()[0].patient == "8"
    assert heard.messages


def test_a_refused_correction_of_many_photographs_reads_the_study_once(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    images = Mock(wraps=session._store.images)
    monkeypatch.setattr(session._store, "images", images)
    with closing(ProjectStore.open(session.path)) as other:
        other.update_image(1, patient="8")
    assert session.set_eyes({image.id: ("7", Laterality.OS) for image in session.images}) == 0
    assert len(session.images) > 1
    images.assert_called_once_with()
    assert session.image(1).patient == "8"


def test_labelled_images(session: Session) -> None:
    mark = drawn(session)
    session.set_grading(2, Grading(DRGrade.MILD))
    right, left = session.labelled_images()
    assert (right.image, right.patient, right.eye) == ("1_right.jpg", "1", Laterality.OD)
    assert (right.width, right.height, right.marks) == (SIZE, SIZE, (mark,))
    assert (left.marks, left.grading) == ((), Grading(DRGrade.MILD))
    drawn(session, 200)
    assert len(session.labelled_images()[0].marks) == 2


def test_a_nameless_reader_has_a_name(tmp_path: Path) -> None:
    store = ProjectStore.create(tmp_path / "s.retinaview")
    with closing(Session(store, reader=" ")) as session:
        assert session.reader == "reader"
        assert (session.images, session.first_image_id) == ((), None)


def test_settings(session: Session) -> None:
    session.set_setting("panel", "lesions")
    assert session.setting("panel") == "lesions"
