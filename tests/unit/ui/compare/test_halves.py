"""What stands on each half: sources on one photograph, or both eyes of a patient."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from retinaview.core.grades import Laterality
from retinaview.session.session import Session
from retinaview.session.study import open_study
from retinaview.ui.compare.halves import Mode, difference, nothing_open, two_eyes, two_sources


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    for name in ("P1_OS.png", "P1_OD.png", "P2_OD.png", "snapshot.png"):
        cv2.imwrite(str(tmp_path / name), np.zeros((40, 40, 3), np.uint8))
    session = open_study([tmp_path], reader="ann")
    yield session
    session.close()


def image_id(session: Session, name: str) -> int:
    return next(image.id for image in session.images if image.name.startswith(name))


def test_two_sources_look_at_one_photograph(session: Session) -> None:
    image = session.images[0]
    first, second = two_sources(image, "a", "b")
    assert (first.source, second.source) == ("a", "b")
    assert first.image_id == second.image_id == image.id


@pytest.mark.parametrize("front", ["P1_OS", "P1_OD"])
def test_the_right_eye_stands_left(session: Session, front: str) -> None:
    first, second = two_eyes(session, image_id(session, front), "a")
    assert (first.name, second.name) == ("P1_OD.png", "P1_OS.png")
    assert (first.title, second.title) == ("Right eye (OD)", "Left eye (OS)")
    assert first.source == second.source == "a"


def test_a_missing_eye_is_said_to_be_missing(session: Session) -> None:
    first, second = two_eyes(session, image_id(session, "P2_OD"), "a")
    assert first.name == "P2_OD.png"
    assert (second.image_id, second.title) == (None, "Left eye (OS)")
    assert "no photograph of the left eye of patient P2" in second.absence


def test_an_unknown_eye_or_patient_is_said_to_be_unknown(session: Session) -> None:
    unknown = image_id(session, "snapshot")
    first, second = two_eyes(session, unknown, "a")
    assert (first.title, first.image_id) == ("This eye", unknown)
    assert "not known which eye" in second.absence
    session.set_eye(unknown, patient="", eye=Laterality.OS)
    first, second = two_eyes(session, unknown, "a")
    assert second.image_id == unknown
    assert "not known whose" in first.absence


@pytest.mark.parametrize(("front", "title"), [("P1_OS", "OS – OD"), ("snapshot", "Difference")])
def test_the_difference_names_eyes_that_are_known(session: Session, front: str, title: str) -> None:
    pair = two_eyes(session, image_id(session, front), "a")
    assert difference(Mode.EYES, pair) == title
    assert difference(Mode.SOURCES, pair) == "B – A"


def test_without_a_study_both_halves_say_so() -> None:
    assert [half.absence for half in nothing_open("Open one.")] == ["Open one."] * 2
