"""The side panel's tabs are laid out and painted anew only where they ask for another size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from retinaview.ui.arrangement import _Tabs
from retinaview.ui.widgets.text import WrappedText

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class Paints(QObject):
    """Counts how often all of a widget is painted."""

    count = 0

    def eventFilter(self, widget: QObject, event: QEvent) -> bool:  # noqa: N802
        if isinstance(event, QPaintEvent) and isinstance(widget, QWidget):
            self.count += event.rect() == widget.rect()
        return False


def test_other_words_of_the_same_size_paint_nothing_but_themselves(qtbot: QtBot) -> None:
    tabs, page, words, paints = _Tabs(), QWidget(), WrappedText("1 marked"), Paints()
    qtbot.addWidget(tabs)
    column = QVBoxLayout(page)
    column.addWidget(words)
    column.addStretch(1)
    tabs.addTab(page, "Marks")
    tabs.resize(400, 300)
    tabs.show()
    qtbot.waitExposed(tabs)
    words.setText("2 marked")
    QApplication.processEvents()
    tabs.installEventFilter(paints)
    for text in ("3 marked", "4 marked"):
        words.setText(text)
        QApplication.processEvents()
    assert paints.count == 0
    height = words.height()
    words.setText("many words, " * 20)
    QApplication.processEvents()
    assert words.height() > height
    tabs.setTabText(0, "A longer name of these marks")
    QApplication.processEvents()
    assert tabs.tabBar().width() >= tabs.tabBar().sizeHint().width()
