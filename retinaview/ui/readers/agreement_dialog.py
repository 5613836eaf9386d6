"""How far two readers agree, in a window of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from retinaview.core.imports import importing
from retinaview.ui.language import later, tr
from retinaview.ui.language.terms import begun
from retinaview.ui.readers.words import measure_words
from retinaview.ui.widgets.section import muted
from retinaview.ui.workers import Worker, stop_all

if TYPE_CHECKING:
    from retinaview.session.agreement import ReadersAgreement
    from retinaview.session.session import Session

_SIZE_PX = 560, 460
_HEADINGS = later("Measure"), later("Value"), later("95 % interval"), later("Photographs")
_STOP_S = 1.0
_RULE = later(
    "On photographs that both have read. Intervals by bootstrap over photographs; boxes are paired "
    "one to one where they overlap by half (IoU, IoM), or each holds the other's centre."
)


class AgreementDialog(QDialog):
    """Weighted kappa of grades and agreement of boxes, for two readers who can be chosen.

    Parameters
    ----------
    session : Session
        The study.
    readers : sequence of str
        At least two.
    parent : QWidget
        The window.
    """

    _counted = Signal(object, object)

    def __init__(self, session: Session, readers: Sequence[str], *, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Agreement of readers"))
        self.resize(*_SIZE_PX)
        self._session = session
        self._worker = Worker("agreement")
        self.first, self.second = QComboBox(), QComboBox()
        for at, chooser in enumerate((self.first, self.second)):
            chooser.addItems(list(readers))
            chooser.setCurrentIndex(at)
            chooser.currentIndexChanged.connect(self._count)
        self.first.setAccessibleName(tr("First reader"))
        self.second.setAccessibleName(tr("Second reader"))
        self.table = QTreeWidget()
        self.table.setHeaderLabels([tr(heading) for heading in _HEADINGS])
        self.table.setRootIsDecorated(False)
        mode = QHeaderView.ResizeMode
        self.table.header().setStretchLastSection(False)
        self.table.header().setSectionResizeMode(mode.ResizeToContents)
        self.table.header().setSectionResizeMode(0, mode.Stretch)
        self.note = muted(tr("Counting …"))
        self._lay_out()
        self._counted.connect(self._show)
        self.finished.connect(self._end)
        self._count()

    def _end(self) -> None:
        """Stop the thread; the dialog goes with it, not while it may still be told the result."""
        if stop_all((self._worker,), timeout_s=_STOP_S):
            self.deleteLater()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.first, 1)
        row.addWidget(QLabel(tr("and")))
        row.addWidget(self.second, 1)
        column = QVBoxLayout(self)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        column.addWidget(self.note)
        column.addWidget(muted(tr(_RULE)))

    def _count(self) -> None:
        names = self.first.currentText(), self.second.currentText()
        self._worker.submit("agreement", lambda: self._counted.emit(names, self._found(*names)))

    def _found(self, first: str, second: str) -> ReadersAgreement:
        """Count, in the worker's thread: what it needs takes long to import."""
        with importing():
            from retinaview.session.agreement import readers_agreement

        return readers_agreement(self._session, first, second)

    def _show(self, names: tuple[str, str], found: ReadersAgreement) -> None:
        if names != (self.first.currentText(), self.second.currentText()):
            return  # others were chosen meanwhile
        self.table.clear()
        for name, score in found.scores.items():
            value, _, rest = str(score).partition(" ")
            columns = [begun(measure_words(name)), value, rest.strip("[]"), str(score.n)]
            self.table.addTopLevelItem(QTreeWidgetItem(columns))
        both = tr("%n photograph(s)", "", found.graded)
        self.note.setText(
            tr("Both have graded {photographs}.", photographs=both)
            if found.scores
            else tr("These two have read no photograph in common.")
        )
