"""Patients stay together, the right eye first, whatever the list is sorted by."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from retinaview.core.findings import Quality
from retinaview.core.grades import DRGrade, Grading, Laterality
from retinaview.ui.study.columns import BY_NAME, COLUMNS, Column, Key
from retinaview.ui.study.listing import PatientOrder
from retinaview.ui.study.rows import StudyRow

OD, OS = Laterality.OD, Laterality.OS


def arranged(
    rows: Sequence[StudyRow],
    *,
    wanted: Collection[int],
    key: Key | None = None,
    descending: bool = False,
) -> list[int]:
    order = PatientOrder(rows)
    shown = [place for place in order.places if place in wanted]
    if key is None:
        return shown
    return order.sorted_by(lambda at: key(rows[at].as_seen), shown, descending=descending)


rows = st.lists(
    st.builds(
        StudyRow,
        st.integers(0, 10**6),
        st.sampled_from(["a/1.jpg", "a/2.jpg", "b/3.jpg"]),
        st.sampled_from([OD, OS, None]),
        st.sampled_from(["", "P1", "P2", "P3"]),
        marks=st.integers(0, 3),
        model_grade=st.one_of(st.none(), st.integers(0, 4)),
        grading=st.builds(Grading, dr=st.one_of(st.none(), st.sampled_from(list(DRGrade)))),
        probability=st.one_of(st.none(), st.floats(0, 1)),
        spread=st.one_of(st.none(), st.integers(0, 4)),
        quality=st.one_of(st.none(), st.builds(Quality, st.floats(0, 1), st.booleans())),
        marked_by=st.sampled_from(["", "Ada", "ben"]),
    ),
    max_size=12,
)


@given(rows, st.sampled_from([None, *COLUMNS]), st.booleans(), st.data())
def test_every_wanted_row_is_shown_once_and_a_patient_in_one_stretch(
    given_rows: list[StudyRow], column: Column | None, descending: bool, data: st.DataObject
) -> None:
    places = st.sampled_from(range(len(given_rows))) if given_rows else st.nothing()
    wanted = sorted(data.draw(st.sets(places)))
    key = None if column is None else column.key
    order = arranged(given_rows, wanted=wanted, key=key, descending=descending)
    assert sorted(order) == wanted
    persons = [given_rows[place].person or ("", str(place)) for place in order]
    stretches = [one for n, one in enumerate(persons) if n == 0 or persons[n - 1] != one]
    assert len(stretches) == len(set(persons))
    for first, second in pairwise(order):
        one, other = given_rows[first], given_rows[second]
        if one.person is not None and one.person == other.person:
            eyes = [OD, OS, None]
            assert eyes.index(one.eye) <= eyes.index(other.eye)


def row(number: int, patient: str, eye: Laterality, grade: int | None) -> StudyRow:
    return StudyRow(number, f"{number}.jpg", eye, patient, model_grade=grade)


STUDY = [
    row(0, "P1", OS, 1),
    row(1, "P1", OD, 3),
    row(2, "P2", OD, None),
    row(3, "P3", OD, 0),
    row(4, "P3", OS, 4),
]


def test_the_studys_own_order_is_that_of_patients() -> None:
    assert arranged(STUDY, wanted=range(5)) == [1, 0, 2, 3, 4]


def test_patients_are_sorted_by_their_worse_eye_and_those_without_a_grade_come_last() -> None:
    by = BY_NAME["models"].key
    assert arranged(STUDY, wanted=range(5), key=by, descending=True) == [3, 4, 1, 0, 2]
    assert arranged(STUDY, wanted=range(5), key=by) == [3, 4, 1, 0, 2]


def test_what_is_hidden_from_a_blind_reader_sorts_nothing() -> None:
    blind = [replace(each, blind=True) for each in STUDY]
    assert arranged(blind, wanted=range(5), key=BY_NAME["models"].key) == [1, 0, 2, 3, 4]


def test_equal_numbers_in_two_folders_are_two_patients() -> None:
    both = [
        StudyRow(0, "north/7_OS.jpg", OS, "7"),
        StudyRow(1, "south/7_OD.jpg", OD, "7"),
    ]
    assert arranged(both, wanted=range(2)) == [0, 1]
