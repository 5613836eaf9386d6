"""Lesions from a threshold on: one number for outlines, counts and proposals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from retinaview.core.lesions import LesionClass
from retinaview.core.macula import distance_from_fovea
from retinaview.core.thresholds import Threshold, changed
from retinaview.inference.components import count_lesions
from retinaview.session.counting import lesion_counts
from retinaview.ui.canvas import FundusCanvas
from retinaview.ui.controller import Controller
from retinaview.ui.findings.panel import FindingsPanel
from retinaview.ui.layers.panel import LayersPanel
from retinaview.ui.window_context import WindowContext
from retinaview.ui.workers import Worker

if TYPE_CHECKING:
    from retinaview.core.findings import Finding, LesionMap
    from retinaview.session.reproposing import Reproposal, Reproposed


class ThresholdsController(Controller):
    """Keeps canvas, panels and proposals at the thresholds of the study.

    A drag changes what is seen and counted; once it ends, the study keeps the value, and untouched
    proposals follow, made beside the window.
    """

    _reproposed = Signal(object)

    def __init__(
        self,
        context: WindowContext,
        *,
        canvas: FundusCanvas,
        panel: LayersPanel,
        findings_panel: FindingsPanel,
    ) -> None:
        super().__init__()
        self._context = context
        self._canvas = canvas
        self._panel = panel
        self._findings_panel = findings_panel
        self._finding: Finding | None = None
        self._maps: dict[LesionClass, LesionMap] = {}
        self._counts: dict[LesionClass, int] = {}
        # It holds the project file for a moment, for which edits would wait longer in background.
        self._worker = Worker("proposals", background=False)
        self._connect_signals()

    @property
    def workers(self) -> tuple[Worker, ...]:
        """The thread that proposes."""
        return (self._worker,)

    def show(self, finding: Finding | None) -> None:
        """Show a finding's lesions at the thresholds in force, or none."""
        self._finding = finding
        found = () if finding is None else finding.lesion_maps
        # A disc's outline would stand among lesions as if it were one.
        self._maps = {each.lesion: each for each in found if each.lesion.is_lesion}
        thresholds = self._in_force()
        self._canvas.set_lesion_maps(
            tuple(replace(m, threshold=thresholds[m.lesion].value) for m in self._maps.values())
        )
        self._show_numbers(thresholds)

    def reset(self, lesion: LesionClass | None = None) -> None:
        """Let the model card's threshold hold for one class shown, or for all of the study."""
        session = self._context.session
        if session is None:
            return
        if lesion is None:
            session.reset_thresholds()
        elif (threshold := self._in_force().get(lesion)) is not None:
            session.set_thresholds({threshold.key: None})

    def _connect_signals(self) -> None:
        self._panel.threshold_changed.connect(self._on_dragged)
        self._panel.threshold_settled.connect(self._on_settled)
        self._panel.reset_requested.connect(self.reset)
        self._context.study_changed.connect(self._offer_reset)
        self._context.thresholds_changed.connect(self._on_thresholds_changed)
        self._context.settled.connect(lambda: self._repropose(self._context.image_id))
        self._context.finding_changed.connect(self._on_finding_changed)
        self._context.marks_changed.connect(self._on_marks_changed)
        self._reproposed.connect(self._on_reproposed)

    def _in_force(self) -> dict[LesionClass, Threshold]:
        """Return the thresholds of what is shown."""
        session = self._context.session
        if session is None or self._finding is None:
            return {}
        return session.thresholds.of(self._finding)

    def _show_numbers(self, thresholds: Mapping[LesionClass, Threshold]) -> None:
        shown = [each for lesion, each in thresholds.items() if lesion in self._maps]
        self._counts = {} if self._finding is None else lesion_counts(self._finding, thresholds)
        self._panel.set_thresholds(shown)
        self._panel.set_counts(self._counts)
        self._offer_reset()
        self._findings_panel.set_lesions(self._counts, changed(shown))
        self._show_exudates(thresholds)

    def _offer_reset(self) -> None:
        session = self._context.session
        self._panel.reset_all.setEnabled(session is not None and bool(session.thresholds.chosen))

    def _show_exudates(self, thresholds: Mapping[LesionClass, Threshold]) -> None:
        """Tell how near to the fovea exudates lie."""
        found, places = self._maps.get(LesionClass.HARD_EXUDATE), self._context.landmarks
        distance = None
        if found is not None and places is not None:
            threshold = thresholds[found.lesion].value
            distance = distance_from_fovea(replace(found, threshold=threshold), places)
        self._findings_panel.set_exudate_distance(distance)

    def _on_dragged(self, lesion: LesionClass, value: float) -> None:
        """Follow a slider on its way: outlines, counts and signs; nothing is kept yet."""
        threshold = self._in_force().get(lesion)
        if threshold is None or lesion not in self._maps:
            return
        self._canvas.set_lesion_threshold(lesion, value)
        self._counts = {**self._counts, lesion: count_lesions(self._maps[lesion], value)}
        on_the_way = {**self._in_force(), lesion: replace(threshold, value=value)}
        self._panel.show_drag(on_the_way[lesion], self._counts[lesion])
        shown = changed(each for key, each in on_the_way.items() if key in self._maps)
        self._findings_panel.set_lesions(self._counts, shown)
        self._show_exudates(on_the_way)

    def _on_settled(self, lesion: LesionClass, value: float) -> None:
        session, threshold = self._context.session, self._in_force().get(lesion)
        if session is not None and threshold is not None:
            session.set_thresholds({threshold.key: None if value == threshold.card else value})

    def _on_thresholds_changed(self) -> None:
        thresholds = self._in_force()
        for lesion in self._maps:
            self._canvas.set_lesion_threshold(lesion, thresholds[lesion].value)
        self._show_numbers(thresholds)
        self._repropose(self._context.image_id)

    def _on_marks_changed(self, image_id: int) -> None:
        """Measure again, as the reader may have moved disc or fovea."""
        if image_id == self._context.image_id and self._finding is not None:
            self._show_exudates(self._in_force())

    # Proposals

    def _on_finding_changed(self, image_id: int, source: str) -> None:
        if self._context.is_main(image_id, source):
            self._repropose(image_id)

    def _repropose(self, image_id: int | None) -> None:
        session = self._context.session
        if session is None or image_id is None:
            return
        if (task := session.reproposal(image_id)) is not None:
            self._worker.submit(image_id, lambda: self._run(task))

    def _run(self, task: Reproposal) -> None:
        """Propose again, in the worker's thread."""
        self._reproposed.emit(task.run())

    def _on_reproposed(self, done: Reproposed) -> None:
        session = self._context.session
        if session is None or not session.is_of(done.task):
            return  # another study is open by now
        session.take_reproposed(done)
        if done.error is None:
            self._repropose(done.task.image_id)  # thresholds or finding may have changed meanwhile
