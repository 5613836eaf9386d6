"""A window that nobody has resized fits its screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from retinaview.ui.first_size import TITLE_BAR_PX, resize_first


def test_it_is_as_large_as_wanted_where_there_is_room(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    resize_first(window, (320, 240))
    assert window.size() == QSize(320, 240)


@pytest.mark.parametrize("wanted", [(99_999, 240), (320, 99_999), (99_999, 99_999)])
def test_it_is_never_larger_than_the_screen(qtbot: QtBot, wanted: tuple[int, int]) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    resize_first(window, wanted)
    room = window.screen().availableSize()
    assert window.width() == min(wanted[0], room.width())
    assert window.height() == min(wanted[1], room.height() - TITLE_BAR_PX)
