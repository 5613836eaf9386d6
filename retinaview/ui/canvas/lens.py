"""A lens at the pointer that magnifies the bare photograph while a key is held."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QCursor, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from retinaview.ui.canvas.colours import PAPER, SHADE
from retinaview.ui.canvas.photograph_item import PhotographItem
from retinaview.ui.canvas.zoomable_view import LARGEST_ZOOM, ZoomableView

SIDE_PX = 240
MAGNIFIES = 4.0
LEAST_ZOOM = 2.0


class Lens(QWidget):
    """Follows the pointer over a canvas; nothing can be done in it.

    Parameters
    ----------
    canvas : ZoomableView
        What it lies on.
    photograph : PhotographItem
        What it magnifies.
    """

    def __init__(self, canvas: ZoomableView, photograph: PhotographItem) -> None:
        super().__init__(canvas)
        self._canvas, self._photograph = canvas, photograph
        self._at = QPointF()
        self.resize(SIDE_PX, SIDE_PX)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        canvas.viewport().installEventFilter(self)

    @property
    def zoom(self) -> float:
        """Screen pixels per source pixel in the lens."""
        return min(max(MAGNIFIES * self._canvas.zoom, LEAST_ZOOM), LARGEST_ZOOM)

    def hold(self, held: bool) -> None:
        """Show it while a key is held and the pointer is on the canvas."""
        viewport = self._canvas.viewport()
        at = QPointF(viewport.mapFromGlobal(QCursor.pos()))
        held = held and viewport.rect().contains(at.toPoint())
        if held:
            self._follow(at)
        self.setVisible(held and self._canvas.size_px != (0, 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Follow the pointer."""
        if self.isVisible() and isinstance(event, QMouseEvent):
            self._follow(event.position())
        return super().eventFilter(watched, event)

    def _follow(self, at: QPointF) -> None:
        self._at = at
        self.move(round(at.x() - SIDE_PX / 2), round(at.y() - SIDE_PX / 2))
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Draw the photograph round the pointer, in a circle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        circle = QPainterPath()
        circle.addEllipse(QRectF(self.rect()).adjusted(2, 2, -2, -2))
        painter.setClipPath(circle)
        painter.fillPath(circle, self._canvas.backgroundBrush())
        here, zoom = self._canvas.source_point(self._at), self.zoom
        painter.save()
        painter.translate(QRectF(self.rect()).center())
        painter.setTransform(self._canvas.turn.transform, True)
        painter.scale(zoom, zoom)
        painter.translate(-here)
        reach = SIDE_PX / 2 / zoom
        part = QRectF(here.x() - reach, here.y() - reach, 2 * reach, 2 * reach)
        self._photograph.paint_part(painter, part)
        painter.restore()
        painter.setClipping(False)
        for pen in (QPen(SHADE, 4), QPen(PAPER, 2)):
            painter.setPen(pen)
            painter.drawPath(circle)
