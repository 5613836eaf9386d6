"""Selecting rows of tables by the program."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QTableView


def select_row(table: QTableView, row: int) -> None:
    """Select a row alone and make it the current one.

    Qt's own `selectRow` heeds a key such as Ctrl or Shift that the reader happens to hold, and may
    then select nothing.
    """
    flags = QItemSelectionModel.SelectionFlag
    table.selectionModel().setCurrentIndex(
        table.model().index(row, 0), flags.ClearAndSelect | flags.Rows
    )
