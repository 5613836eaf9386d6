"""How marks look, in screen pixels: boxes, badges, labels and handles.

The reader's marks are solid; proposals are dashed, thinner and carry a question mark; accepted and
edited ones carry a tick; rejected ones are faint dots. Every line lies outside its box, so that
it never hides a small lesion.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QImage, QPainter, QPainterPath, QPen

from retinaview.core.class_palette import Colour
from retinaview.core.geometry import Box, FloatArray
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark, Status
from retinaview.core.text import brief
from retinaview.core.words import percent
from retinaview.ui.canvas.colours import INK, PAPER, SHADE
from retinaview.ui.canvas.rect_arrays import draw_frames, draw_rects
from retinaview.ui.classes.styles import class_style
from retinaview.ui.language import tr
from retinaview.ui.language.terms import lesion_words

LEAST_SIDE_PX = 7.0
TINY_PX = 12.0  # up to here a thick line would be more than the lesion
OPAQUE = 255
HANDLE_PX = 8.0
POINT_PX = 8.0
FONT_PX = 12
LABEL_PX = FONT_PX + 6.0
LABEL_GAP_PX = 5.0
MASK_HANDLES_FARTHER_PX = 7.0  # those of a mask, which leave room to the points of its outline
HANDLES_GAP_PX = 13.0  # room for the handles that stand off from a small box
LABEL_REACH_PX = LABEL_PX + HANDLES_GAP_PX + MASK_HANDLES_FARTHER_PX


@dataclass(frozen=True)
class Stroke:
    """Line of a status: width in screen pixels, dashes in units of the width, opacity 0-255."""

    width: float
    dashes: tuple[float, ...] = ()
    alpha: int = OPAQUE
    badge: str = ""


# In drawing order: the reader's decisions lie on top.
STROKES: dict[Status, Stroke] = {
    Status.REJECTED: Stroke(1.0, dashes=(1.0, 3.0), alpha=190),
    Status.PROPOSED: Stroke(1.0, dashes=(5.0, 4.0), badge="question"),
    Status.ACCEPTED: Stroke(2.0, badge="tick"),
    Status.EDITED: Stroke(2.0, badge="tick"),
    Status.DRAWN: Stroke(2.0),
}


def draw_boxes(
    painter: QPainter, rects: FloatArray, *, lesion: LesionClass, status: Status
) -> None:
    """Draw boxes of one class and status at once.

    Parameters
    ----------
    painter : QPainter
        In screen pixels.
    rects : ndarray of float64, shape (N, 4)
        The lesions' own screen pixels: columns x, y, width, height.
    lesion : LesionClass
        Gives the colour.
    status : Status
        Gives the line.
    """
    stroke = STROKES[status]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    tiny = rects[:, 2:].max(axis=1) <= TINY_PX
    _draw_rects(painter, rects[~tiny], stroke, lesion, width=stroke.width)
    _draw_rects(painter, rects[tiny], stroke, lesion, width=1.0)


def _draw_rects(
    painter: QPainter, rects: FloatArray, stroke: Stroke, lesion: LesionClass, *, width: float
) -> None:
    if not len(rects):
        return
    outside = _outside(rects, width=width)
    if stroke.alpha == OPAQUE:
        # Dark beside a solid line, dark between dashes: seen on a pale disc and a dark macula.
        draw_frames(painter, outside, SHADE, width=width + (0 if stroke.dashes else 2))
    colour = QColor(*class_style(lesion).colour, stroke.alpha)
    if stroke.dashes:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(_pen(colour, width, stroke.dashes))
        draw_rects(painter, outside)
    else:
        draw_frames(painter, outside, colour, width=width)


def draw_halos(painter: QPainter, rects: FloatArray, *, selected: bool) -> None:
    """Set off hovered or selected boxes with a light line round their own.

    Parameters
    ----------
    painter : QPainter
        In screen pixels.
    rects : ndarray of float64, shape (N, 4)
        As in `draw_boxes`; all are drawn at once.
    selected : bool
        Or only under the pointer, which is fainter.
    """
    if not len(rects):
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    draw_frames(painter, _outside(rects, width=3, gap=1.5), SHADE, width=3)
    light = QColor(255, 255, 255, 255 if selected else 150)
    draw_frames(painter, _outside(rects, width=1, gap=2), light, width=1)


def draw_badge(painter: QPainter, rect: QRectF, *, lesion: LesionClass, badge: str) -> None:
    """Draw a question mark or a tick at the upper right corner, outside the box."""
    ratio = painter.device().devicePixelRatio()
    corner = QPointF(rect.right() - 2, rect.top() - BADGE_PX + 2)
    painter.drawImage(corner, badge_image(class_style(lesion).colour, badge, ratio))


def draw_handles(painter: QPainter, centres: Iterable[QPointF]) -> None:
    """Draw the handles of the selected box."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(_pen(INK, 1))
    painter.setBrush(QBrush(PAPER))
    half = HANDLE_PX / 2
    painter.drawRects(
        [QRectF(c.x() - half, c.y() - half, HANDLE_PX - 1, HANDLE_PX - 1) for c in centres]
    )


