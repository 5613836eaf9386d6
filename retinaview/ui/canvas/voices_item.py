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
_GAP_PX, _STEP_PX, _WIDTH_PX = 4.0, 3.0, 2.0
_LETTER_PX = 14.0
_SMALL_PX = 24.0
"""Longer side on the screen below which frames are half as heavy and have no letter."""


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
            lettered = []
            for outline in self.outlines:
                rect = screen_rect(outline.box, transform)
                is_small = max(rect.width(), rect.height()) < _SMALL_PX
                frame = _draw_frame(painter, rect, outline.voice, share=0.5 if is_small else 1.0)
                if not is_small:
                    lettered.append((frame, outline.voice))
            for frame, voice in lettered:  # above all frames
                _draw_letter(painter, frame, voice)


def _draw_frame(painter: QPainter, mark: QRectF, voice: int, *, share: float) -> QRectF:
    """Draw a frame, so much of its distance and width; returns where it is."""
    reach = share * (_GAP_PX + _STEP_PX * (voice % len(COLOURS)))
    frame = mark.adjusted(-reach, -reach, reach, reach)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    width = share * _WIDTH_PX
    for pen in (QPen(SHADE, 2 * width), pen_of(voice, width)):
        painter.setPen(pen)
        painter.drawRect(frame)
    return frame


def _draw_letter(painter: QPainter, frame: QRectF, voice: int) -> None:
    left = frame.left() + _LETTER_PX * voice
    plate = QRectF(left, frame.top() - _LETTER_PX, _LETTER_PX, _LETTER_PX)
    painter.fillRect(plate, pen_of(voice).color())
    painter.setPen(INK)
    painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, letter_of(voice))
