"""Turning the photograph in front on the screen; what is marked on it stays where it is."""

from __future__ import annotations

from retinaview.ui.canvas.turning import TurnStep
from retinaview.ui.controller import Controller
from retinaview.ui.layouts.panes import Panes
from retinaview.ui.reading.kept_views import KeptViews
from retinaview.ui.window_context import WindowContext


class TurningController(Controller):
    """Turns a photograph wherever it is shown, and keeps that until the study is closed."""

    def __init__(self, context: WindowContext, *, panes: Panes, views: KeptViews) -> None:
        super().__init__()
        self._context, self._panes, self._views = context, panes, views

    def step(self, step: TurnStep) -> None:
        """Turn the photograph in front once more."""
        image_id = self._context.image_id
        if image_id is None:
            return
        turn = self._panes.canvas.turn.after(step)
        self._views.put_turn(image_id, turn)
        for canvas, pane in zip(self._panes.canvases, self._context.panes, strict=True):
            if pane.image_id == image_id:
                canvas.set_turn(turn)
