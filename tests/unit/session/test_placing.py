"""Disc and fovea placed by a reader are marks: signed, undoable, exported, never overwritten."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retinaview.core.findings import LANDMARKS, Finding, ModelIdentity, Quality
from retinaview.core.geometry import Box
from retinaview.core.landmarks import Landmark, Landmarks, in_force
from retinaview.core.lesions import LesionClass
from retinaview.core.macula import disc_diameter
from retinaview.core.marks import Mark, Status
from retinaview.project.images import StudyImage
from retinaview.session.label_export import export_labels
from retinaview.session.placing import placed

if TYPE_CHECKING:
    from retinaview.session.session import Session
    from tests.unit.session.conftest import Heard

FOUND = Landmarks(Landmark(343, 200, 0.9), Landmark(100, 200, 0.8))  # 100 px a disc diameter
NETWORK = ModelIdentity(LANDMARKS, "landmark-net", "1.0", "d" * 64)
FINDING = Finding(Quality(0.9, True), landmarks=FOUND, models=(NETWORK,))
DISC, FOVEA = LesionClass.OPTIC_DISC, LesionClass.FOVEA
IMAGE = StudyImage(1, "a.jpg", "", 400, 400, "", None, 0)


def places(session: Session) -> Landmarks:
    found = session.finding(1)
    held = in_force(None if found is None else found.landmarks, session.marks(1))
    assert held is not None
    return held


def test_a_place_is_the_readers_with_name_and_time_and_knows_whose_it_was(
    session: Session,
) -> None:
    session.take_finding(1, FINDING)
    mark = session.place_landmark(1, FOVEA, (120, 210))
    assert mark is not None
    assert (mark.author, mark.status, mark.box.centre) == ("Anna", Status.EDITED, (120, 210))
    assert mark.provenance is not None
    assert (mark.provenance.model, mark.provenance.score) == ("landmark-net", 0.8)
    assert places(session).fovea.mark == mark
    assert places(session).disc == FOUND.disc


def test_a_new_run_leaves_the_readers_place_alone(session: Session) -> None:
    session.take_finding(1, FINDING)
    session.place_landmark(1, DISC, (300, 190))
    elsewhere = Landmarks(Landmark(50, 50, 1), Landmark(60, 300, 1))
    session.take_finding(1, replace(FINDING, landmarks=elsewhere))
    assert (places(session).disc.x, places(session).disc.y) == (300, 190)
    assert places(session).fovea == elsewhere.fovea


def test_undo_gives_the_networks_place_back_and_redo_the_readers(session: Session) -> None:
    session.take_finding(1, FINDING)
    session.place_landmark(1, FOVEA, (120, 210))
    session.place_landmark(1, FOVEA, (130, 215))
    assert session.undo_label == "Move fovea"
    session.undo()
    assert places(session).fovea.x == 120
    assert session.undo_label == "Place fovea"
    session.undo()
    assert places(session) == FOUND
    session.redo()
    assert places(session).fovea.x == 120


def test_rejecting_the_mark_gives_the_networks_place_back(session: Session) -> None:
    session.take_finding(1, FINDING)
    mark = session.place_landmark(1, FOVEA, (120, 210))
    assert mark is not None
    session.delete(1, [mark.id])
    assert places(session) == FOUND


def test_a_locked_place_stays_and_the_reader_is_told(session: Session, heard: Heard) -> None:
    session.take_finding(1, FINDING)
    mark = session.place_landmark(1, FOVEA, (120, 210))
    assert mark is not None
    session.set_locked(1, [mark.id], True)
    assert session.place_landmark(1, FOVEA, (200, 200)) is None
    assert places(session).fovea.x == 120
    assert "Locked" in heard.messages[-1]


def test_the_place_is_exported_with_who_put_it_there(session: Session, tmp_path: Path) -> None:
    session.take_finding(1, FINDING)
    session.place_landmark(1, DISC, (300, 190))
    export_labels(session, "csv", tmp_path / "out")
    with (tmp_path / "out" / "boxes.csv").open(encoding="utf-8-sig") as file:
        (row,) = csv.DictReader(file)
    assert (row["class"], row["author"], row["status"]) == ("optic_disc", "Anna", "edited")
    assert row["model"] == "landmark-net"
    assert row["modified"]


def test_the_disc_is_as_large_as_its_new_distance_to_the_fovea_says(session: Session) -> None:
    session.take_finding(1, FINDING)
    mark = session.place_landmark(1, DISC, (221.5, 200))  # half as far
    assert mark is not None
    assert mark.box.width == pytest.approx(50)
    assert disc_diameter(places(session)) == pytest.approx(50)


def test_a_drawn_disc_keeps_the_size_that_the_reader_gave_it(session: Session) -> None:
    drawn = session.draw(1, DISC, Box(200, 100, 90, 110))
    assert drawn is not None
    moved = session.place_landmark(1, DISC, (150, 150))
    assert moved == replace(drawn, box=Box(105, 95, 90, 110), modified=moved.modified)


def test_without_a_network_a_place_is_the_readers_alone(session: Session) -> None:
    mark = session.place_landmark(1, FOVEA, (120, 210))
    assert mark is not None
    assert (mark.status, mark.provenance) == (Status.DRAWN, None)


def test_the_disc_dragged_onto_the_fovea_measures_nothing_and_loses_nothing(
    session: Session,
) -> None:
    session.take_finding(1, FINDING)
    session.place_landmark(1, DISC, (100, 200))
    assert disc_diameter(places(session)) is None
    session.place_landmark(1, DISC, (343, 200))
    assert disc_diameter(places(session)) == pytest.approx(100)


@given(st.floats(0, 400), st.floats(0, 400), st.sampled_from([DISC, FOVEA]))
def test_a_box_stays_in_the_photograph_and_keeps_its_centre_up_to_a_pixel_at_the_edge(
    x: float, y: float, lesion: LesionClass
) -> None:
    before, mark = placed(lesion, (x, y), finding=FINDING, marks=(), image=IMAGE, author="Anna")
    assert before is None
    assert mark.box.centre == pytest.approx((x, y))
    assert mark.box.x >= -1
    assert mark.box.y >= -1
    assert mark.box.right <= 401
    assert mark.box.bottom <= 401


def test_other_marks_of_the_photograph_play_no_part() -> None:
    lesion = Mark.drawn(LesionClass.HAEMORRHAGE, Box(0, 0, 9, 9), author="Ben")
    assert placed(FOVEA, (5, 5), finding=None, marks=[lesion], image=IMAGE, author="A")[0] is None
