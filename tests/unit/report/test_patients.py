"""Photographs stand side by side if they show the same person, the latest visit first."""

from __future__ import annotations

from retinaview.core.grades import Laterality
from retinaview.imaging.eye_names import guess_eye
from retinaview.project.images import StudyImage
from retinaview.report.patients import patients_of

OD, OS = Laterality.OD, Laterality.OS


def visit(image: StudyImage) -> str:
    return guess_eye(image.path).visit


def image(number: int, path: str, patient: str, eye: Laterality | None) -> StudyImage:
    return StudyImage(number, path, "", None, None, patient, eye, number)


def test_both_eyes_are_one_pair() -> None:
    right, left = image(1, "P1_OD.png", "P1", OD), image(2, "P1_OS.png", "P1", OS)
    (patient,) = patients_of([left, right])
    assert patient.name == "P1"
    assert patient.pairs(visit) == ((right, left),)


def test_the_latest_visit_comes_first() -> None:
    images = [
        image(1, "P1_20240105_OD.png", "P1", OD),
        image(2, "P1_20250105_OD.png", "P1", OD),
        image(3, "P1_20250105_OS.png", "P1", OS),
    ]
    (patient,) = patients_of(images)
    assert patient.pairs(visit) == ((images[1], images[2]), (images[0], None))


def test_photographs_of_nobody_are_alone() -> None:
    images = [image(1, "IMG_OD.png", "IMG", OD), image(2, "IMG_OS.png", "", OS)]
    assert [one.label for one in patients_of(images)] == ["IMG_OD", "IMG_OS"]


def test_one_name_in_two_folders_is_two_persons_unless_somebody_said_who_it_is() -> None:
    named = [image(1, "a/1_OD.png", "1", OD), image(2, "b/1_OS.png", "1", OS)]
    assert len(patients_of(named)) == 2
    stated = [image(1, "a/x.png", "Q7", OD), image(2, "b/y.png", "Q7", OS)]
    assert len(patients_of(stated)) == 1


def test_every_photograph_is_shown_once_whatever_is_known_of_the_eye() -> None:
    images = [image(n, f"P1_{n}.png", "P1", eye) for n, eye in enumerate([OD, OD, None, OS, None])]
    (patient,) = patients_of(images)
    shown = [one for pair in patient.pairs(visit) for one in pair if one is not None]
    assert sorted(one.id for one in shown) == [0, 1, 2, 3, 4]


def test_eyes_that_nobody_named_fill_the_pages_evenly() -> None:
    shown = [image(n, f"{n}.jpg", "P1", eye) for n, eye in enumerate([OD, None, None, None])]
    (patient,) = patients_of(shown)
    assert patient.pairs(visit) == ((shown[0], shown[1]), (shown[2], shown[3]))
