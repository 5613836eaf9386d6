"""Lesions from a threshold on: one number for outlines, counts and proposals."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from retinaview.core.lesions import LesionClass
from retinaview.core.thresholds import Threshold, changed
from retinaview.inference.components import count_lesions, nearest_to_fovea
from retinaview.ui.controller import Controller
from retinaview.ui.findings.panel import FindingsPanel
from retinaview.ui.layers.panel import LayersPanel
from retinaview.ui.layouts.panes import Panes
from retinaview.ui.window_context import WindowContext
from retinaview.ui.workers import Worker

if TYPE_CHECKING:
    from retinaview.core.findings import Finding, LesionMap
    from retinaview.core.landmarks import Landmarks
    from retinaview.session.reproposing import Reproposed
    from retinaview.session.session import Session


class ThresholdsController(Controller):
    """Keeps canvas, panels and proposals at the thresholds of the study.

    A drag changes what is seen and counted; once it ends, the study keeps the value, and untouched
    proposals follow, made beside the window.
    """

    _counted = Signal(object, int)
    _measured = Signal(object, object, object)
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
        self._shown: dict[LesionClass, Threshold] = {}
        self._counts: dict[LesionClass, int] = {}
        self._numbers = Worker("lesion numbers", background=False)
        # It holds the project file for a moment, for which edits would wait longer in background.
        self._worker = Worker("proposals", background=False)
        self._connect_signals()

    @property
    def workers(self) -> tuple[Worker, ...]:
        """The threads that count and that propose."""
        return self._numbers, self._worker

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
        self._counts = {}
        self._findings_panel.set_exudate_distance(None)
        self._show_numbers()

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
        self._counted.connect(self._on_counted)
        self._measured.connect(self._on_measured)
        self._reproposed.connect(self._on_reproposed)

    def _in_force(self) -> dict[LesionClass, Threshold]:
        """Return the thresholds of what is shown."""
        return self._in_force_on(self._finding)

    def _in_force_on(self, finding: Finding | None) -> dict[LesionClass, Threshold]:
        session = self._context.session
        return {} if session is None or finding is None else session.thresholds.of(finding)

    def _show_numbers(self) -> None:
        """Show thresholds and counts; what the finding does not tell is counted beside."""
        in_force = self._in_force()
        self._shown = {key: each for key, each in in_force.items() if key in self._maps}
        found = () if self._finding is None else self._finding.lesions
        told = Counter(each.lesion for each in found)
        self._panel.set_thresholds(list(self._shown.values()))
        for lesion, threshold in self._shown.items():
            if threshold.is_changed:
                self._count(lesion)
            else:
                self._counts[lesion] = told[lesion]
        self._show_counts()
        self._offer_reset()
        self._measure()

    def _show_counts(self) -> None:
        self._panel.set_counts(self._counts)
        self._findings_panel.set_lesions(dict(self._counts), changed(self._shown.values()))

    def _count(self, lesion: LesionClass) -> None:
        found = replace(self._maps[lesion], threshold=self._shown[lesion].value)
        self._numbers.submit(
            lesion, lambda: self._counted.emit(found, count_lesions(found, found.threshold))
        )

    def _on_counted(self, found: LesionMap, count: int) -> None:
        if self._is_shown(found):
            self._counts[found.lesion] = count
            self._show_counts()

    def _measure(self) -> None:
        """Tell, once it is known, how near to the fovea exudates lie."""
        found, places = self._maps.get(LesionClass.HARD_EXUDATE), self._context.landmarks
        if found is None or places is None:
            self._findings_panel.set_exudate_distance(None)
            return
        exudates = replace(found, threshold=self._shown[found.lesion].value)
        self._numbers.submit("distance", partial(self._run_measuring, exudates, places))

    def _run_measuring(self, found: LesionMap, places: Landmarks) -> None:
        """Measure, in the worker's thread."""
        distance = nearest_to_fovea(found, found.threshold, places)
        self._measured.emit(found, places, distance)

    def _on_measured(self, found: LesionMap, places: Landmarks, distance: float | None) -> None:
        if self._is_shown(found) and places == self._context.landmarks:
            self._findings_panel.set_exudate_distance(distance)

    def _is_shown(self, found: LesionMap) -> bool:
        """Whether what was counted or measured is still on the screen."""
        here, threshold = self._maps.get(found.lesion), self._shown.get(found.lesion)
        if here is None or threshold is None:
            return False
        return here.probability is found.probability and threshold.value == found.threshold

    def _offer_reset(self) -> None:
        session = self._context.session
        self._panel.reset_all.setEnabled(session is not None and bool(session.thresholds.chosen))

    def _on_dragged(self, lesion: LesionClass, value: float) -> None:
        """Follow a slider on its way: outlines, counts and signs; nothing is kept yet."""
        if lesion not in self._shown:
            return
        self._panes.canvas.set_lesion_threshold(lesion, value)
        self._shown[lesion] = replace(self._shown[lesion], value=value)
        self._panel.show_drag(self._shown[lesion])
        self._count(lesion)
        self._show_counts()
        if lesion is LesionClass.HARD_EXUDATE:
            self._measure()

    def _on_settled(self, lesion: LesionClass, value: float) -> None:
        session, threshold = self._context.session, self._in_force().get(lesion)
        if session is not None and threshold is not None:
            session.set_thresholds({threshold.key: None if value == threshold.card else value})

    def _on_thresholds_changed(self) -> None:
        for canvas, finding in zip(self._panes.canvases, self._on_canvas, strict=True):
            for lesion, threshold in self._in_force_on(finding).items():
                canvas.set_lesion_threshold(lesion, threshold.value)
        self._show_numbers()
        self._repropose(self._context.image_id)

    def _on_marks_changed(self, image_id: int) -> None:
        """Measure again, as the reader may have moved disc or fovea."""
        if image_id == self._context.image_id and self._finding is not None:
            self._measure()

    # Proposals

    def _on_finding_changed(self, image_id: int, source: str) -> None:
        if self._context.is_main(image_id, source):
            self._repropose(image_id)

    def _repropose(self, image_id: int | None) -> None:
        session = self._context.session
        if session is None or image_id is None:
            return
        self._worker.submit(image_id, lambda: self._run(session, image_id))

    def _run(self, session: Session, image_id: int) -> None:
        """Propose again where thresholds differ, in the worker's thread."""
        if (task := session.reproposal(image_id)) is not None:
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
