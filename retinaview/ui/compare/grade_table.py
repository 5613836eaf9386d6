"""The two sources' grades in a table that can be copied."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QGuiApplication, QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import QHeaderView, QPushButton, QTableWidget, QTableWidgetItem

from retinaview.ui.compare.grade_rows import ComparisonRow, as_tsv
from retinaview.ui.language import tr
from retinaview.ui.widgets.section import Section

_ROW_PX = 21
_FRAME_PX = 4
_INDENT = "    "


class GradeTable(Section):
    """A row per number, a column per source, and what differs in the last column."""

    def __init__(self) -> None:
        self.copy_button = QPushButton(tr("Copy table"))
        self.copy_button.setToolTip(tr("As tab-separated text, for a spreadsheet"))
        super().__init__(tr("Grades"), aside=self.copy_button)
        self._heads: tuple[str, ...] = ("", "A", "B", "B – A")
        self._rows: tuple[ComparisonRow, ...] = ()
        self._table = _make_table()
        self.add(self._table)
        self.copy_button.clicked.connect(self.copy)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.copy)

    def cell(self, row: int, column: int) -> str:
        """Return a cell as shown."""
        item = self._table.item(row, column)
        return "" if item is None else item.text().strip()

    def is_bold(self, row: int) -> bool:
        """Whether a row stands out."""
        item = self._table.item(row, 3)
        return item is not None and item.font().bold()

    def show_rows(self, heads: tuple[str, str, str], rows: tuple[ComparisonRow, ...]) -> None:
        """Show a table.

        Parameters
        ----------
        heads : three str
            Titles of the two sources' columns and of the differences.
        rows : tuple of ComparisonRow
            As from `grade_rows`.
        """
        self._heads, self._rows = ("", *heads), rows
        self._table.setHorizontalHeaderLabels(list(self._heads))
        self._table.setRowCount(len(rows))
        for index, row in enumerate(rows):
            self._fill(index, row)
        head = self._table.horizontalHeader().sizeHint().height()
        self._table.setFixedHeight(head + _ROW_PX * len(rows) + _FRAME_PX)
        for column, title in enumerate(self._heads):
            if item := self._table.horizontalHeaderItem(column):
                item.setToolTip(title)

    def copy(self) -> None:
        """Put the table on the clipboard, tab-separated."""
        QGuiApplication.clipboard().setText(as_tsv(self._heads, self._rows))

    def _fill(self, index: int, row: ComparisonRow) -> None:
        font = QFont(self._table.font())
        font.setBold(row.differs)
        name = _INDENT + row.name if row.part else row.name
        for column, text in enumerate((name, row.first, row.second, row.difference)):
            # Of a grade its number: the name stands in the rows below, and in the tip.
            item = QTableWidgetItem(text.partition("  ")[0] if column in (1, 2) else text)
            item.setFont(font)
            item.setToolTip(text.strip())
            if column in (1, 2) and row.doubtful[column - 1]:
                faded = self._table.palette().brush(QPalette.ColorRole.PlaceholderText)
                item.setForeground(faded)
            self._table.setItem(index, column, item)


def _make_table() -> QTableWidget:
    table = QTableWidget(0, 4)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(_ROW_PX)
    table.verticalHeader().setMinimumSectionSize(_ROW_PX)
    table.setShowGrid(False)
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
    table.setWordWrap(False)
    header = table.horizontalHeader()
    header.setTextElideMode(Qt.TextElideMode.ElideRight)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    for column in (0, 3):
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
    return table
