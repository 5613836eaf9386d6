from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from retinaview.core.findings import Finding, Quality, Region
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Status
from retinaview.core.thresholds import ThresholdKey
from retinaview.project.store import ProjectStore
from retinaview.session.session import Session

EXUDATE, HAEMORRHAGE = LesionClass.HARD_EXUDATE, LesionClass.HAEMORRHAGE
EXUDATES = ThresholdKey("ganet", "1", EXUDATE)
SIZE = 400
Spots = Callable[..., Finding]


# Findings


def test_take_finding_proposes(session: Session, heard: Any, spots: Spots) -> None:
    finding = spots((100, 100), (200, 200))
    session.take_finding(1, finding)
    marks = session.marks(1)
    assert {mark.box for mark in marks} == {Box(100, 100, 20, 20), Box(200, 200, 20, 20)}
    assert all(mark.status is Status.PROPOSED for mark in marks)
    assert heard.events == [("marks", 1), ("finding", 1, "ganet")]
    assert not session.can_undo
    kept = session.finding(1)
    assert kept is not None
    assert kept.lesions == finding.lesions
    assert session.finding(2) is None
    assert session.finding_summaries() == {1: finding.summary}


def test_regions_are_kept_and_never_proposed(session: Session, spots: Spots) -> None:
    regions = tuple(Region(Box(90 * n, 50, 80, 80), 0.9, n) for n in range(1, 5))
    session.take_finding(1, replace(spots((100, 100)), regions=regions))
    assert [mark.box for mark in session.marks(1)] == [Box(100, 100, 20, 20)]
    kept = session.finding(1)
    assert kept is not None
    assert kept.regions == regions
    session.accept(1, [mark.id for mark in session.marks(1)])
    assert [mark.lesion for mark in session.labelled_images()[0].lesion_labels] == [EXUDATE]


def test_a_rejected_proposal_stays_rejected(session: Session, spots: Spots) -> None:
    session.take_finding(1, spots((100, 100), (200, 200)))
    marks = {mark.box.x: mark for mark in session.marks(1)}
    (rejected,) = session.reject(1, [marks[100].id])
    session.take_finding(1, spots((101, 102), (200, 200), seed=1))
    at_place = [m for m in session.marks(1) if m.box.x < 150]
    assert at_place == [rejected]
    session.set_thresholds({EXUDATES: 0.9})
    session.repropose(1)
    at_place = [m for m in session.marks(1) if m.box.x < 150]
    assert at_place == [rejected]


def test_undoing_an_acceptance_after_a_new_run(session: Session, spots: Spots) -> None:
    session.take_finding(1, spots((100, 100)))
    (proposal,) = session.marks(1)
    (accepted,) = session.accept(1, [proposal.id])
    session.take_finding(1, spots((102, 102), seed=1))
    assert session.marks(1) == (accepted,)
    assert session.undo() == 1
    assert session.marks(1) == (proposal,)
    assert session.redo() == 1
    assert session.marks(1) == (accepted,)


def test_redoing_an_acceptance_whose_proposal_was_replaced(session: Session, spots: Spots) -> None:
    session.take_finding(1, spots((100, 100)))
    (proposal,) = session.marks(1)
    (accepted,) = session.accept(1, [proposal.id])
    session.undo()
    session.take_finding(1, spots((102, 102), seed=1))
    (successor,) = session.marks(1)
    assert successor.id != proposal.id
    assert session.redo() == 1
    assert session.marks(1) == (accepted,)
    assert session.undo() == 1
    assert session.marks(1) == (successor,)


def test_a_finding_that_cannot_be_kept_is_shown_all_the_same(session: Session, heard: Any) -> None:
    with session._store._engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    finding = Finding(Quality(1, gradable=True), notes=("x" * 50_000,))
    session.take_finding(1, finding)
    shown = session.finding(1)
    assert shown is not None
    assert shown.notes == finding.notes
    assert session.finding_summaries() == {1: finding.summary}
    assert "kept only until you close" in heard.messages[0]
    assert heard.events[-1] == ("finding", 1, "")


def test_findings_of_many_photographs(session: Session, tmp_path: Path, spots: Spots) -> None:
    for number in range(8):
        (tmp_path / f"{number}.jpg").write_bytes(b"")
    session.add_paths([tmp_path])
    for image in session.images:
        session.take_finding(image.id, spots((10 * image.id, 50)))
    for image in session.images:
        finding = session.finding(image.id)
        assert finding is not None
        assert finding.lesions[0].box.x == 10 * image.id


def test_summaries_are_read_once_and_follow_what_is_taken(
    session: Session, spots: Spots, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert session.finding_summaries() == {}
    monkeypatch.setattr(session._store, "finding_summaries", lambda: pytest.fail("asked again"))
    session.take_finding(1, spots((10, 10)))
    taken = session.finding(1)
    assert taken is not None
    assert session.finding_summaries() == {1: taken.summary}


def test_what_a_run_proposes_is_at_hand_when_it_is_kept_and_told_of_when_it_is_taken(
    session: Session, heard: Any, spots: Spots
) -> None:
    assert session.marks(1) == ()
    kept = session.keep_finding(1, spots((10, 10), (100, 100)))
    assert len(session.marks(1)) == 2
    assert heard.events == []
    session.take_finding(1, kept)
    assert len(session.marks(1)) == 2
    assert heard.events == [("marks", 1), ("finding", 1, "ganet")]


def test_once_the_list_is_read_the_project_is_asked_no_more(
    session: Session, spots: Spots, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.take_finding(1, spots((10, 10)))
    session.set_thresholds({EXUDATES: 0.9})
    with closing(Session(ProjectStore.open(session.path), reader="Ben")) as again:
        again.all_marks()
        again.finding_summaries()
        again.changed_thresholds()
        again.setting("layout")
        monkeypatch.setattr(again._store, "_reading", lambda: pytest.fail("asked"))
        assert [again.main_source(image_id) for image_id in (1, 2)] == ["ganet", None]
        assert again.is_main(1, "ganet")
        assert again.finding_at_hand(1) is None
        assert again.finding(2) is None
        assert len(again.changed_thresholds()) == 1
        assert again.setting("layout") is None
        again.remember("layout", "both eyes")
        assert again.setting("layout") == "both eyes"


def test_what_another_program_has_analysed_since_is_found_when_it_comes_near(
    session: Session, spots: Spots
) -> None:
    assert session.finding_summaries() == {}
    assert session.finding(1) is None
    with closing(ProjectStore.open(session.path)) as other:
        other.save_finding(1, spots((10, 10)))
    assert session.finding(1) is None
    session.have_at_hand([1, 2])
    assert session.finding_at_hand(1) is not None
    assert session.main_source(2) is None
