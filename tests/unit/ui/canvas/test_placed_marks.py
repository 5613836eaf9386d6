from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from retinaview.core.geometry import Box, box_array
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark, Status
from retinaview.core.mask import Mask
from retinaview.ui.canvas.hit_testing import is_on, marks_at
from retinaview.ui.canvas.placed_marks import PlacedMarks, kind_of, within

places = st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(1, 30), st.integers(1, 30))
shapes = places.map(lambda p: Box(*p)) | places.map(lambda p: Mask(*p, (0, p[2] * p[3])))
marks = st.lists(
    st.builds(partial(Mark.drawn, author="Anna"), st.sampled_from(LesionClass), shapes), max_size=8
).map(tuple)


@given(old=marks, new=marks, keep=st.integers(0, 8))
def test_places_follow_the_marks(old: tuple[Mark, ...], new: tuple[Mark, ...], keep: int) -> None:
    now = (*old[:keep], *new, *old[keep + 1 :])
    changed = PlacedMarks(old).changed_to(now)
    assert changed.marks == now
    np.testing.assert_array_equal(changed.places, box_array([mark.box for mark in now]))
    assert changed.chosen([mark.id for mark in new]) == list(new)
    assert [kind_of(n) for n in changed.kinds.tolist()] == [(m.lesion, m.status) for m in now]
    assert changed.masked.tolist() == [mark.mask is not None for mark in now]


def test_a_class_of_the_study_s_own_is_a_kind_too() -> None:
    own = Mark.drawn(LesionClass("myelinated_fibres"), Box(0, 0, 9, 9), author="Anna")
    kinds = PlacedMarks((own, replace(own, status=Status.REJECTED), own)).kinds.tolist()
    assert [kind_of(kind) for kind in kinds[:2]] == [
        (own.lesion, Status.DRAWN),
        (own.lesion, Status.REJECTED),
    ]
    assert kinds[2] == kinds[0]


@given(all_marks=marks, x=st.integers(0, 90), y=st.integers(0, 90))
def test_marks_at_a_point_are_those_that_the_point_is_on(
    all_marks: tuple[Mark, ...], x: int, y: int
) -> None:
    found = marks_at(PlacedMarks(all_marks), x, y, scale=0.7)
    assert set(found) == {mark for mark in all_marks if is_on(mark.box, x, y, scale=0.7)}
    areas = [mark.box.area for mark in found]
    assert areas == sorted(areas)


def test_boxes_on_their_way_and_in_an_area() -> None:
    first, second = (Mark.drawn(LesionClass.IRMA, Box(x, 0, 9, 9), author="A") for x in (0, 50))
    placed = PlacedMarks((first, second))
    moved = placed.moved({second.id: Box(7, 7, 9, 9), "gone": Box(0, 0, 1, 1)})
    assert moved.tolist() == [[0, 0, 9, 9], [7, 7, 9, 9]]
    assert within(moved, Box(10, 10, 5, 5)).tolist() == [False, True]
    assert placed.places.tolist()[1] == [50, 0, 9, 9]
