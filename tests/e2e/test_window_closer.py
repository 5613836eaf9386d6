"""Seen closer: the minimap, the lens under a held key, areas and profiles of the caliper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QCursor, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from retinaview.ui.canvas.plates import TurnSign

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.e2e.conftest import Driver

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def reader(driver: Driver, folder: Path) -> Driver:
    driver.window.findings.set_automatic(False)
    driver.open(folder)
    return driver


def test_the_minimap_is_there_while_a_part_fills_the_view(reader: Driver) -> None:
    canvas = reader.window.canvas
    assert canvas.minimap.isHidden()
    canvas.zoom_to(6.0)
    assert canvas.minimap.isVisible()
    assert canvas.minimap.seen == canvas.visible_box()
    canvas.fit()
    assert canvas.minimap.isHidden()
    reader.do("minimap")
    canvas.zoom_to(6.0)
    assert canvas.minimap.isHidden()


def test_the_minimap_follows_a_wheel_that_scrolls(reader: Driver) -> None:
    canvas = reader.window.canvas
    canvas.wheel_scrolls = True
    canvas.zoom_to(6.0)
    before = canvas.visible_box()
    at = QPointF(canvas.viewport().rect().center())
    turn = QWheelEvent(
        at, canvas.viewport().mapToGlobal(at), QPoint(), QPoint(0, -240),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(canvas.viewport(), turn)
    assert canvas.visible_box() != before
    assert canvas.minimap.seen == canvas.visible_box()


@pytest.mark.parametrize("turned", [False, True])
def test_a_press_on_the_minimap_moves_there(reader: Driver, qtbot: QtBot, turned: bool) -> None:
    canvas = reader.window.canvas
    if turned:
        reader.do("rotate_right")
    canvas.zoom_to(8.0)
    minimap = canvas.minimap
    whole = minimap.rect()
    qtbot.mousePress(minimap, LEFT, pos=QPoint(whole.width() // 4, whole.height() // 4))
    qtbot.mouseRelease(minimap, LEFT)
    expected = QPointF(160, 360) if turned else QPointF(160, 120)
    assert (canvas.centre - expected).manhattanLength() < 12
    assert canvas.zoom == 8.0


def test_the_minimap_leaves_the_words_on_a_turned_photograph_in_sight(reader: Driver) -> None:
    canvas = reader.window.canvas
    reader.do("rotate_right")
    canvas.zoom_to(6.0)
    (words,) = (sign for sign in canvas.findChildren(TurnSign) if sign.isVisible())
    assert canvas.minimap.isVisible()
    assert not canvas.minimap.geometry().intersects(words.geometry())


def test_the_lens_magnifies_while_its_key_is_held(reader: Driver, qtbot: QtBot) -> None:
    canvas = reader.window.canvas
    QCursor.setPos(canvas.viewport().mapToGlobal(reader.at(320, 240)))
    qtbot.keyPress(canvas, Qt.Key.Key_F5)
    assert canvas.lens.isVisible()
    assert canvas.lens.zoom >= 2.0
    qtbot.mouseMove(canvas.viewport(), reader.at(300, 200))
    at = canvas.lens.geometry().center()
    assert (at - reader.at(300, 200)).manhattanLength() < 4
    middle = canvas.lens.grab().toImage().pixelColor(120, 120)
    assert middle.red() > 100  # the retina, not the empty canvas
    qtbot.keyRelease(canvas, Qt.Key.Key_F5)
    assert canvas.lens.isHidden()


def test_shift_measures_an_area_and_a_line_has_its_profile(reader: Driver, qtbot: QtBot) -> None:
    canvas = reader.window.canvas
    caliper = canvas._overlays.caliper
    reader.do("measure")
    reader.drag(200, 200, 300, 200)
    assert caliper.profile is not None
    assert 95 <= len(caliper.profile) <= 106
    viewport, shift = canvas.viewport(), Qt.KeyboardModifier.ShiftModifier
    qtbot.mousePress(viewport, LEFT, shift, pos=reader.at(200, 200))
    for x, y in ((250, 230), (300, 250)):
        at = reader.at(x, y).toPointF()
        moved = QMouseEvent(QEvent.Type.MouseMove, at, at, Qt.MouseButton.NoButton, LEFT, shift)
        QApplication.sendEvent(viewport, moved)
    qtbot.mouseRelease(viewport, LEFT, shift, pos=reader.at(300, 250))
    assert caliper.profile is None
    assert float(caliper.text.removesuffix(" px²")) == pytest.approx(3927, rel=0.08)
    qtbot.keyRelease(viewport, Qt.Key.Key_Shift)  # else Qt holds it for the tests that follow
