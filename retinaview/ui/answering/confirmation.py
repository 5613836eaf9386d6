"""What was just answered, for two seconds, with a button that takes it back."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from retinaview.ui.language import tr
from retinaview.ui.widgets.text import ElidedText

SHOWN_MS = 2000
_MOST_WIDTH_PX, _LEAST_WIDTH_PX = 296, 88


class Confirmation(QWidget):
    """A line whose width does not follow what it says, empty but for a moment.

    Attributes
    ----------
    undo_wanted : Signal()
        The reader takes back what is said.
    """

    undo_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = ElidedText()
        self._words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.undo = QPushButton(tr("Undo"))
        self.undo.setToolTip(tr("Undo ({key:undo})"))
        self.undo.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.undo.setProperty("answer", True)
        policy = self.undo.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # else the words would move when it comes
        self.undo.setSizePolicy(policy)
        self.undo.clicked.connect(self.undo_wanted)
        self.setMinimumWidth(_LEAST_WIDTH_PX)
        self.setMaximumWidth(_MOST_WIDTH_PX)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._words, 1)
        row.addWidget(self.undo)
        self.clear()

    @property
    def words(self) -> str:
        """What is said now; empty most of the time."""
        return self._words.text()

    def say(self, words: str, *, can_undo: bool) -> None:
        """Say something for two seconds."""
        self._words.setText(words)
        self._words.setToolTip(words)
        self.undo.setVisible(can_undo)
        self._timer.start(SHOWN_MS)

    def stay(self) -> None:
        """Say the same for two seconds more, if anything is said."""
        if self.words:
            self._timer.start(SHOWN_MS)

    def clear(self) -> None:
        """Say nothing."""
        self._timer.stop()
        self._words.setText("")
        self._words.setToolTip("")
        self.undo.setVisible(False)
