"""What the window asks of every controller."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from retinaview.ui.action_spec import When
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
