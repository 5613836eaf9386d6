"""Draws what helps along: the cross of the drawing tool, the new box, the band, a place."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTransform
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.ui.canvas.mark_painting import draw_size
from retinaview.ui.canvas.screen_space import (
    BoundedItem,
    repaint,
    screen_point,
    screen_rect,
    screen_space,
)
from retinaview.ui.canvas.turning import is_turned, scale_of
from retinaview.ui.classes.styles import class_style

GUIDE = QColor(255, 255, 255, 110)
GUIDE_SHADE = QColor(0, 0, 0, 90)
PLACE = QColor(255, 255, 255, 230)
PLACE_SHADE = QColor(0, 0, 0, 140)
BAND_TINT = QColor(255, 255, 255, 28)
CENTRE_GAP_PX = 14.0
LINE_REACH_PX = CENTRE_GAP_PX  # a line's width, and the cross that closes round a new box
SIZE_REACH_PX = 120.0, 30.0  # how far the words at a new box reach to the right and below


class GuidesItem(BoundedItem):
    """The topmost item; empty unless a gesture, the drawing tool or a place needs it."""

    def __init__(self) -> None:
        super().__init__()
        self._cross: QPointF | None = None
        self._draft: Box | None = None
        self._band: Box | None = None
        self._place: Box | None = None
        self._lesion = LesionClass.MICROANEURYSM
        self._scale = 1.0
        self._is_turned = False

    def set_lesion(self, lesion: LesionClass) -> None:
        """Set the class that a new box will have."""
        self._lesion = lesion
        self.update()

    def set_cross(self, point: QPointF | None) -> None:
        """Show cross hairs through a source point, or none."""
        if point != self._cross:
            old, self._cross = self._cross, point
            for spot in (old, point):
                if spot is not None:
                    self._repaint_cross(spot)

    def set_draft(self, box: Box | None) -> None:
        """Show the box that is being drawn, or none."""
        if box != self._draft:
            old, self._draft = self._draft, box
            self._repaint_boxes(old, box)

    def set_band(self, box: Box | None) -> None:
        """Show the selection band, or none."""
        if box != self._band:
            old, self._band = self._band, box
            self._repaint_boxes(old, box)

    def _repaint_cross(self, spot: QPointF) -> None:
        """Paint anew along the two lines through a point."""
        margin = 3 / self._scale
        area, x, y = self._bounds, spot.x(), spot.y()
        along = QRectF(area.left(), y - margin, area.width(), 2 * margin)
        repaint(self, [along, QRectF(x - margin, area.top(), 2 * margin, area.height())])

    def _repaint_boxes(self, *boxes: Box | None) -> None:
        """Paint anew where boxes are, with the size that is written below them."""
        beside, right, below = (reach / self._scale for reach in (LINE_REACH_PX, *SIZE_REACH_PX))
        if self._is_turned:
            beside = below = right
        rects = [QRectF(box.x, box.y, box.width, box.height) for box in boxes if box is not None]
        repaint(self, [rect.adjusted(-beside, -beside, right, below) for rect in rects])

    def set_place(self, box: Box | None) -> None:
        """Show a place to look at, or none."""
        if box != self._place:
            self._place = box
            self.update()

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,  # noqa: ARG002
        widget: QWidget | None = None,  # noqa: ARG002
    ) -> None:
        """Draw whatever is on."""
        with screen_space(painter) as transform:
            self._scale = scale_of(transform)
            self._is_turned = is_turned(transform)
            if self._cross is not None:
                self._draw_cross(painter, self._cross, transform)
            if self._place is not None:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                for pen in (QPen(PLACE_SHADE, 4), QPen(PLACE, 2, Qt.PenStyle.DashLine)):
                    painter.setPen(pen)
                    painter.drawRect(screen_rect(self._place, transform))
            if self._band is not None:
                painter.setPen(QPen(GUIDE, 1, Qt.PenStyle.DashLine))
                painter.setBrush(BAND_TINT)
                painter.drawRect(screen_rect(self._band, transform))
            if self._draft is not None:
                self._draw_draft(painter, self._draft, transform)

    def _draw_cross(self, painter: QPainter, cross: QPointF, transform: QTransform) -> None:
        """Draw lines that stop short of the pointer, so that the lesion under it shows."""
        spot = screen_point(cross.x(), cross.y(), transform)
        area = transform.mapRect(self._bounds)
        gap = 0.0 if self._draft is not None else CENTRE_GAP_PX
        lines = [
            QLineF(area.left(), spot.y(), spot.x() - gap, spot.y()),
            QLineF(spot.x() + gap, spot.y(), area.right(), spot.y()),
            QLineF(spot.x(), area.top(), spot.x(), spot.y() - gap),
            QLineF(spot.x(), spot.y() + gap, spot.x(), area.bottom()),
        ]
        for colour, shift in ((GUIDE_SHADE, 1), (GUIDE, 0)):
            painter.setPen(QPen(colour, 1))
            painter.drawLines([line.translated(shift, shift) for line in lines])

    def _draw_draft(self, painter: QPainter, box: Box, transform: QTransform) -> None:
        rect = screen_rect(box, transform)
        colour = QColor(*class_style(self._lesion).colour)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(GUIDE_SHADE, 3))
        painter.drawRect(rect)
        painter.setPen(QPen(colour, 1))
        painter.drawRect(rect)
        draw_size(painter, rect, box, lesion=self._lesion)
