"""One click outlines a lesion; boxes snap, become masks and boxes again; clusters fall apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt

from retinaview.core.lesions import LesionClass
from tests.e2e.conftest import photograph

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.conftest import Driver

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
SPOTS = ((250, 200), (280, 200))


@pytest.fixture
def reader(driver: Driver, tmp_path: Path) -> Driver:
    """A person at a photograph with two dark spots, with the models switched off."""
    bgr = photograph(0)
    for centre in SPOTS:
        cv2.circle(bgr, centre, 7, (10, 25, 90), -1)
    folder = tmp_path / "spots"
    folder.mkdir()
    assert cv2.imwrite(str(folder / "1_right.png"), cv2.GaussianBlur(bgr, (0, 0), 1))
    driver.window.findings.set_automatic(False)
    driver.open(folder)
    return driver


def outlined(reader: Driver) -> None:
    reader.key(Qt.Key.Key_O)
    reader.click(*SPOTS[0])
    reader.until(lambda: len(reader.marks()) == 1)


def box_round_both(reader: Driver) -> None:
    reader.key(Qt.Key.Key_R)
    reader.drag(238, 186, 294, 214)


def test_one_click_outlines_a_lesion_as_one_step(reader: Driver) -> None:
    outlined(reader)
    (mark,) = reader.marks()
    assert mark.mask is not None
    assert mark.mask.area_px == pytest.approx(np.pi * 7.5**2, rel=0.3)
    assert mark.mask.has(*SPOTS[0])
    assert mark.lesion is LesionClass.HAEMORRHAGE
    reader.until(lambda: reader.window.canvas.selection() == (mark.id,))
    assert reader.window.context.session.undo_label == "Outline haemorrhage"
    reader.key(Qt.Key.Key_Z, CTRL)
    assert reader.marks() == []


def test_where_nothing_stands_out_it_says_so(reader: Driver) -> None:
    reader.key(Qt.Key.Key_O)
    reader.click(400, 300)
    reader.until(lambda: "Nothing stands out" in reader.window.messages.text)
    assert reader.marks() == []


def test_a_box_snaps_to_its_lesion(reader: Driver) -> None:
    reader.key(Qt.Key.Key_R)
    reader.drag(238, 186, 264, 214)
    before = reader.marks()[0].box
    reader.key(Qt.Key.Key_O, SHIFT)
    reader.until(lambda: reader.marks()[0].box != before)
    box = reader.marks()[0].box
    assert (box.x, box.y, box.width, box.height) == pytest.approx((243, 193, 15, 15), abs=2.5)


def test_a_box_becomes_a_mask_and_a_box_again(reader: Driver) -> None:
    box_round_both(reader)
    reader.key(Qt.Key.Key_M, SHIFT)
    reader.until(lambda: reader.marks()[0].mask is not None)
    mark = reader.marks()[0]
    assert mark.mask.area_px == pytest.approx(2 * np.pi * 7.5**2, rel=0.3)
    reader.key(Qt.Key.Key_M, CTRL | SHIFT)
    assert reader.marks()[0].mask is None
    assert reader.marks()[0].box == mark.mask.box


def test_a_cluster_is_split_in_one_step(reader: Driver) -> None:
    box_round_both(reader)
    (cluster,) = reader.marks()
    reader.key(Qt.Key.Key_K, SHIFT)
    reader.until(lambda: len(reader.marks()) == 2)
    assert {mark.lesion for mark in reader.marks()} == {cluster.lesion}
    assert cluster.id in {mark.id for mark in reader.marks()}
    reader.until(lambda: len(reader.window.canvas.selection()) == 2)
    reader.key(Qt.Key.Key_Z, CTRL)
    assert reader.marks() == [cluster]
