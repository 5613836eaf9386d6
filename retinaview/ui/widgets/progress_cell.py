"""What is under way, how far it is, and a button that stops it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QToolButton, QWidget

_BAR_PX = 110, 8


class ProgressCell(QWidget):
    """A cell of the status bar; hidden while nothing runs.

    Attributes
    ----------
    stop_requested : Signal()
        The reader wants it to stop.
    """

    stop_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = QLabel()
        self._bar = QProgressBar()
        self._bar.setFixedSize(*_BAR_PX)
        self._bar.setTextVisible(False)
        stop = QToolButton()
        stop.setText("Stop")
        stop.clicked.connect(self.stop_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self._words, self._bar, stop):
            row.addWidget(widget)
        self.set_progress("")

    @property
    def words(self) -> str:
        """What runs; empty where nothing does."""
        return self._words.text()

    def set_progress(self, words: str, *, done: int = 0, total: int = 0) -> None:
        """Show a step, with a bar that only moves to and fro where `total` is 0; none if empty."""
        self._words.setText(words)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self.setVisible(bool(words))
