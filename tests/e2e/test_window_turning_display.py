"""A photograph turned on the screen: what is drawn, moved and seen follows; the file does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from tests.e2e.pictures import picture

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.conftest import Driver

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def reader(driver: Driver, folder: Path) -> Driver:
    driver.window.findings.set_automatic(False)
    driver.open(folder)
    return driver


@pytest.mark.parametrize("steps", [("rotate_right",), ("mirror",), ("rotate_left", "mirror")])
def test_a_box_drawn_on_a_turned_photograph_is_in_the_files_pixels(
    reader: Driver, steps: tuple[str, ...]
) -> None:
    for step in steps:
        reader.do(step)
    reader.key(Qt.Key.Key_R)
    reader.drag(200, 150, 260, 190)
    (mark,) = reader.marks()
    assert mark.box.x == pytest.approx(200, abs=2)
    assert mark.box.y == pytest.approx(150, abs=2)
    assert mark.box.width == pytest.approx(60, abs=3)
    assert mark.box.height == pytest.approx(40, abs=3)


def test_the_whole_photograph_is_seen_and_what_was_in_the_middle_stays(reader: Driver) -> None:
    canvas = reader.window.canvas
    reader.key(Qt.Key.Key_Right, CTRL)
    assert canvas.fitted
    seen = canvas.visible_box()
    assert (seen.width, seen.height) == (640, 480)
    canvas.look_at(canvas.source_point(canvas.rect().center().toPointF()), 4.0)
    before = canvas.centre
    reader.key(Qt.Key.Key_H, CTRL)
    assert (canvas.centre - before).manhattanLength() < 2
    assert canvas.zoom == 4.0


def test_right_on_the_screen_is_right(reader: Driver) -> None:
    canvas = reader.window.canvas
    left = picture(canvas).pixelColor(reader.at(120, 240))
    reader.do("rotate_right")
    top, below = reader.at(120, 240), reader.at(520, 240)
    assert top.x() == pytest.approx(below.x(), abs=1)
    assert top.y() < below.y()
    turned = picture(canvas).pixelColor(top)
    assert abs(turned.red() - left.red()) < 25


def test_arrow_keys_nudge_as_it_is_seen(reader: Driver) -> None:
    reader.key(Qt.Key.Key_R)
    reader.drag(200, 150, 260, 190)
    reader.key(Qt.Key.Key_Escape)
    box = reader.marks()[0].box
    reader.do("rotate_right")  # what is up on the screen now is left in the file
    reader.key(Qt.Key.Key_Up)
    assert reader.marks()[0].box.x == box.x - 1
    assert reader.marks()[0].box.y == box.y


def test_each_photograph_keeps_its_turn_and_says_so(reader: Driver) -> None:
    reader.do("rotate_right")
    reader.do("mirror")
    sign = reader.window.canvas._plates.turn
    assert sign.text == "Mirrored and rotated by 270° on the screen"
    assert sign.isVisible()
    reader.do("next")
    reader.until(lambda: reader.window.context.photograph is not None)
    assert reader.window.canvas.turn.is_as_in_file
    assert sign.isHidden()
    reader.do("previous")
    reader.until(lambda: reader.window.context.photograph is not None)
    assert (reader.window.canvas.turn.quarters, reader.window.canvas.turn.mirrored) == (3, True)
    reader.key(Qt.Key.Key_0, CTRL)
    assert reader.window.canvas.turn.is_as_in_file


def test_of_both_eyes_the_one_in_front_is_turned(reader: Driver) -> None:
    reader.key(Qt.Key.Key_F3)
    reader.until(lambda: all(pane.photograph for pane in reader.window.context.panes))
    reader.do("rotate_right")
    assert [canvas.turn.quarters for canvas in reader.window.panes.canvases] == [1, 0]
