"""The widths are the reader's own, the answer bar is always there, and nothing moves by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, Qt

from retinaview.core.grades import DRGrade
from retinaview.session.side_by_side import Layout
from retinaview.ui.theme import apply_theme

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from tests.e2e.conftest import Driver

LIST_PX, SIDE_PX = 260, 410


@pytest.fixture
def reader(undressed: QApplication, start: Callable[[], Driver], folder: Path) -> Driver:
    """A person at an open photograph who has chosen the widths of both panels."""
    apply_theme(undressed, "dark")
    driver = start()
    driver.window.findings.set_automatic(False)
    driver.open(folder)
    set_widths(driver)
    return driver


def set_widths(driver: Driver) -> None:
    arrangement = driver.window.arrangement
    docks = [arrangement.study_dock, arrangement.side_dock]
    driver.window.resizeDocks(docks, [LIST_PX, SIDE_PX], Qt.Orientation.Horizontal)
    driver.until(lambda: widths(driver) == (LIST_PX, SIDE_PX))


def widths(driver: Driver) -> tuple[int, int]:
    arrangement = driver.window.arrangement
    return arrangement.study_dock.width(), arrangement.side_dock.width()


def bar_place(driver: Driver) -> QRect:
    """Where the answer bar is, from the lower left corner of the window."""
    bar = driver.window.answer_bar
    corner = bar.mapTo(driver.window, QPoint(0, 0))
    return QRect(corner.x(), driver.window.height() - corner.y(), bar.width(), bar.height())


def test_the_window_fits_into_a_thousand_pixels(reader: Driver) -> None:
    for layout in Layout:
        reader.window.layouts.choose(layout)
        assert reader.window.minimumSizeHint().width() <= 1000


def test_panels_fold_away_and_come_back_as_wide_as_they_were(reader: Driver) -> None:
    place, wide = bar_place(reader), reader.window.panes.width()
    reader.key(Qt.Key.Key_F9)
    reader.key(Qt.Key.Key_F10)
    reader.until(lambda: reader.window.panes.width() > wide + LIST_PX + SIDE_PX - 10)
    assert bar_place(reader) == place
    reader.key(Qt.Key.Key_F9)
    reader.key(Qt.Key.Key_F10)
    reader.until(lambda: widths(reader) == (LIST_PX, SIDE_PX))


def test_no_tab_and_no_layout_changes_a_width(reader: Driver) -> None:
    for layout in (*Layout, Layout.ONE_EYE):
        reader.window.layouts.choose(layout)
        for index in range(reader.window.tabs.count()):
            reader.window.tabs.setCurrentIndex(index)
            reader.can("undo")
            assert widths(reader) == (LIST_PX, SIDE_PX), layout
        left, right = (pane for pane in reader.window.panes.both)
        assert layout is Layout.ONE_EYE or abs(left.width() - right.width()) <= 1


def test_widths_are_kept_to_the_next_start(reader: Driver, start: Callable[[], Driver]) -> None:
    reader.window.close()
    again = start()
    again.until(lambda: widths(again) == (LIST_PX, SIDE_PX))


def test_the_answer_bar_is_there_in_full_screen(reader: Driver) -> None:
    reader.key(Qt.Key.Key_F11)
    reader.until(lambda: reader.window.isFullScreen())
    assert reader.window.answer_bar.isVisible()
    bar, window = reader.window.answer_bar, reader.window.rect()
    assert window.contains(QRect(bar.mapTo(reader.window, QPoint(0, 0)), bar.size()))
    reader.key(Qt.Key.Key_1)
    session, image_id = reader.window.context.open_image
    assert session.grading(image_id).dr is DRGrade.MILD


@pytest.mark.parametrize("grade", list(DRGrade))
def test_digits_of_the_keypad_grade_too(reader: Driver, grade: DRGrade) -> None:
    key = Qt.Key(Qt.Key.Key_0 + int(grade))
    reader.key(key, Qt.KeyboardModifier.KeypadModifier)
    session, image_id = reader.window.context.open_image
    assert session.grading(image_id).dr is grade
    reader.key(Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert reader.name == "P1_OS.jpg"
