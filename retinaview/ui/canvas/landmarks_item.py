"""Draws optic disc, fovea, and rings of one and two disc diameters around the fovea."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from retinaview.core.landmarks import Landmarks
from retinaview.core.macula import disc_diameter
from retinaview.ui.canvas.bounded_item import BoundedItem
from retinaview.ui.canvas.colours import PAPER, SHADE
from retinaview.ui.canvas.screen_space import screen_point, screen_space

RINGS = {1: "1 disc diameter", 2: "2"}
CROSS_PX = 8.0
FONT_PX = 12


class LandmarksItem(BoundedItem):
    """Thin white lines; what was not found is not drawn."""

    def __init__(self) -> None:
        super().__init__()
        self._landmarks: Landmarks | None = None

    def set_landmarks(self, landmarks: Landmarks | None) -> None:
        """Show these places, or none."""
        if landmarks != self._landmarks:
            self._landmarks = landmarks
            self.update()

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,  # noqa: ARG002
        widget: QWidget | None = None,  # noqa: ARG002
    ) -> None:
        """Draw the landmarks and rings."""
        if self._landmarks is None:
            return
        disc, fovea = self._landmarks.disc, self._landmarks.fovea
        diameter = disc_diameter(self._landmarks)
        with screen_space(painter) as transform:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            if fovea.is_found:
                _draw_cross(painter, screen_point(fovea.x, fovea.y, transform))
            if diameter is None:
                if disc.is_found:
                    _draw_cross(painter, screen_point(disc.x, disc.y, transform))
                return
            radius = diameter * transform.m11()
            _draw_ring(painter, screen_point(disc.x, disc.y, transform), radius / 2)
            centre = screen_point(fovea.x, fovea.y, transform)
            for number, label in RINGS.items():
                _draw_ring(painter, centre, number * radius, dashed=True)
                _draw_label(painter, centre + QPointF(0, -number * radius), label)


def _draw_cross(painter: QPainter, centre: QPointF) -> None:
    lines = [
        QLineF(centre - QPointF(CROSS_PX, 0), centre + QPointF(CROSS_PX, 0)),
        QLineF(centre - QPointF(0, CROSS_PX), centre + QPointF(0, CROSS_PX)),
    ]
    for pen in _pens(dashed=False):
        painter.setPen(pen)
        painter.drawLines(lines)


def _draw_ring(painter: QPainter, centre: QPointF, radius: float, *, dashed: bool = False) -> None:
    for pen in _pens(dashed=dashed):
        painter.setPen(pen)
        painter.drawEllipse(centre, radius, radius)


def _pens(*, dashed: bool) -> tuple[QPen, QPen]:
    """Return a dark pen, and the bright one on top of it."""
    style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
    return QPen(SHADE, 3), QPen(PAPER, 1.2, style)


def _draw_label(painter: QPainter, place: QPointF, label: str) -> None:
    """Write just above a place, on a dark plate."""
    font = QFont()
    font.setPixelSize(FONT_PX)
    painter.setFont(font)
    size = QFontMetricsF(font).size(0, label)
    plate = QRectF(place.x() - size.width() / 2 - 4, place.y() - size.height() - 3, 0, 0)
    plate.setSize(size)
    plate.adjust(0, 0, 8, 2)
    painter.fillRect(plate, SHADE)
    painter.setPen(PAPER)
    painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, label)
