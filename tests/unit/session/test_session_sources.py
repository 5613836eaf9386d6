from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from retinaview.core.errors import ProjectError
from retinaview.core.findings import (
    Finding,
    GradeProbabilities,
    HeatMap,
    ModelIdentity,
    Quality,
)
from retinaview.core.geometry import Box
from retinaview.project.packed_finding import packed
from retinaview.session.proposals import packed_with_proposals
from retinaview.session.session import Session

Spots = Callable[..., Finding]
SUNET, SEA = "sunet-small", "sea-net-small"


def test_a_finding_stands_beside_the_main_one(session: Session, heard: Any, spots: Spots) -> None:
    main = spots((100, 100))
    session.take_finding(1, main)
    marks = session.marks(1)
    heard.events.clear()
    session.take_finding(1, spots((200, 200)), SUNET)
    assert heard.events == [("finding", 1, SUNET)]
    assert session.marks(1) == marks
    assert session.finding_summaries() == {1: main.summary}
    kept, found = session.finding(1), session.finding(1, SUNET)
    assert kept is not None
    assert found is not None
    assert kept.lesions == main.lesions
    assert found.lesions[0].box.x == 200
    assert not session.can_undo


def test_findings_of_one_photograph(session: Session, spots: Spots) -> None:
    assert session.finding(1, SEA) is None
    session.take_finding(1, spots((200, 200)), SUNET)
    session.take_finding(1, Finding(Quality(1, gradable=True)), SEA)
    session.take_finding(2, Finding(Quality(0, gradable=False)), SEA)
    assert session.finding(1, SEA) is not None
    assert session.finding(1, SUNET) is not None
    assert session.finding(2, SEA) is not None
    assert session.finding(2, SUNET) is None
    assert session.finding(1) is None


def test_a_newer_finding_takes_the_place(session: Session) -> None:
    for score in (0.2, 0.7):
        session.take_finding(1, Finding(Quality(score, gradable=True)), SEA)
        found = session.finding(1, SEA)
        assert found is not None
        assert found.quality.score == score


def test_a_finding_that_cannot_be_kept_is_shown_all_the_same(session: Session, heard: Any) -> None:
    with session._store._engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    found = Finding(Quality(1, gradable=True), notes=("x" * 50_000,))
    session.take_finding(1, found, SEA)
    shown = session.finding(1, SEA)
    assert shown is not None
    assert shown.notes == found.notes
    assert (
        "sea-net-small's finding could not be saved and is kept only until you close"
        in heard.messages[0]
    )
    assert heard.events[-1] == ("finding", 1, SEA)


def test_many_findings(session: Session, tmp_path: Path) -> None:
    for number in range(9):
        (tmp_path / f"{number}.jpg").write_bytes(b"")
    session.add_paths([tmp_path])
    grades = GradeProbabilities((0.6, 0.1, 0.1, 0.1, 0.1))
    for image in session.images:
        session.take_finding(image.id, Finding(Quality(image.id / 100, True), grades), SEA)
    for image in session.images:
        found = session.finding(image.id, SEA)
        assert found is not None
        assert found.quality.score == image.id / 100


def test_an_answer_is_at_hand_as_the_project_has_it(session: Session) -> None:
    extent = Box(0, 0, 400, 400)
    values = np.linspace(0, 1, 12, dtype=np.float32).reshape(3, 4)
    found = Finding(Quality(1, True), heat_maps=(HeatMap(SEA, "attention", values, extent),))
    session.take_finding(1, found, SEA)
    session.take_finding(2, found)
    read = session._store.finding(1, SEA), session._store.finding(2)
    for at_hand, kept in zip((session.finding(1, SEA), session.finding(2)), read, strict=True):
        assert at_hand is not None
        assert kept is not None
        np.testing.assert_array_equal(at_hand.heat_maps[0].values, kept.heat_maps[0].values)
        assert at_hand.heat_maps[0].values.dtype == np.float32
        np.testing.assert_allclose(at_hand.heat_maps[0].values, values, atol=1 / 510 + 1e-6)


def test_what_was_just_taken_is_not_read_from_the_file(
    session: Session, spots: Spots, monkeypatch: pytest.MonkeyPatch
) -> None:
    finding = packed_with_proposals(spots((100, 100)), width_px=400)
    monkeypatch.setattr("retinaview.project.finding_rows.finding_of", None)
    session.take_finding(1, finding)
    session.take_finding(1, finding, SEA)
    assert session.finding(1) is finding.finding
    assert session.finding(1, SEA) is finding.finding


