from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark
from retinaview.ui.splicing import Splice, fresh_in, splice_of

MARKS = tuple(Mark.drawn(LesionClass.IRMA, Box(n, 0, 1, 1), author="Anna") for n in range(8))
chosen = st.lists(st.sampled_from(MARKS), max_size=8).map(tuple)


@given(old=chosen, new=chosen)
def test_what_stands_outside_of_the_stretch_is_the_same(
    old: tuple[Mark, ...], new: tuple[Mark, ...]
) -> None:
    splice = splice_of(old, new)
    put = old[: splice.start] + new[splice.start : splice.new_end] + old[splice.old_end :]
    assert put == new
    assert splice.is_empty == (old == new)


@given(old=chosen, new=chosen)
def test_fresh_marks_are_those_that_were_not_there(
    old: tuple[Mark, ...], new: tuple[Mark, ...]
) -> None:
    assert all(mark in new for mark in fresh_in(old, new))
    assert {mark.id for mark in new} <= {mark.id for mark in (*old, *fresh_in(old, new))}
    moved = (MARKS[0], MARKS[1].with_box(Box(9, 9, 1, 1), author="Anna"), MARKS[2])
    assert fresh_in(MARKS[:3], moved) == [moved[1]]


def test_one_mark_is_one_element() -> None:
    assert splice_of(MARKS[:3], MARKS[:4]) == Splice(3, 3, 4)
    assert splice_of(MARKS, (*MARKS[:2], *MARKS[3:])) == Splice(2, 3, 2)
    assert splice_of(MARKS, MARKS).is_empty
