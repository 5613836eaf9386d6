"""The small signs at a box: a question mark for a proposal, a tick for what the reader agreed to.

They are kept as pictures, because hundreds of them are drawn in every frame.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPainterPath, QPen

from retinaview.core.lesions import STYLES, LesionClass
from retinaview.ui.canvas.colours import INK, SHADE

BADGE_PX = 13.0


@lru_cache(maxsize=128)
def badge_image(lesion: LesionClass, badge: str, ratio: float) -> QImage:
    """Draw a badge.

    Parameters
    ----------
    lesion : LesionClass
        Gives the colour.
    badge : str
        ``"question"`` or ``"tick"``.
    ratio : float
        Device pixels per screen pixel.
    """
    side = round(BADGE_PX * ratio)
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw = _draw_tick if badge == "tick" else _draw_question
    draw(painter, QColor(*STYLES[lesion].colour))
    painter.end()
    return image


def _draw_disc(painter: QPainter, colour: QColor) -> None:
    painter.setPen(QPen(SHADE, 1))
    painter.setBrush(colour)
    painter.drawEllipse(QRectF(0.5, 0.5, BADGE_PX - 1, BADGE_PX - 1))


def _draw_question(painter: QPainter, colour: QColor) -> None:
    _draw_disc(painter, INK)
    font = QFont()
    font.setPixelSize(10)
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(colour.lighter(125))
    painter.drawText(QRectF(0, 0, BADGE_PX, BADGE_PX), Qt.AlignmentFlag.AlignCenter, "?")


def _draw_tick(painter: QPainter, colour: QColor) -> None:
    # Drawn, not written: not every machine's font has the character.
    _draw_disc(painter, colour)
    tick = QPainterPath(QPointF(3.5, 6.8))
    tick.lineTo(5.7, 9.2)
    tick.lineTo(9.7, 4.2)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(INK, 1.6))
    painter.drawPath(tick)
