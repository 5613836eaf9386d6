"""What is under way with weights, how far it is, and how it ended."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from retinaview.ui import theme
from retinaview.ui.language import later, tr
from retinaview.ui.widgets.section import muted

_STEPS = 1000
_CHECKING = later("Checking the weights, and their answer to a phantom")


class ProgressRow(QWidget):
    """A sentence, and while something runs a bar below it with a button to stop it.

    Attributes
    ----------
    cancel_requested : Signal()
        The button.
    stop_button : QPushButton
        Grey while what runs comes to its end.
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
        self.stop_button = QPushButton(tr("Stop"))
        self.stop_button.setAutoDefault(False)
        self.stop_button.clicked.connect(self._on_stop_clicked)
        row = QHBoxLayout()
        row.addWidget(self._bar, 1)
        row.addWidget(self._bytes)
        row.addWidget(self.stop_button)
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
        """Whether something runs that has not been asked to stop."""
        return not self.stop_button.isHidden() and self.stop_button.isEnabled()

    def begin(self, sentence: str) -> None:
        """Show that a task runs, its length unknown, and that it can be stopped."""
        self._say(sentence, "muted")
        self._show_unmeasured()
        self.stop_button.setEnabled(True)
        self._set_running(running=True)

    def set_progress(self, done: int, size: int) -> None:
        """Show how many bytes of all are there; once all are, that they are checked."""
        if done == size:
            self._show_unmeasured()
            if self.can_stop:
                self._say(tr(_CHECKING), "muted")
            return
        self._bar.setRange(0, _STEPS)
        self._bar.setValue(round(_STEPS * done / size))
        self._bytes.setText(tr("{done:.1f} of {size:.1f} MB", done=done / 1e6, size=size / 1e6))

    def end(self, sentence: str, *, well: bool) -> None:
        """Show that no task runs any more."""
        self._say(sentence, "muted" if well else "alarm")
        self._set_running(running=False)

    def _on_stop_clicked(self) -> None:
        self.stop_button.setEnabled(False)
        self._say(tr("Stopping …"), "muted")
        self.cancel_requested.emit()

    def _show_unmeasured(self) -> None:
        self._bar.setRange(0, 0)
        self._bytes.clear()

    def _say(self, sentence: str, kind: str) -> None:
        self._sentence.setText(sentence)
        theme.set_tone(self._sentence, kind)
        self.setVisible(bool(sentence))

    def _set_running(self, *, running: bool) -> None:
        for widget in (self._bar, self._bytes, self.stop_button):
            widget.setVisible(running)
