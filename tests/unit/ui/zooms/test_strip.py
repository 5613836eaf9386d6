"""Four places for patches, in rank order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import Qt

from retinaview.ui.canvas.turning import Turn
from retinaview.ui.zooms.strip import Patch, ZoomStrip

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

GREEN = np.zeros((40, 40, 3), np.uint8)
GREEN[..., 1] = 200


@pytest.fixture
def strip(qtbot: QtBot) -> ZoomStrip:
    strip = ZoomStrip()
    qtbot.addWidget(strip)
    strip.resize(680, strip.height())
    strip.show()
    return strip


def test_patches_with_number_and_response(strip: ZoomStrip) -> None:
    patches = [Patch(1, 0.83, GREEN, "response 83 %"), Patch(2, 0.004, GREEN, "response <1 %")]
    strip.show_patches(patches, words="by zoom-in-net")
    assert [view.rank for view in strip.views] == [1, 2, 0, 0]
    assert [view.isVisible() for view in strip.views] == [True, True, False, False]
    names = [view.accessibleName() for view in strip.views[:2]]
    assert names == ["Region 1, response 83 %", "Region 2, response <1 %"]
    middle = strip.views[0].grab().toImage().pixelColor(64, 64)
    assert (middle.red(), middle.green(), middle.blue()) == (0, 200, 0)


def test_a_patch_is_chosen_by_mouse_and_by_key(strip: ZoomStrip, qtbot: QtBot) -> None:
    strip.show_patches([Patch(1, 0.8, GREEN, ""), Patch(2, 0.4, GREEN, "")], words="")
    chosen: list[int] = []
    strip.region_chosen.connect(chosen.append)
    qtbot.mouseClick(strip.views[1], Qt.MouseButton.LeftButton)
    qtbot.keyClick(strip.views[0], Qt.Key.Key_Space)
    assert chosen == [2, 1]


def test_patches_shrink_with_a_narrow_window(strip: ZoomStrip) -> None:
    strip.show_patches([Patch(rank, 0.5, GREEN, "") for rank in (1, 2, 3, 4)], words="by sunet")
    assert strip.minimumSizeHint().width() < 420
    strip.resize(480, strip.height())
    assert [view.isVisible() for view in strip.views] == [True] * 4
    assert strip.views[3].geometry().right() <= 480
    corner = strip.views[3].grab().toImage().pixelColor(30, strip.views[3].width() - 6)
    assert corner.green() == 200


def test_it_is_as_high_without_patches(strip: ZoomStrip) -> None:
    strip.show_patches([Patch(1, 0.8, GREEN, "")], words="")
    height = strip.height()
    strip.show_none("No suspicious regions in this photograph.")
    assert strip.height() == height
    assert strip.words == "No suspicious regions in this photograph."
    assert [view.rank for view in strip.views] == [0, 0, 0, 0]


def test_patches_are_turned_with_the_photograph(strip: ZoomStrip) -> None:
    halves = np.zeros((40, 40, 3), np.uint8)
    halves[:, :20, 0] = halves[:, 20:, 2] = 200
    strip.show_patches([Patch(1, 0.5, halves, "")], words="")
    view = strip.views[0]

    def is_red(x: int, y: int) -> bool:
        return view.grab().toImage().pixelColor(x, y).red() == 200

    assert (is_red(32, 96), is_red(96, 96)) == (True, False)
    strip.set_turn(Turn(mirrored=True))
    assert (is_red(32, 96), is_red(96, 96)) == (False, True)
    strip.set_turn(Turn(quarters=1))  # what was on the left is on top
    assert (is_red(96, 32), is_red(96, 96)) == (True, False)
