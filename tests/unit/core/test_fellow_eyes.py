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
        ([("1", OD, "a"), ("1", OS, "b")], {0: 1, 1: 0}),
        ([("1", OS, "a"), ("1", OS, "b"), ("1", OD, "b")], {0: 2, 1: 2, 2: 1}),
        (
            [("1", OD, "a"), ("1", OD, "a"), ("1", OS, "a"), ("1", OS, "a")],
            {0: 2, 1: 2, 2: 0, 3: 0},
        ),
    ],
    ids=["pair", "one eye", "no patient", "no eye", "two folders", "own folder first", "first"],
)
def test_the_first_photograph_of_the_other_eye(
    photographs: list[Shown], expected: dict[int, int]
) -> None:
    shown = {
        number: PhotographedEye(patient, eye, PurePath(folder))
        for number, (patient, eye, folder) in enumerate(photographs)
    }
    assert fellow_eyes(shown) == expected


def test_a_hundred_thousand_photographs_of_one_patient_take_no_time() -> None:
    shown = {n: PhotographedEye("IMG", OD if n % 2 else OS, PurePath("a")) for n in range(100_000)}
    fellows = fellow_eyes(shown)
    assert (len(fellows), fellows[7], fellows[8]) == (100_000, 0, 1)
