"""Keeps the actions true: what can be done now is enabled, and every switch stands as it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from retinaview.ui.action_set import ActionSet
from retinaview.ui.action_spec import When
from retinaview.ui.controller import Controller
from retinaview.ui.window_context import WindowContext


class Switchboard:
    """Update the actions from the context and the controllers.

    Parameters
    ----------
    commands : ActionSet
        The actions.
    context : WindowContext
        What is open.
    controllers : sequence of Controller
        Those that are asked; a change of any of them is a reason to ask again.
    switches : callable
        How the window's own checkable actions stand, by id.
    """

    def __init__(
        self,
        commands: ActionSet,
        context: WindowContext,
        controllers: Sequence[Controller],
        *,
        switches: Callable[[], dict[str, bool]],
    ) -> None:
        self._commands = commands
        self._context = context
        self._controllers = controllers
        self._switches = switches
        for controller in controllers:
            controller.changed.connect(self.refresh)
        for changed in (context.study_changed, context.image_changed, context.photograph_shown):
            changed.connect(self.refresh)

    def refresh(self) -> None:
        """Ask everyone, and show it."""
        self._commands.set_conditions(self._holding())
        for switches in (self._switches, *(each.switches for each in self._controllers)):
            for name, checked in switches().items():
                self._commands.set_checked(name, checked)
        session = self._context.session
        self._name_step("undo", "Undo", "" if session is None else session.undo_label)
        self._name_step("redo", "Redo", "" if session is None else session.redo_label)

    def _holding(self) -> set[When]:
        holding = set().union(*(each.conditions() for each in self._controllers))
        if self._context.session is not None:
            holding.add(When.STUDY)
        if self._context.photograph is not None:
            holding.add(When.PHOTOGRAPH)
        return holding

    def _name_step(self, action_id: str, verb: str, step: str) -> None:
        words = f"{verb} {step[:1].lower()}{step[1:]}" if step else verb
        self._commands[action_id].setText(words)
