"""The line below everything."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from retinaview.ui.widgets.status_bar import StatusBar


def test_nothing_that_it_says_makes_the_window_wider(qtbot: QtBot) -> None:
    bar = StatusBar()
    qtbot.addWidget(bar)
    for cell in (bar.set_progress, bar.labels.set_progress, bar.set_device):
        cell("W")
    narrow = bar.minimumSizeHint().width()
    for cell in (bar.set_progress, bar.labels.set_progress, bar.set_device):
        cell("W" * 99)
    assert bar.minimumSizeHint().width() <= narrow + 3 * 40
    assert bar.step == bar.labels.words == bar.device == "W" * 99
