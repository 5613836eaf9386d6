"""Headings of long tables."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QTableView


def keep_headings_apart(table: QTableView) -> None:
    """Let a table's headings know nothing of what is selected in it; call once it has its model.

    To paint a heading, Qt asks for every row of a selected column, and all rows may be selected.
    """
    table.horizontalHeader().setSelectionModel(QItemSelectionModel(table.model(), table))
