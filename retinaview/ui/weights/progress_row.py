"""What is under way with weights, how far it is, and how it ended."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from retinaview.ui.panels.section import muted

_STEPS = 1000


class ProgressRow(QWidget):
    """A sentence, and while something runs a bar below it with a button to stop it.

    Attributes
    ----------
    cancel_requested : Signal()
        The button.
    """

    cancel_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._sentence = muted()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(8)
        self._bytes = QLabel()
        self._bytes.setObjectName("muted")
        self._stop = QPushButton("Stop")
        self._stop.setAutoDefault(False)
        self._stop.clicked.connect(self.cancel_requested)
        row = QHBoxLayout()
        row.addWidget(self._bar, 1)
        row.addWidget(self._bytes)
        row.addWidget(self._stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._sentence)
        column.addLayout(row)
        self._set_running(running=False)
        self.hide()

    @property
    def sentence(self) -> str:
        """What is said now."""
        return self._sentence.text()

    @property
    def can_stop(self) -> bool:
        """Whether there is something that can be stopped."""
        return not self._stop.isHidden()

    def begin(self, sentence: str) -> None:
        """Something runs, of which no more is known."""
        self._say(sentence, "muted")
        self._bar.setRange(0, 0)
        self._bytes.clear()
        self._set_running(running=True)
        self._stop.hide()

    def set_progress(self, done: int, size: int) -> None:
        """So many bytes of all are there; it can be stopped."""
        self._bar.setRange(0, _STEPS)
        self._bar.setValue(round(_STEPS * done / size))
        self._bytes.setText(f"{done / 1e6:.1f} of {size / 1e6:.1f} MB")
        self._stop.setVisible(done < size)
        if done == size:
            self.begin("Checking the weights, and their answer to a generated photograph")

    def end(self, sentence: str, *, well: bool) -> None:
        """Nothing runs any more."""
        self._say(sentence, "muted" if well else "alarm")
        self._set_running(running=False)

    def _say(self, sentence: str, kind: str) -> None:
        self._sentence.setText(sentence)
        self._sentence.setObjectName(kind)
        self._sentence.style().polish(self._sentence)
        self.setVisible(bool(sentence))

    def _set_running(self, *, running: bool) -> None:
        for widget in (self._bar, self._bytes, self._stop):
            widget.setVisible(running)
