"""What the window asks of every controller, and the actions that follow from the answers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal

from retinaview.ui.action_set import ActionSet
from retinaview.ui.action_spec import When
from retinaview.ui.language import tr
from retinaview.ui.language.terms import step_words
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

    def reword(self) -> None:
        """Show again, in another language, what is made of several phrases."""

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
    """Keeps the actions true: what can be done is enabled, and every switch stands as it is.

    Parameters
    ----------
    commands : ActionSet
        The actions.
    context : WindowContext
        What is open.
    controllers : sequence of Controller
        Those that are asked: all when something else is open, else the one that changed.
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
        self._conditions: dict[Controller, set[When]] = {}
        # Once for all that one key or click changes, and before the next one is taken.
        self._outdated.connect(self._enable, Qt.ConnectionType.QueuedConnection)
        for controller in controllers:
            self._show_switches(controller)
            controller.changed.connect(partial(self._on_changed, controller))
        for changed in (context.study_changed, context.image_changed, context.photograph_shown):
            changed.connect(self._on_context_changed)
        self._enable()

    def _on_context_changed(self) -> None:
        self._conditions.clear()
        self._outdated.emit()

    def _on_changed(self, controller: Controller) -> None:
        self._show_switches(controller)
        self._conditions.pop(controller, None)
        self._outdated.emit()

    def _show_switches(self, controller: Controller) -> None:
        for name, checked in controller.switches().items():
            self._commands.set_checked(name, checked)

    def _enable(self) -> None:
        changed = [each for each in self._controllers if each not in self._conditions]
        if not changed:  # asked already since this was called for
            return
        self._conditions |= {each: each.conditions() for each in changed}
        self._commands.set_conditions(self._holding())
        self._name_steps()

    def reword(self) -> None:
        """Say everything again, in another language."""
        self._commands.reword()
        self._name_steps()
        self._context.show_again()
        for controller in self._controllers:
            controller.reword()

    def _name_steps(self) -> None:
        session = self._context.session
        undo, redo = ("", "") if session is None else (session.undo_label, session.redo_label)
        undone, redone = step_words(undo), step_words(redo)
        self._commands["undo"].setText(tr("Undo {step}", step=undone) if undo else tr("Undo"))
        self._commands["redo"].setText(tr("Redo {step}", step=redone) if redo else tr("Redo"))

    def _holding(self) -> set[When]:
        holding = set().union(*self._conditions.values())
        if self._context.session is not None:
            holding.add(When.STUDY)
        if self._context.photograph is not None:
            holding.add(When.PHOTOGRAPH)
        return holding
