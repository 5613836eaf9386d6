"""Drawing in screen pixels on top of a zoomed photograph, so that lines and letters keep size."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QTransform

from retinaview.core.geometry import Box


@contextmanager
def screen_space(painter: QPainter) -> Iterator[QTransform]:
    """Lend the painter in screen pixels; gives the transform from source pixels."""
    painter.save()
    transform = painter.worldTransform()
    painter.setWorldTransform(QTransform())
    try:
        yield transform
    finally:
        painter.restore()


def screen_rect(box: Box, transform: QTransform, *, least: float = 0.0) -> QRectF:
    """Whole screen pixels that hold a box, widened evenly to a least side."""
    exact = transform.mapRect(QRectF(box.x, box.y, box.width, box.height))
    grow_x = max(0.0, least - exact.width()) / 2
    grow_y = max(0.0, least - exact.height()) / 2
    left, top = math.floor(exact.left() - grow_x), math.floor(exact.top() - grow_y)
    right, bottom = math.ceil(exact.right() + grow_x), math.ceil(exact.bottom() + grow_y)
    return QRectF(left, top, right - left, bottom - top)


def screen_point(x: float, y: float, transform: QTransform) -> QPointF:
    """The screen pixel of a source point."""
    point = transform.map(QPointF(x, y))
    return QPointF(round(point.x()), round(point.y()))
