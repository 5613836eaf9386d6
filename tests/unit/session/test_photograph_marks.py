from __future__ import annotations

from dataclasses import replace
from datetime import timedelta, timezone

from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark, Provenance, Status
from retinaview.session.photograph_marks import PhotographMarks

EXUDATE = LesionClass.HARD_EXUDATE
RUN = Provenance("ganet", "1", "ab", 0.5, 0.8)


def drawn(seconds: float = 0) -> Mark:
    mark = Mark.drawn(EXUDATE, Box(0, 0, 9, 9), author="Anna")
    return replace(mark, created=mark.created + timedelta(seconds=seconds))


def proposed(x: float) -> Mark:
    return Mark.proposed(EXUDATE, Box(x, 0, 9, 9), provenance=RUN)


def test_a_mark_comes_to_its_place_and_the_others_stay_the_same_objects() -> None:
    first, second, third = drawn(1), drawn(2), drawn(3)
    held = PhotographMarks((first, third))
    held.change((), (second,))
    assert held.marks == (first, second, third)
    assert held.marks[0] is first
    assert held.marks[2] is third
    assert held.counts == {(EXUDATE, Status.DRAWN): 3}


def test_what_is_deleted_and_undone_is_where_it_was() -> None:
    marks = tuple(drawn(n) for n in range(4))
    held = PhotographMarks(marks)
    held.change(marks[1:3], ())
    assert held.marks == (marks[0], marks[3])
    held.change((), marks[1:3])
    assert held.marks == marks


def test_numbers_and_times_are_as_the_project_will_give_them() -> None:
    mark = replace(drawn(), created=drawn().created.astimezone(timezone(timedelta(hours=2))))
    held = PhotographMarks()
    held.change((), (mark,))
    assert repr(held.marks[0].box) == "Box(x=0.0, y=0.0, width=9.0, height=9.0)"
    assert held.marks == (mark,)
    assert held.marks[0].created.isoformat().endswith("+00:00")


def test_a_run_told_late_leaves_what_a_reader_has_done_since() -> None:
    old, fresh, gone = proposed(0), proposed(20), proposed(40)
    accepted = old.with_status(Status.ACCEPTED, author="Anna")
    held = PhotographMarks((accepted, fresh, gone))
    held.settle((old, gone), (replace(fresh, box=Box(1, 1, 1, 1)), new := proposed(60)))
    assert set(held.marks) == {accepted, fresh, new}
    assert +held.counts == {(EXUDATE, Status.ACCEPTED): 1, (EXUDATE, Status.PROPOSED): 2}
