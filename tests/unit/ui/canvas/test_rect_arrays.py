from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from retinaview.core.geometry import FloatArray
from retinaview.ui.canvas.rect_arrays import draw_frames, draw_rects

COLOUR = QColor(0, 120, 255, 130)
BOXES = np.array([[6, 7, 9, 8], [20.25, 11.5, 14.6, 21.2], [3.75, 40.3, 50, 12.5]])


def blank() -> QImage:
    image = QImage(64, 64, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.white)
    return image


def by_pen(boxes: FloatArray, width: float) -> QImage:
    image = blank()
    painter = QPainter(image)
    pen = QPen(COLOUR, width)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    for box in boxes.tolist():
        painter.drawRect(QRectF(*box))
    painter.end()
    return image


@pytest.mark.usefixtures("qtbot")
@pytest.mark.parametrize("width", [1.0, 2.0, 3.0, 4.0])
@pytest.mark.parametrize("shift", [0.0, 0.25, 0.5])
def test_frames_are_the_outlines_that_a_pen_draws(width: float, shift: float) -> None:
    boxes = BOXES + np.array([shift, shift, 0, 0])
    for box in boxes:  # one by one: where two cross, the sides of one are not blended twice
        image = blank()
        painter = QPainter(image)
        draw_frames(painter, box[None], COLOUR, width=width)
        painter.end()
        assert image == by_pen(box[None], width)
        assert image != blank()


@pytest.mark.usefixtures("qtbot")
def test_rectangles_come_from_any_array_of_numbers() -> None:
    image, painted = blank(), blank()
    for target, rects in ((image, BOXES), (painted, np.asfortranarray(BOXES))):
        painter = QPainter(target)
        painter.setPen(QPen(COLOUR, 1))
        draw_rects(painter, rects)
        draw_rects(painter, np.zeros((0, 4)))
        painter.end()
    assert image == painted == by_pen(BOXES, 1)
