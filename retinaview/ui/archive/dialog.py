"""The dialog that asks an archive for studies, and shows what it has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from retinaview.ui.language import later, tr
from retinaview.ui.widgets.selecting import select_row
from retinaview.ui.widgets.text import WrappedText

if TYPE_CHECKING:
    from retinaview.exchange.dicom.archive import FoundStudy

_HEADS = (later("Day"), later("Patient"), later("Name"), later("Kind"), later("Description"))
_ADDRESS_HINT = "dicom://TITLE@host:port"
_ADDRESS_TIP = later(
    "dicom://TITLE@HOST:PORT, dicoms:// for TLS, or the https address of a DICOMweb service, "
    "whose password stands in the file .netrc."
)


class ArchiveDialog(QDialog):
    """Asks for an archive and a question, and shows the answer.

    Parameters
    ----------
    address, title : str
        What is suggested for the archive, and for this program's title there.
    parent : QWidget
        The window.

    Attributes
    ----------
    searched, fetched, stopped : Signal()
        The reader wants to search, to fetch what is selected, or to stop.
    """

    searched = Signal()
    fetched = Signal()
    stopped = Signal()

    def __init__(self, address: str, title: str, *, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Get from archive"))
        self.resize(720, 520)
        self.address, self.title = QLineEdit(address), QLineEdit(title)
        self.patient, self.name, self.dates = QLineEdit(), QLineEdit(), QLineEdit()
        self.table = QTableWidget(0, len(_HEADS))
        self.message = WrappedText()
        self.busy = QProgressBar()
        self.search, self.fetch = QPushButton(tr("Search")), QPushButton(tr("Get photographs"))
        self.stop, self.leave = QPushButton(tr("Stop")), QPushButton(tr("Close"))
        self._studies: Sequence[FoundStudy] = ()
        self._prepare()
        self._lay_out()
        self._connect_signals()
        self.set_busy(working=False)

    @property
    def chosen(self) -> list[FoundStudy]:
        """The selected studies."""
        rows = sorted({index.row() for index in self.table.selectedIndexes()})
        return [self._studies[row] for row in rows]

    def show_studies(self, studies: Sequence[FoundStudy]) -> None:
        """Show what the archive has; the first is selected."""
        self._studies = studies
        self.table.setRowCount(len(studies))
        for row, study in enumerate(studies):
            cells = (study.day, study.patient, study.name, study.modalities, study.description)
            for column, text in enumerate(cells):
                self.table.setItem(row, column, QTableWidgetItem(text))
        self.table.resizeColumnsToContents()
        if studies:
            select_row(self.table, 0)
        self._enable()

    def set_busy(self, *, working: bool, words: str = "") -> None:
        """Show whether the archive is being asked, and what there is to say."""
        self._working = working
        self.busy.setVisible(working)
        self.message.setText(words)
        self._enable()

    def reject(self) -> None:
        """Close, and stop what is under way."""
        self.stopped.emit()
        super().reject()

    def _prepare(self) -> None:
        self.address.setPlaceholderText(_ADDRESS_HINT)
        self.address.setToolTip(tr(_ADDRESS_TIP))
        self.title.setToolTip(tr("By which the archive knows this program."))
        self.patient.setPlaceholderText(tr("whole"))
        self.name.setPlaceholderText("Mus*")
        self.dates.setPlaceholderText("20240501, 20240101-20241231")
        self.busy.setRange(0, 0)
        self.table.setHorizontalHeaderLabels([tr(head) for head in _HEADS])
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.search.setDefault(True)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(tr("Archive"), self.address)
        form.addRow(tr("Own title"), self.title)
        form.addRow(tr("Patient's ID"), self.patient)
        form.addRow(tr("Patient's name"), self.name)
        form.addRow(tr("Day, or days"), self.dates)
        buttons = QHBoxLayout()
        buttons.addWidget(self.busy, stretch=1)
        buttons.addStretch()
        for button in (self.stop, self.fetch, self.leave):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self.search, alignment=Qt.AlignmentFlag.AlignRight)
        column.addWidget(self.table, stretch=1)
        column.addWidget(self.message)
        column.addLayout(buttons)

    def _connect_signals(self) -> None:
        self.search.clicked.connect(self.searched)
        self.fetch.clicked.connect(self.fetched)
        self.stop.clicked.connect(self.stopped)
        self.leave.clicked.connect(self.reject)
        self.table.itemSelectionChanged.connect(self._enable)
        self.address.textChanged.connect(self._enable)

    def _enable(self) -> None:
        self.search.setEnabled(not self._working and bool(self.address.text().strip()))
        self.fetch.setEnabled(not self._working and bool(self.table.selectedIndexes()))
        self.stop.setEnabled(self._working)
