"""Scoring the models against the reader's boxes, kept up to date while the panel is seen."""

from __future__ import annotations

import logging
from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal

from retinaview.ui.controllers.controller import Controller
from retinaview.ui.desk import Desk
from retinaview.ui.panels.evaluation import EvaluationPanel
from retinaview.ui.workers import Worker

if TYPE_CHECKING:
    from retinaview.session.session import Session

logger = logging.getLogger(__name__)
_DELAY_MS = 700
_NOTHING = (
    "There is nothing to score yet: no photograph has both your boxes and the models' finding."
)


class ScoresController(Controller):
    """Scores in its own thread; draws, decisions and new findings make the score stale."""

    _scored = Signal(int, object)

    def __init__(
        self,
        desk: Desk,
        *,
        panel: EvaluationPanel,
        score: Callable[[Session], Any] | None = None,
    ) -> None:
        super().__init__()
        self._desk = desk
        self._panel = panel
        self._score = score or _score_session
        self._worker = Worker("scores", on_failure=self._on_failure)
        self._generation = 0
        self._seen = False
        self._stale = True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DELAY_MS)
        self._timer.timeout.connect(self.score_now)
        self._connect_signals()

    def set_seen(self, seen: bool) -> None:
        """Whether the panel is in view; out of view nothing is computed."""
        self._seen = seen
        if seen and self._stale:
            self._timer.start(0)

    def score_now(self) -> None:
        """Score the open study."""
        session = self._desk.session
        if session is None:
            self._panel.show_nothing("Open a study first.")
            return
        self._stale = False
        self._generation += 1
        generation, score = self._generation, self._score
        self._worker.submit("score", lambda: self._scored.emit(generation, score(session)))

    @property
    def workers(self) -> tuple[Worker, ...]:
        """The thread, for whoever ends it."""
        return (self._worker,)

    def _connect_signals(self) -> None:
        self._panel.score_requested.connect(self.score_now)
        self._scored.connect(self._on_scored)
        self._desk.study_changed.connect(self._on_study_changed)
        self._desk.marks_changed.connect(lambda _: self._invalidate())
        self._desk.finding_changed.connect(lambda _: self._invalidate())

    def _invalidate(self) -> None:
        self._stale = True
        if self._seen:
            self._timer.start()

    def _on_study_changed(self) -> None:
        self._generation += 1
        self._panel.show_nothing(_NOTHING)
        self._invalidate()

    def _on_scored(self, generation: int, report: Any) -> None:  # noqa: ANN401 - report or None
        if generation != self._generation:
            return
        if report is None:
            self._panel.show_nothing(_NOTHING)
        else:
            self._panel.show_report(report)

    def _on_failure(self, _: Hashable, error: Exception) -> None:
        logger.error("scoring failed: %s", error)
        self._scored.emit(self._generation, None)


def _score_session(session: Session) -> Any:  # noqa: ANN401
    from retinaview.session.scoring import score_session

    return score_session(session)
