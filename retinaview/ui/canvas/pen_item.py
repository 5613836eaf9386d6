"""Draws what the pen in hand does: brush, stroke, a polygon so far, and a point that is pulled."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF, QTransform
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from retinaview.core.brush import Point, snapped
from retinaview.core.lesions import LesionClass
from retinaview.ui.canvas.colours import PAPER, SHADE
from retinaview.ui.canvas.outcomes import Brushed
from retinaview.ui.canvas.screen_space import BoundedItem, repaint, screen_space
from retinaview.ui.canvas.turning import scale_of
from retinaview.ui.classes.styles import class_style

STROKE_ALPHA = 120
ERASED = QColor(255, 255, 255, 90)
LEAST_CIRCLE_PX = 3.0
REACH_PX = 4.0
POINT_PX = 5.0


class PenItem(BoundedItem):
    """Empty unless brush, eraser or polygon are in hand, or a point of an outline."""

    def __init__(self) -> None:
        super().__init__()
        self._lesion = LesionClass.MICROANEURYSM
        self._brush: tuple[Point, int] | None = None
        self._stroke: Brushed | None = None
        self._ring: tuple[Point, ...] = ()
        self._pulled: tuple[Point, ...] = ()
        self._scale = 1.0

    def set_lesion(self, lesion: LesionClass) -> None:
        """Set the class whose colour is painted in."""
        self._lesion = lesion
        self.update()

    def set_brush(self, point: Point | None, width_px: int) -> None:
        """Show the brush at a source point, or none."""
        brush = None if point is None else (snapped(point, width_px), width_px)
        if brush != self._brush:
            for each in (self._brush, brush):
                if each is not None:
                    self._repaint([each[0]], each[1])
            self._brush = brush

    def set_stroke(self, stroke: Brushed | None) -> None:
        """Show a stroke so far, or none; only what is new of it is painted."""
        old, self._stroke = self._stroke, stroke
        known = old.way if old is not None else ()
        way = stroke.way if stroke is not None else ()
        goes_on = bool(known) and way[: len(known)] == known
        fresh = way[len(known) - 1 :] if goes_on else (*known, *way)
        width = max((each.width_px for each in (old, stroke) if each is not None), default=0)
        if len(fresh) > 1 or not goes_on:
            self._repaint(fresh, width)

    def set_ring(self, points: Sequence[Point], pointer: Point | None) -> None:
        """Show a polygon so far, with a line on to the pointer; or none."""
        ring = (*points, pointer) if points and pointer is not None else tuple(points)
        if ring != self._ring:
            self._repaint([*self._ring, *ring], 0)
            self._ring = ring

    def set_pulled(self, points: tuple[Point, ...]) -> None:
        """Show the lines that lead to the point of an outline that is pulled, or none."""
        if points != self._pulled:
            self._repaint([*self._pulled, *points], 0)
            self._pulled = points

    def _repaint(self, points: Sequence[Point], width_px: float) -> None:
        """Paint anew round these points."""
        if points:
            xs, ys = [x for x, _ in points], [y for _, y in points]
            reach = width_px / 2 + 1 + REACH_PX / self._scale
            area = QRectF(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
            repaint(self, [area.adjusted(-reach, -reach, reach, reach)])

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,  # noqa: ARG002
        widget: QWidget | None = None,  # noqa: ARG002
    ) -> None:
        """Draw whatever is on."""
        with screen_space(painter) as transform:
            self._scale = scale_of(transform)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._stroke is not None:
                self._draw_stroke(painter, self._stroke, transform)
            if self._ring:
                self._draw_ring(painter, transform)
            if self._pulled:
                _draw_pulled(painter, self._pulled, transform)
            if self._brush is not None:
                _draw_circle(painter, *self._brush, transform)

    def _draw_stroke(self, painter: QPainter, stroke: Brushed, transform: QTransform) -> None:
        colour = QColor(*class_style(self._lesion).colour, STROKE_ALPHA)
        pen = QPen(ERASED if stroke.erases else colour, stroke.width_px * scale_of(transform))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        way = [transform.map(QPointF(*snapped(at, stroke.width_px))) for at in stroke.way]
        path = QPainterPath(way[0])
        for point in way[1:] or way:
            path.lineTo(point)
        painter.strokePath(path, pen)

    def _draw_ring(self, painter: QPainter, transform: QTransform) -> None:
        points = [transform.map(QPointF(*point)) for point in self._ring]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in ((SHADE, 3.0), (QColor(*class_style(self._lesion).colour), 1.2)):
            painter.setPen(QPen(colour, width))
            painter.drawPolyline(QPolygonF(points))
        painter.setPen(QPen(SHADE, 1))
        painter.setBrush(PAPER)
        painter.drawEllipse(points[0], POINT_PX / 2, POINT_PX / 2)


def _draw_pulled(painter: QPainter, points: Sequence[Point], transform: QTransform) -> None:
    way = [transform.map(QPointF(*point)) for point in points]
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in ((SHADE, 3.0), (PAPER, 1.2)):
        painter.setPen(QPen(colour, width))
        painter.drawPolyline(QPolygonF(way))


def _draw_circle(painter: QPainter, at: Point, width_px: int, transform: QTransform) -> None:
    centre = transform.map(QPointF(*at))
    radius = max(width_px * scale_of(transform), LEAST_CIRCLE_PX) / 2
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in ((SHADE, 3.0), (PAPER, 1.0)):
        painter.setPen(QPen(colour, width))
        painter.drawEllipse(centre, radius, radius)
