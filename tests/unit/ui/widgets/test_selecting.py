"""Rows are selected whatever keys are held."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem
from pytestqt.qtbot import QtBot

from retinaview.ui.widgets.selecting import select_row

KEYS = {
    Qt.Key.Key_Shift: Qt.KeyboardModifier.ShiftModifier,
    Qt.Key.Key_Control: Qt.KeyboardModifier.ControlModifier,
}


@pytest.mark.parametrize("key", KEYS)
def test_a_held_key_does_not_matter(key: Qt.Key, qtbot: QtBot) -> None:
    table = QTableWidget(3, 2)
    qtbot.addWidget(table)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    for row in range(3):
        table.setItem(row, 0, QTableWidgetItem(str(row)))
    select_row(table, 2)
    qtbot.keyPress(table, key, KEYS[key])
    try:
        for row in (1, 1, 0):
            select_row(table, row)
            assert {index.row() for index in table.selectedIndexes()} == {row}
            assert table.currentRow() == row
    finally:
        qtbot.keyRelease(table, key)
