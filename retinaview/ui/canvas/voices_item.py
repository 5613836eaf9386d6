"""Draws whose each mark is: a frame round it in its reader's colour and line, and a letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from retinaview.core.geometry import Box
from retinaview.ui.canvas.colours import INK, SHADE
from retinaview.ui.canvas.screen_space import BoundedItem, screen_rect, screen_space

COLOURS = tuple(
    QColor(*rgb)
    for rgb in (
        *((86, 180, 233), (240, 228, 66), (0, 200, 150), (255, 255, 255)),
        *((0, 114, 255), (204, 121, 167), (180, 255, 220), (160, 120, 255)),
    )
)
"""Distinct under red-green colour blindness, and visible on orange."""
LINES = (
    Qt.PenStyle.SolidLine,
    Qt.PenStyle.DashLine,
    Qt.PenStyle.DotLine,
    Qt.PenStyle.DashDotLine,
)
_GAP_PX, _STEP_PX, _LETTER_PX = 4.0, 3.0, 14.0
_LEAST_LETTERED_PX = 24.0
"""Longer side on the screen from which a mark has its letter, which would hide smaller ones."""


@dataclass(frozen=True)
class Outline:
    """A mark of the reader or network with a number, counted from 0.

    Attributes
    ----------
    box : Box
        Source pixels.
    voice : int
        Whose it is.
    """

    box: Box
    voice: int


def letter_of(voice: int) -> str:
    """Return the letter of a reader or network: A to Z, then A2 and so on."""
    again, letter = divmod(voice, 26)
    return chr(ord("A") + letter) + (str(again + 1) if again else "")


def pen_of(voice: int, width: float = 2.0) -> QPen:
    """Return the pen of a reader or network; no two of the first eight are alike in colour."""
    return QPen(COLOURS[voice % len(COLOURS)], width, LINES[voice % len(LINES)])


class VoicesItem(BoundedItem):
    """Empty but while readers are adjudicated."""

    def __init__(self) -> None:
        super().__init__()
        self.outlines: tuple[Outline, ...] = ()

    def set_outlines(self, outlines: Sequence[Outline]) -> None:
        """Frame these marks and no others."""
        if tuple(outlines) != self.outlines:
            self.outlines = tuple(outlines)
            self.update()

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,  # noqa: ARG002
        widget: QWidget | None = None,  # noqa: ARG002
    ) -> None:
        """Draw the frames; those of one place lie in each other."""
        if not self.outlines:
            return
        with screen_space(painter) as transform:
            font = QFont()
            font.setPixelSize(10)
            font.setBold(True)
            painter.setFont(font)
            for outline in self.outlines:
                reach = _GAP_PX + _STEP_PX * (outline.voice % len(COLOURS))
                rect = screen_rect(outline.box, transform)
                frame = rect.adjusted(-reach, -reach, reach, reach)
                _draw_frame(painter, frame, outline.voice)
                if max(rect.width(), rect.height()) >= _LEAST_LETTERED_PX:
                    _draw_letter(painter, frame, outline.voice)


def _draw_frame(painter: QPainter, frame: QRectF, voice: int) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen in (QPen(SHADE, 4), pen_of(voice)):
        painter.setPen(pen)
        painter.drawRect(frame)


def _draw_letter(painter: QPainter, frame: QRectF, voice: int) -> None:
    left = frame.left() + _LETTER_PX * voice
    plate = QRectF(left, frame.top() - _LETTER_PX, _LETTER_PX, _LETTER_PX)
    painter.fillRect(plate, pen_of(voice).color())
    painter.setPen(INK)
    painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, letter_of(voice))
