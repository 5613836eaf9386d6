"""One class's threshold: a slider with the model card's value as a tick, the count, and a reset."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from retinaview.core.thresholds import Threshold
from retinaview.ui import theme
from retinaview.ui.classes.styles import class_style
from retinaview.ui.language import tr
from retinaview.ui.language.terms import lesion_words
from retinaview.ui.widgets.slider_row import SliderRow

LOW, HIGH = 0.01, 0.99
_STEPS = 196  # of half a hundredth
_COUNT_WIDTH_PX = 40


class ThresholdRow(QWidget):
    """Shows and asks for the threshold of one class.

    Attributes
    ----------
    slider : SliderRow
        Name, slider and value.
    reset_button : QToolButton
        There while the value in force is not the card's.
    changed, settled : Signal(float)
        A threshold, 0-1: while dragged, and when let go. Near the tick it is the card's value.
    reset_requested : Signal()
        The card's value is wanted again.
    """

    changed = Signal(float)
    settled = Signal(float)
    reset_requested = Signal()

    def __init__(self, threshold: Threshold) -> None:
        super().__init__()
        label = lesion_words(threshold.lesion)
        self._card = threshold.card
        self.slider = SliderRow(
            label, low=LOW, high=HIGH, default=threshold.card, steps=_STEPS, tick=True
        )
        self.slider.set_icon(theme.swatch(class_style(threshold.lesion).colour))
        self._count = QLabel()
        self._count.setObjectName("muted")
        self._count.setFixedWidth(_COUNT_WIDTH_PX)
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._count.setToolTip(tr("Lesions found at this threshold"))
        self.reset_button = _reset_button(label)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.slider, 1)
        row.addWidget(self._count)
        row.addWidget(self.reset_button)
        self.slider.changed.connect(lambda value: self.changed.emit(self._caught(value)))
        self.slider.settled.connect(lambda value: self.settled.emit(self._caught(value)))
        self.reset_button.clicked.connect(self.reset_requested)
        self.set_threshold(threshold)

    @property
    def count(self) -> str:
        """The number of lesions, as shown."""
        return self._count.text()

    def set_threshold(self, threshold: Threshold) -> None:
        """Show the value in force, and whether it is the card's; nothing is emitted."""
        self._card = threshold.card
        self.slider.set_default(threshold.card)
        self.slider.set_value(threshold.value)
        self.set_changed(threshold.is_changed)
        card = threshold.card
        self.reset_button.setToolTip(tr("Reset. The model card says {card:.2f}.", card=card))
        self.slider.setToolTip(
            tr(
                "A pixel counts as lesion from this probability upwards. The model card says "
                "{card:.2f}. Double-click to reset.",
                card=card,
            )
        )

    def set_changed(self, is_changed: bool) -> None:
        """Show whether the value is another one than the card's."""
        self.slider.set_caution(is_changed)
        self.reset_button.setVisible(is_changed)

    def set_count(self, count: int) -> None:
        """Show how many lesions there are at the value in force."""
        self._count.setText(str(count))

    def _caught(self, value: float) -> float:
        """Return the card's own value where the slider is as near to it as it can be."""
        near = (HIGH - LOW) / _STEPS / 2 + 1e-9
        return self._card if abs(value - self._card) <= near else round(value, 3)


def threshold_heads() -> QWidget:
    """Return the words above the numbers of such rows."""
    heads = QWidget()
    row = QHBoxLayout(heads)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(2)
    row.addStretch(1)
    for text, width in ((tr("Threshold"), 0), (tr("Found"), _COUNT_WIDTH_PX)):
        label = QLabel(text)
        label.setObjectName("muted")
        label.setMinimumWidth(width)
        label.setAlignment(Qt.AlignmentFlag.AlignRight)
        row.addWidget(label)
    row.addSpacing(_reset_button("").sizeHint().width() + row.spacing())
    return heads


def _reset_button(label: str) -> QToolButton:
    button = QToolButton()
    button.setText("↺")
    button.setAccessibleName(tr("Reset threshold of {lesion}", lesion=label))
    policy = QSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    policy.setRetainSizeWhenHidden(True)  # the slider keeps its width under a drag
    button.setSizePolicy(policy)
    return button
