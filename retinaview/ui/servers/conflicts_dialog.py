"""The dialog that lists a reader's edits that crossed what others did while the line was lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from retinaview.core.edits import DayEdit, EyeEdit, GradingEdit, MarksEdit
from retinaview.core.errors import ProjectError
from retinaview.core.grades import Grading
from retinaview.ui.answering.words import brief_words
from retinaview.ui.language import tr
from retinaview.ui.language.terms import begun, lesion_words, step_words
from retinaview.ui.widgets.section import muted
from retinaview.ui.widgets.selecting import select_row

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from retinaview.core.edits import Edit
    from retinaview.core.marks import Mark
    from retinaview.project.server.journal import Conflict
    from retinaview.session.session import Session

_SIZE_PX = 720, 320


class ConflictsDialog(QDialog):
    """Shows every edit that could not be merged, and lets the reader decide about each.

    Attributes
    ----------
    image_wanted : Signal(int)
        The photograph of the chosen edit is to be shown.
    refused : Signal(str)
        An edit could not be used; why.
    """

    image_wanted = Signal(int)
    refused = Signal(str)

    def __init__(self, session: Session, *, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Conflicts"))
        self.resize(*_SIZE_PX)
        self._session = session
        self.table = QTableWidget(0, 4)
        self.table.setHorizontalHeaderLabels(
            [tr("Photograph"), tr("What you did"), tr("Yours"), tr("Now there")]
        )
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.itemSelectionChanged.connect(self._on_chosen)
        self.use_mine = QPushButton(tr("Use mine"))
        self.keep_theirs = QPushButton(tr("Keep what is there"))
        close = QPushButton(tr("Close"))
        self.use_mine.clicked.connect(lambda: self._settle(use_mine=True))
        self.keep_theirs.clicked.connect(lambda: self._settle(use_mine=False))
        close.clicked.connect(self.close)
        column = QVBoxLayout(self)
        hint = muted(
            tr("These edits of yours crossed what others did while the server was out of reach.")
        )
        column.addWidget(hint)
        column.addWidget(self.table, 1)
        row = QHBoxLayout()
        for button in (self.use_mine, self.keep_theirs):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(close)
        column.addLayout(row)
        self.fill()

    def fill(self) -> None:
        """List what still has to be decided."""
        conflicts = self._session.conflicts
        self.table.setRowCount(len(conflicts))
        for line, conflict in enumerate(conflicts):
            for place, words in enumerate(self._words(conflict)):
                self.table.setItem(line, place, QTableWidgetItem(words))
        if conflicts:
            select_row(self.table, 0)
        for button in (self.use_mine, self.keep_theirs):
            button.setEnabled(bool(conflicts))

    def _words(self, conflict: Conflict) -> tuple[str, str, str, str]:
        kept = conflict.kept
        name = self._session.image(kept.image_ids[0]).name
        mine = ", ".join(_after(edit) for edit in kept.edits)
        if kept.first_answer is not None:
            mine = _answer(kept.first_answer[1])
        return (
            name,
            begun(step_words(kept.label)),
            mine,
            ", ".join(self._standing(edit) for edit in kept.edits),
        )

    def _standing(self, edit: Edit) -> str:
        session = self._session
        if isinstance(edit, MarksEdit):
            touched = {mark.id for mark in (*edit.before, *edit.after)}
            there = [m for m in session.marks(edit.image_id) if m.id in touched]
            by = ", ".join(sorted({mark.author for mark in there}))
            return f"{_marks(there)} ({by})" if there else tr("deleted")
        if isinstance(edit, GradingEdit):
            return _answer(session.answers.by(edit.image_id, edit.reader))
        image = session.image(edit.image_id)
        if isinstance(edit, DayEdit):
            return _day(image.taken)
        return f"{image.patient} {image.eye or ''}".strip()

    def _chosen(self) -> Conflict | None:
        conflicts, line = self._session.conflicts, self.table.currentRow()
        return conflicts[line] if 0 <= line < len(conflicts) else None

    def _on_chosen(self) -> None:
        if (conflict := self._chosen()) is not None:
            self.image_wanted.emit(conflict.kept.image_ids[0])

    def _settle(self, *, use_mine: bool) -> None:
        conflict = self._chosen()
        if conflict is None:
            return
        try:
            self._session.settle_conflict(conflict, use_mine=use_mine)
        except ProjectError as error:
            self.refused.emit(str(error))
        self.fill()
        if not self._session.conflicts:
            self.close()


def _after(edit: Edit) -> str:
    if isinstance(edit, MarksEdit):
        return _marks(edit.after) if edit.after else tr("deleted")
    if isinstance(edit, EyeEdit):
        patient, eye = edit.after
        return f"{patient} {eye or ''}".strip()
    if isinstance(edit, DayEdit):
        return _day(edit.after)
    return _answer(edit.after)


def _day(day: date | None) -> str:
    return tr("no date") if day is None else day.isoformat()


def _marks(marks: Sequence[Mark]) -> str:
    if len(marks) > 1:
        return tr("%n mark(s)", "", len(marks))
    lesion, box = lesion_words(marks[0].lesion), marks[0].box
    return f"{lesion} {box.x:.0f}, {box.y:.0f}, {box.width:.0f} × {box.height:.0f} px"


def _answer(answer: Grading) -> str:
    return ", ".join(part for part in (brief_words(answer), answer.comment) if part)
