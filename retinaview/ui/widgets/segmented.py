"""A row of joined buttons of which one, or none, is on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

_GAP_PX = 4


class Segmented(QWidget):
    """Choose one of a few.

    Parameters
    ----------
    options : sequence of (str, str)
        Text and tooltip of every button.
    clearable : bool
        Whether pressing the chosen button again chooses none.

    Attributes
    ----------
    chosen : Signal(object)
        The index, or None, after the reader's choice; never after `set_choice`.
    """

    chosen = Signal(object)

    def __init__(self, options: Sequence[tuple[str, str]], *, clearable: bool = False) -> None:
        super().__init__()
        self._clearable = clearable
        self._choice: int | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP_PX)
        self._buttons = [self._button(index, *option) for index, option in enumerate(options)]
        for button in self._buttons:
            row.addWidget(button, 1)

    @property
    def choice(self) -> int | None:
        """Index of the chosen button, or None."""
        return self._choice

    def set_choice(self, index: int | None) -> None:
        """Show a choice."""
        self._choice = index
        for position, button in enumerate(self._buttons):
            button.setChecked(position == index)

    def even_width(self) -> int:
        """Return the width at which every button, all alike, has room for the longest text."""
        widest = max(button.sizeHint().width() for button in self._buttons)
        return len(self._buttons) * widest + (len(self._buttons) - 1) * _GAP_PX

    def button(self, index: int) -> QPushButton:
        """Return one of the buttons."""
        return self._buttons[index]

    def _button(self, index: int, text: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setCheckable(True)
        button.setProperty("segment", True)
        button.setToolTip(tip)
        button.setAccessibleName(tip.partition("\n")[0] or text)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self._on_clicked(index))
        return button

    def _on_clicked(self, index: int) -> None:
        again = index == self._choice
        self.set_choice(None if again and self._clearable else index)
        if not again or self._clearable:
            self.chosen.emit(self._choice)
