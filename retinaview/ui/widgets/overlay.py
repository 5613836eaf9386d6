"""Parts that lie over the top of others and take no room from them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget


class Overlay(QWidget):
    """Lies along the upper edge of another widget, as high as what it shows at the moment.

    Parameters
    ----------
    over : QWidget
        What is covered; it is not moved.
    parts : QWidget
        What is shown, below each other.
    """

    def __init__(self, over: QWidget, *parts: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        for part in parts:
            self._column.addWidget(part)
        over.installEventFilter(self)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Stay as wide as what is covered."""
        if event.type() is QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Be as high as the parts need now."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._place()
        return super().event(event)

    def _place(self) -> None:
        width = self._over.width()
        needed = self._column.sizeHint().height()
        if self._column.hasHeightForWidth():
            needed = self._column.heightForWidth(width)
        self.setGeometry(0, 0, width, max(needed, 0))
        self.raise_()
