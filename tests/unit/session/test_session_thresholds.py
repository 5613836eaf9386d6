"""Thresholds of a study: kept, logged, reset, and followed by what nobody has touched."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retinaview.core.findings import Finding, LesionMap, ModelIdentity, Quality
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Status
from retinaview.core.thresholds import ThresholdKey
from retinaview.inference.components import count_lesions, lesions_of
from retinaview.project.store import ProjectStore
from retinaview.session.label_export import export_labels
from retinaview.session.session import Session

EXUDATE = LesionClass.HARD_EXUDATE
EXUDATES = ThresholdKey("ganet", "1", EXUDATE)
SIZE = 400
WHOLE, CORE = Box(100, 100, 20, 20), Box(105, 105, 5, 5)
Spots = Callable[..., Finding]


def exudates(session: Session, image_id: int = 1) -> list[Box]:
    return [mark.box for mark in session.marks(image_id) if mark.lesion is EXUDATE]


def reopened(session: Session) -> Session:
    return Session(ProjectStore.open(session.path), reader="Ben")


def test_they_are_kept_with_the_study_and_logged(session: Session, heard: Any) -> None:
    told: list[bool] = []
    session.thresholds_changed.connect(lambda: told.append(True))
    session.set_thresholds({EXUDATES: 0.92})
    session.set_thresholds({EXUDATES: 0.92})
    assert told == [True]
    with closing(reopened(session)) as again:
        assert again.thresholds.chosen == {EXUDATES: 0.92}
        again.reset_thresholds()
    with closing(reopened(session)) as again:
        assert again.thresholds.chosen == {}
    what = {"network": "ganet", "version": "1", "class": "hard_exudate"}
    events = [(e.reader, e.label, e.before, e.after) for e in session._store.events()]
    assert events[-2:] == [
        ("Anna", "Set threshold", what | {"threshold": None}, what | {"threshold": 0.92}),
        ("Ben", "Reset threshold", what | {"threshold": 0.92}, what | {"threshold": None}),
    ]
    assert heard.messages == []


def test_untouched_proposals_follow_and_touched_ones_do_not(session: Session, spots: Spots) -> None:
    session.take_finding(1, spots((100, 100), (200, 200)))
    session.accept(1, [mark.id for mark in session.marks(1) if mark.box.x == 200])
    drawn = session.draw(1, EXUDATE, Box(300, 300, 20, 20))
    touched = {mark for mark in session.marks(1) if mark.status.is_human}
    session.set_thresholds({EXUDATES: 0.9})
    assert WHOLE in exudates(session)
    session.repropose(1)
    assert exudates(session)[-1] == CORE
    assert {mark for mark in session.marks(1) if mark.status.is_human} == touched
    assert drawn in touched
    (tight,) = (mark for mark in session.marks(1) if not mark.status.is_human)
    assert tight.provenance is not None
    assert tight.provenance.threshold == 0.9
    session.reset_thresholds()
    session.repropose(1)
    assert exudates(session)[-1] == WHOLE
    assert not session.can_redo


def test_nothing_is_proposed_twice(session: Session, spots: Spots, heard: Any) -> None:
    session.take_finding(1, spots((100, 100)))
    assert session.reproposal(1) is None
    assert session.reproposal(2) is None
    session.set_thresholds({EXUDATES: 0.9, ThresholdKey("ganet", "2", EXUDATE): 0.1})
    session.repropose(1)
    heard.events.clear()
    assert session.reproposal(1) is None
    with closing(reopened(session)) as again:
        assert again.reproposal(1) is None
    assert heard.events == []


def test_a_new_run_proposes_at_the_thresholds_in_force(session: Session, spots: Spots) -> None:
    session.set_thresholds({EXUDATES: 0.9})
    session.take_finding(1, spots((100, 100)))
    assert exudates(session) == [CORE]
    assert session.reproposal(1) is None


def test_a_run_that_was_faster_than_the_proposals(session: Session, spots: Spots) -> None:
    session.take_finding(1, spots((100, 100)))
    session.set_thresholds({EXUDATES: 0.9})
    task = session.reproposal(1)
    assert task is not None
    session.take_finding(1, spots((200, 200), seed=1))
    session.take_reproposed(task.run())
    session.repropose(1)
    assert exudates(session) == [Box(205, 205, 5, 5)]


def test_a_read_only_study_keeps_them_until_it_is_closed(
    session: Session, spots: Spots, monkeypatch: pytest.MonkeyPatch, heard: Any
) -> None:
    session.take_finding(1, spots((100, 100)))
    rejected = session.reject(1, [session.marks(1)[0].id])
    session.take_finding(1, spots((100, 100), (200, 200)))
    monkeypatch.setattr(session._store, "read_only", True)
    for value in (0.6, 0.9):
        session.set_thresholds({EXUDATES: value})
        session.repropose(1)
    followed = {rejected[0].box, Box(205, 205, 5, 5)}
    assert set(exudates(session)) == followed
    assert {mark.box for mark in session.all_marks()[1]} == followed
    (message,) = heard.messages
    assert "only until you close" in message
    monkeypatch.undo()
    with closing(reopened(session)) as again:
        assert again.thresholds.chosen == {}
        assert set(exudates(again)) == {rejected[0].box, Box(200, 200, 20, 20)}


def test_an_older_project_follows_the_card(session: Session, spots: Spots) -> None:
    """Proposals were once made at a threshold that the window had kept for all studies."""
    session.set_thresholds({EXUDATES: 0.9})
    session.take_finding(1, spots((100, 100)))
    session.close()
    with closing(sqlite3.connect(session.path)) as file, file:
        (summary,) = file.execute("SELECT summary FROM findings").fetchone()
        older = {key: v for key, v in json.loads(summary).items() if key != "proposed_at"}
        file.execute("UPDATE findings SET summary = ?", [json.dumps(older)])
        file.execute("DELETE FROM settings")
    with closing(reopened(session)) as again:
        assert exudates(again) == [CORE]
        again.repropose(1)
        assert exudates(again) == [WHOLE]


def test_settings_that_are_no_thresholds_are_passed_over(session: Session) -> None:
    session.set_thresholds({EXUDATES: 0.7})
    for key, value in (
        ('threshold ["ganet", "1", "haemorrhage"]', "much"),
        ('threshold ["ganet", "1", "freckle"]', "0.5"),
        ('threshold ["ganet", "1", "irma"]', "7"),
        ('threshold ["ganet", "1", "fovea"]', "nan"),
        ("threshold of pain", "0.5"),
        ('threshold {"ganet": 1, "1": 2, "irma": 3}', "0.5"),
        ('threshold ["ganet", 1, "irma"]', "0.5"),
        ('threshold ["ganet", "1", "irma", ""]', "0.5"),
    ):
        session.set_setting(key, value)
    with closing(reopened(session)) as again:
        assert again.thresholds.chosen == {EXUDATES: 0.7}


def test_two_windows_hold_one_number(session: Session) -> None:
    with closing(reopened(session)) as other:
        other.set_thresholds({EXUDATES: 0.8})
        session.set_thresholds({EXUDATES: 0.8})
        session.set_thresholds({EXUDATES: 0.6})
    with closing(reopened(session)) as again:
        assert again.thresholds.chosen == {EXUDATES: 0.6}


@settings(max_examples=15)
@given(seed=st.integers(0, 2**32 - 1), value=st.floats(0.2, 0.95))
def test_as_many_components_are_exported_as_are_counted(
    seed: int, value: float, new_session: Callable[[Path], Session]
) -> None:
    noise = np.random.default_rng(seed).integers(0, 256, (SIZE // 8, SIZE // 8), np.uint8)
    grid = cv2.blur(noise, (3, 3))
    grid = np.where(grid > 140, np.clip(grid.astype(int) + 60, 0, 255), 0).astype(np.uint8)
    found = LesionMap(EXUDATE, grid, Box(0, 0, SIZE, SIZE), 0.5)
    model = ModelIdentity("segmentation", "ganet", "1", "weights")
    finding = Finding(
        Quality(1, True), lesion_maps=(found,), lesions=lesions_of(found), models=(model,)
    )
    with TemporaryDirectory() as folder, closing(new_session(Path(folder))) as session:
        session.take_finding(1, finding)
        session.set_thresholds({EXUDATES: value})
        counted = count_lesions(found, value)
        out = Path(folder) / "out"
        export_labels(session, "masks", out, statuses=[Status.PROPOSED])
        path = out / "1_right_hard_exudate.png"
        mask = cv2.imread(str(path), cv2.IMREAD_UNCHANGED) if path.exists() else None
    components = 0 if mask is None else cv2.connectedComponents(mask, connectivity=8)[0] - 1
    assert components == counted
