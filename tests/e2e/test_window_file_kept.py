"""Another program keeps the project file to itself: the window never waits for it."""

from __future__ import annotations

import sqlite3
import threading
import traceback
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt

from retinaview.core.lesions import LesionClass
from retinaview.core.thresholds import ThresholdKey
from retinaview.project.project_file import ProjectFile
from retinaview.session.side_by_side import Layout
from retinaview.session.study import open_study
from tests.e2e.conftest import HEIGHT, NAMES, SUNET, WIDTH, answer_by, finding

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.conftest import Driver, FakeEngine

KEY = ThresholdKey("ganet", "0.1", LesionClass.HARD_EXUDATE)


@pytest.fixture
def known(folder: Path) -> Path:
    """The study, with what two networks said of every photograph."""
    with closing(open_study([folder], reader="Anna")) as session:
        for image in session.images:
            session.take_finding(image.id, finding(WIDTH, HEIGHT))
            session.take_finding(image.id, answer_by(SUNET, WIDTH, HEIGHT), SUNET)
        session.set_thresholds({KEY: 0.9})
    return folder


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the window's thread has asked the file for."""
    found: list[str] = []
    reading = ProjectFile._reading

    def noted(file: ProjectFile) -> Any:
        if threading.current_thread() is threading.main_thread():
            found.append("".join(traceback.format_stack(limit=9)))
        return reading(file)

    monkeypatch.setattr(ProjectFile, "_reading", noted)
    return found


@contextmanager
def kept(project: Path) -> Iterator[None]:
    """Keep a project file from everybody else."""
    with closing(sqlite3.connect(project, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


def has_answer(driver: Driver) -> bool:
    return driver.window.context.answer is not None


def forget_all(driver: Driver) -> None:
    """Let nothing be at hand, as on a photograph far from the last one."""
    session = driver.window.context.session
    assert session is not None
    session._findings._recent.clear()
    session._near = frozenset()


def test_reading_a_study_asks_the_file_for_nothing(
    driver: Driver, known: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    driver.open(known)
    driver.until(lambda: has_answer(driver))
    window = driver.window
    monkeypatch.setattr("retinaview.ui.labels.export_dialog.ExportDialog.exec", lambda _: 0)
    for image_id in (2, 3, 1):
        window.reading.show(image_id)
        forget_all(driver)
        driver.until(lambda: has_answer(driver) and window.context.photograph is not None)
        driver.key(Qt.Key.Key_2)
    driver.key(Qt.Key.Key_Return)
    window.reading.show(1)
    driver.do("export")
    driver.do("both_eyes")
    forget_all(driver)
    driver.until(lambda: None not in map(window.context.answer_in, (0, 1)))
    driver.do("compare")
    driver.until(lambda: None not in map(window.context.answer_in, (0, 1)))
    driver.do("one_eye")
    window.findings.sources.choose(SUNET)
    driver.until(lambda: has_answer(driver))
    assert not asked, asked[0]


def test_a_photograph_is_shown_at_once_and_what_is_known_of_it_when_the_file_is_free(
    driver: Driver, known: Path, engine: FakeEngine
) -> None:
    driver.open(known)
    driver.until(lambda: has_answer(driver))
    window = driver.window
    with kept(known / "study.retinaview"):
        forget_all(driver)
        window.reading.show(3)
        driver.until(lambda: window.context.photograph is not None)
        assert driver.name == NAMES[2]
        assert not has_answer(driver)
        assert window.findings_panel.notice == ""
    driver.until(lambda: has_answer(driver))
    assert window.findings_panel.dr_values
    assert engine.seen == []


@pytest.mark.parametrize("layout", [Layout.ONE_EYE, Layout.COMPARE])
def test_a_network_is_not_asked_while_its_answer_is_read(
    driver: Driver, known: Path, engine: FakeEngine, layout: Layout
) -> None:
    driver.open(known)
    driver.until(lambda: has_answer(driver))
    sources = driver.window.findings.sources
    driver.until(lambda: bool(sources.listed_sources))
    with kept(known / "study.retinaview"):
        forget_all(driver)
        if layout is Layout.COMPARE:
            driver.do("compare")
        else:
            sources.choose(SUNET)
        assert driver.window.context.awaits_finding(1, SUNET)
    driver.until(lambda: not driver.window.context.awaits_finding(1, SUNET))
    assert (NAMES[0], SUNET) not in engine.asked


def test_blind_the_difference_is_seen_before_going_on_also_where_it_is_still_read(
    driver: Driver, known: Path
) -> None:
    driver.open(known)
    driver.until(lambda: has_answer(driver))
    driver.do("blind")
    driver.key(Qt.Key.Key_0)
    with kept(known / "study.retinaview"):
        forget_all(driver)
        driver.window.context._findings.keep(())
        driver.window.answering.go_on()
        assert driver.window.context.awaits_finding(1)
        assert driver.window.context.hidden
    driver.until(lambda: not driver.window.context.hidden)
    assert driver.name == NAMES[0]
    assert driver.window.answer_bar.confirmation.words.startswith("Models: ")
    driver.key(Qt.Key.Key_Return)
    assert driver.name == NAMES[1]
