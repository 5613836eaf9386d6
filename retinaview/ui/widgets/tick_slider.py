"""A slider with one tick, at the value that holds unless the reader chooses another."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSlider, QStyle, QStyleOptionSlider

_TICK_WIDTH_PX, _TICK_REACH_PX = 2, 8


class TickSlider(QSlider):
    """A horizontal slider that marks one of its positions."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._tick = 0

    @property
    def tick(self) -> int:
        """The marked position."""
        return self._tick

    def set_tick(self, position: int) -> None:
        """Mark a position."""
        self._tick = position
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the tick below the handle, whose colours the style sheet gives."""
        painter = QPainter(self)
        middle = self._tick_x(), self.height() // 2
        colour = self.palette().color(QPalette.ColorRole.WindowText)
        painter.fillRect(
            middle[0] - _TICK_WIDTH_PX // 2,
            middle[1] - _TICK_REACH_PX,
            _TICK_WIDTH_PX,
            2 * _TICK_REACH_PX,
            colour,
        )
        painter.end()
        super().paintEvent(event)

    def _tick_x(self) -> int:
        """Return the middle of the handle when it is on the tick."""
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        style, kind = self.style(), QStyle.ComplexControl.CC_Slider
        handle = style.subControlRect(kind, option, QStyle.SubControl.SC_SliderHandle, self)
        groove = style.subControlRect(kind, option, QStyle.SubControl.SC_SliderGroove, self)
        room = groove.width() - handle.width()
        offset = QStyle.sliderPositionFromValue(self.minimum(), self.maximum(), self._tick, room)
        return groove.x() + offset + handle.width() // 2