def test_proposals_made_beforehand_are_those_that_would_be_made(
    session: Session, spots: Spots, monkeypatch: pytest.MonkeyPatch
) -> None:
    finding = spots((100, 100), (200, 200))
    session.take_finding(1, finding)
    ready = packed_with_proposals(finding, width_px=400)
    # Not asked any more.
    monkeypatch.setattr("retinaview.session.study_findings.proposals_of", None)
    session.take_finding(2, ready)
    made, beforehand = (
        {(mark.lesion, mark.box, mark.provenance) for mark in session.marks(image_id)}
        for image_id in (1, 2)
    )
    assert len(made) == 2
    assert beforehand == made


def test_a_finding_may_come_packed(session: Session, spots: Spots) -> None:
    finding = spots((100, 100))
    session.take_finding(1, packed(finding))
    kept = session.finding(1)
    assert kept is not None
    assert kept.lesions == finding.lesions
    assert len(session.marks(1)) == 1


# The main finding's own source


def graded(finding: Finding, source: str, sha256: str = "cc") -> Finding:
    """A finding whose grades are those of a source."""
    grader = ModelIdentity("grading", source, "1", sha256)
    return replace(finding, models=(*finding.models, grader))


def test_the_main_finding_is_that_of_its_grader(session: Session, spots: Spots) -> None:
    assert session.main_source(1) is None
    session.take_finding(1, graded(spots((100, 100)), SEA))
    assert (session.main_source(1), session.is_main(1, SEA)) == (SEA, True)
    assert session.finding(1, SEA) is session.finding(1)
    assert session.finding(1, "ganet") is None
    assert set(session.findings_of(SEA)) == {1}


def test_the_main_finding_of_another_grader_takes_the_place_of_the_one_before(
    session: Session, heard: Any, spots: Spots
) -> None:
    session.take_finding(1, graded(spots((100, 100)), SEA))
    session.take_finding(1, spots((300, 300)), SUNET)
    heard.events.clear()
    session.take_finding(1, graded(spots((200, 200)), SUNET))
    assert heard.events == [("marks", 1), ("finding", 1, SUNET)]
    assert (session.main_source(1), session.finding(1, SEA)) == (SUNET, None)
    found = session.finding(1)
    assert found is not None
    assert found is session.finding(1, SUNET)
    assert found.lesions[0].box.x == 200
    assert session._store.main_source(1) == SUNET
    assert session._store.finding(1, SEA) is None


def test_the_source_of_the_main_finding_asked_again_grades_there_anew(
    session: Session, heard: Any, spots: Spots
) -> None:
    session.take_finding(1, graded(spots((100, 100)), SEA, "old"))
    marks = session.marks(1)
    heard.events.clear()
    again = Finding(Quality(0.5, True), GradeProbabilities((0, 0, 0, 0, 1)))
    session.take_finding(1, graded(again, SEA, "new"), SEA)
    assert heard.events[-1] == ("finding", 1, SEA)
    assert session.marks(1) == marks
    assert session.reproposal(1) is None
    for found in (session.finding(1), session._store.finding(1), session.finding(1, SEA)):
        assert found is not None
        assert found.lesions[0].box == Box(100, 100, 20, 20)
        assert found.grades == again.grades
        assert [(m.name, m.weights_sha256) for m in found.models] == [
            ("ganet", "weights 0"),
            (SEA, "new"),
        ]
    assert session.finding_summaries()[1].grades == again.grades
    # Only what ran is noted as run.
    assert [run.model for run in session._store.runs()] == ["ganet", SEA, SEA]


def test_the_main_finding_of_a_project_that_cannot_be_written(
    session: Session, spots: Spots, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.take_finding(1, graded(spots((100, 100)), SEA))
    session.take_finding(2, graded(spots((100, 100)), SEA))

    def refuse(*_: object, **__: object) -> None:
        raise ProjectError("the disk is full")

    monkeypatch.setattr(session._store, "save_finding", refuse)
    monkeypatch.setattr(session._findings, "_most_unsaved", 1)
    session.take_finding(1, graded(spots((200, 200)), SUNET))
    found = session.finding(1)
    assert found is not None
    assert (session.main_source(1), found.lesions[0].box.x) == (SUNET, 200)
    assert session.reproposal(1) is None
    session.take_finding(2, spots((300, 300)), SUNET)  # makes the session forget that one
    assert session.main_source(1) == SEA
    kept = session.finding(1)
    assert kept is not None
    assert kept.lesions[0].box.x == 100
