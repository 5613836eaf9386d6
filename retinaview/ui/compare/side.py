"""One of two networks that are compared: which one it is, and how its answer stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton

from retinaview.ui.findings.source_box import SourceBox
from retinaview.ui.findings.step_words import step_words
from retinaview.ui.language import later, tr
from retinaview.ui.layouts.panes import Pane
from retinaview.ui.widgets.overlay import Overlay
from retinaview.ui.widgets.text import ElidedText

if TYPE_CHECKING:
    from retinaview.ui.compare.questions import QuestionState

_BAR = QSize(110, 8)
_SOURCE_CHARACTERS = 14
_NO_SOURCE = later("No network has weights on this computer.")


class Side:
    """The choice of a network above a pane, and a notice over its photograph.

    Parameters
    ----------
    pane : Pane
        Where its answer is shown.

    Attributes
    ----------
    sources : SourceBox
        The choice.
    notice : Notice
        What runs, or why there is no answer.
    """

    def __init__(self, pane: Pane) -> None:
        self.sources = SourceBox()
        self.sources.setMinimumContentsLength(_SOURCE_CHARACTERS)
        self.notice = Notice()
        pane.add_to_head(self.sources)
        self._over = Overlay(pane.canvas, self.notice)
        self.set_on(False)

    def set_on(self, on: bool) -> None:
        """Whether networks are compared; else there is nothing to choose or to say."""
        self.sources.setVisible(on)
        self._over.setVisible(on)

    def show_state(self, source: str, state: QuestionState, *, answered: bool, soon: bool) -> None:
        """Say how the question to a source stands.

        Parameters
        ----------
        source : str
            Its name; empty where none is chosen.
        state : QuestionState
            Of the question.
        answered : bool
            There is an answer.
        soon : bool
            The analysis of the photograph will answer, so that nobody need ask.
        """
        notice = self.notice
        if not source:
            notice.show_text(tr(_NO_SOURCE))
        elif state.progress is not None:
            step = step_words(state.progress.step)
            done, total = state.progress.done, state.progress.total
            notice.show_progress(f"{source}: {step}", done=done, total=total)
        elif state.waiting:
            notice.show_progress(tr("{network} is queued", network=source), done=0, total=0)
        elif state.failure:
            notice.show_text(state.failure, can_ask=True)
        elif not answered:
            waits = tr("{network} waits for the analysis of this photograph.", network=source)
            not_yet = tr("{network} has not analysed this photograph.", network=source)
            notice.show_text(waits if soon else not_yet, can_ask=True)
        else:
            notice.show_text("")


class Notice(QFrame):
    """One sentence with what can be done about it; hidden where there is none.

    Attributes
    ----------
    ask_requested, cancel_requested : Signal()
        Run the network, or stop it.
    """

    ask_requested = Signal()
    cancel_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("message")
        self._text = ElidedText()
        self._bar = QProgressBar()
        self._bar.setFixedSize(_BAR)
        self._bar.setTextVisible(False)
        self.ask = QPushButton(tr("Run"))
        self.stop = QPushButton(tr("Stop"))
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 4, 6, 4)
        row.addWidget(self._text, 1)
        for widget in (self._bar, self.ask, self.stop):
            row.addWidget(widget)
        self.ask.clicked.connect(lambda: self.ask_requested.emit())
        self.stop.clicked.connect(lambda: self.cancel_requested.emit())
        self.show_text("")

    @property
    def text(self) -> str:
        """What is said; empty where nothing is."""
        return self._text.text()

    def show_text(self, text: str, *, can_ask: bool = False) -> None:
        """Say why there is no answer; nothing where the text is empty."""
        self._text.setText(text)
        self._bar.hide()
        self.stop.hide()
        self.ask.setVisible(can_ask)
        self.setVisible(bool(text))

    def show_progress(self, text: str, *, done: int, total: int) -> None:
        """Say what runs, with a bar and a way to stop it."""
        self._text.setText(text)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self.ask.hide()
        for widget in (self._bar, self.stop, self):
            widget.show()
