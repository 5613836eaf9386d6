from __future__ import annotations

from pathlib import PurePath

import pytest

from retinaview.core.fellow_eyes import PhotographedEye, fellow_eyes
from retinaview.core.grades import Laterality

OD, OS = Laterality.OD, Laterality.OS
Shown = tuple[str, Laterality | None, str]


@pytest.mark.parametrize(
    ("photographs", "expected"),
    [
        ([("1", OD, "a"), ("2", OS, "a"), ("1", OS, "a")], {0: 2, 2: 0}),
        ([("1", OD, "a"), ("1", OD, "a")], {}),
        ([("", OD, "a"), ("", OS, "a")], {}),
        ([("1", None, "a"), ("1", OS, "a")], {}),
        ([("1", OD, "a"), ("1", OS, "b")], {}),
        ([("1", OS, "a"), ("1", OS, "b"), ("1", OD, "b")], {1: 2, 2: 1}),
        (
            [("1", OD, "a"), ("1", OD, "a"), ("1", OS, "a"), ("1", OS, "a")],
            {0: 2, 1: 2, 2: 0, 3: 0},
        ),
    ],
    ids=["pair", "one eye", "no patient", "no eye", "two folders", "own folder alone", "first"],
)
def test_the_first_photograph_of_the_other_eye(
    photographs: list[Shown], expected: dict[int, int]
) -> None:
    shown = {
        number: PhotographedEye(patient, eye, PurePath(folder))
        for number, (patient, eye, folder) in enumerate(photographs)
    }
    assert fellow_eyes(shown) == expected


def test_a_patient_whom_somebody_names_may_have_two_folders() -> None:
    shown = {
        name: PhotographedEye(patient, eye, PurePath(name).parent, stated=stated)
        for name, patient, eye, stated in [
            ("a/1.jpg", "1", OD, True),
            ("b/2.jpg", "1", OS, True),
            ("c/3.jpg", "1", OS, False),
            ("d/4.jpg", "2", OD, True),
            ("e/5.jpg", "2", OS, False),
        ]
    }
    assert fellow_eyes(shown) == {"a/1.jpg": "b/2.jpg", "b/2.jpg": "a/1.jpg"}


def test_eyes_of_two_visits_are_no_pair() -> None:
    visits = [("v1", OD), ("v2", OS), ("v2", OD), ("", OS), ("v3", OD)]
    shown = {
        n: PhotographedEye("1", eye, PurePath("a"), visit) for n, (visit, eye) in enumerate(visits)
    }
    assert fellow_eyes(shown) == {0: 3, 1: 2, 2: 1, 3: 0, 4: 3}


def test_a_hundred_thousand_photographs_of_one_patient_take_no_time() -> None:
    shown = {n: PhotographedEye("IMG", OD if n % 2 else OS, PurePath("a")) for n in range(100_000)}
    fellows = fellow_eyes(shown)
    assert (len(fellows), fellows[7], fellows[8]) == (100_000, 0, 1)
