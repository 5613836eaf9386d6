"""The previous visit of an eye, by date; what is not known is said and not guessed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from retinaview.core.grades import Laterality
from retinaview.project.images import StudyImage
from retinaview.session.visits import PreviousVisit, previous_visit

OD, OS = Laterality.OD, Laterality.OS
OLD, NEW = date(2023, 1, 10), date(2024, 2, 20)


def study(*photographs: tuple[str, Laterality | None], patient: str = "P1") -> list[StudyImage]:
    """Photographs of one patient by path and eye, numbered from 1."""
    return [
        StudyImage(number, path, "", None, None, patient, eye, number)
        for number, (path, eye) in enumerate(photographs, start=1)
    ]


def found(images: list[StudyImage], image_id: int) -> str:
    image = previous_visit(images, image_id).image
    return "" if image is None else image.path


def test_the_last_day_before_of_the_same_eye() -> None:
    images = study(
        ("2022-05-01_OD.jpg", OD),
        ("2023-01-10_OD.jpg", OD),
        ("2023-06-01_OS.jpg", OS),
        ("2024-02-20_OD.jpg", OD),
        ("2025-01-01_OD.jpg", OD),
    )
    assert previous_visit(images, 4) == PreviousVisit(NEW, images[1], OLD)
    assert found(images, 5) == "2024-02-20_OD.jpg"
    assert found(images, 1) == found(images, 3) == ""


def test_two_photographs_of_one_day_are_one_visit() -> None:
    images = study(("20240220_OD_1.jpg", OD), ("20.02.2024_OD_2.jpg", OD))
    assert previous_visit(images, 2) == PreviousVisit(NEW)


def test_the_second_photograph_of_a_day_is_compared_with_the_second_one_before() -> None:
    images = study(
        *((f"{day}/{name}_OD.jpg", OD) for day in (OLD, NEW) for name in ("disc", "macula")),
        (f"{NEW}/periphery_OD.jpg", OD),
    )
    assert [found(images, number) for number in (3, 4, 5)] == [
        "2023-01-10/disc_OD.jpg",
        "2023-01-10/macula_OD.jpg",
        "2023-01-10/macula_OD.jpg",
    ]


def test_photographs_without_a_date_are_counted_and_not_guessed() -> None:
    images = study(("P1_OD.jpg", OD), ("P1_v2_OD.jpg", OD), ("P1_2024-02-20_OD.jpg", OD))
    assert previous_visit(images, 3) == PreviousVisit(NEW, undated=2)
    assert previous_visit(images, 1) == PreviousVisit(None, undated=1)


def test_a_date_on_record_counts_before_that_of_the_name() -> None:
    first, second = study(("2025-01-01_OD.jpg", OD), ("2024-02-20_OD.jpg", OD))
    images = [replace(first, taken=OLD), second]
    assert previous_visit(images, 2) == PreviousVisit(NEW, images[0], OLD)


def test_a_day_that_no_calendar_has_is_no_date() -> None:
    images = study(("P1_2023-02-31_OD.jpg", OD), ("P1_2024-02-20_OD.jpg", OD))
    assert previous_visit(images, 2) == PreviousVisit(NEW, undated=1)


@pytest.mark.parametrize(("patient", "eye"), [("", OD), ("P1", None)])
def test_nobody_knows_the_previous_visit_of_an_unknown_eye(
    patient: str, eye: Laterality | None
) -> None:
    images = study(("2023-01-10.jpg", eye), ("2024-02-20.jpg", eye), patient=patient)
    assert previous_visit(images, 2) == PreviousVisit(NEW)


def test_a_number_in_two_folders_is_two_persons_but_for_folders_of_visits() -> None:
    folders = ("siteA/2023-01-10", "siteB/2023-01-10", "siteA/2024-02-20")
    images = study(*((f"{folder}/001_OD.jpg", OD) for folder in folders), patient="001")
    assert found(images, 3) == "siteA/2023-01-10/001_OD.jpg"
    assert found(images[1:], 3) == ""
    assert found(study(*((f"{each}/x_OD.jpg", OD) for each in folders[1:])), 2) != "", "stated"


def test_a_word_for_any_photograph_is_no_patient() -> None:
    images = study(("2023-01-10/IMG_OD.jpg", OD), ("2024-02-20/IMG_OD.jpg", OD), patient="IMG")
    assert found(images, 2) == ""
