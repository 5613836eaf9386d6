"""Draws the part of the photograph that is in view, from the size that fits the zoom.

Only tiles that come into view are rendered, so that dragging the brightness of a large photograph
costs no more than what the screen shows of it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from retinaview.imaging.halvings import Halving, Halvings
from retinaview.imaging.views import Appearance, View, render
from retinaview.ui.canvas.preparing import Ask
from retinaview.ui.canvas.turning import scale_of

MAGNIFIED = 2.0
TILE_PX = 512

Uint8Array = NDArray[np.uint8]


class ScreenHalving:
    """One size of the photograph on the screen.

    Parameters
    ----------
    source : Halving
        That size, in every view.

    Attributes
    ----------
    source : Halving
        As given.
    width, height : int
        Pixels.
    """

    def __init__(self, source: Halving) -> None:
        self.height, self.width = source.height, source.width
        self.source = source
        self._appearance = Appearance()
        # Pages that no tile has touched cost no memory.
        self._shown: Uint8Array = np.empty((self.height, self.width, 4), dtype=np.uint8)
        tiles = -(-self.height // TILE_PX), -(-self.width // TILE_PX)
        self._ready = np.zeros(tiles, dtype=bool)
        self._image = QImage(
            self._shown.data, self.width, self.height, 4 * self.width, QImage.Format.Format_RGB32
        )

    def image(self, part: QRect, appearance: Appearance) -> QImage:
        """Return the whole level, of which `part` (this level's pixels) is rendered."""
        if appearance != self._appearance:
            self._appearance = appearance
            self._ready[:] = False
        for row, column in self._missing(part):
            self._render_tile(row, column, appearance)
        return self._image

    def _missing(self, part: QRect) -> Iterator[tuple[int, int]]:
        rows = slice(max(part.top(), 0) // TILE_PX, part.bottom() // TILE_PX + 1)
        columns = slice(max(part.left(), 0) // TILE_PX, part.right() // TILE_PX + 1)
        for row, column in np.argwhere(~self._ready[rows, columns]).tolist():
            yield row + rows.start, column + columns.start

    def _render_tile(self, row: int, column: int, appearance: Appearance) -> None:
        where = (
            slice(row * TILE_PX, (row + 1) * TILE_PX),
            slice(column * TILE_PX, (column + 1) * TILE_PX),
        )
        # Brightness and contrast are pixel by pixel, so tiles will do.
        seen = self.source.seen(appearance.view)[where]
        adjusted = render(seen, replace(appearance, view=View.COLOUR))
        cv2.cvtColor(adjusted, cv2.COLOR_RGB2BGRA, dst=self._shown[where])
        self._ready[row, column] = True


class ScreenHalvings:
    """All sizes of a photograph on the screen.

    Parameters
    ----------
    halvings : Halvings
        The photograph; halved and, for the first view, equalised beside the window.
    """

    def __init__(self, halvings: Halvings) -> None:
        self._halvings = halvings
        self.levels = tuple(ScreenHalving(level) for level in halvings.levels)
        self._appearance = Appearance()
        self._view_before = View.COLOUR

    @property
    def view(self) -> View:
        """The chosen view."""
        return self._appearance.view

    def set_appearance(self, appearance: Appearance) -> None:
        """Choose view, brightness and contrast for all levels."""
        if appearance.view is not self.view:
            self._view_before = self.view
        self._appearance = appearance

    def level_for(self, scale: float) -> ScreenHalving:
        """Choose the smallest level that has a pixel for every screen pixel.

        Parameters
        ----------
        scale : float
            Screen pixels per source pixel.
        """
        return self.levels[self._halvings.level_for(scale)]

    def at_hand(self, wanted: ScreenHalving) -> tuple[ScreenHalving, View]:
        """Return what can be painted at once, while the wanted level is made in the chosen view.

        Another level in that view, the next coarser one first; if none has it yet, the view before.
        """
        place = self.levels.index(wanted)
        nearest = (*self.levels[place:], *reversed(self.levels[:place]))
        views = (self.view, self._view_before)
        ready = ((level, view) for view in views for level in nearest if level.source.has(view))
        return next(ready, (wanted, View.COLOUR))

    def image(self, level: ScreenHalving, part: QRect, view: View) -> QImage:
        """Return the image of a level, of which `part` (that level's pixels) is ready to be drawn.

        A view that is not at hand is made first.
        """
        return level.image(part, replace(self._appearance, view=view))


class PhotographItem(QGraphicsItem):
    """The photograph, one scene unit per source pixel.

    Parameters
    ----------
    ask : callable
        See `Preparer.ask`; for a view of one size that is not at hand.
    """

    def __init__(self, ask: Ask) -> None:
        super().__init__()
        self._ask = ask
        self._asked: tuple[Halving, View] | None = None
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self._sizes: ScreenHalvings | None = None
        self._appearance = Appearance()
        self._bounds = QRectF()
        self._smooth = True
        self._is_painted = False

    @property
    def is_painted(self) -> bool:
        """Whether the photograph has been painted since it was set."""
        return self._is_painted

    def set_photograph(self, photograph: Halvings | None) -> None:
        """Show a photograph, or nothing."""
        self.prepareGeometryChange()
        self._is_painted = False
        self._sizes = None if photograph is None else ScreenHalvings(photograph)
        if self._sizes is None or photograph is None:
            self._bounds = QRectF()
        else:
            self._bounds = QRectF(0, 0, photograph.width, photograph.height)
            self._sizes.set_appearance(self._appearance)
        self.update()

    def set_appearance(self, appearance: Appearance) -> None:
        """Choose view, brightness and contrast."""
        self._appearance = appearance
        if self._sizes is not None:
            self._sizes.set_appearance(appearance)
        self.update()

    def set_smooth(self, smooth: bool) -> None:
        """Whether pixels melt into each other above twofold magnification, or show as squares."""
        self._smooth = smooth
        self.update()

    def boundingRect(self) -> QRectF:  # noqa: N802
        """Return the rectangle of the photograph's pixels."""
        return self._bounds

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,  # noqa: ARG002
    ) -> None:
        """Draw the exposed part."""
        self.paint_part(painter, option.exposedRect)
        self._is_painted = self._is_painted or self._sizes is not None

    def paint_part(self, painter: QPainter, exposed: QRectF) -> None:
        """Draw a part, source pixels, from the level that fits the painter's zoom."""
        exposed &= self._bounds
        if self._sizes is None or exposed.isEmpty():
            return
        scale = scale_of(painter.deviceTransform())
        wanted = self._sizes.level_for(scale)
        level, view = self._sizes.at_hand(wanted)
        if (level, view) != (wanted, self._sizes.view):
            self._seek(wanted.source, self._sizes.view)
        part = self._part_of(level, exposed)
        image = self._sizes.image(level, part, view)
        smooth = self._smooth or scale < MAGNIFIED
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        painter.drawImage(self._target(level, part), image, QRectF(part))

    def _seek(self, size: Halving, view: View) -> None:
        if (size, view) != self._asked:
            self._asked = size, view
            self._ask("view", lambda: size.seen(view))

    def _part_of(self, level: ScreenHalving, exposed: QRectF) -> QRect:
        """Return whole pixels of a level that cover the exposed part and its neighbours."""
        across = level.width / self._bounds.width()
        down = level.height / self._bounds.height()
        part = QRect()
        part.setCoords(
            math.floor(exposed.left() * across) - 2,
            math.floor(exposed.top() * down) - 2,
            math.ceil(exposed.right() * across) + 1,
            math.ceil(exposed.bottom() * down) + 1,
        )
        return part & QRect(0, 0, level.width, level.height)

    def _target(self, level: ScreenHalving, part: QRect) -> QRectF:
        across = self._bounds.width() / level.width
        down = self._bounds.height() / level.height
        return QRectF(
            part.x() * across, part.y() * down, part.width() * across, part.height() * down
        )
