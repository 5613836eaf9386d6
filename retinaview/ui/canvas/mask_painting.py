"""How masks look: an outline along the edges of their pixels, in the line of their status.

A mask that is small on the screen is drawn as a box by `mark_painting`, as every small mark is.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF, QTransform

from retinaview.core.lesions import STYLES, LesionClass
from retinaview.core.marks import Status
from retinaview.core.mask import Mask
from retinaview.core.rings import rings_of
from retinaview.ui.canvas.colours import SHADE
from retinaview.ui.canvas.mark_painting import OPAQUE, STROKES

OUTLINED_FROM_PX = 8.0
FILL_ALPHA = 60
_PATHS_KEPT = 8192


@lru_cache(maxsize=_PATHS_KEPT)
def mask_path(mask: Mask) -> QPainterPath:
    """Return the borders of a mask in source pixels; the same object for the same mask."""
    path = QPainterPath()
    for ring in rings_of(mask):
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in ring.tolist()]))
        path.closeSubpath()
    return path


def draw_masks(
    painter: QPainter,
    paths: Iterable[QPainterPath],
    transform: QTransform,
    *,
    lesion: LesionClass,
    status: Status,
) -> None:
    """Draw outlines of one class and status.

    Parameters
    ----------
    painter : QPainter
        In screen pixels.
    paths : iterable of QPainterPath
        As of `mask_path`, source pixels.
    transform : QTransform
        From source to screen pixels.
    lesion : LesionClass
        Gives the colour.
    status : Status
        Gives the line.
    """
    stroke = STROKES[status]
    path = QPainterPath()
    for each in paths:
        path.addPath(each)
    path = transform.map(path)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if stroke.alpha == OPAQUE:
        painter.setPen(QPen(SHADE, stroke.width + (0 if stroke.dashes else 2)))
        painter.drawPath(path)
    pen = QPen(QColor(*STYLES[lesion].colour, stroke.alpha), stroke.width)
    if stroke.dashes:
        pen.setDashPattern(list(stroke.dashes))
    painter.setPen(pen)
    painter.drawPath(path)


def fill_mask(
    painter: QPainter, path: QPainterPath, transform: QTransform, *, lesion: LesionClass
) -> None:
    """Tint the pixels of a mask that is hovered or selected alone, which are then seen one by one.

    Parameters
    ----------
    painter : QPainter
        In screen pixels.
    path : QPainterPath
        As of `mask_path`, source pixels.
    transform : QTransform
        From source to screen pixels.
    lesion : LesionClass
        Gives the colour.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(transform.map(path), QColor(*STYLES[lesion].colour, FILL_ALPHA))
