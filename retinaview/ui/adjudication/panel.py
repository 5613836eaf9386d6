"""Who says what of a photograph, with the sign of each, and what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from retinaview.core.grades import Grading
from retinaview.ui.answering.words import brief_words
from retinaview.ui.canvas.colours import INK
from retinaview.ui.canvas.voices_item import letter_of, pen_of
from retinaview.ui.language import later, tr
from retinaview.ui.widgets.section import GAP_PX, Section, muted
from retinaview.ui.widgets.text import ElidedText

if TYPE_CHECKING:
    from retinaview.session.adjudicating import Voice

_HEADS = later("Answer"), later("Marks")
_SIGN = QSize(30, 18)
_BEHIND = QColor(18, 20, 24)  # as dark as the photograph's margin, where the colours are at home
_HOW = later(
    "“Copy labels across to mine”, in the menu Mark, takes the selected ones. “Record my answer as "
    "the consensus”, in the menu Grade, is kept with your name."
)


class VoiceSign(QWidget):
    """The letter, colour and line of a reader or network, as they are on the photograph."""

    def __init__(self, voice: int) -> None:
        super().__init__()
        self._voice = voice
        self.setFixedSize(_SIGN)
        self.setAccessibleName(letter_of(voice))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Draw the letter on its colour, in a frame of its line."""
        painter = QPainter(self)
        pen = pen_of(self._voice)
        painter.fillRect(self.rect(), _BEHIND)
        inner = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        painter.fillRect(inner.adjusted(3, 2, -3, -2), pen.color())
        painter.setPen(pen)
        painter.drawRect(inner)
        painter.setPen(INK)
        painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, letter_of(self._voice))


class AdjudicationPanel(QWidget):
    """The legend with everybody's answer, and the consensus.

    Attributes
    ----------
    chosen : Signal(object)
        The `Grading` that is decided for.
    taken_back : Signal()
        Nothing shall be decided any more.
    """

    chosen = Signal(object)
    taken_back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._voices = Section(tr("Readers and networks"))
        self._table = QWidget()
        self._voices.add(self._table)
        self._note = muted()
        self._voices.add(self._note)
        consensus = Section(tr("Consensus"))
        self._decided = ElidedText()
        self.back = QPushButton(tr("Take it back"))
        self.back.clicked.connect(self.taken_back)
        consensus.add(self._decided)
        consensus.add(self.back)
        consensus.add(muted(tr(_HOW)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_PX * 2)
        column.addWidget(self._voices)
        column.addWidget(consensus)
        self.buttons: tuple[QPushButton, ...] = ()
        self._shown: tuple[Voice, ...] | None = None
        self.show_voices((), "")
        self.show_consensus(Grading())

    @property
    def note(self) -> str:
        """Why nobody's answers are shown; empty where they are."""
        return self._note.text()

    @property
    def decided(self) -> str:
        """The line on what was decided."""
        return self._decided.text()

    def show_voices(self, voices: Sequence[Voice], note: str) -> None:
        """Show who says what, or why that is not shown."""
        self._note.setText(note)
        self._note.setVisible(bool(note))
        if tuple(voices) != self._shown:
            self._shown = tuple(voices)
            self._fill(self._shown)

    def _fill(self, voices: Sequence[Voice]) -> None:
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        for column, head in enumerate(_HEADS, start=2):
            label = QLabel(tr(head) if voices else "")
            label.setObjectName("muted")
            grid.addWidget(label, 0, column)
        buttons = []
        for row, voice in enumerate(voices, start=1):
            grid.addWidget(VoiceSign(row - 1), row, 0)
            grid.addWidget(ElidedText(voice.name), row, 1)
            grid.addWidget(QLabel(brief_words(voice.answer) or "–"), row, 2)
            grid.addWidget(QLabel(str(voice.marks)), row, 3)
            button = QPushButton(tr("Record"))
            button.setEnabled(voice.answer.is_answer)
            button.clicked.connect(lambda _=False, said=voice.answer: self.chosen.emit(said))
            grid.addWidget(button, row, 4)
            buttons.append(button)
        self._voices.body.replaceWidget(self._table, table)
        self._table.deleteLater()
        self._table, self.buttons = table, tuple(buttons)

    def show_consensus(self, decided: Grading) -> None:
        """Show what was decided, by whom and when."""
        words = brief_words(decided)
        when = "" if decided.at is None else f"{decided.at.astimezone():%Y-%m-%d %H:%M}"
        said = tr(
            "{answer}, decided by {name}, {when}", answer=words, name=decided.decided_by, when=when
        )
        self._decided.setText(said if words else tr("Nothing decided yet"))
        self.back.setEnabled(bool(words))
