"""From a missed box in the list to the box on its photograph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retinaview.ui.canvas import FundusCanvas
from retinaview.ui.controller import Controller
from retinaview.ui.scores.missed import MissedBoxes
from retinaview.ui.window_context import WindowContext

if TYPE_CHECKING:
    from retinaview.session.scoring import ScoredBox
    from retinaview.ui.reading.controller import ReadingController


class MissedBoxController(Controller):
    """Shows a box that was chosen from the list, once its photograph is there."""

    def __init__(
        self,
        context: WindowContext,
        *,
        canvas: FundusCanvas,
        reading: ReadingController,
        boxes: MissedBoxes,
    ) -> None:
        super().__init__()
        self._context = context
        self._canvas = canvas
        self._reading = reading
        self._wanted: ScoredBox | None = None
        boxes.box_chosen.connect(self.look_up)
        context.photograph_shown.connect(self._look)
        context.study_changed.connect(self._forget)

    def look_up(self, box: ScoredBox) -> None:
        """Show a box on its photograph."""
        self._wanted = box
        if self._context.image_id == box.image_id:
            self._look()
        else:
            self._reading.show(box.image_id)

    def _look(self) -> None:
        wanted = self._wanted
        if wanted is None or self._context.photograph is None:
            return
        self._wanted = None
        if wanted.image_id == self._context.image_id:
            self._canvas.centre_on(wanted.box)
            self._canvas.show_place(wanted.box)

    def _forget(self) -> None:
        self._wanted = None
