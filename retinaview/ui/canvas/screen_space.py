"""Drawing in screen pixels on top of a zoomed photograph, so that lines and letters keep size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import cast

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QRegion, QTransform
from PySide6.QtWidgets import QGraphicsItem

from retinaview.core.geometry import Box, box_array

MOST_RECTS = 64


class BoundedItem(QGraphicsItem):
    """An item whose area is that of the photograph with its margin, whatever it draws there."""

    def __init__(self) -> None:
        super().__init__()
        self._bounds = QRectF()
        self._photograph = QRectF()

    def set_bounds(self, bounds: QRectF, photograph: QRectF) -> None:
        """Set the area that may be drawn on, and the photograph's in it, source pixels."""
        self.prepareGeometryChange()
        self._bounds, self._photograph = bounds, photograph

    def boundingRect(self) -> QRectF:  # noqa: N802
        """Return the photograph's rectangle with a margin."""
        return self._bounds


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


@contextmanager
def source_space(painter: QPainter, transform: QTransform) -> Iterator[None]:
    """Lend a painter of `screen_space` in source pixels, ready for outlines."""
    painter.setWorldTransform(transform)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    try:
        yield
    finally:
        painter.setWorldTransform(QTransform())


def screen_rect(box: Box, transform: QTransform, *, least: float = 0.0) -> QRectF:
    """Return whole screen pixels that hold a box, widened evenly to a least side."""
    return QRectF(*screen_places(box_array([box]), transform, least=least)[0].tolist())


def screen_places(
    places: NDArray[np.float64], transform: QTransform, *, least: float = 0.0
) -> NDArray[np.float64]:
    """Return `screen_rect` of many boxes at once.

    Parameters
    ----------
    places : ndarray of float64, shape (N, 4)
        Columns x, y, width, height, source pixels.
    transform : QTransform
        From source to screen pixels; zooms, moves and turns by right angles.
    least : float
        Least side on the screen.

    Returns
    -------
    ndarray of float64, shape (N, 4)
        Columns x, y, width, height, screen pixels.
    """
    turned = np.array([[transform.m11(), transform.m12()], [transform.m21(), transform.m22()]])
    near = places[:, :2] @ turned + (transform.dx(), transform.dy())
    far = near + places[:, 2:] @ turned
    start, end = np.minimum(near, far), np.maximum(near, far)
    grow = np.maximum(0.0, least - (end - start)) / 2
    first, last = np.floor(start - grow), np.ceil(end + grow)
    return np.hstack([first, last - first])


def screen_point(x: float, y: float, transform: QTransform) -> QPointF:
    """Return the screen pixel of a source point."""
    point = transform.map(QPointF(x, y))
    return QPointF(round(point.x()), round(point.y()))


def exposed_areas(painter: QPainter, exposed: QRectF, transform: QTransform) -> list[QRectF]:
    """Return what has to be repainted, source pixels.

    Qt tells an item one rectangle, which of two crossing lines is the whole view; the painter's
    own clip has them apart.

    Parameters
    ----------
    painter : QPainter
        That of a widget's paint event.
    exposed : QRectF
        What Qt told the item, source pixels.
    transform : QTransform
        From source to screen pixels, from inside `screen_space`.
    """
    region = painter.paintEngine().systemClip()
    if not 1 < region.rectCount() <= MOST_RECTS:
        return [exposed]
    # The clip is in the window's pixels, the transform goes to the view's.
    from_window = painter.deviceTransform().inverted()[0] * transform.inverted()[0]
    rects = [from_window.mapRect(QRectF(rect)) for rect in rects_of(region)]
    return [area for rect in rects if not (area := rect & exposed).isEmpty()]


def rects_of(region: QRegion) -> list[QRect]:
    """Return the rectangles of a region, which PySide's type hints do not call iterable."""
    return list(cast("Iterable[QRect]", region))


def repaint(item: QGraphicsItem, areas: Iterable[QRectF]) -> None:
    """Paint areas of an item anew, source pixels.

    Asked item by item, Qt would paint the one rectangle that holds them all.
    """
    scene = item.scene()
    for area in areas:
        seen = area & item.boundingRect()
        if scene is not None and not seen.isEmpty():
            scene.update(seen)
