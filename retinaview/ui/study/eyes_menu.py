"""The worklist's menu that corrects whose eye photographs show, one or many at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QInputDialog, QLineEdit, QMenu, QWidget

from retinaview.core.grades import Laterality
from retinaview.ui.language import later, tr
from retinaview.ui.plain_style import without_mnemonics
from retinaview.ui.study.pattern_dialog import PatternDialog
from retinaview.ui.study.rows import StudyRow

Whose = dict[int, tuple[str, Laterality | None]]
"""Patient and eye by photograph."""
_EYES = (
    (later("Right eye (OD)"), Laterality.OD),
    (later("Left eye (OS)"), Laterality.OS),
    (later("Eye unknown"), None),
)


class EyesMenu(QMenu):
    """Offers eyes, patients and a pattern for the names; the wish is reported.

    Parameters
    ----------
    rows : sequence of StudyRow
        The photographs it is about; at least one.
    parent : QWidget
        The worklist.

    Attributes
    ----------
    given : Signal(object)
        `Whose`: patient and eye by photograph, as the reader corrects them.
    dated : Signal(object)
        The day by photograph, as the reader writes it; empty for unknown.
    """

    given = Signal(object)
    dated = Signal(object)

    def __init__(self, rows: Sequence[StudyRow], *, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = tuple(rows)
        if len(rows) > 1:
            head = self.addAction(tr("%n photograph(s)", "", len(rows)))
            head.setEnabled(False)
        for words, eye in _EYES:
            action = self.addAction(tr(words))
            action.setCheckable(True)
            action.setChecked(all(row.eye is eye for row in rows))
            action.triggered.connect(partial(self._give_eye, eye))
        self.addSeparator()
        patients = {row.patient for row in rows}
        known = without_mnemonics(patients.pop()) if len(patients) == 1 else tr("several")
        named = self.addAction(tr("Patient: {patient} …", patient=known or tr("unknown")))
        named.triggered.connect(self._ask_patient)
        for spelling in sorted({each for row in rows for each in row.spellings}):
            words = tr("The same patient as {patient}", patient=without_mnemonics(spelling))
            self.addAction(words).triggered.connect(partial(self._give_patient, spelling))
        days = {row.day for row in rows}
        day = days.pop() if len(days) == 1 else None
        when = tr("several") if days else tr("unknown") if day is None else day.isoformat()
        self.addAction(tr("Date: {day} …", day=when)).triggered.connect(self._ask_day)
        self.addAction(tr("Patient and eye from the names…")).triggered.connect(self.ask_pattern)

    def ask_pattern(self) -> None:
        """Let the reader give a pattern for the names."""
        dialog = PatternDialog(self._rows, parent=self.parentWidget())
        dialog.given.connect(self.given)
        dialog.dated.connect(self.dated)
        dialog.open()

    def _give_eye(self, eye: Laterality | None) -> None:
        self.given.emit({row.image_id: (row.patient, eye) for row in self._rows})

    def _give_patient(self, patient: str) -> None:
        self.given.emit({row.image_id: (patient, row.eye) for row in self._rows})

    @property
    def _of(self) -> str:
        """What it is about, in words."""
        count = len(self._rows)
        return self._rows[0].name if count == 1 else tr("%n photograph(s)", "", count)

    def _ask_day(self) -> None:
        day, normal = self._rows[0].day, QLineEdit.EchoMode.Normal
        written, given = QInputDialog.getText(
            self.parentWidget(),
            tr("Date"),
            tr("Date of {photograph}, such as 2024-05-01:", photograph=self._of),
            normal,
            "" if day is None else day.isoformat(),
        )
        if given:
            self.dated.emit({row.image_id: written.strip() for row in self._rows})

    def _ask_patient(self) -> None:
        first, of = self._rows[0], self._of
        normal = QLineEdit.EchoMode.Normal
        patient, given = QInputDialog.getText(
            self.parentWidget(),
            tr("Patient"),
            tr("Patient of {photograph}:", photograph=of),
            normal,
            first.patient,
        )
        if given:
            self._give_patient(patient)
