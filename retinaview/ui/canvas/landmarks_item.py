"""Draws disc, fovea and what is measured from them: quadrants, rings and the ETDRS grid.

A disc diameter counts as 1.5 mm, so the rings of one and two disc diameters are the grid's circles
of 3 and 6 mm.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTransform
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from retinaview.core.fundus_frame import ETDRS_RADII_MM, QUADRANTS, FundusFrame
from retinaview.core.landmarks import Landmark, Landmarks
from retinaview.core.lesions import LesionClass
from retinaview.core.macula import disc_diameter
from retinaview.ui.canvas.colours import PAPER, SHADE
from retinaview.ui.canvas.outcomes import LandmarkMoved
from retinaview.ui.canvas.screen_space import BoundedItem, screen_point, screen_space
from retinaview.ui.canvas.turning import scale_of
from retinaview.ui.language import later, tr

RINGS = {1: later("1 disc diameter, 1.5 mm"), 2: "2"}
CROSS_PX = 8.0
FONT_PX = 12
_FAINT = QColor(255, 255, 255, 120)
_REACH = 4.0
"""Length of the lines between quadrants, disc diameters: to the edge of a 45-degree photograph."""
_CODE_AT = 1.0
"""Where a quadrant's code stands, disc diameters from the disc in both directions."""


class LandmarksItem(BoundedItem):
    """Thin white lines; what was not found is not drawn."""

    def __init__(self) -> None:
        super().__init__()
        self._landmarks: Landmarks | None = None
        self._moved: LandmarkMoved | None = None

    @property
    def landmarks(self) -> Landmarks | None:
        """The places that are set, or None."""
        return self._landmarks

    def set_landmarks(self, landmarks: Landmarks | None) -> None:
        """Show these places, or none."""
        if landmarks != self._landmarks:
            self._landmarks = landmarks
            self.update()

    def set_on_the_way(self, moved: LandmarkMoved | None) -> None:
        """Show one of them where it is being dragged to, or where it is set."""
        if moved != self._moved:
            self._moved = moved
            self.update()

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,  # noqa: ARG002
        widget: QWidget | None = None,  # noqa: ARG002
    ) -> None:
        """Draw the landmarks and what is measured from them."""
        places = _with(self._landmarks, self._moved)
        if places is None:
            return
        with screen_space(painter) as transform:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            if (frame := FundusFrame.of(places)) is not None:
                _draw_lines(painter, frame, transform)
            _draw_rings(painter, places, transform)
            for place in (places.disc, places.fovea):
                if place.is_found:
                    _draw_cross(painter, screen_point(place.x, place.y, transform))


def _with(places: Landmarks | None, moved: LandmarkMoved | None) -> Landmarks | None:
    """Return places with one where it is dragged to; a drawn disc keeps its size."""
    if places is None or moved is None:
        return places
    is_disc = moved.lesion is LesionClass.OPTIC_DISC
    old = places.disc if is_disc else places.fovea
    here = Landmark(moved.x, moved.y, 1.0, old.mark)
    return replace(places, disc=here) if is_disc else replace(places, fovea=here)


def _draw_rings(painter: QPainter, places: Landmarks, transform: QTransform) -> None:
    diameter = disc_diameter(places)
    if diameter is None:
        return
    radius = diameter * scale_of(transform)
    _draw_ring(painter, screen_point(places.disc.x, places.disc.y, transform), radius / 2)
    centre = screen_point(places.fovea.x, places.fovea.y, transform)
    for number, label in RINGS.items():
        _draw_ring(painter, centre, number * radius, dashed=True)
        _draw_label(painter, centre + QPointF(0, -number * radius), tr(label))


def _draw_lines(painter: QPainter, frame: FundusFrame, transform: QTransform) -> None:
    """Draw the borders of quadrants and sectors, and the grid's innermost circle."""
    temporal, superior = np.array(frame.temporal), np.array(frame.superior)
    disc, fovea = np.array(frame.disc), np.array(frame.fovea)
    reach = _REACH * frame.disc_diameter_px
    inner, _, outer = (radius * frame.millimetre_px for radius in ETDRS_RADII_MM)
    ways = (temporal, -temporal, superior, -superior)
    rays = [(disc, way, frame.disc_diameter_px / 2, reach) for way in ways]
    diagonals = [(up + side) / np.sqrt(2) for up in ways[2:] for side in ways[:2]]
    rays += [(fovea, way, inner, outer) for way in diagonals]
    lines = [
        QLineF(*(_point(start + way * at, transform) for at in (first, last)))
        for start, way, first, last in rays
    ]
    for pen in (QPen(SHADE, 2), QPen(_FAINT, 1)):
        painter.setPen(pen)
        painter.drawLines(lines)
        painter.drawEllipse(
            screen_point(*frame.fovea, transform), *([inner * scale_of(transform)] * 2)
        )
    step = _CODE_AT * frame.disc_diameter_px
    for quadrant in QUADRANTS:
        up = step if "superior" in quadrant else -step
        side = step if "temporal" in quadrant else -step
        place = disc + superior * up + temporal * side
        _draw_label(painter, _point(place, transform), quadrant.code)


def _point(place: np.ndarray, transform: QTransform) -> QPointF:
    x, y = place.tolist()
    return screen_point(x, y, transform)


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
