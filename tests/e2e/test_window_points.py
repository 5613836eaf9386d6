"""The points of a mask in the real window: dragged, added and taken away, each one undo step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from pathlib import Path

    from retinaview.core.mask import Mask
    from tests.e2e.conftest import Driver

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
CORNERS = ((200, 150), (300, 150), (300, 250), (200, 250))


@pytest.fixture
def reader(driver: Driver, folder: Path) -> Driver:
    """A person who has just drawn a polygon, with another mark beside it."""
    driver.window.findings.set_automatic(False)
    driver.open(folder)
    driver.window.canvas.zoom_to(1.0)
    driver.key(Qt.Key.Key_R)
    driver.drag(400, 300, 420, 320)
    driver.key(Qt.Key.Key_N, SHIFT)
    for x, y in (*CORNERS, CORNERS[0]):
        driver.click(x, y)
    driver.key(Qt.Key.Key_Q)
    return driver


def polygon_of(reader: Driver) -> Mask:
    (mask,) = (mark.mask for mark in reader.marks() if mark.mask is not None)
    return mask


def undo_text(reader: Driver) -> str:
    assert reader.can("undo")
    return reader.window.commands["undo"].text()


def test_a_point_is_dragged_and_undo_names_it(reader: Driver) -> None:
    before, others = polygon_of(reader), [m for m in reader.marks() if m.mask is None]
    reader.drag(300, 250, 350, 300)
    after = polygon_of(reader)
    assert after.has(325, 275)
    assert after.has(210, 160)
    assert "move a point of" in undo_text(reader)
    assert [m for m in reader.marks() if m.mask is None] == others
    reader.drag(350, 300, 300, 250)  # where it was left, it can be taken again
    assert polygon_of(reader).area_px == pytest.approx(before.area_px, rel=0.05)
    reader.key(Qt.Key.Key_Z, CTRL)
    reader.key(Qt.Key.Key_Z, CTRL)
    assert polygon_of(reader) == before


def test_a_drag_on_the_line_adds_a_point_which_a_double_click_takes_away(reader: Driver) -> None:
    before = polygon_of(reader)
    reader.drag(250, 250, 250, 300)
    assert polygon_of(reader).has(250, 290)
    assert "add a point to" in undo_text(reader)
    reader.double_click(250, 300)
    assert polygon_of(reader).area_px == pytest.approx(before.area_px, rel=0.03)
    assert "remove a point of" in undo_text(reader)


def test_a_painted_mask_has_points_too(reader: Driver) -> None:
    reader.key(Qt.Key.Key_Escape)
    reader.key(Qt.Key.Key_B)
    for _ in range(20):
        reader.key(Qt.Key.Key_BracketRight)
    for _ in range(7):
        reader.key(Qt.Key.Key_BracketLeft)
    reader.drag(450, 150, 500, 150)
    painted = reader.marks()[-1].mask
    assert painted is not None
    reader.key(Qt.Key.Key_Q)
    end = painted.box.right
    reader.drag(end, 150, end + 40, 150)
    assert reader.marks()[-1].mask.box.right == pytest.approx(end + 40, abs=3)


def test_a_locked_mark_keeps_its_points(reader: Driver) -> None:
    before = polygon_of(reader)
    reader.key(Qt.Key.Key_K)
    reader.drag(300, 250, 350, 300)
    assert polygon_of(reader) == before


def test_a_mask_is_resized_by_a_corner(reader: Driver) -> None:
    before = polygon_of(reader)
    corner = before.box.right, before.box.bottom
    reader.drag(corner[0] + 14, corner[1] + 14, corner[0] + 64, corner[1] + 34)
    after = polygon_of(reader)
    assert (after.width - before.width, after.height - before.height) == (50, 20)
    assert "resize" in undo_text(reader)
