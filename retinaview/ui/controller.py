"""What the window asks of every controller, and the actions that follow from the answers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal

from retinaview.ui.action_set import ActionSet
from retinaview.ui.action_spec import When
from retinaview.ui.window_context import WindowContext
from retinaview.ui.workers import Worker


class Controller(QObject):
    """Does one thing that the reader can ask for; an attribute of the window, named in the actions.

    Attributes
    ----------
    changed : Signal()
        Other actions may be possible now, or a switch stands otherwise.
    """

    changed = Signal()

    def conditions(self) -> set[When]:
        """Return the conditions that hold now, for actions that need them."""
        return set()

    def switches(self) -> dict[str, bool]:
        """Return which of the controller's checkable actions are on, by id."""
        return {}

    @property
    def helpers(self) -> tuple[Controller, ...]:
        """The controllers that it has made for parts of its work."""
        return ()

    def close_windows(self) -> None:
        """Close what was opened beside the window before the window closes."""

    @property
    def workers(self) -> tuple[Worker, ...]:
        """The threads of its own, ended when the window closes."""
        return ()


class Switchboard(QObject):
    """Update the actions from the context and the controllers.

    Parameters
    ----------
    commands : ActionSet
        The actions.
    context : WindowContext
        What is open.
    controllers : sequence of Controller
        Those that are asked; a change of any of them is a reason to ask again.
    """

    _outdated = Signal()

    def __init__(
        self,
        commands: ActionSet,
        context: WindowContext,
        controllers: Sequence[Controller],
    ) -> None:
        super().__init__()
        self._commands = commands
        self._context = context
        self._controllers = controllers
        self._is_due = False
        # Once for all that one key or click changes, and before the next one is taken.
        self._outdated.connect(self._enable, Qt.ConnectionType.QueuedConnection)
        for controller in controllers:
            self._show_switches(controller)
            controller.changed.connect(partial(self._show_switches, controller))
            controller.changed.connect(self.refresh)
        for changed in (context.study_changed, context.image_changed, context.photograph_shown):
            changed.connect(self.refresh)
        self._enable()

    def refresh(self) -> None:
        """Ask everyone what can be done, once the work at hand is done."""
        if not self._is_due:
            self._is_due = True
            self._outdated.emit()

    def _show_switches(self, controller: Controller) -> None:
        for name, checked in controller.switches().items():
            self._commands.set_checked(name, checked)

    def _enable(self) -> None:
        self._is_due = False
        self._commands.set_conditions(self._holding())
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
