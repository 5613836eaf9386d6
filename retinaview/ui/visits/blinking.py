"""The previous visit in place of this one: while a key is held, or by turns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QTransform

from retinaview.ui.layouts.panes import Panes

if TYPE_CHECKING:
    from retinaview.imaging.halvings import Halvings

BLINK_MS = 700
"""How long either visit is seen."""


class Flicker(QObject):
    """Lets two visits change places on a canvas."""

    def __init__(self, panes: Panes) -> None:
        super().__init__()
        self._panes = panes
        self._pane: int | None = None
        self._words = ""
        self._is_before_seen = False
        self._turns = QTimer(self)
        self._turns.setInterval(BLINK_MS)
        self._turns.timeout.connect(lambda: self._show(not self._is_before_seen))

    def seat(self, pane: int | None, earlier: Halvings | None, way: QTransform | None) -> None:
        """Put the earlier photograph onto the canvas of a pane, where it is not yet.

        Parameters
        ----------
        pane : int or None
            0 or 1; None takes it away.
        earlier : Halvings or None
            The photograph of the previous visit.
        way : QTransform or None
            From its source pixels to those of the photograph in the pane.
        """
        if pane == self._pane:
            return
        for index, canvas in enumerate(self._panes.canvases):
            canvas.set_before(earlier if index == pane else None, way if index == pane else None)
        self._pane = pane
        self._turns.stop()

    def set_words(self, words: str) -> None:
        """Take what is said while the previous visit is seen."""
        self._words = words

    def follow(self, *, blinking: bool, held: bool) -> None:
        """Show the previous visit while a key is held, by turns, or not at all."""
        if held:
            self._turns.stop()
            self._show(True)
        elif not blinking:
            self._turns.stop()
            self._show(False)
        elif not self._turns.isActive():
            self._turns.start()
            self._show(True)

    def _show(self, seen: bool) -> None:
        self._is_before_seen = seen
        for index, canvas in enumerate(self._panes.canvases):
            canvas.show_before(self._words if seen and index == self._pane else "")
