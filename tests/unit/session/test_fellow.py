"""Which photograph one is graded together with."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from retinaview.core.grades import Laterality
from retinaview.project.images import StudyImage
from retinaview.session.fellow import fellow_of
from retinaview.session.patients import StudyImages

OD, OS = Laterality.OD, Laterality.OS


def study(*photographs: tuple[str, str, Laterality | None]) -> list[StudyImage]:
    """Photographs by path, patient and eye, numbered from 1."""
    return [
        StudyImage(number, path, "", None, None, patient, eye, number)
        for number, (path, patient, eye) in enumerate(photographs, start=1)
    ]


def fellow(images: list[StudyImage], image_id: int) -> str:
    found = fellow_of(images, image_id)
    return "" if found is None else found.path


def test_both_eyes_of_a_patient() -> None:
    images = study(("a.jpg", "1", OD), ("x.jpg", "2", OS), ("b.jpg", "1", OS))
    assert fellow(images, 1) == "b.jpg"
    assert fellow(images, 3) == "a.jpg"
    assert fellow(images, 2) == ""


def test_of_several_photographs_the_first_of_the_other_eye() -> None:
    images = study(("1.jpg", "1", OD), ("2.jpg", "1", OD), ("3.jpg", "1", OS), ("4.jpg", "1", OS))
    assert [fellow(images, number) for number in (1, 2)] == ["3.jpg", "3.jpg"]
    assert [fellow(images, number) for number in (3, 4)] == ["1.jpg", "1.jpg"]


def test_two_photographs_of_one_eye_are_no_pair() -> None:
    images = study(("1.jpg", "1", OD), ("2.jpg", "1", OD))
    assert fellow(images, 1) == fellow(images, 2) == ""


def test_patients_of_one_number_in_two_folders() -> None:
    images = study(("a/1_l.jpg", "1", OS), ("b/1_l.jpg", "1", OS), ("b/1_r.jpg", "1", OD))
    assert fellow(images, 3) == "b/1_l.jpg"
    assert fellow(images, 1) == "", "the patient is known by number alone, which folders repeat"


def test_a_patient_whom_the_reader_named_may_have_two_folders() -> None:
    images = study(("a/x.jpg", "Miller", OS), ("b/y.jpg", "Miller", OD), ("c/1_OS.jpg", "1", OS))
    assert fellow(images, 1) == "b/y.jpg"
    assert fellow(images, 3) == ""


def test_words_that_an_earlier_version_took_for_patients_are_none() -> None:
    images = study(("a/IMG_L.jpg", "IMG", OS), ("a/IMG_R.jpg", "IMG", OD))
    assert fellow(images, 1) == ""


eyes = st.none() | st.sampled_from(Laterality)


@given(st.lists(st.tuples(st.sampled_from(["", "1", "2"]), eyes), min_size=1, max_size=8))
def test_a_fellow_is_the_other_eye_of_the_same_patient(
    photographs: list[tuple[str, Laterality | None]],
) -> None:
    images = study(*[(f"{n}.jpg", *each) for n, each in enumerate(photographs)])
    for image in images:
        found = fellow_of(images, image.id)
        others = [
            other
            for other in images
            if image.patient and image.eye and other.eye is image.eye.other
            and other.patient == image.patient
        ]  # fmt: skip
        assert found == (others[0] if others else None)


def test_the_photographs_of_a_patient_follow_every_change() -> None:
    images = StudyImages(study(("b.jpg", "1", OD), ("x.jpg", "2", OS), ("a.jpg", "1", OS)))
    assert [image.path for image in images.of_patient(3)] == ["b.jpg", "a.jpg"]
    images.put(replace(images[2], patient="1"))
    assert [image.id for image in images.of_patient(3)] == [1, 2, 3]  # in the study's order
    images.put(replace(images[1], patient="2"))
    assert [image.id for image in images.of_patient(2)] == [2, 3]
    assert [image.id for image in images.of_patient(1)] == [1]
    assert [image.id for image in images] == [1, 2, 3]


def test_unknown_patients_are_not_one_patient() -> None:
    images = StudyImages(study(("a.jpg", "", OD), ("b.jpg", "", OS)))
    assert [image.id for image in images.of_patient(1)] == [1]


def test_one_patient_in_two_spellings_is_questioned_and_not_paired() -> None:
    images = StudyImages(study(("a.jpg", "P-007", OD), ("b.jpg", "p7", OS), ("c.jpg", "P70", OS)))
    assert images.other_spellings(1) == ("p7",)
    assert images.other_spellings(2) == ("P-007",)
    assert images.other_spellings(3) == ()
    assert [image.id for image in images.of_patient(1)] == [1]
    assert images.spelled_alike("P-007") == {1, 2}
    assert images.spelled_alike("P70") == set()
    images.put(replace(images[2], patient="P-007"))
    assert images.other_spellings(1) == ()
    assert images.spelled_alike("p7") == {1, 2}  # who had been in doubt


def test_ids_of_zeros_alone_and_of_nobody_are_left_alone() -> None:
    images = StudyImages(study(("a.jpg", "100", OD), ("b.jpg", "1", OS), ("c.jpg", "", OS)))
    assert [images.other_spellings(number) for number in (1, 2, 3)] == [(), (), ()]


def test_a_dash_is_no_other_spelling_of_nobody() -> None:
    images = StudyImages(study(("a.jpg", "-", OD), ("b.jpg", "", OS), ("c.jpg", "?", OS)))
    assert [images.other_spellings(number) for number in (1, 2, 3)] == [(), (), ()]
