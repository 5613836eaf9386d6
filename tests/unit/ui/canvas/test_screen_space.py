from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter, QTransform

from retinaview.core.geometry import Box
from retinaview.ui.canvas.screen_space import screen_places, screen_point, screen_rect, screen_space

TRANSFORM = QTransform(0.5, 0, 0, 0.5, 10, -20)


def test_a_rectangle_grows_to_whole_screen_pixels() -> None:
    assert screen_rect(Box(101, 101, 21, 20), TRANSFORM) == QRectF(60, 30, 11, 11)


def test_a_tiny_box_is_widened_about_its_middle() -> None:
    rect = screen_rect(Box(100, 100, 2, 2), TRANSFORM, least=7)
    assert rect.contains(60.5, 30.5)
    assert rect.width() >= 7
    assert rect.center().x() == pytest.approx(60.5, abs=0.5)


def test_no_boxes_give_no_rectangles() -> None:
    assert screen_places(np.empty((0, 4)), TRANSFORM).shape == (0, 4)


def test_a_point_falls_on_a_whole_pixel() -> None:
    point = screen_point(101, 101, TRANSFORM)
    assert (point.x(), point.y()) == (60, 30)


def test_the_painter_is_given_back_as_it_was() -> None:
    image = QImage(10, 10, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setWorldTransform(TRANSFORM)
    with screen_space(painter) as transform:
        assert transform == TRANSFORM
        assert painter.worldTransform().isIdentity()
    assert painter.worldTransform() == TRANSFORM
    painter.end()
