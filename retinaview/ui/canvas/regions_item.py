"""Draws suspicious regions as numbered squares."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from retinaview.core.findings import Region
from retinaview.ui.canvas.colours import INK, REGION, SHADE
from retinaview.ui.canvas.hit_testing import badge_box
from retinaview.ui.canvas.screen_space import BoundedItem, screen_rect, screen_space
from retinaview.ui.canvas.turning import scale_of

CORNER_PX = 18.0
INSET_PX = 3.0
"""The lines run this far inside a region, whose border may be the photograph's."""


class RegionsItem(BoundedItem):
    """Thin squares with strong corners, so that nobody takes them for marks."""

    def __init__(self) -> None:
        super().__init__()
        self._regions: tuple[Region, ...] = ()

    def set_regions(self, regions: tuple[Region, ...]) -> None:
        """Show these regions."""
        self._regions = regions
        self.update()

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,  # noqa: ARG002
        widget: QWidget | None = None,  # noqa: ARG002
    ) -> None:
        """Draw all regions; there are at most a handful."""
        with screen_space(painter) as transform:
            _draw_squares(painter, [screen_rect(each.box, transform) for each in self._regions])
            for region in self._regions:
                plate = screen_rect(badge_box(region, scale_of(transform)), transform)
                _draw_number(painter, plate, region.rank)


def _draw_squares(painter: QPainter, rects: Iterable[QRectF]) -> None:
    """Draw all at once: at each call to the painter another thread may take its turn."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inside = [_inside(rect) for rect in rects]
    faint = QColor(REGION)
    faint.setAlpha(120)
    painter.setPen(QPen(faint, 1))
    painter.drawRects(inside)
    corners = [line for rect in inside for line in _corners(rect)]
    painter.setPen(QPen(SHADE, 5))
    painter.drawLines(corners)
    painter.setPen(QPen(REGION, 3))
    painter.drawLines(corners)


def _inside(rect: QRectF) -> QRectF:
    inset = min(INSET_PX, rect.width() / 4, rect.height() / 4)
    return rect.adjusted(inset, inset, -inset, -inset)


def _corners(rect: QRectF) -> list[QLineF]:
    length = min(CORNER_PX, rect.width() / 3, rect.height() / 3)
    lines = []
    for x, inward_x in ((rect.left(), 1), (rect.right(), -1)):
        for y, inward_y in ((rect.top(), 1), (rect.bottom(), -1)):
            corner = QPointF(x, y)
            lines.append(QLineF(corner, QPointF(x + inward_x * length, y)))
            lines.append(QLineF(corner, QPointF(x, y + inward_y * length)))
    return lines


def _draw_number(painter: QPainter, plate: QRectF, rank: int) -> None:
    painter.fillRect(plate, REGION)
    font = QFont()
    font.setPixelSize(13)
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(INK)
    painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, str(rank))
