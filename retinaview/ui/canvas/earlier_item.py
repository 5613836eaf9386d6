"""Draws where lesions were marked at the previous visit: faint hints that nobody can touch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF, QTransform
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from retinaview.core.lesions import LesionClass
from retinaview.ui.canvas.colours import SHADE
from retinaview.ui.canvas.screen_space import BoundedItem, screen_space
from retinaview.ui.classes.styles import class_style

_WIDTH_PX = 1.5
_LEAST_PX = 11.0
_STRENGTH = 200
"""Of 255."""

Corners = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Hint:
    """A lesion of the previous visit, where it lies on this photograph.

    Attributes
    ----------
    lesion : LesionClass
        What it was marked as.
    corners : tuple of (float, float)
        x and y of the corners of its box, source pixels of this photograph.
    """

    lesion: LesionClass
    corners: Corners


class EarlierItem(BoundedItem):
    """Empty but where a previous visit is registered; it takes no part in any gesture."""

    def __init__(self) -> None:
        super().__init__()
        self.hints: tuple[Hint, ...] = ()

    def set_hints(self, hints: Sequence[Hint]) -> None:
        """Draw these hints and no others."""
        if tuple(hints) != self.hints:
            self.hints = tuple(hints)
            self.update()

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,  # noqa: ARG002
        widget: QWidget | None = None,  # noqa: ARG002
    ) -> None:
        """Draw dotted outlines in the colours of the classes."""
        if not self.hints:
            return
        with screen_space(painter) as transform:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for hint in self.hints:
                outline = _outline(hint, transform)
                painter.setPen(QPen(SHADE, 2 * _WIDTH_PX, Qt.PenStyle.DotLine))
                painter.drawPolygon(outline)
                painter.setPen(_pen(hint.lesion))
                painter.drawPolygon(outline)


def _outline(hint: Hint, transform: QTransform) -> QPolygonF:
    """Return a hint on the screen; one too small to be seen is a square around its place."""
    outline = transform.map(QPolygonF([QPointF(*corner) for corner in hint.corners]))
    bounds = outline.boundingRect()
    if min(bounds.width(), bounds.height()) >= _LEAST_PX:
        return outline
    least = max(bounds.width(), bounds.height(), _LEAST_PX)
    around = QRectF(0, 0, least, least)
    around.moveCenter(bounds.center())
    return QPolygonF(around)


def _pen(lesion: LesionClass) -> QPen:
    colour = QColor(*class_style(lesion).colour)
    colour.setAlpha(_STRENGTH)
    return QPen(colour, _WIDTH_PX, Qt.PenStyle.DotLine)
