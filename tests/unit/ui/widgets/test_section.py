"""Parts below each other, with hairlines between those that are seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QLabel

from retinaview.ui.widgets.section import Column

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def rules(column: Column) -> int:
    content = column.widget()
    assert content is not None
    return sum(not line.isHidden() for line in content.findChildren(QFrame, "rule"))


def test_a_hidden_part_takes_its_hairline_along(qtbot: QtBot) -> None:
    parts = QLabel("a"), QLabel("b"), QLabel("c")
    parts[1].hide()
    column = Column(*parts)
    qtbot.addWidget(column)
    column.show()
    assert rules(column) == 1
    parts[1].show()
    assert rules(column) == 2
    parts[1].hide()
    assert rules(column) == 1
