"""Two linked canvases: what a person does on one is seen on the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QWidget

from retinaview.core.field_circle import FieldCircle
from retinaview.imaging.halvings import Halvings
from retinaview.ui.canvas import FundusCanvas
from retinaview.ui.layouts.view_link import ViewLink

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

RIGHT = FieldCircle(500, 400, 390, 1000, 800)
LEFT = FieldCircle(250, 200, 195, 500, 400)


class Halves(QWidget):
    """Two canvases of equal size; the second photograph is half as large."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.second = FundusCanvas(), FundusCanvas()
        row = QHBoxLayout(self)
        row.addWidget(self.first)
        row.addWidget(self.second)
        self.link = ViewLink(self.first, self.second)
        self.first.set_photograph(Halvings(np.zeros((800, 1000, 3), np.uint8)))
        self.second.set_photograph(Halvings(np.zeros((400, 500, 3), np.uint8)))
        self.link.set_frames((RIGHT, LEFT))


@pytest.fixture
def pair(qtbot: QtBot) -> Halves:
    pair = Halves()
    qtbot.addWidget(pair)
    pair.resize(900, 420)
    pair.show()
    qtbot.waitExposed(pair)
    return pair


def shown(canvas: FundusCanvas) -> tuple[float, float, float]:
    return canvas.centre.x(), canvas.centre.y(), canvas.zoom


def pan(canvas: FundusCanvas, dx: int, dy: int) -> None:
    middle = canvas.viewport().rect().center()
    QTest.mousePress(canvas.viewport(), Qt.MouseButton.MiddleButton, pos=middle)
    moved = middle.toPointF() + QPointF(dx, dy)
    QTest.mouseMove(canvas.viewport(), moved.toPoint())
    QTest.mouseRelease(canvas.viewport(), Qt.MouseButton.MiddleButton, pos=moved.toPoint())


def test_zoom_is_followed_both_ways(pair: Halves) -> None:
    pair.first.look_at(QPointF(300, 300), 4.0)
    assert shown(pair.second) == pytest.approx((150, 150, 8.0), abs=0.2)
    pair.second.look_at(QPointF(350, 250), 5.0)
    assert shown(pair.first) == pytest.approx((700, 500, 2.5), abs=0.4)


def test_a_pan_is_followed(pair: Halves) -> None:
    pair.first.look_at(QPointF(500, 400), 4.0)
    pan(pair.first, 80, -40)
    assert shown(pair.first)[:2] == pytest.approx((480, 410), abs=0.3)
    assert shown(pair.second)[:2] == pytest.approx((240, 205), abs=0.3)


def test_mirrored_a_pan_goes_the_other_way(pair: Halves) -> None:
    pair.link.set_mirrored(True)
    pair.first.look_at(QPointF(300, 300), 4.0)
    assert shown(pair.second) == pytest.approx((350, 150, 8.0), abs=0.2)


def test_fitting_one_fits_the_other(pair: Halves) -> None:
    pair.second.look_at(QPointF(100, 100), 6.0)
    assert not pair.first.fitted
    pair.first.fit()
    assert pair.second.fitted
    assert pair.second.zoom == pytest.approx(2 * pair.first.zoom)


def test_unlinked_each_goes_its_own_way_and_meets_again(pair: Halves) -> None:
    pair.link.set_on(False)
    pair.first.look_at(QPointF(300, 300), 4.0)
    assert pair.second.fitted
    pair.link.set_on(True)
    assert shown(pair.second) == pytest.approx((150, 150, 8.0), abs=0.2)


def test_the_pointer_is_shown_at_the_same_place(pair: Halves) -> None:
    before = pair.second.grab().toImage()
    pair.first.pointer_moved.emit((300.0, 300.0))
    assert pair.second.grab().toImage() != before
    pair.first.pointer_moved.emit(None)
    assert pair.second.grab().toImage() == before


def test_without_a_second_photograph_nothing_follows(pair: Halves) -> None:
    pair.link.set_frames(None)
    pair.first.look_at(QPointF(300, 300), 4.0)
    pair.first.pointer_moved.emit((300.0, 300.0))
    assert pair.second.fitted


def test_a_resized_window_keeps_both_on_the_same_place(pair: Halves, qtbot: QtBot) -> None:
    pair.first.look_at(QPointF(300, 300), 4.0)
    pair.resize(1200, 600)
    qtbot.waitUntil(lambda: pair.first.width() > 500)
    first, second = shown(pair.first), shown(pair.second)
    assert first[:2] == pytest.approx((300, 300), abs=1)
    assert second == pytest.approx((first[0] / 2, first[1] / 2, first[2] * 2), abs=0.5)
