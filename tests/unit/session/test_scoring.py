"""The live score of a study."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from retinaview.core.edits import MarksEdit
from retinaview.core.field_circle import FieldCircle
from retinaview.core.findings import Finding, Quality, Region
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark, Provenance, Status
from retinaview.session.scoring import score_session
from retinaview.session.shown_regions import RegionSize
from retinaview.session.study import open_study


def test_the_score_follows_the_boxes(tmp_path: Path) -> None:
    for name in ("a_OD.png", "a_OS.png"):
        cv2.imwrite(str(tmp_path / name), np.zeros((100, 100, 3), np.uint8))
    session = open_study([tmp_path], reader="ann")
    first, second = session.images
    assert score_session(session) is None
    for image in (first, second):
        session.draw(image.id, LesionClass.HAEMORRHAGE, Box(10, 10, 4, 4))
    assert score_session(session) is None
    region = Region(Box(0, 0, 40, 40), 0.9, 1)
    session.take_finding(
        first.id,
        Finding(
            Quality(1, True), regions=(region,), field_of_view=FieldCircle(50, 50, 50, 100, 100)
        ),
    )
    score = score_session(session)
    assert score is not None
    report = score.report
    assert (report.boxes, report.regions.box.at(0.3, 1).value) == (1, 1)
    assert score.missed(0.3) == ()
    session.draw(first.id, LesionClass.HAEMORRHAGE, Box(80, 80, 4, 4))
    score = score_session(session)
    assert score is not None
    report = score.report
    assert report.regions.box.at(0.3, 2).value == 0.5
    (missed,) = score.missed(0.3)
    assert (missed.image_id, missed.box, missed.best) == (first.id, Box(80, 80, 4, 4), 0)
    small = score_session(session, source="attention", size=RegionSize(share=0.1))
    assert small is not None
    assert small.report.coverage == pytest.approx(0.01 * 4 / np.pi, abs=0.003)
    assert len(small.missed(0.3)) == 2  # both lie outside the small square about (20, 20)
    assert report.coverage == pytest.approx(0.16, abs=0.05)
    session.close()


def test_a_photograph_of_unknown_size_without_a_field_of_view_is_scored(tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "a.png"), np.zeros((100, 100, 3), np.uint8))
    session = open_study([tmp_path], reader="ann")
    (image,) = session.images
    session.draw(image.id, LesionClass.HAEMORRHAGE, Box(10, 10, 4, 4))
    assert image.width is None
    session.take_finding(image.id, Finding(Quality(0, False)))
    score = score_session(session)
    assert score is not None
    assert score.report.regions.box.recall.max() == 0
    assert [box.best for box in score.missed(0)] == [-1]
    session.close()


def test_boxes_that_a_network_proposed_are_counted(tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "a.png"), np.zeros((100, 100, 3), np.uint8))
    session = open_study([tmp_path], reader="ann")
    (image,) = session.images
    session.take_finding(image.id, Finding(Quality(1, True)))
    session.draw(image.id, LesionClass.HAEMORRHAGE, Box(10, 10, 4, 4))
    mark = Mark.proposed(
        LesionClass.HAEMORRHAGE, Box(30, 30, 4, 4), provenance=Provenance("net", "1", "0" * 64)
    )
    accepted = mark.with_status(Status.ACCEPTED, author="ann")
    session.commit([MarksEdit(image.id, "Accept haemorrhage", (), (accepted,))])
    score = score_session(session)
    assert score is not None
    assert (len(score.boxes), score.proposed) == (2, 1)
    session.close()
