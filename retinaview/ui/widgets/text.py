"""Text that never makes a panel wider than it is: wrapped, or cut short with a tool tip."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

_BREAK = "\u200b"  # of no width; a line may end here
_LONG_WORD = re.compile(r"\S{16}(?=\S)")
_BEFORE_UNIT = re.compile(r"(?<=\d) (?=(?:%|px|s)(?!\w))")
_HELD = "\N{NO-BREAK SPACE}"
_LEAST_WIDTH_PX = 40


class WrappedText(QLabel):
    """Plain text over as many lines as it needs.

    A long word, such as a file name, is broken too; a number keeps its unit.

    Parameters
    ----------
    text : str
        What is shown first.
    """

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setText(text)

    def text(self) -> str:
        """Return the text as it was set."""
        return super().text().replace(_BREAK, "").replace(_HELD, " ")

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Show another text."""
        text = _BEFORE_UNIT.sub(_HELD, text)
        super().setText(_LONG_WORD.sub(rf"\g<0>{_BREAK}", text))


class ElidedText(QLabel):
    """One line of plain text that ends in an ellipsis where there is no room for all of it."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)

    @property
    def shown(self) -> str:
        """What there is room for."""
        mode = Qt.TextElideMode.ElideRight
        return self.fontMetrics().elidedText(self.text(), mode, self.contentsRect().width())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return room for a few letters."""
        hint = super().minimumSizeHint()
        return hint.boundedTo(QSize(_LEAST_WIDTH_PX, hint.height()))

    def event(self, event: QEvent) -> bool:
        """Tell all of the text where the pointer rests on what is left of it."""
        if event.type() is QEvent.Type.ToolTip:
            self.setToolTip("" if self.shown == self.text() else self.text())
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        """Paint what there is room for."""
        self.style().drawItemText(
            QPainter(self),
            self.contentsRect(),
            int(self.alignment()),
            self.palette(),
            self.isEnabled(),
            self.shown,
            self.foregroundRole(),
        )
