"""A photograph's sizes in the screen's own pixel format and the chosen appearance.

Only tiles that come into view are rendered, so that dragging the brightness of a large photograph
costs no more than what the screen shows of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from retinaview.imaging.halvings import Halving, Halvings
from retinaview.imaging.views import Appearance, View, render

TILE_PX = 512

Uint8Array = NDArray[np.uint8]


class Level:
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


class Pyramid:
    """All sizes of a photograph on the screen.

    Parameters
    ----------
    halvings : Halvings
        The photograph; halved and, for the first view, equalised beside the window.
    """

    def __init__(self, halvings: Halvings) -> None:
        self._halvings = halvings
        self.levels = tuple(Level(level) for level in halvings.levels)
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

    def level_for(self, scale: float) -> Level:
        """Choose the smallest level that has a pixel for every screen pixel.

        Parameters
        ----------
        scale : float
            Screen pixels per source pixel.
        """
        return self.levels[self._halvings.level_for(scale)]

    def at_hand(self, wanted: Level) -> tuple[Level, View]:
        """Return what can be painted at once, while the wanted level is made in the chosen view.

        Another level in that view, the next coarser one first; if none has it yet, the view before.
        """
        place = self.levels.index(wanted)
        nearest = (*self.levels[place:], *reversed(self.levels[:place]))
        views = (self.view, self._view_before)
        ready = ((level, view) for view in views for level in nearest if level.source.has(view))
        return next(ready, (wanted, View.COLOUR))

    def image(self, level: Level, part: QRect, view: View) -> QImage:
        """Return the image of a level, of which `part` (that level's pixels) is ready to be drawn.

        A view that is not at hand is made first.
        """
        return level.image(part, replace(self._appearance, view=view))
