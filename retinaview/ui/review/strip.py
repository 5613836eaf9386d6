"""The line above the photograph that says which proposal is under review."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton

from retinaview.ui.theme import set_look
from retinaview.ui.widgets.text import ElidedText


class ReviewStrip(QFrame):
    """Says what is under review, with buttons that decide on it; hidden while nothing is.

    Parameters
    ----------
    actions : sequence of QAction
        The buttons.
    """

    def __init__(self, actions: Sequence[QAction]) -> None:
        super().__init__()
        self.setObjectName("message")
        set_look(self, "kind", "notice")
        self._text = ElidedText()
        self._aside = ElidedText()
        self._aside.setObjectName("muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(12)
        row.addWidget(self._text, 3)
        row.addWidget(self._aside, 2)
        for action in actions:
            button = QToolButton()
            button.setDefaultAction(action)
            row.addWidget(button)
        self.hide()

    @property
    def text(self) -> str:
        """What is under review; empty where nothing is."""
        return self._text.text()

    @property
    def aside(self) -> str:
        """What was merged or left out."""
        return self._aside.text()

    def say(self, text: str) -> None:
        """Say what is under review."""
        self._text.setText(text)
        self.show()

    def set_aside(self, text: str) -> None:
        """Say what was merged or left out."""
        self._aside.setText(text)

    def clear(self) -> None:
        """Hide when the review has ended."""
        self._text.setText("")
        self._aside.setText("")
        self.hide()
