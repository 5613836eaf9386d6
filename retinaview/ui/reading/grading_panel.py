"""The reader's own answer for the photograph."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QLineEdit

from retinaview.core.grades import DMEGrade, DRGrade, Grading
from retinaview.ui.widgets.section import Section
from retinaview.ui.widgets.segmented import Segmented
from retinaview.ui.widgets.text import ElidedText


class GradingPanel(Section):
    """DR, DME, ungradable and a comment; pressing a chosen grade again takes it back.

    Attributes
    ----------
    answered : Signal(object)
        The whole `Grading` after the reader's change.
    """

    answered = Signal(object)

    def __init__(self) -> None:
        summary = ElidedText()
        summary.setObjectName("muted")
        super().__init__("Your answer", aside=summary)
        self._summary = summary
        self._grading = Grading()
        self.dr = Segmented([(str(int(grade)), grade.label) for grade in DRGrade], clearable=True)
        self.dme = Segmented([(str(int(grade)), grade.label) for grade in DMEGrade], clearable=True)
        self.ungradable = QCheckBox("Ungradable")
        self.ungradable.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.comment = QLineEdit()
        self.comment.setPlaceholderText("Comment")
        self._lay_out()
        self._connect_signals()
        self.set_grading(Grading(), enabled=False)

    def set_grading(self, grading: Grading, *, enabled: bool = True) -> None:
        """Show an answer."""
        self._grading = grading
        self.dr.set_choice(None if grading.dr is None else int(grading.dr))
        self.dme.set_choice(None if grading.dme is None else int(grading.dme))
        self.ungradable.setChecked(grading.ungradable)
        if self.comment.text() != grading.comment:
            self.comment.setText(grading.comment)
        self._summary.setText(_summary(grading))
        self.setEnabled(enabled)

    def flush(self) -> None:
        """Report a comment that is still being typed, before the photograph changes."""
        if self.comment.isModified():
            self.comment.setModified(False)
            self._answer(self._grading)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        for row, (name, widget) in enumerate((("DR", self.dr), ("DME", self.dme))):
            grid.addWidget(QLabel(name), row, 0)
            grid.addWidget(widget, row, 1)
        grid.addWidget(self.ungradable, 2, 1)
        grid.addWidget(self.comment, 3, 0, 1, 2)
        grid.setColumnStretch(1, 1)
        self.add(grid)

    def _connect_signals(self) -> None:
        self.dr.chosen.connect(lambda choice: self._answer(self._grading.with_dr(_dr(choice))))
        self.dme.chosen.connect(lambda choice: self._answer(self._grading.with_dme(_dme(choice))))
        self.ungradable.clicked.connect(lambda on: self._answer(self._grading.with_ungradable(on)))
        self.comment.editingFinished.connect(lambda: self._answer(self._grading))

    def _answer(self, grading: Grading) -> None:
        """Show and report an answer, with the comment as it is typed now."""
        grading = replace(grading, comment=self.comment.text().strip())
        if grading != self._grading:
            self.set_grading(grading)
            self.answered.emit(grading)


def _dr(choice: int | None) -> DRGrade | None:
    return None if choice is None else DRGrade(choice)


def _dme(choice: int | None) -> DMEGrade | None:
    return None if choice is None else DMEGrade(choice)


def _summary(grading: Grading) -> str:
    if grading.ungradable:
        return "Ungradable"
    return "Not graded yet" if grading.dr is None else grading.dr.label
