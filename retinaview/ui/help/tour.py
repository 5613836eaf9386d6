"""The tour: six steps through the window, each beside a frame round what it is about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRubberBand,
    QVBoxLayout,
    QWidget,
)

from retinaview.ui.language import later, tr
from retinaview.ui.widgets.text import WrappedText

_WIDTH_PX = 380
_MARGIN_PX = 16


@dataclass(frozen=True)
class TourStep:
    """One step.

    Attributes
    ----------
    part : str
        Attribute of the window: what the step is about.
    title, words : str
        What is said, in English.
    """

    part: str
    title: str
    words: str


STEPS = (
    TourStep(
        "study_panel",
        later("The worklist"),
        later(
            "Photographs stand here by patient, the right eye first. {key:enter} goes on to the "
            "next unread one, {key:next} and {key:previous} go one by one, {key:find} finds a "
            "patient."
        ),
    ),
    TourStep(
        "panes",
        later("The photograph"),
        later(
            "The wheel zooms at the pointer, {key:hold_pan} and a drag move. {key:next_view} shows "
            "it red-free, {key:both_eyes} both eyes, and a held {key:hold_bare} the photograph "
            "without anything on it."
        ),
    ),
    TourStep(
        "tabs",
        later("The evidence"),
        later(
            "What the networks grade and find stands here, with counts for the 4-2-1 rule. It "
            "speaks for or against an answer; it never is the answer."
        ),
    ),
    TourStep(
        "answer_bar",
        later("The answer"),
        later(
            "{key:grade_0} to {key:grade_4} grade retinopathy, {key:dme_0} to {key:dme_2} macular "
            "oedema, {key:ungradable} says ungradable, {key:agree} agrees with the models. "
            "{key:enter} goes on to the next unread photograph."
        ),
    ),
    TourStep(
        "chooser",
        later("The marks"),
        later(
            "{key:draw} draws: one drag a box, and a digit chooses its class. {key:accept} and "
            "{key:reject} accept and reject what the models propose. {key:undo} takes every step "
            "back."
        ),
    ),
    TourStep(
        "menu",
        later("Help"),
        later(
            "{key:palette} finds every command, {key:shortcuts} lists all keys, and {key:guide} "
            "opens the guide at the page for what you are doing."
        ),
    ),
)


class Tour(QDialog):
    """Says one step after the other; the window can be used meanwhile.

    Parameters
    ----------
    part_of : callable
        Gives the part of the window by its name in the steps.
    parent : QWidget
        The window.
    """

    def __init__(self, part_of: Callable[[str], QWidget], *, parent: QWidget) -> None:
        super().__init__(parent)
        self._part_of, self._window = part_of, parent
        self._frame: QRubberBand | None = None
        self.place = 0
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Tour in six steps"))
        self.setFixedWidth(_WIDTH_PX)
        self.title = QLabel()
        self.title.setObjectName("title")
        self.words = WrappedText()
        self.words.setMinimumHeight(4 * self.words.fontMetrics().lineSpacing())
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._count = QLabel()
        self._count.setObjectName("muted")
        self.back, self.next = QPushButton(tr("Back")), QPushButton(tr("Next"))
        self.next.setDefault(True)
        self.back.setAutoDefault(False)
        self.back.clicked.connect(lambda: self.show_step(self.place - 1))
        self.next.clicked.connect(self._go_on)
        row = QHBoxLayout()
        row.addWidget(self._count, 1)
        row.addWidget(self.back)
        row.addWidget(self.next)
        column = QVBoxLayout(self)
        for part in (self.title, self.words):
            column.addWidget(part)
        column.addLayout(row)
        self.show_step(0)
        self._centre()

    def show_step(self, place: int) -> None:
        """Show a step, counted from 0."""
        self.place = min(max(place, 0), len(STEPS) - 1)
        step = STEPS[self.place]
        self.title.setText(tr(step.title))
        self.words.setText(tr(step.words))
        self._count.setText(tr("{shown} of {total}", shown=self.place + 1, total=len(STEPS)))
        self.back.setEnabled(self.place > 0)
        last = self.place == len(STEPS) - 1
        self.next.setText(tr("Close") if last else tr("Next"))
        self._point_at(self._part_of(step.part))

    def done(self, result: int) -> None:
        """Take the frame away, and close."""
        self._unframe()
        super().done(result)

    def _go_on(self) -> None:
        if self.place == len(STEPS) - 1:
            self.accept()
        else:
            self.show_step(self.place + 1)

    def _point_at(self, part: QWidget) -> None:
        """Put a frame round a part."""
        self._unframe()
        window = self._window
        self._frame = QRubberBand(QRubberBand.Shape.Rectangle, window)
        self._frame.setGeometry(part.rect().translated(part.mapTo(window, QPoint(0, 0))))
        self._frame.show()

    def _centre(self) -> None:
        """Put the words into the middle of the window, once: there they stay, or where moved."""
        middle = self._window.mapToGlobal(self._window.rect().center())
        self.move(middle - QPoint(_WIDTH_PX // 2, self.sizeHint().height() // 2 + _MARGIN_PX))

    def _unframe(self) -> None:
        if self._frame is not None:
            self._frame.hide()
            self._frame.deleteLater()
            self._frame = None
