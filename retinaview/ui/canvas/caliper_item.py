"""Draws the caliper: a line between two points, with its length."""

from __future__ import annotations

from math import hypot

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from retinaview.core.fundus_frame import DISC_DIAMETER_MM
from retinaview.ui.canvas.colours import PAPER, SHADE
from retinaview.ui.canvas.outcomes import Measured
from retinaview.ui.canvas.screen_space import BoundedItem, screen_point, screen_space

END_PX = 6.0
FONT_PX = 12


class CaliperItem(BoundedItem):
    """A thin white line; gone with the tool and with the photograph."""

    def __init__(self) -> None:
        super().__init__()
        self._line: Measured | None = None
        self._disc_diameter: float | None = None

    @property
    def text(self) -> str:
        """The length in words; empty where nothing is measured."""
        return "" if self._line is None else length_words(self._line, self._disc_diameter)

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
            line = QLineF(start, end)
            ends = [_end(start, line), _end(end, line)]
            for pen in (QPen(SHADE, 3), QPen(PAPER, 1.2)):
                painter.setPen(pen)
                painter.drawLines([line, *ends])
            _write(painter, end + QPointF(8, 8), self.text)


def length_words(line: Measured, disc_diameter: float | None) -> str:
    """Return a length in source pixels, and in disc diameters and millimetres where known."""
    length = hypot(line.x1 - line.x0, line.y1 - line.y0)
    if disc_diameter is None:
        return f"{length:.0f} px"
    diameters = length / disc_diameter
    return f"{length:.0f} px, {diameters:.2f} DD, about {diameters * DISC_DIAMETER_MM:.2f} mm"


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