def draw_points(painter: QPainter, centres: Iterable[QPointF]) -> None:
    """Draw the points that the outline of the selected mask is held by."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(_pen(INK, 1))
    painter.setBrush(QBrush(PAPER))
    for centre in centres:
        painter.drawEllipse(centre, POINT_PX / 2, POINT_PX / 2)


def draw_label(
    painter: QPainter, rect: QRectF, text: str, *, lesion: LesionClass, above: bool, gap: float
) -> None:
    """Write on a dark plate above the box, or below it where the photograph ends above."""
    top = rect.top() - gap - LABEL_PX if above else rect.bottom() + gap
    _draw_plate(painter, QPointF(rect.left() - 2, top), text, lesion=lesion)


def draw_size(painter: QPainter, rect: QRectF, box: Box, *, lesion: LesionClass) -> None:
    """Write the size of a box that is being drawn, below its lower right corner."""
    text = f"{box.width:.0f} \N{MULTIPLICATION SIGN} {box.height:.0f}"
    _draw_plate(painter, rect.bottomRight() + QPointF(6, 6), text, lesion=lesion)


def _draw_plate(painter: QPainter, corner: QPointF, text: str, *, lesion: LesionClass) -> None:
    plate = QRectF(round(corner.x()), round(corner.y()), round(label_width(text)), LABEL_PX)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(18, 20, 24, 215))
    painter.drawRoundedRect(plate, 4, 4)
    painter.setFont(_font(FONT_PX))
    painter.setPen(QColor(*class_style(lesion).colour).lighter(115))
    painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, text)


def label_width(text: str) -> float:
    """Return the width of the plate behind a text."""
    return QFontMetricsF(_font(FONT_PX)).horizontalAdvance(text) + 12


def short_text(mark: Mark) -> str:
    """Return what is written at a box when zoomed in: the two letters of its class."""
    return class_style(mark.lesion).code


def full_text(mark: Mark) -> str:
    """Return what is written at a hovered or selected box: class, and what is special about it."""
    words = [lesion_words(mark.lesion)]
    if mark.status is Status.PROPOSED:
        score = mark.provenance.score if mark.provenance else None
        proposed = tr(mark.status)
        words.append(proposed if score is None else f"{proposed}, {percent(score)}")
    elif mark.status is not Status.DRAWN:
        words.append(tr(mark.status))
    if mark.locked:
        words.append(tr("locked"))
    if mark.unsure:
        words.append(tr("not certain"))
    if mark.comment:
        words.append(brief(mark.comment))
    return "  ·  ".join(words)


def _outside(rects: FloatArray, *, width: float, gap: float = 0.0) -> FloatArray:
    """Return the centre lines of strokes that run round rectangles, at a gap from these."""
    reach = gap + width / 2
    outwards = -reach, -reach, 2 * reach, 2 * reach
    return rects + outwards


def _pen(colour: QColor, width: float, dashes: tuple[float, ...] = ()) -> QPen:
    pen = QPen(colour, width)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    if dashes:
        pen.setDashPattern(list(dashes))
    return pen


def _font(size_px: int) -> QFont:
    font = QFont()
    font.setPixelSize(size_px)
    return font


BADGE_PX = 13.0


@lru_cache(maxsize=128)
def badge_image(colour: Colour, badge: str, ratio: float) -> QImage:
    """Draw a badge.

    Parameters
    ----------
    colour : tuple of int
        RGB, 0-255.
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
    draw(painter, QColor(*colour))
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
