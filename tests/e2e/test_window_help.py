"""Guide, tour and what the first page offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QRubberBand

from retinaview.core.resources import guide_folder
from retinaview.session.side_by_side import Layout
from retinaview.ui.application import tell_bad_end
from retinaview.ui.help.guide import PAGES
from retinaview.ui.help.tour import STEPS
from retinaview.ui.last_end import BadEnd

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.e2e.conftest import Driver


@pytest.fixture
def reader(driver: Driver, folder: Path) -> Driver:
    """A person at a photograph."""
    driver.open_with_findings(folder)
    return driver


def page(reader: Driver) -> str:
    """Press F1, and say which page opens."""
    reader.key(Qt.Key.Key_F1)
    guide = reader.window.help.guide
    assert guide is not None
    assert guide.text.toPlainText().strip()
    return guide.page


def test_keys_on_the_first_page_are_not_typed_into_the_search(driver: Driver, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: driver.window.focusWidget() is not None)
    qtbot.keyClicks(driver.window.focusWidget(), "?")
    assert driver.window.study_panel.filter.text() == ""


def test_f1_opens_the_page_for_what_the_reader_does(reader: Driver) -> None:
    window = reader.window
    assert page(reader) == "reading"
    window.tabs.setCurrentIndex(2)
    assert page(reader) == "marking"
    window.tabs.setCurrentIndex(3)
    assert page(reader) == "scoring"
    window.layouts.choose(Layout.COMPARE)
    assert page(reader) == "comparing"
    window.discovery.help_wanted.emit()
    assert window.help.guide is not None
    assert window.help.guide.page == "discovering"
    window.help.guide.close()


def test_every_page_has_its_picture() -> None:
    for name in PAGES:
        text = (guide_folder() / f"{name}.md").read_text("utf-8")
        assert f"({name}.png)" in text
        assert (guide_folder() / f"{name}.png").is_file()


def test_the_tour_has_six_steps_and_ends(driver: Driver) -> None:
    driver.window.commands["tour"].trigger()
    tour = driver.window.help.tour
    assert tour is not None
    seen = [tour.title.text()]
    while tour.next.text() != "Close":
        tour.next.click()
        seen.append(tour.title.text())
    assert len(set(seen)) == len(STEPS) == 6
    tour.next.click()
    driver.until(lambda: driver.window.help.tour is None)


def test_the_tour_frames_the_first_page_and_stays_where_it_is_put(driver: Driver) -> None:
    window = driver.window
    window.commands["tour"].trigger()
    tour = window.help.tour
    assert tour is not None
    tour.move(40, 60)
    tour.show_step(1)
    assert (tour.x(), tour.y()) == (40, 60)
    (frame,) = (each for each in window.findChildren(QRubberBand) if each.isVisible())
    assert frame.size() == window.centralWidget().size()


def test_the_first_page_offers_demo_and_tour(driver: Driver) -> None:
    buttons = [each.text() for each in driver.window.welcome.findChildren(QPushButton)]
    assert "Demonstration on drawn photographs" in buttons
    assert "Tour in six steps…" in buttons


def test_after_a_crash_the_start_says_where_the_log_is(driver: Driver) -> None:
    tell_bad_end(driver.window, BadEnd("Fatal Python error: Aborted"))
    said = driver.window.messages.text
    assert "Fatal Python error: Aborted" in said
    assert "nothing was sent" in said
    assert driver.window.messages.offered == "Show log folder"
