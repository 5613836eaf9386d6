"""One sentence at a time above the photograph, in nobody's way."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection
from enum import StrEnum

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton

from retinaview.core.text import plain_lines
from retinaview.ui.language import tr
from retinaview.ui.theme import set_look

NOTICE_MS = 6000
_KEPT = 50


class MessageKind(StrEnum):
    """How grave a message is."""

    NOTICE = "notice"
    CAUTION = "caution"
    ALARM = "alarm"


class MessageBar(QFrame):
    """Shows the latest message; notices go by themselves, others wait to be closed.

    A later message takes the place of an earlier one, which comes back when the later one is
    closed; equal ones do not pile up. A message about a photograph goes with it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("message")
        self._waiting: deque[tuple[MessageKind, str]] = deque(maxlen=_KEPT)
        self._about: dict[str, int] = {}
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._more = QLabel()
        self._more.setObjectName("muted")
        self._action = QToolButton()
        self._action.clicked.connect(self._on_action)
        self._offers: dict[str, tuple[str, Callable[[], None]]] = {}
        self._close = QToolButton()
        self._close.setText(tr("Close"))
        self._close.clicked.connect(self.dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.addWidget(self._text, 1)
        row.addWidget(self._more)
        row.addWidget(self._action)
        row.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_time_over)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence shown; empty where none is."""
        return self._waiting[-1][1] if self._waiting else ""

    @property
    def offered(self) -> str:
        """The text of the button beside the sentence; empty if there is none."""
        return self._offers[self.text][0] if self.text in self._offers else ""

    def say(self, kind: MessageKind, sentence: str, about: int | None = None) -> None:
        """Show a sentence, until it is closed, or until what it is about is left."""
        entry = (kind, plain_lines(sentence))
        if about is None:
            self._about.pop(entry[1], None)
        else:
            self._about[entry[1]] = about
        if entry in self._waiting:
            self._waiting.remove(entry)
        self._waiting = deque(
            (old for old in self._waiting if old[0] is not MessageKind.NOTICE), maxlen=_KEPT
        )
        self._waiting.append(entry)
        self._show()

    def offer(self, sentence: str, label: str, do: Callable[[], None]) -> None:
        """Show a sentence with a button beside it, until the next one.

        Parameters
        ----------
        sentence : str
            What is told.
        label : str
            The button's text.
        do : callable
            What the button does.
        """
        self._offers = {plain_lines(sentence): (label, do)}  # of the latest offer alone
        self.say(MessageKind.NOTICE, sentence)

    def keep_about(self, shown: Collection[int]) -> None:
        """Close every sentence about something that is not among these."""
        gone = {sentence for sentence, about in self._about.items() if about not in shown}
        if gone:
            kept = (entry for entry in self._waiting if entry[1] not in gone)
            self._waiting = deque(kept, maxlen=_KEPT)
            self._about = {each: about for each, about in self._about.items() if each not in gone}
            self._show()

    def dismiss(self) -> None:
        """Close the sentence shown; the one before it comes back."""
        if self._waiting:
            self._waiting.pop()
        self._show()

    def clear(self) -> None:
        """Close everything."""
        self._waiting.clear()
        self._show()

    def _show(self) -> None:
        self._timer.stop()
        if not self._waiting:
            self.hide()
            return
        kind, sentence = self._waiting[-1]
        label = self.offered
        self._action.setText(label)
        self._action.setVisible(bool(label))
        set_look(self, "kind", str(kind))
        self._text.setText(sentence)
        earlier = len(self._waiting) - 1
        self._more.setText(tr("{count} earlier", count=earlier) if earlier else "")
        self.show()
        if kind is MessageKind.NOTICE and not label:
            self._timer.start(NOTICE_MS)

    def _on_action(self) -> None:
        if self.text in self._offers:
            self._offers[self.text][1]()

    def _on_time_over(self) -> None:
        self._waiting = deque(
            (old for old in self._waiting if old[0] is not MessageKind.NOTICE), maxlen=_KEPT
        )
        self._show()
