"""The answer bar: one line at the bottom of the window, at the same place whatever it says."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from retinaview.core.grades import DMEGrade, DRGrade, Grading, Laterality
from retinaview.ui.action_spec import Mode
from retinaview.ui.answering.comment_line import CommentLine
from retinaview.ui.answering.confirmation import Confirmation
from retinaview.ui.answering.gradable_button import GradableButton
from retinaview.ui.answering.words import brief_words
from retinaview.ui.language import later, tr
from retinaview.ui.widgets.fixed_width import fix_width
from retinaview.ui.widgets.segmented import Segmented

HEIGHT_PX = 34
_GAP_PX = 6
_ROOM_PX = 12
_MODES = (
    (later("Read"), later("Digits grade the photograph ({key:read_mode})")),
    (later("Mark"), later("Digits choose the class, a drag draws ({key:draw})")),
)


class AnswerBar(QWidget):
    """Shows the reader's answer and reports what is pressed; nothing in it moves.

    Attributes
    ----------
    mode_chosen : Signal(object)
        A `Mode`.
    dr_chosen, dme_chosen : Signal(object)
        A `DRGrade` or `DMEGrade`, or None where the chosen one was pressed again.
    unsure_chosen : Signal(bool)
        Whether the reader is unsure.
    commented : Signal(str)
        The comment, once it is typed.
    comment_left : Signal()
        Enter or Esc was pressed in the comment.
    agreed, next_wanted : Signal()
        As the buttons say.
    """

    mode_chosen = Signal(object)
    dr_chosen = Signal(object)
    dme_chosen = Signal(object)
    unsure_chosen = Signal(bool)
    commented = Signal(str)
    comment_left = Signal()
    agreed = Signal()
    next_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Your answer"))
        self.mode = Segmented([(tr(mode), tr(tip)) for mode, tip in _MODES])
        self.eye = QLabel()
        self.eye.setObjectName("answered_eye")
        self.dr = Segmented(
            [(str(int(g)), f"{_dr_words(g)}\n{tr(g.criterion)}") for g in DRGrade],
            clearable=True,
        )
        self.dme = Segmented(
            [(str(int(g)), f"{_dme_words(g)}\n{tr(g.criterion)}") for g in DMEGrade],
            clearable=True,
        )
        self.gradable = GradableButton()
        self.unsure = _button(tr("Unsure"), tr("The answer is not certain"))
        self.unsure.setCheckable(True)
        self.comment = CommentLine()
        self.confirmation = Confirmation()
        self.agree = _button(tr("Agree"), tr("Adopt the models' answer ({key:agree})"))
        self.next = _button(tr("Next ⏎"), tr("Go on to the next unread photograph ({key:enter})"))
        self._lay_out()
        self._connect_signals()
        self.set_mode(Mode.READ)
        self.set_eye(None)
        self.set_proposed(None)
        self.set_grading(Grading(), enabled=False)

    def set_mode(self, mode: Mode) -> None:
        """Show what the digits do."""
        self.mode.set_choice(tuple(Mode).index(mode))

    def set_eye(self, eye: Laterality | None) -> None:
        """Show which eye is answered for."""
        self.eye.setText("–" if eye is None else eye.value)
        self.eye.setToolTip(tr("Which eye is not known") if eye is None else tr(_EYES[eye]))

    def set_grading(self, grading: Grading, *, enabled: bool = True) -> None:
        """Show an answer; not `enabled`: none can be given now."""
        self.dr.set_choice(None if grading.dr is None else int(grading.dr))
        self.dme.set_choice(None if grading.dme is None else int(grading.dme))
        self.gradable.set_grading(grading)
        self.unsure.setChecked(grading.unsure)
        if self.comment.text() != grading.comment and not self.comment.isModified():
            self.comment.setText(grading.comment)
        for part in (self.dr, self.dme, self.gradable, self.unsure, self.comment):
            part.setEnabled(enabled)

    def set_proposed(self, proposed: Grading | None) -> None:
        """Show what agreeing would answer; None where there is nothing to agree with."""
        self.agree.setText(_agree_words(proposed))
        self.agree.setEnabled(proposed is not None)

    def set_can_go_on(self, possible: bool) -> None:
        """Whether there are photographs to go on to."""
        self.next.setEnabled(possible)

    def flush(self) -> None:
        """Report a comment that is still being typed, before the photograph changes."""
        if self.comment.isModified():
            self.comment.setModified(False)
            self.commented.emit(self.comment.text().strip())

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return what it needs at least; the comment takes what more there is."""
        return QSize(self.minimumSizeHint().width(), HEIGHT_PX)

    def fix_widths(self) -> None:
        """Give every part the width that its longest words need in the reader's language."""
        fix_width(self.eye, ["–", *Laterality])
        fix_width(self.agree, [_agree_words(each) for each in _LONGEST])
        fix_width(self.next, [self.next.text()])
        self.gradable.fix_width()
        self.mode.setFixedWidth(self.mode.even_width() + _ROOM_PX)
        if (holder := self.parentWidget()) is not None:
            holder.setMinimumWidth(self.minimumSizeHint().width())

    def _lay_out(self) -> None:
        self.fix_widths()
        row = QHBoxLayout(self)
        row.setContentsMargins(_GAP_PX, 0, _GAP_PX, 0)
        row.setSpacing(_GAP_PX)
        before: tuple[QWidget, ...] = (
            *(self.mode, self.eye, QLabel(tr("DR")), self.dr, QLabel(tr("DME")), self.dme),
            *(self.gradable, self.unsure),
        )
        after: tuple[QWidget, ...] = (self.confirmation, self.agree, self.next)
        for part in before:
            row.addWidget(part)
        for part in (self.comment, *after):
            row.addWidget(part)
        row.setStretchFactor(self.comment, 2)  # these two share what is left,
        row.setStretchFactor(self.confirmation, 3)  # which no word of theirs changes
        for grades in (self.dr, self.dme):
            grades.setFixedWidth(grades.sizeHint().width())
        self.setFixedHeight(HEIGHT_PX)

    def _connect_signals(self) -> None:
        self.mode.chosen.connect(lambda choice: self.mode_chosen.emit(tuple(Mode)[choice]))
        self.dr.chosen.connect(
            lambda choice: self.dr_chosen.emit(None if choice is None else DRGrade(choice))
        )
        self.dme.chosen.connect(
            lambda choice: self.dme_chosen.emit(None if choice is None else DMEGrade(choice))
        )
        self.unsure.clicked.connect(self.unsure_chosen)
        self.comment.editingFinished.connect(self.flush)
        self.comment.left.connect(self.flush)
        self.comment.left.connect(self.comment_left)
        self.agree.clicked.connect(lambda: self.agreed.emit())
        self.next.clicked.connect(lambda: self.next_wanted.emit())


_LONGEST = Grading(ungradable=True), Grading(DRGrade.PROLIFERATIVE, DMEGrade.CENTRAL)
_EYES = {
    Laterality.OD: later("The right (OD) eye"),
    Laterality.OS: later("The left (OS) eye"),
}


def _agree_words(proposed: Grading | None) -> str:
    if proposed is None:
        return tr("Agree")
    return tr("Agree: {answer}", answer=brief_words(proposed))


def _dr_words(grade: DRGrade) -> str:
    return tr("DR {grade}: {name}", grade=int(grade), name=tr(grade.label))


def _dme_words(grade: DMEGrade) -> str:
    return tr("DME {grade}: {name} ({key:dme_{grade}})", grade=int(grade), name=tr(grade.label))


def _button(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setProperty("answer", True)
    return button
