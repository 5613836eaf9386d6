"""Headings of tables of which all rows are selected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView

from retinaview.ui.widgets.headings import keep_headings_apart

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Index = QModelIndex | QPersistentModelIndex
ROWS = 5000


class Long(QAbstractTableModel):
    """Counts how many times it is asked how long it is."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: ARG002, N802
        self.asked += 1
        return ROWS

    def columnCount(self, parent: Index | None = None) -> int:  # noqa: ARG002, N802
        return 3

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return str(index.row()) if role == Qt.ItemDataRole.DisplayRole else None


def test_a_table_with_all_rows_selected_is_painted_without_asking_for_each(qtbot: QtBot) -> None:
    model, table = Long(), QTableView()
    qtbot.addWidget(table)
    table.setModel(model)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    keep_headings_apart(table)
    table.resize(300, 200)
    table.show()
    table.selectAll()
    assert len(table.selectionModel().selectedRows()) == ROWS
    model.asked = 0
    table.grab()
    assert 0 < model.asked < ROWS / 5
