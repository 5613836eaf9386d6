"""Disc and fovea: a reader's places come before a network's, and may question the eye."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from retinaview.core.geometry import Box
from retinaview.core.landmarks import Landmark, Landmarks, in_force
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark, Status

RIGHT = Landmarks(Landmark(700, 400, 0.9), Landmark(400, 410, 0.8))


def box_round(lesion: LesionClass, x: float, y: float) -> Mark:
    return Mark.drawn(lesion, Box(x - 20, y - 20, 40, 40), author="Ada")


def test_without_a_readers_box_the_networks_places_hold() -> None:
    lesion = Mark.drawn(LesionClass.HAEMORRHAGE, Box(0, 0, 9, 9), author="Ada")
    assert in_force(RIGHT, (lesion,)) is RIGHT
    assert in_force(None, (lesion,)) is None


def test_a_readers_box_holds_and_the_other_landmark_stays_the_networks() -> None:
    disc = box_round(LesionClass.OPTIC_DISC, 650, 390)
    held = in_force(RIGHT, (disc,))
    assert held == Landmarks(Landmark(650, 390, 1.0, disc), RIGHT.fovea)


def test_what_a_reader_places_alone_is_found_and_the_rest_is_not() -> None:
    held = in_force(None, (box_round(LesionClass.FOVEA, 400, 410),))
    assert held is not None
    assert held.fovea.is_found
    assert not held.disc.is_found
    assert held.laterality is None


@pytest.mark.parametrize("status", [Status.REJECTED, Status.PROPOSED])
def test_a_box_that_is_no_label_gives_the_networks_place_back(status: Status) -> None:
    gone = box_round(LesionClass.OPTIC_DISC, 1, 1).with_status(status, author="Ada")
    assert in_force(RIGHT, (gone,)) is RIGHT


def test_of_two_boxes_the_one_changed_last_counts() -> None:
    old, new = (box_round(LesionClass.FOVEA, x, 400) for x in (300, 420))
    old = replace(old, modified=new.modified - timedelta(seconds=1))
    for marks in ((old, new), (new, old)):
        held = in_force(RIGHT, marks)
        assert held is not None
        assert held.fovea.mark is new


def test_no_eye_is_told_where_the_disc_is_unsure_or_above_the_fovea() -> None:
    unsure = Landmarks(replace(RIGHT.disc, confidence=0.3), RIGHT.fovea)
    above = Landmarks(Landmark(420, 100, 0.9), RIGHT.fovea)
    assert (unsure.laterality, above.laterality) == (None, None)
