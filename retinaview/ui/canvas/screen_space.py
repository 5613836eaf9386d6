"""Drawing in screen pixels on top of a zoomed photograph, so that lines and letters keep size."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QTransform

from retinaview.core.geometry import Box, box_array


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
    return screen_rects(box_array([box]), transform, least=least)[0]


def screen_rects(
    places: NDArray[np.float64], transform: QTransform, *, least: float = 0.0
) -> list[QRectF]:
    """`screen_rect` of many boxes at once.

    Parameters
    ----------
    places : ndarray of float64, shape (N, 4)
        Columns x, y, width, height, source pixels.
    transform : QTransform
        From source to screen pixels; zooms and moves only.
    least : float
        Least side on the screen.
    """
    scale = transform.m11(), transform.m22()
    sides = places[:, 2:] * scale
    grow = np.maximum(0.0, least - sides) / 2
    corners = places[:, :2] * scale + (transform.dx(), transform.dy())
    first, last = np.floor(corners - grow), np.ceil(corners + sides + grow)
    return [QRectF(*row) for row in np.hstack([first, last - first]).tolist()]


def screen_point(x: float, y: float, transform: QTransform) -> QPointF:
    """The screen pixel of a source point."""
    point = transform.map(QPointF(x, y))
    return QPointF(round(point.x()), round(point.y()))
