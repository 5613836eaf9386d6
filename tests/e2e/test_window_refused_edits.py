"""Closing, or opening another study, while another program keeps the project from being written."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Status
from retinaview.project.store import ProjectStore

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.conftest import Driver


class Waiting:
    """A thread that has not come to anything yet."""

    def beside(self, work: Callable[[], None], then: Callable[[], None]) -> None: ...

    def later(self, do: Callable[[], None]) -> None:
        do()


@pytest.fixture
def other(
    driver: Driver, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[sqlite3.Connection]:
    """A program that is about to write."""
    monkeypatch.setattr("retinaview.session.session.PATIENCE_S", 0.05)
    driver.open(folder)
    session = driver.window.context.session
    assert session is not None
    driver.until(lambda: not session._unwritten)
    session._store._connection.execute("PRAGMA busy_timeout = 50")
    with closing(sqlite3.connect(session.path, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        session.use_turns(Waiting())
        session.draw(1, LesionClass.HARD_EXUDATE, Box(5, 5, 20, 20))
        yield connection


def test_a_window_stays_whose_last_edit_was_refused(
    driver: Driver, other: sqlite3.Connection
) -> None:
    said: list[str] = []
    driver.window.context.session.message.connect(said.append)
    assert not driver.window.close()
    assert driver.window.isVisible()
    assert "Draw hard exudate on P1_OD.jpg was not saved: " in said[0]
    other.execute("ROLLBACK")
    path = driver.window.context.session.path
    driver.window.context.session.draw(1, LesionClass.HARD_EXUDATE, Box(5, 5, 20, 20))
    assert driver.window.close()
    with closing(ProjectStore.open(path)) as store:
        assert [mark.status for mark in store.marks(1)].count(Status.DRAWN) == 1


def test_a_study_stays_whose_last_edit_was_refused(
    driver: Driver, other: sqlite3.Connection, tmp_path: Path, folder: Path
) -> None:
    second = tmp_path / "second"
    second.mkdir()
    (folder / "P2_OD.jpg").rename(second / "P9_OD.jpg")
    session = driver.window.context.session
    session.message.connect((said := []).append)
    driver.window.open([second])
    driver.until(lambda: bool(said))
    driver.until(lambda: not driver.window.opening.workers[0].busy)
    assert driver.window.context.session is session
    assert driver.marks("drawn") == []
    other.execute("ROLLBACK")
    driver.window.open([second])
    driver.until(lambda: driver.name == "P9_OD.jpg")
