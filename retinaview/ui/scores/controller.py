"""Scoring the models against the reader's boxes, kept up to date while the panel is seen."""

from __future__ import annotations

import logging
from collections.abc import Callable, Hashable
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QTimer, Signal, SignalInstance

from retinaview.ui.controller import Controller
from retinaview.ui.language import later, tr
from retinaview.ui.window_context import WindowContext
from retinaview.ui.workers import Worker

if TYPE_CHECKING:
    from retinaview.core.coverage import RegionSource
    from retinaview.session.session import Session
    from retinaview.session.shown_regions import RegionSize
    from retinaview.ui.layers.regions import RegionsController
    from retinaview.ui.scores.options import ScoreOptions

logger = logging.getLogger(__name__)
_DELAY_MS = 700
_NOTHING = later(
    "There is nothing to score yet: no photograph has both your boxes and the models' finding."
)
_COUNTING = later("Scoring …")


class ScoreDisplay(Protocol):
    """What shows a score: `ScoresPanel`, or the comparison's."""

    @property
    def score_requested(self) -> SignalInstance:
        """The reader wants the score now."""

    def show_nothing(self, why: str) -> None:
        """Show that there is no score, and why."""

    def show_report(self, report: Any) -> None:  # noqa: ANN401
        """Show what was counted."""


class ScoresController(Controller):
    """Scores in its own thread; draws, decisions and new findings make the score stale."""

    _scored = Signal(int, object)

    def __init__(
        self,
        context: WindowContext,
        *,
        panel: ScoreDisplay,
        score: Callable[[Session], Any] | None = None,
        regions: RegionsController | None = None,
        options: ScoreOptions | None = None,
    ) -> None:
        super().__init__()
        self._context = context
        self._panel = panel
        self._regions = regions
        self._options = options
        self._score = score
        self._worker = Worker("scores", on_failure=self._on_failure)
        self._generation = 0
        self._seen = False
        self._stale = True
        self._reported = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DELAY_MS)
        self._timer.timeout.connect(self.score_now)
        self._connect_signals()

    def set_seen(self, seen: bool) -> None:
        """Whether the panel is in view; out of view nothing is computed."""
        self._seen = seen
        if seen and self._stale:
            self._say_counting()
            self._timer.start(0)

    def invalidate(self) -> None:
        """Recount after a change of marks, findings or thresholds."""
        self._stale = True
        if self._seen:
            self._timer.start()

    def score_now(self) -> None:
        """Score the open study."""
        session = self._context.session
        if session is None:
            self._panel.show_nothing(tr("Open a study first."))
            return
        self._stale = False
        self._generation += 1
        # Settings are read here: the worker's thread has no business with them.
        generation, score = self._generation, self._score or self._own_score()
        self._worker.retain(())  # a score that still waits is one of yesterday's boxes
        self._worker.submit(generation, lambda: self._scored.emit(generation, score(session)))

    def _own_score(self) -> Callable[[Session], Any]:
        from retinaview.session.shown_regions import AS_SHOWN, RegionSize

        options, regions = self._options, self._regions
        wanted = "coverage" if regions is None else regions.wanted
        size = AS_SHOWN if options is None else RegionSize(options.count, options.share)
        return partial(_score_session, source=wanted, size=size)

    @property
    def workers(self) -> tuple[Worker, ...]:
        """Worker threads to stop on close."""
        return (self._worker,)

    def _connect_signals(self) -> None:
        self._panel.score_requested.connect(self.score_now)
        self._scored.connect(self._on_scored)
        self._context.study_changed.connect(self._on_study_changed)
        self._context.marks_changed.connect(lambda _: self.invalidate())
        self._context.finding_changed.connect(self._on_finding_changed)
        self._context.thresholds_changed.connect(self.invalidate)
        if self._regions is not None:
            self._regions.chosen.connect(self.invalidate)
        if self._options is not None and self._regions is not None:
            self._options.regions_changed.connect(self.invalidate)
            self._options.source_chosen.connect(self._regions.choose)
            self._regions.chosen.connect(self._show_source)
            self._show_source()

    def _show_source(self) -> None:
        if self._options is not None and self._regions is not None:
            self._options.set_source(self._regions.wanted)

    def _on_finding_changed(self, image_id: int, source: str) -> None:
        if self._context.is_main(image_id, source):
            self.invalidate()

    def _on_study_changed(self) -> None:
        self._generation += 1
        self._reported = False
        self._say_counting()
        self.invalidate()

    def _say_counting(self) -> None:
        """Show why there is no score, in place of one that may no longer be true."""
        if not self._reported and self._context.session is not None:
            self._panel.show_nothing(tr(_COUNTING))

    def _on_scored(self, generation: int, report: Any) -> None:  # noqa: ANN401
        """Take a report, None where there is nothing to score, or what went wrong."""
        if generation != self._generation:
            return
        self._reported = report is not None and not isinstance(report, Exception)
        if report is None:
            self._panel.show_nothing(tr(_NOTHING))
        elif isinstance(report, Exception):
            self._panel.show_nothing(tr("Scoring failed: {why}", why=report))
        else:
            self._panel.show_report(report)

    def _on_failure(self, generation: Hashable, error: Exception) -> None:
        logger.error("scoring failed: %s", error)
        self._scored.emit(generation, error)


def _score_session(session: Session, *, source: RegionSource, size: RegionSize) -> Any:  # noqa: ANN401
    from retinaview.session.scoring import score_session

    return score_session(session, source=source, size=size)
