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
from retinaview.ui.controller import Controller
from retinaview.ui.findings.panel import FindingsPanel
from retinaview.ui.layers.panel import LayersPanel
from retinaview.ui.layouts.panes import Panes
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
        panes: Panes,
        panel: LayersPanel,
        findings_panel: FindingsPanel,
    ) -> None:
        super().__init__()
        self._context = context
        self._panes = panes
        self._on_canvas: list[Finding | None] = [None, None]
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

    def put(self, finding: Finding | None, pane: int) -> None:
        """Put a finding's lesions on a pane's canvas, at the thresholds in force, or none."""
        self._on_canvas[pane] = finding
        in_force = self._in_force_on(finding)
        self._panes.canvases[pane].set_lesion_maps(
            tuple(replace(m, threshold=in_force[m.lesion].value) for m in _lesion_maps(finding))
        )

    def show(self, finding: Finding | None) -> None:
        """Show a finding's lesions in the panels, with their thresholds, or none."""
        self._finding = finding
        self._maps = {each.lesion: each for each in _lesion_maps(finding)}
        self._show_numbers(self._in_force())

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
        return self._in_force_on(self._finding)

    def _in_force_on(self, finding: Finding | None) -> dict[LesionClass, Threshold]:
        session = self._context.session
        return {} if session is None or finding is None else session.thresholds.of(finding)

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
        self._panes.canvas.set_lesion_threshold(lesion, value)
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
        for canvas, finding in zip(self._panes.canvases, self._on_canvas, strict=True):
            for lesion, threshold in self._in_force_on(finding).items():
                canvas.set_lesion_threshold(lesion, threshold.value)
        self._show_numbers(self._in_force())
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


def _lesion_maps(finding: Finding | None) -> list[LesionMap]:
    """Return the maps of lesions: a disc's outline would stand among them as if it were one."""
    return (
        [] if finding is None else [each for each in finding.lesion_maps if each.lesion.is_lesion]
    )
