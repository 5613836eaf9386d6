"""A line above the photograph on something that takes a while, with how far it is."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar


class TaskStrip(QFrame):
    """Says what is being done and shows a bar; hidden while there is nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("message")
        self._text = QLabel()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(8)
        self._bar.setMinimumWidth(160)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(16)
        row.addWidget(self._text)
        row.addWidget(self._bar, 1)
        self.hide()

    @property
    def text(self) -> str:
        """What is being done; empty where nothing is."""
        return self._text.text()

    @property
    def progress(self) -> tuple[int, int]:
        """Pieces of work done, and all of them."""
        return self._bar.value(), self._bar.maximum()

    def show_task(self, text: str, *, done: int = 0, total: int = 0) -> None:
        """Show a task; the bar only moves to and fro where `total` is 0."""
        self._text.setText(text)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self.show()

    def clear(self) -> None:
        """Hide the strip when the task has ended."""
        self._text.setText("")
        self.hide()
