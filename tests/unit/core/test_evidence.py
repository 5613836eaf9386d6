"""Evidence: every lesion is counted once, at its place; what nobody looks for is not counted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retinaview.core.evidence import (
    BEADING,
    HAEMORRHAGES,
    IRMA,
    MANY,
    RED,
    evidence_of,
)
from retinaview.core.fundus_frame import QUADRANTS, FundusFrame, Quadrant
from retinaview.core.geometry import Box
from retinaview.core.landmarks import Landmark, Landmarks
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark, Status

# A right eye: the disc is to the right of the fovea; 100 px a disc diameter.
FRAME = FundusFrame.of(Landmarks(Landmark(743, 400, 0.9), Landmark(500, 400, 0.9)))
EX, HE, MA = LesionClass.HARD_EXUDATE, LesionClass.HAEMORRHAGE, LesionClass.MICROANEURYSM


def mark(lesion: LesionClass, x: float, y: float, status: Status = Status.DRAWN) -> Mark:
    drawn = Mark.drawn(lesion, Box(x - 5, y - 5, 10, 10), author="Ada")
    return drawn if status is Status.DRAWN else drawn.with_status(status, author="Ada")


statuses = st.sampled_from(list(Status))
marks = st.lists(
    st.builds(
        mark,
        st.sampled_from(list(LesionClass)),
        st.floats(10, 1200),
        st.floats(10, 800),
        statuses,
    ),
    max_size=30,
)


@given(marks)
def test_every_red_lesion_that_is_not_rejected_is_in_exactly_one_quadrant(
    drawn: list[Mark],
) -> None:
    found = evidence_of(drawn, FRAME)
    assert found.quadrants is not None
    placed = [key for q in QUADRANTS for key in found.quadrants[HAEMORRHAGES, q]]
    wanted = [m.id for m in drawn if m.lesion in RED and m.status is not Status.REJECTED]
    assert sorted(placed) == sorted(wanted) == sorted(found.of(RED))
    assert found.proposed == {
        m.id for m in drawn if m.status is Status.PROPOSED and m.lesion.is_lesion
    }


@given(marks)
def test_exudates_are_near_where_they_reach_within_one_disc_diameter(drawn: list[Mark]) -> None:
    found = evidence_of(drawn, FRAME)
    assert found.near is not None
    assert set(found.near) <= set(found.of([EX]))
    if found.nearest is None:
        assert not found.of([EX])
    else:
        assert (found.nearest <= 1) == bool(found.near)


def test_lesions_are_counted_where_they_lie() -> None:
    seen = [mark(HE, 500, 300), mark(MA, 900, 300), mark(MA, 910, 310), mark(EX, 550, 400)]
    found = evidence_of([*seen, mark(EX, 500, 650), mark(HE, 400, 500, Status.REJECTED)], FRAME)
    assert found.quadrants is not None
    counts = {q.code: len(found.quadrants[HAEMORRHAGES, q]) for q in QUADRANTS}
    assert counts == {"ST": 1, "SN": 2, "IT": 0, "IN": 0}
    assert found.near == (seen[3].id,)
    assert found.nearest == pytest.approx(0.45)


def test_more_than_twenty_is_many_and_twenty_is_not() -> None:
    few = [mark(HE, 300 + n, 300) for n in range(MANY)]
    assert evidence_of(few, FRAME).with_many == ()
    more = [*few, mark(MA, 500, 300)]
    assert evidence_of(more, FRAME).with_many == (Quadrant.SUPERIOR_TEMPORAL,)


def test_what_a_reader_marks_of_the_rest_of_the_rule_is_placed_too() -> None:
    found = evidence_of(
        [mark(LesionClass.VENOUS_BEADING, 900, 300), mark(LesionClass.IRMA, 400, 600)], FRAME
    )
    assert found.with_any(BEADING) == (Quadrant.SUPERIOR_NASAL,)
    assert found.with_any(IRMA) == (Quadrant.INFERIOR_TEMPORAL,)


def test_without_disc_and_fovea_lesions_are_counted_and_not_placed() -> None:
    found = evidence_of([mark(HE, 500, 300), mark(EX, 500, 400)], None)
    assert (len(found.of(RED)), found.quadrants, found.near, found.nearest) == (1, None, None, None)
