"""Patient, eye and date from the names of photographs, by a pattern, seen before it is done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from retinaview.core.errors import LabelError
from retinaview.core.grades import Laterality
from retinaview.core.name_pattern import EXAMPLE, NamePattern
from retinaview.ui import theme
from retinaview.ui.language import later, tr
from retinaview.ui.language.terms import begun
from retinaview.ui.study.rows import StudyRow
from retinaview.ui.widgets.section import GAP_PX, MARGIN_PX, muted

PREVIEWED = 200
_SIZE_PX = 640, 460
_HEADS = (later("Photograph"), later("Patient"), later("Eye"), later("Date"))
_HOW = later(
    "{patient} and {eye} stand for patient and eye (OD, OS, right, left, R, L), {date} for a day "
    "such as 2024-05-01, * for anything. A slash takes the folder's name in: {patient}/{eye}*"
)


Shown = tuple[str, Laterality | None, date | None]
"""Patient, eye and day."""


class PatternDialog(QDialog):
    """Asks for a pattern and shows what it would change.

    Parameters
    ----------
    rows : sequence of StudyRow
        The photographs whose names are read.
    parent : QWidget or None
        The worklist.

    Attributes
    ----------
    given : Signal(object)
        Patient and eye by photograph, of those that would change.
    dated : Signal(object)
        The day by photograph, as 2024-05-01, of those that would change.
    """

    given = Signal(object)
    dated = Signal(object)

    def __init__(self, rows: Sequence[StudyRow], *, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._rows = tuple(rows)
        self._changes: dict[int, tuple[str, Laterality | None]] = {}
        self._days: dict[int, str] = {}
        self.setWindowTitle(tr("Patient and eye from the names"))
        self.resize(*_SIZE_PX)
        self.pattern = QLineEdit(EXAMPLE)
        self.pattern.setAccessibleName(tr("Pattern"))
        self.table = QTableWidget(0, len(_HEADS))
        self.table.setHorizontalHeaderLabels([tr(head) for head in _HEADS])
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.summary = muted()
        self.apply = QPushButton()
        self.apply.setDefault(True)
        self._lay_out()
        self.pattern.textChanged.connect(self._preview)
        self.apply.clicked.connect(self._end)
        self._preview()

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(self.apply, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN_PX, MARGIN_PX, MARGIN_PX, MARGIN_PX)
        column.setSpacing(GAP_PX)
        for part in (self.pattern, muted(tr(_HOW)), self.table, self.summary, buttons):
            column.addWidget(part)

    def _preview(self) -> None:
        """Show what the pattern reads; the changes in bold."""
        self._changes, self._days = {}, {}
        try:
            pattern = NamePattern(self.pattern.text())
        except LabelError as error:
            self._show([], begun(error.message), alarm=True)
            return
        lines, unread = [], 0
        for row in self._rows:
            known = row.patient, row.eye
            found = pattern.parse(row.path, known=known)
            unread += found is None
            if found is not None and found != known:
                self._changes[row.image_id] = found
            if (day := pattern.day(row.path)) is not None and day != row.day:
                self._days[row.image_id] = day.isoformat()
            shown = None if found is None else (*found, row.day if day is None else day)
            touched = row.image_id in self._changes or row.image_id in self._days
            lines.append((row.name, shown, touched))
        same = len(self._rows) - unread - len(self._touched)
        parts = [
            tr("%n change(s)", "", len(self._touched)),
            tr("{count} as on record", count=same),
        ]
        parts += [tr("%n other name(s), left as they are", "", unread)] if unread else []
        if len(lines) > PREVIEWED:
            parts.append(tr("the first {count} are shown", count=PREVIEWED))
        self._show(lines[:PREVIEWED], ", ".join(parts))

    def _show(
        self,
        lines: Sequence[tuple[str, Shown | None, bool]],
        summary: str,
        *,
        alarm: bool = False,
    ) -> None:
        self.table.setRowCount(len(lines))
        for number, (name, found, changes) in enumerate(lines):
            patient, eye, day = found or ("", None, None)
            cells = name, patient, eye or "", "" if day is None else day.isoformat()
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                font = item.font()
                font.setBold(changes and column > 0)
                item.setFont(font)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled)
                self.table.setItem(number, column, item)
        self.summary.setText(summary)
        theme.set_tone(self.summary, "alarm" if alarm else "muted")
        self.apply.setText(tr("Change %n photograph(s)", "", len(self._touched)))
        self.apply.setEnabled(bool(self._touched))

    @property
    def _touched(self) -> set[int]:
        """The photographs of which anything changes."""
        return self._changes.keys() | self._days.keys()

    def _end(self) -> None:
        self.accept()
        if self._changes:
            self.given.emit(dict(self._changes))
        if self._days:
            self.dated.emit(dict(self._days))
