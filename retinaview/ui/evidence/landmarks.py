"""Disc and fovea in the window: shown where they are known, and put where the reader drags them."""

from __future__ import annotations

from retinaview.core.fundus_frame import FundusFrame
from retinaview.ui.canvas.outcomes import LandmarkMoved
from retinaview.ui.controller import Controller
from retinaview.ui.layouts.panes import Panes
from retinaview.ui.marks.editing import EditingController
from retinaview.ui.window_context import WindowContext


class LandmarksController(Controller):
    """Keeps canvas and list of marks agreed on where disc and fovea are."""

    def __init__(self, context: WindowContext, *, panes: Panes, editing: EditingController) -> None:
        super().__init__()
        self._context = context
        self._panes = panes
        self._editing = editing
        panes.landmark_moved.connect(self._on_moved)
        for changed in (context.image_changed, context.settled, context.answer_changed):
            changed.connect(self._show)
        context.beside_shown.connect(self._show)
        context.marks_changed.connect(self._on_marks_changed)

    def _show(self) -> None:
        places = [
            None if pane.photograph is None else self._context.landmarks_in(index)
            for index, pane in enumerate(self._context.panes)
        ]
        for canvas, shown in zip(self._panes.canvases, places, strict=True):
            canvas.set_landmarks(shown)
        self._editing.measure_from(FundusFrame.of(places[self._context.front]))

    def _on_marks_changed(self, image_id: int) -> None:
        if image_id in self._context.image_ids:
            self._show()

    def _on_moved(self, moved: LandmarkMoved) -> None:
        if (opened := self._context.open_image) is not None:
            opened[0].place_landmark(opened[1], moved.lesion, (moved.x, moved.y))
