"""Text that gives way to the width of its panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from retinaview.ui.widgets.section import Column
from retinaview.ui.widgets.text import ElidedText, WrappedText

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

NAME = "a_very_long_name_of_a_photograph_that_nobody_can_break_" * 3 + ".jpg"


def test_a_long_word_is_wrapped_and_read_back_whole(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    text = WrappedText(f"Graded alone, without {NAME}")
    QVBoxLayout(holder).addWidget(text)
    assert holder.minimumSizeHint().width() < 60
    assert text.text() == f"Graded alone, without {NAME}"
    height = text.heightForWidth(200)
    assert height > 4 * text.fontMetrics().height()
    widest = text.fontMetrics().boundingRect(0, 0, 200, 9999, Qt.TextFlag.TextWordWrap, "i" + NAME)
    assert widest.width() > 200  # as one word it would be


def test_one_line_is_cut_short_and_told_in_a_tool_tip(qtbot: QtBot) -> None:
    text = ElidedText(NAME)
    qtbot.addWidget(text)
    assert text.minimumSizeHint().width() <= 40
    text.resize(120, 20)
    assert text.shown.endswith("…")
    assert text.fontMetrics().horizontalAdvance(text.shown) <= 120
    point = QPoint(3, 3)
    QApplication.sendEvent(text, QHelpEvent(QEvent.Type.ToolTip, point, text.mapToGlobal(point)))
    assert text.toolTip() == NAME

    text.setText("short")
    assert text.shown == "short"
    QApplication.sendEvent(text, QHelpEvent(QEvent.Type.ToolTip, point, text.mapToGlobal(point)))
    assert text.toolTip() == ""


def test_one_line_is_painted_in_its_own_colour(qtbot: QtBot) -> None:
    text = ElidedText("mmmm")
    qtbot.addWidget(text)
    text.resize(120, 20)
    empty = ElidedText()
    qtbot.addWidget(empty)
    empty.resize(120, 20)
    assert text.grab().toImage() != empty.grab().toImage()


def test_a_column_asks_for_no_more_room_when_its_parts_do(qtbot: QtBot) -> None:
    part = QWidget()
    column = Column(part)
    qtbot.addWidget(column)
    column.resize(200, 200)
    column.show()
    least = column.minimumSizeHint()
    part.setMinimumWidth(300)
    qtbot.waitUntil(lambda: column.horizontalScrollBar().maximum() > 0)  # nothing is out of reach
    assert column.minimumSizeHint() == least
