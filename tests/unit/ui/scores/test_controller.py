"""Scores are counted beside the window; what is stale or failed is never shown as a score."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QObject, Signal

from retinaview.core.errors import ModelError
from retinaview.ui.scores.controller import ScoresController
from retinaview.ui.window_context import WindowContext
from retinaview.ui.workers import stop_all

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


class Panel(QObject):
    score_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[object] = []

    def show_nothing(self, why: str) -> None:
        self.shown.append(why)

    def show_report(self, report: object) -> None:
        self.shown.append(report)


class Scored:
    """A context with a study, and a score that waits until it is told what it is."""

    def __init__(self) -> None:
        self.context = WindowContext()
        self.context._session = object()  # type: ignore[assignment]
        self.panel = Panel()
        self.answer: Any = "report"
        self.go_on = threading.Event()
        self.go_on.set()
        self.begun = 0
        self.scores = ScoresController(self.context, panel=self.panel, score=self._score)

    def _score(self, _: object) -> object:
        self.begun += 1
        answer = self.answer
        self.go_on.wait(5)
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def scored(qapp: object) -> Iterator[Scored]:  # noqa: ARG001
    scored = Scored()
    yield scored
    scored.go_on.set()
    assert stop_all(scored.scores.workers, timeout_s=5)


def test_a_report_is_shown(scored: Scored, qtbot: QtBot) -> None:
    scored.scores.score_now()
    qtbot.waitUntil(lambda: scored.panel.shown == ["report"])


def test_a_score_that_failed_says_why(scored: Scored, qtbot: QtBot) -> None:
    scored.answer = ModelError("the regions are damaged")
    scored.scores.score_now()
    qtbot.waitUntil(lambda: len(scored.panel.shown) == 1)
    assert scored.panel.shown == ["Scoring failed: the regions are damaged"]


@pytest.mark.parametrize("answer", ["old", ModelError("the study is closed")])
def test_what_comes_of_another_study_is_not_shown(
    scored: Scored, qtbot: QtBot, answer: object
) -> None:
    scored.go_on.clear()
    scored.answer = answer
    scored.scores.score_now()
    qtbot.waitUntil(lambda: scored.begun == 1)
    scored.context.study_changed.emit()
    scored.answer = "new"
    scored.scores.score_now()
    scored.go_on.set()
    qtbot.waitUntil(lambda: "new" in scored.panel.shown)
    assert len(scored.panel.shown) == 2  # that it is being counted, then the new one


def test_out_of_sight_nothing_is_counted(scored: Scored, qtbot: QtBot) -> None:
    scored.scores.invalidate()
    qtbot.wait(20)
    assert scored.begun == 0
    scored.scores.set_seen(True)
    qtbot.waitUntil(lambda: "report" in scored.panel.shown)
    assert scored.panel.shown == ["Scoring …", "report"]
    scored.scores.set_seen(False)
    scored.scores.set_seen(True)
    qtbot.wait(20)
    assert scored.begun == 1  # still fresh
