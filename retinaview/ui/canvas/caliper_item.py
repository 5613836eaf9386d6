"""Draws the caliper: a line with its length and the green along it, or an ellipse with its area."""

from __future__ import annotations

from math import hypot, pi

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF, QTransform
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from retinaview.core.fundus_frame import DISC_DIAMETER_MM
from retinaview.imaging.halvings import Halvings
from retinaview.ui.canvas.colours import PAPER, SHADE
from retinaview.ui.canvas.outcomes import Measured
from retinaview.ui.canvas.profile import intensity_profile
from retinaview.ui.canvas.screen_space import BoundedItem, screen_point, screen_space
from retinaview.ui.language import tr

END_PX = 6.0
FONT_PX = 12
PLOT_PX = 168.0, 56.0
LEAST_RANGE = 16
"""Steps of green that fill the plot: less is noise, and shall not look like more."""
_GREEN = 1
_CURVE = QColor(120, 230, 140)


class CaliperItem(BoundedItem):
    """A thin white line; gone with the tool and with the photograph."""

    def __init__(self) -> None:
        super().__init__()
        self._line: Measured | None = None
        self._disc_diameter: float | None = None
        self._halvings: Halvings | None = None

    @property
    def text(self) -> str:
        """The length or area in words; empty where nothing is measured."""
        if self._line is None:
            return ""
        words = area_words if self._line.is_area else length_words
        return words(self._line, self._disc_diameter)

    @property
    def profile(self) -> NDArray[np.uint8] | None:
        """The green along the line; None where no length is measured."""
        if self._line is None or self._line.is_area or self._halvings is None:
            return None
        return intensity_profile(self._halvings, self._line)[:, _GREEN]

    def set_halvings(self, photograph: Halvings | None) -> None:
        """Take the photograph that is measured, or none."""
        self._halvings = photograph

    def set_line(self, line: Measured | None) -> None:
        """Show a line, or none."""
        if line != self._line:
            self._line = line
            self.update()

    def set_disc_diameter(self, diameter: float | None) -> None:
        """Tell lengths in disc diameters of so many source pixels, too; None where not known."""
        if diameter != self._disc_diameter:
            self._disc_diameter = diameter
            self.update()

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,  # noqa: ARG002
        widget: QWidget | None = None,  # noqa: ARG002
    ) -> None:
        """Draw the line, its ends, and its length."""
        if self._line is None:
            return
        with screen_space(painter) as transform:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            start = screen_point(self._line.x0, self._line.y0, transform)
            end = screen_point(self._line.x1, self._line.y1, transform)
            below = end + QPointF(8, 8)
            if self._line.is_area:
                _draw_ellipse(painter, self._line, transform)
            else:
                _draw_line(painter, QLineF(start, end))
            _write(painter, below, self.text)
            if (profile := self.profile) is not None:
                _draw_profile(painter, below + QPointF(0, 2 * FONT_PX), profile)


def length_words(line: Measured, disc_diameter: float | None) -> str:
    """Return a length in source pixels, and in disc diameters and millimetres where known."""
    length = hypot(line.x1 - line.x0, line.y1 - line.y0)
    if disc_diameter is None:
        return f"{length:.0f} px"
    diameters = length / disc_diameter
    return tr(
        "{length:.0f} px, {diameters:.2f} DD, about {mm:.2f} mm",
        length=length,
        diameters=diameters,
        mm=diameters * DISC_DIAMETER_MM,
    )


def area_words(ellipse: Measured, disc_diameter: float | None) -> str:
    """Return an area in source pixels, and in disc diameters and millimetres where known."""
    area = pi / 4 * abs(ellipse.x1 - ellipse.x0) * abs(ellipse.y1 - ellipse.y0)
    if disc_diameter is None:
        return f"{area:.0f} px²"
    diameters = area / disc_diameter**2
    return tr(
        "{area:.0f} px², {diameters:.3f} DD², about {mm:.3f} mm²",
        area=area,
        diameters=diameters,
        mm=diameters * DISC_DIAMETER_MM**2,
    )


def _draw_line(painter: QPainter, line: QLineF) -> None:
    ends = [_end(line.p1(), line), _end(line.p2(), line)]
    for pen in (QPen(SHADE, 3), QPen(PAPER, 1.2)):
        painter.setPen(pen)
        painter.drawLines([line, *ends])


def _draw_ellipse(painter: QPainter, ellipse: Measured, transform: QTransform) -> None:
    corners = QPointF(ellipse.x0, ellipse.y0), QPointF(ellipse.x1, ellipse.y1)
    rect = transform.mapRect(QRectF(*corners).normalized())
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen in (QPen(SHADE, 3), QPen(PAPER, 1.2)):
        painter.setPen(pen)
        painter.drawEllipse(rect)


def _draw_profile(painter: QPainter, corner: QPointF, profile: NDArray[np.uint8]) -> None:
    """Draw the green along the line between its extremes, which stand beside it."""
    plate = QRectF(corner, corner + QPointF(*PLOT_PX))
    painter.fillRect(plate, SHADE)
    inner = plate.adjusted(6, 6, -34, -6)
    x = np.linspace(inner.left(), inner.right(), len(profile))
    lowest, highest = int(profile.min()), int(profile.max())
    share = (profile.astype(float) - lowest) / max(highest - lowest, LEAST_RANGE)
    y = inner.bottom() - share * inner.height()
    painter.setPen(QPen(_CURVE, 1.4))
    painter.drawPolyline(
        QPolygonF([QPointF(*at) for at in zip(x.tolist(), y.tolist(), strict=True)])
    )
    painter.setPen(PAPER)
    beside = plate.adjusted(0, 2, -4, -2)
    right = Qt.AlignmentFlag.AlignRight
    painter.drawText(beside, right | Qt.AlignmentFlag.AlignTop, str(highest))
    painter.drawText(beside, right | Qt.AlignmentFlag.AlignBottom, str(lowest))


def _end(point: QPointF, line: QLineF) -> QLineF:
    """Return a short line across the end of a line."""
    if line.length() == 0:
        return QLineF(point, point)
    across = line.normalVector().unitVector()
    way = QPointF(across.dx(), across.dy()) * END_PX
    return QLineF(point - way, point + way)


def _write(painter: QPainter, corner: QPointF, text: str) -> None:
    font = QFont()
    font.setPixelSize(FONT_PX)
    painter.setFont(font)
    size = QFontMetricsF(font).size(0, text)
    plate = QRectF(corner, size).adjusted(0, 0, 8, 2)
    painter.fillRect(plate, SHADE)
    painter.setPen(PAPER)
    painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, text)
