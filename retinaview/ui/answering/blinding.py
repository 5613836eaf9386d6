"""Blind first: whether the models' answers are hidden, and what must not be opened meanwhile."""

from __future__ import annotations

from collections.abc import Sequence

from retinaview.core.errors import ProjectError
from retinaview.ui.action_spec import When
from retinaview.ui.controller import Controller
from retinaview.ui.window_context import WindowContext


class BlindingController(Controller):
    """Turns blind reading on and off, for the study.

    Parameters
    ----------
    context : WindowContext
        What is open.
    telling : sequence of Controller
        Those whose windows show what models say; they are closed where that is hidden.
    """

    def __init__(self, context: WindowContext, *, telling: Sequence[Controller]) -> None:
        super().__init__()
        self._context = context
        self._telling = telling
        context.study_changed.connect(self.changed)
        context.image_changed.connect(self._on_changed)
        context.blinding_changed.connect(self._on_changed)

    def conditions(self) -> set[When]:
        """Tell what of the models' answers may be seen."""
        session = self._context.session
        if session is None:
            return set()
        holding = set() if self._context.hidden else {When.REVEALED}
        return holding if session.blinding.on else {*holding, When.UNBLINDED}

    def switches(self) -> dict[str, bool]:
        """Tell whether the study is read blind first."""
        session = self._context.session
        return {"blind": session is not None and session.blinding.on}

    def toggle(self, on: bool) -> None:
        """Hide the models' answers until the reader has given one, or no longer."""
        session = self._context.session
        if session is not None:
            try:
                session.blinding.turn(on)
            except ProjectError as error:
                self._context.complain(error)
        self.changed.emit()

    def _on_changed(self) -> None:
        if self._context.hidden:
            for controller in self._telling:
                controller.close_windows()
        self.changed.emit()
