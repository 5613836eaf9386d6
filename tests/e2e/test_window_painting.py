"""Brush, eraser and polygon on the photograph, each stroke one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from retinaview.core.lesions import LesionClass
from retinaview.ui.canvas import Tool
from retinaview.ui.settings import BRUSH_PX

if TYPE_CHECKING:
    from pathlib import Path

    from retinaview.core.mask import Mask
    from tests.e2e.conftest import Driver

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def reader(driver: Driver, folder: Path) -> Driver:
    """A person at an open photograph, with the models switched off and the brush in hand."""
    driver.window.findings.set_automatic(False)
    driver.open(folder)
    driver.key(Qt.Key.Key_B)
    return driver


def mask_of(reader: Driver, number: int = -1) -> Mask:
    mask = reader.marks()[number].mask
    assert mask is not None
    return mask


def test_a_stroke_is_a_mask_of_the_class_and_one_step(reader: Driver) -> None:
    reader.key(Qt.Key.Key_3)  # a digit chooses the class and leaves the brush in hand
    assert reader.window.drawing.tool is Tool.BRUSH
    reader.drag(200, 150, 260, 150)
    (mark,) = reader.marks()
    assert (mark.lesion, mark.author) == (
        LesionClass.HARD_EXUDATE,
        reader.window.context.session.reader,
    )
    mask = mask_of(reader)
    assert mask.has(230, 150)
    assert mask.height == pytest.approx(12, abs=2)
    assert mask.width == pytest.approx(72, abs=4)
    assert reader.window.canvas.selection() == (mark.id,)
    reader.key(Qt.Key.Key_Z, CTRL)
    assert reader.marks() == []
    reader.key(Qt.Key.Key_Y, CTRL)
    assert mask_of(reader) == mask


def test_a_second_stroke_goes_on_and_undo_takes_back_that_one(reader: Driver) -> None:
    reader.drag(200, 150, 260, 150)
    first = mask_of(reader)
    reader.drag(230, 150, 230, 200)
    assert len(reader.marks()) == 1
    assert mask_of(reader).has(230, 195)
    reader.key(Qt.Key.Key_Z, CTRL)
    assert mask_of(reader) == first


def test_a_stroke_elsewhere_is_another_lesion_and_with_shift_the_same(reader: Driver) -> None:
    reader.drag(200, 150, 230, 150)
    reader.drag(200, 250, 230, 250)
    assert len(reader.marks()) == 2
    reader.drag(300, 250, 330, 250, modifier=SHIFT)
    assert len(reader.marks()) == 2
    assert mask_of(reader).width > 100


def test_the_eraser_takes_away_and_what_is_gone_wholly_is_deleted(reader: Driver) -> None:
    reader.drag(200, 150, 260, 150)
    whole = mask_of(reader)
    reader.key(Qt.Key.Key_B, SHIFT)
    assert reader.window.drawing.tool is Tool.ERASER
    reader.drag(230, 140, 230, 160)
    assert not mask_of(reader).has(230, 150)
    assert mask_of(reader).has(205, 150)
    reader.drag(190, 150, 275, 150)
    reader.drag(190, 152, 275, 152)
    assert reader.marks() == []
    for _ in range(9):
        reader.key(Qt.Key.Key_Z, CTRL)
        if reader.marks() and mask_of(reader) == whole:
            break
    assert mask_of(reader) == whole


def test_an_eraser_that_misses_the_selected_mark_says_so(reader: Driver) -> None:
    reader.drag(200, 150, 260, 150)
    whole = mask_of(reader)
    reader.key(Qt.Key.Key_B, SHIFT)
    reader.drag(100, 300, 160, 300)
    assert mask_of(reader) == whole
    assert "did not touch it" in reader.window.messages.text
    reader.drag(230, 140, 230, 160)
    assert not mask_of(reader).has(230, 150)


def test_ctrl_turns_the_brush_into_the_eraser(reader: Driver) -> None:
    reader.drag(200, 150, 260, 150)
    reader.drag(230, 140, 230, 160, modifier=CTRL)
    assert not mask_of(reader).has(230, 150)


def test_brackets_change_the_brush_and_it_is_remembered(reader: Driver) -> None:
    reader.key(Qt.Key.Key_BracketRight)
    assert reader.window.drawing.painting.brush_px == 16
    for _ in range(20):
        reader.key(Qt.Key.Key_BracketLeft)
    assert reader.window.drawing.painting.brush_px == 1
    reader.click(200, 150)
    assert mask_of(reader).area_px == 1
    assert reader.window.settings.get(BRUSH_PX) == 1


def test_a_stroke_beside_the_photograph_says_so(reader: Driver) -> None:
    reader.window.canvas.zoom_to(0.2)
    reader.drag(-100, -100, -50, -100)
    assert reader.marks() == []
    assert "outside the photograph" in reader.window.messages.text


def test_a_polygon_click_by_click(reader: Driver) -> None:
    reader.key(Qt.Key.Key_N, SHIFT)
    for x, y in ((200, 150), (260, 150), (260, 200), (200, 200)):
        reader.click(x, y)
    assert reader.marks() == []
    reader.click(200, 150)
    (mark,) = reader.marks()
    mask = mask_of(reader)
    assert mask.has(230, 175)
    assert mask.box.width == pytest.approx(60, abs=3)
    assert mask.box.height == pytest.approx(50, abs=3)
    assert reader.window.canvas.selection() == (mark.id,)


def test_enter_closes_a_polygon_and_escape_gives_one_up(reader: Driver) -> None:
    reader.key(Qt.Key.Key_N, SHIFT)
    for x, y in ((200, 150), (260, 150), (260, 200)):
        reader.click(x, y)
    reader.key(Qt.Key.Key_Backspace)
    reader.click(230, 200)
    reader.key(Qt.Key.Key_Return)
    assert len(reader.marks()) == 1
    reader.click(300, 300)
    reader.key(Qt.Key.Key_Escape)
    assert not reader.window.canvas.is_in_ring
    assert reader.window.drawing.tool is Tool.POLYGON
    assert not reader.window.commands["read_mode"].isChecked()
    reader.key(Qt.Key.Key_Escape)
    assert reader.window.drawing.tool is Tool.SELECT


def test_q_selects_also_where_a_polygon_has_been_begun(reader: Driver) -> None:
    reader.key(Qt.Key.Key_N, SHIFT)
    reader.click(300, 300)
    reader.key(Qt.Key.Key_Q)
    assert not reader.window.canvas.is_in_ring
    assert reader.window.drawing.tool is Tool.SELECT
    assert reader.window.commands["select"].isChecked()
    assert not reader.window.commands["polygon"].isChecked()


def test_a_mask_is_moved_by_a_drag(reader: Driver) -> None:
    reader.drag(200, 150, 260, 150)
    before = mask_of(reader)
    reader.key(Qt.Key.Key_Q)
    reader.click(230, 150)
    reader.drag(230, 150, 250, 170)
    after = mask_of(reader)
    assert after == before.moved(after.x - before.x, after.y - before.y)
    assert after.x - before.x == pytest.approx(20, abs=2)
