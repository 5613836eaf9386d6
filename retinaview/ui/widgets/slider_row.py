"""A labelled slider over a range of real numbers, with its value beside it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QWidget

from retinaview.ui import theme
from retinaview.ui.widgets.text import ElidedText
from retinaview.ui.widgets.tick_slider import TickSlider

_STEPS = 200
_LABEL_WIDTH_PX = 90
_VALUE_WIDTH_PX = 44
_SLIDER_WIDTH_PX = 50


class SliderRow(QWidget):
    """Label, slider and value in one row; a double-click brings the default back.

    Written here rather than taken from superqt, whose import alone costs a tenth of a second
    before the first photograph.

    Parameters
    ----------
    label : str
        What is set.
    low, high, default : float
        The range, and where a double-click returns to.
    shown_as : callable
        The value as text.
    steps : int
        Into how many the range is divided.
    tick : bool
        Mark the default on the slider.

    Attributes
    ----------
    changed : Signal(float)
        While the reader drags or types.
    settled : Signal(float)
        When the drag has ended.
    """

    changed = Signal(float)
    settled = Signal(float)

    def __init__(
        self,
        label: str,
        *,
        low: float,
        high: float,
        default: float,
        shown_as: Callable[[float], str] = "{:.2f}".format,
        steps: int = _STEPS,
        tick: bool = False,
    ) -> None:
        super().__init__()
        self._low, self._high, self._default = low, high, default
        self._steps = steps
        self._shown_as = shown_as
        self._icon = QLabel()
        self._icon.hide()
        self._label = ElidedText(label)
        self._label.setMinimumWidth(_LABEL_WIDTH_PX)
        self._slider = TickSlider() if tick else QSlider(Qt.Orientation.Horizontal)
        self._slider.setRange(0, steps)
        self._slider.setAccessibleName(label)
        self._slider.setMinimumWidth(_SLIDER_WIDTH_PX)
        self._value = QLabel()
        self._value.setObjectName("muted")
        self._value.setFixedWidth(_VALUE_WIDTH_PX)
        self._value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self._icon, self._label):
            row.addWidget(widget)
        row.addWidget(self._slider, 1)
        row.addWidget(self._value)
        self.set_default(default)
        self.set_value(default)
        self._slider.valueChanged.connect(self._on_moved)
        self._slider.sliderReleased.connect(lambda: self.settled.emit(self.value()))

    def value(self) -> float:
        """Return the slider's value."""
        return self._low + (self._high - self._low) * self._slider.value() / self._steps

    def set_value(self, value: float) -> None:
        """Move the slider; nothing is emitted."""
        self._slider.blockSignals(True)
        self._slider.setValue(self._position(value))
        self._slider.blockSignals(False)
        self._value.setText(self._shown_as(value))

    def set_default(self, default: float) -> None:
        """Set the value that a double-click returns to."""
        self._default = default
        if isinstance(self._slider, TickSlider):
            self._slider.set_tick(self._position(default))

    def set_caution(self, caution: bool) -> None:
        """Set the value off in colour: it is not what one would expect."""
        theme.set_tone(self._value, "caution" if caution else "muted")

    def set_icon(self, icon: QIcon) -> None:
        """Show a small picture, such as a class's colour, before the label."""
        self._icon.setPixmap(icon.pixmap(12, 12))
        self._icon.show()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Return to the default."""
        self.set_value(self._default)
        self.changed.emit(self.value())
        self.settled.emit(self.value())
        event.accept()

    def _position(self, value: float) -> int:
        return round((value - self._low) / (self._high - self._low) * self._steps)

    def _on_moved(self) -> None:
        self._value.setText(self._shown_as(self.value()))
        self.changed.emit(self.value())
        if not self._slider.isSliderDown():  # a key, the wheel or a click on the groove
            self.settled.emit(self.value())
