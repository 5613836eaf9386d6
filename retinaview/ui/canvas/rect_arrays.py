"""Thousands of rectangles drawn from one array: making a QRectF of each takes longer than drawing.

A QRectF is four float64 in a row (x, y, width, height), so an array of shape (N, 4) is N of them.
"""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from shiboken6 import Shiboken

from retinaview.core.geometry import FloatArray


def draw_rects(painter: QPainter, rects: FloatArray) -> None:
    """Draw rectangles with the painter's pen and brush.

    Parameters
    ----------
    painter : QPainter
        Any.
    rects : ndarray of float64, shape (N, 4)
        Columns x, y, width, height, in the painter's pixels.
    """
    values = np.ascontiguousarray(rects, np.float64)
    if len(values):
        first = Shiboken.wrapInstance(values.ctypes.data, QRectF)
        assert isinstance(first, QRectF)
        painter.drawRects(first, len(values))


def draw_frames(painter: QPainter, rects: FloatArray, colour: QColor, *, width: float) -> None:
    """Draw outlines as a pen of this width and mitred corners would, in a quarter of the time.

    Qt strokes a path for every outline that is wider than a pixel; here its four sides are filled.

    Parameters
    ----------
    painter : QPainter
        Not antialiased; its pen and brush change.
    rects : ndarray of float64, shape (N, 4)
        The middle of the lines; no side is shorter than `width`.
    colour : QColor
        Of the lines.
    width : float
        Of the lines, in the painter's pixels.
    """
    x, y, wide, high = rects.T - np.array([[width / 2], [width / 2], [-width], [-width]])
    line, between = np.full_like(x, width), high - 2 * width
    sides = [
        (x, y, wide, line),
        (x, y + high - width, wide, line),
        (x, y + width, line, between),
        (x + wide - width, y + width, line, between),
    ]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    draw_rects(painter, np.concatenate([np.stack(side, axis=1) for side in sides]))
