"""What would be trained, how far it is, and old against new."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from retinaview.ui.language import later, tr
from retinaview.ui.retraining.run_folder import Phase, RunView
from retinaview.ui.widgets.curve_plot import CurveLine, CurvePlot
from retinaview.ui.widgets.text import WrappedText

_PROMISE = later(
    "A part of your patients is held out, and old and new weights are compared on them at the end. "
    "The weights in use are not changed; the training goes on if the window is closed."
)
_USE = later("Add the new weights, and run them by default from the next start on")
_WHY_NOT = later(
    "They are not better on the held-out patients; Keep both adds them beside the old ones"
)


@dataclass(frozen=True)
class NetworkChoice:
    """A network that may learn from the labels.

    Attributes
    ----------
    name : str
        Its weights.
    words : str
        What it would learn, or why it cannot.
    able : bool
        Whether it can learn.
    """

    name: str
    words: str
    able: bool


class RetrainingDialog(QDialog):
    """Shows a run, and asks what to do with it; what happens is the controller's.

    Attributes
    ----------
    start_requested : Signal(str)
        Name of the network to retrain.
    stop_requested, continue_requested, discard_requested : Signal()
        The buttons.
    keep_requested : Signal(bool)
        Add the new weights, and whether to run them from now on.
    folder_requested : Signal()
        Show the run's folder.
    """

    start_requested = Signal(str)
    stop_requested = Signal()
    continue_requested = Signal()
    discard_requested = Signal()
    keep_requested = Signal(bool)
    folder_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Improve the networks with these labels"))
        self.resize(720, 460)
        self._labels = WrappedText(tr("Reading the labels …"))
        self._promise = WrappedText(tr(_PROMISE))
        self._promise.setObjectName("muted")
        self._choices = QButtonGroup(self)
        self._networks = QWidget()
        self._list = QVBoxLayout(self._networks)
        self._list.setContentsMargins(0, 0, 0, 0)
        self.sentence = WrappedText()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._curve = CurvePlot(
            later("Share of the training"), later("Loss, first = 1"), file_name="loss"
        )
        self._report = QPlainTextEdit()
        self._report.setReadOnly(True)
        self._report.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._buttons = {
            name: QPushButton(tr(name))
            for name in (
                later("Start"),
                later("Stop"),
                later("Continue"),
                later("Open folder"),
                later("Discard"),
                later("Keep both"),
                later("Use"),
                later("Close"),
            )
        }
        self._buttons["Start"].setEnabled(False)  # until it is known what can learn
        self._lay_out()
        self._connect_signals()
        self.set_view(RunView(Phase.NONE))

    def button(self, name: str) -> QPushButton:
        """Return a button by its text in English."""
        return self._buttons[name]

    @property
    def report(self) -> str:
        """Old against new, as it is shown."""
        return self._report.toPlainText()

    def set_choices(self, labels: str, networks: Sequence[NetworkChoice]) -> None:
        """Show what the labels hold, and which networks can learn from them."""
        self._labels.setText(labels)
        for old in self._choices.buttons():
            self._choices.removeButton(old)
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for network in networks:
            choice = QRadioButton(network.name)
            choice.setEnabled(network.able)
            words = WrappedText(network.words)
            words.setObjectName("muted")
            words.setIndent(24)
            self._choices.addButton(choice)
            self._list.addWidget(choice)
            self._list.addWidget(words)
        first = next((b for b in self._choices.buttons() if b.isEnabled()), None)
        if first is not None:
            first.setChecked(True)
        self._buttons["Start"].setEnabled(first is not None)

    def set_view(self, view: RunView) -> None:
        """Show a run as it is now."""
        phase = view.phase
        self.sentence.setText(view.sentence)
        self.sentence.setVisible(bool(view.sentence))
        new, running, done = (phase is each for each in (Phase.NONE, Phase.RUNNING, Phase.DONE))
        for widget in (self._labels, self._networks, self._promise):
            widget.setVisible(new)
        self._bar.setVisible(running)
        self._bar.setRange(0, max(view.of, 1))
        self._bar.setValue(view.done)
        self._curve.setVisible(bool(view.losses) and not done)
        if view.losses:
            self._curve.show_curves([_curve(view.losses)], mark=view.losses[-1][0])
        self._report.setVisible(done)
        if done and self.report != view.report:
            self._report.setPlainText(view.report)
        shown = {
            "Start": new,
            "Stop": running,
            "Continue": phase is Phase.STOPPED,
            "Open folder": not new,
            "Discard": done or phase is Phase.STOPPED,
            "Keep both": done,
            "Use": done,
            "Close": True,
        }
        for name, visible in shown.items():
            self._buttons[name].setVisible(visible)
        use = self._buttons["Use"]
        use.setEnabled(view.recommended)
        use.setToolTip(tr(_USE) if view.recommended else tr(_WHY_NOT))
        if not running:  # one that was stopped may be continued, and stopped again
            self._buttons["Stop"].setEnabled(True)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(10)
        column.addWidget(self._labels)
        column.addWidget(self._networks)
        column.addWidget(self._promise)
        column.addWidget(self.sentence)
        column.addWidget(self._bar)
        column.addWidget(self._curve)
        column.addWidget(self._report, 1)
        column.addStretch(0)
        row = QHBoxLayout()
        tips = {
            "Use": tr(_USE),
            "Keep both": tr(
                "Add the new weights under their own name; the old ones run by default"
            ),
            "Discard": tr("Delete the new weights and all of this run"),
            "Stop": tr("It can be continued later"),
        }
        for name, button in self._buttons.items():
            button.setAutoDefault(name in ("Start", "Use"))
            button.setToolTip(tips.get(name, ""))
            if name == "Discard":
                row.addStretch(1)
            row.addWidget(button)
        column.addLayout(row)
        self._bar.setFixedHeight(8)

    def _connect_signals(self) -> None:
        buttons = self._buttons
        buttons["Start"].clicked.connect(self._on_start_clicked)
        buttons["Stop"].clicked.connect(self.stop_requested)
        buttons["Continue"].clicked.connect(self.continue_requested)
        buttons["Open folder"].clicked.connect(self.folder_requested)
        buttons["Discard"].clicked.connect(self.discard_requested)
        buttons["Keep both"].clicked.connect(lambda: self.keep_requested.emit(False))
        buttons["Use"].clicked.connect(lambda: self.keep_requested.emit(True))
        buttons["Close"].clicked.connect(self.close)

    def _on_start_clicked(self) -> None:
        chosen = self._choices.checkedButton()
        if chosen is not None:
            self.start_requested.emit(chosen.text())


def _curve(losses: Sequence[tuple[float, float]]) -> CurveLine:
    """Return the loss over the training, relative to its first, as the plot's range is 0-1."""
    x, y = np.array(losses, float).T
    smooth = np.convolve(y, np.ones(5) / 5, mode="valid") if len(y) >= 5 else y
    return CurveLine(
        tr("loss"),
        x[len(x) - len(smooth) :],
        np.clip(smooth / max(float(smooth[0]), 1e-9), 0, 1.5),
        "accent",
        Qt.PenStyle.SolidLine,
    )
