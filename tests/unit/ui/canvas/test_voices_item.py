"""The frames that say whose a mark is."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem

from retinaview.core.geometry import Box
from retinaview.ui.canvas.voices_item import COLOURS, Outline, VoicesItem


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(("side", "lettered"), [(8, False), (40, True)])
def test_small_marks_have_no_letter_that_would_hide_them(side: int, lettered: bool) -> None:
    item = VoicesItem()
    item.set_outlines([Outline(Box(40, 40, side, side), 0)])
    image = QImage(120, 120, QImage.Format.Format_RGB32)
    image.fill(0)
    painter = QPainter(image)
    item.paint(painter, QStyleOptionGraphicsItem())
    painter.end()
    on_the_plate = image.pixelColor(38, 24)  # above the frame, left of its letter
    assert (on_the_plate == COLOURS[0]) is lettered
