"""How masks look: an outline along the edges of their pixels, in the line of their status.

A mask that is small on the screen is drawn as a box by `mark_painting`, as every small mark is.
"""

from __future__ import annotations

import time
from collections.abc import Iterable

import cv2
import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark, Status
from retinaview.core.mask import Mask
from retinaview.core.rings import rings_of
from retinaview.ui.canvas.colours import SHADE
from retinaview.ui.canvas.mark_painting import OPAQUE, STROKES
from retinaview.ui.canvas.placed_marks import Kind
from retinaview.ui.classes.styles import class_style

OUTLINED_FROM_PX = 8.0
THIN_UP_TO_PX = 24.0
HALO_PX = 6.0
FILL_ALPHA = 60
# Hairlines are drawn many times faster, and where so many are in view they look better too.
MANY_IN_VIEW = 60
# Tracing may take so much of a frame; masks that have to wait are boxes until the next one.
TRACING_S = 0.006
COARSE_BELOW_SCALE = 0.5
_COARSE_PX = 1.0
_PATHS_KEPT = 20_000


class MaskPaths:
    """Outlines of masks as paths, made when they are first in view, a few in each frame.

    Many are drawn as one path, in half of the time.

    Attributes
    ----------
    waiting : dict of str to Mark
        Those whose outlines there was no time for, by id.
    """

    def __init__(self) -> None:
        self.waiting: dict[str, Mark] = {}
        self._paths: dict[tuple[str, bool], tuple[Mask, QPainterPath]] = {}
        self._joined: dict[Kind, tuple[list[QPainterPath], QPainterPath]] = {}
        self._spent_s = 0.0
        self._coarse = False

    def begin(self, scale: float) -> None:
        """Begin a frame at so many screen pixels for a source pixel."""
        self._spent_s = 0.0
        self._coarse = scale < COARSE_BELOW_SCALE
        if len(self._paths) > _PATHS_KEPT:
            self._paths.clear()

    def take_waiting(self) -> list[Mark]:
        """Return the marks that wait, which should be painted anew."""
        waiting, self.waiting = self.waiting, {}
        return list(waiting.values())

    def of(self, mark: Mark) -> QPainterPath | None:
        """Return the outline of a mark's mask, source pixels; None while it has to wait."""
        mask, key = mark.mask, (mark.id, self._coarse)
        if mask is None:
            return None
        known = self._paths.get(key)
        if known is not None and known[0] is mask:
            return known[1]
        if self._spent_s > TRACING_S:
            self.waiting[mark.id] = mark
            return None
        start = time.thread_time()
        path = _coarse_path(mask) if self._coarse else mask_path(mask)
        self._spent_s += time.thread_time() - start
        self._paths[key] = mask, path
        return path

    def joined(self, kind: Kind, paths: list[QPainterPath]) -> QPainterPath:
        """Return paths of one class and status as one; kept until others are asked for."""
        parts, path = self._joined.get(kind, ([], QPainterPath()))
        if parts != paths:
            path = joined(paths)
            self._joined[kind] = paths, path
        return path


def joined(paths: Iterable[QPainterPath]) -> QPainterPath:
    """Return paths as one."""
    path = QPainterPath()
    for part in paths:
        path.addPath(part)
    return path


def mask_path(mask: Mask) -> QPainterPath:
    """Return the borders of a mask in source pixels."""
    return _path_of([ring.tolist() for ring in rings_of(mask)])


def _coarse_path(mask: Mask) -> QPainterPath:
    """Return the borders with few points, through the middles of pixels."""
    pixels = np.pad(mask.pixels.view(np.uint8), 1)
    traced, _ = cv2.findContours(
        pixels, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE, offset=(mask.x - 1, mask.y - 1)
    )
    simple = (cv2.approxPolyDP(ring, _COARSE_PX, True)[:, 0] + 0.5 for ring in traced)
    return _path_of([ring.tolist() for ring in simple])


def _path_of(rings: Iterable[Iterable[tuple[float, float]]]) -> QPainterPath:
    path = QPainterPath()
    for ring in rings:
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in ring]))
        path.closeSubpath()
    return path


def draw_mask(
    painter: QPainter, path: QPainterPath, *, lesion: LesionClass, status: Status, side_px: float
) -> None:
    """Draw one outline, dark beside its line as boxes are.

    Parameters
    ----------
    painter : QPainter
        Of `screen_space.source_space`.
    path : QPainterPath
        Source pixels.
    lesion : LesionClass
        Gives the colour.
    status : Status
        Gives the line.
    side_px : float
        The mask's longer side on the screen: a line must not be more than the lesion.
    """
    stroke, thin = STROKES[status], side_px <= THIN_UP_TO_PX
    width = 1.0 if thin else stroke.width
    if stroke.alpha == OPAQUE:
        _draw(painter, path, SHADE, width + (0.0 if stroke.dashes else width))
    _draw(painter, path, _colour(lesion, status), width, dashes=stroke.dashes)


def draw_hairlines(
    painter: QPainter, outlines: QPainterPath, *, lesion: LesionClass, status: Status
) -> None:
    """Draw many outlines of one class and status; see `draw_mask`."""
    painter.setPen(_pen(painter, _colour(lesion, status), 1.0))
    painter.drawPath(outlines)


def draw_mask_halo(painter: QPainter, path: QPainterPath, *, selected: bool) -> None:
    """Set off a selected or hovered mask with a light line along its own; see `draw_mask`."""
    light = QColor(255, 255, 255, 255 if selected else 150)
    for colour, width in ((SHADE, HALO_PX + 2), (light, HALO_PX)):
        _draw(painter, path, colour, width)


def fill_mask(painter: QPainter, path: QPainterPath, *, lesion: LesionClass) -> None:
    """Tint the pixels of the mask that says in full what it is; see `draw_mask`."""
    painter.fillPath(path, QColor(*class_style(lesion).colour, FILL_ALPHA))


def _draw(
    painter: QPainter,
    path: QPainterPath,
    colour: QColor,
    width: float,
    *,
    dashes: tuple[float, ...] = (),
) -> None:
    painter.setPen(_pen(painter, colour, width, dashes=dashes))
    painter.drawPath(path)


def _colour(lesion: LesionClass, status: Status) -> QColor:
    return QColor(*class_style(lesion).colour, STROKES[status].alpha)


def _pen(
    painter: QPainter, colour: QColor, width: float, *, dashes: tuple[float, ...] = ()
) -> QPen:
    # A cosmetic pen counts the device's own pixels.
    pen = QPen(colour, width * painter.device().devicePixelRatio())
    pen.setCosmetic(True)
    if dashes:
        pen.setDashPattern(list(dashes))
    return pen
