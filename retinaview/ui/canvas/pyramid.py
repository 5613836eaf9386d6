"""A photograph at several sizes, in the screen's own pixel format and the chosen appearance.

Each level halves the one before. Only tiles that come into view are rendered, so that dragging
the brightness of a large photograph costs no more than what the screen shows of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from retinaview.imaging.views import Appearance, View, render

TILE_PX = 512
SMALLEST_LEVEL_PX = 512

Uint8Array = NDArray[np.uint8]


class Level:
    """One size of the photograph.

    Parameters
    ----------
    rgb : ndarray of uint8, shape (H, W, 3)
        RGB at this level's size; never changed.
    """

    def __init__(self, rgb: Uint8Array) -> None:
        self.height, self.width = rgb.shape[:2]
        self._views: dict[View, Uint8Array] = {View.COLOUR: rgb}
        # Pages that no tile has touched cost no memory.
        self._shown: Uint8Array = np.empty((self.height, self.width, 4), dtype=np.uint8)
        tiles = -(-self.height // TILE_PX), -(-self.width // TILE_PX)
        self._ready = np.zeros(tiles, dtype=bool)
        self._image = QImage(
            self._shown.data, self.width, self.height, 4 * self.width, QImage.Format.Format_RGB32
        )

    def forget(self) -> None:
        """The appearance has changed: every tile must be rendered again."""
        self._ready[:] = False

    def image(self, part: QRect, appearance: Appearance) -> QImage:
        """The whole level, of which `part` (this level's pixels) is rendered."""
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
        # Contrast-limited equalisation looks at the whole photograph, so a view is computed
        # once per level; brightness and contrast are pixel by pixel, so tiles will do.
        source = np.ascontiguousarray(self._view(appearance.view)[where])
        adjusted = render(source, replace(appearance, view=View.COLOUR))
        self._shown[where] = cv2.cvtColor(adjusted, cv2.COLOR_RGB2BGRA)
        self._ready[row, column] = True

    def _view(self, view: View) -> Uint8Array:
        if view not in self._views:
            self._views[view] = render(self._views[View.COLOUR], Appearance(view=view))
        return self._views[view]


class Pyramid:
    """A photograph halved again and again.

    Parameters
    ----------
    rgb : ndarray of uint8, shape (H, W, 3)
        RGB as displayed; shared, never changed.
    """

    def __init__(self, rgb: Uint8Array) -> None:
        self.levels = tuple(Level(level) for level in _halvings(rgb))
        self._appearance = Appearance()

    def set_appearance(self, appearance: Appearance) -> None:
        """Choose view, brightness and contrast for all levels."""
        if appearance != self._appearance:
            self._appearance = appearance
            for level in self.levels:
                level.forget()

    def level_for(self, scale: float) -> Level:
        """The smallest level that has a pixel for every screen pixel.

        Parameters
        ----------
        scale : float
            Screen pixels per source pixel.
        """
        full = self.levels[0].width
        fine = [level for level in self.levels if level.width >= full * scale]
        return fine[-1] if fine else self.levels[0]

    def image(self, level: Level, part: QRect) -> QImage:
        """The image of a level, of which `part` (that level's pixels) is ready to be drawn."""
        return level.image(part, self._appearance)


def _halvings(rgb: Uint8Array) -> Iterator[Uint8Array]:
    yield rgb
    height, width = rgb.shape[:2]
    while max(height, width) >= 2 * SMALLEST_LEVEL_PX and min(height, width) >= 2:
        height, width = round(height / 2), round(width / 2)
        rgb = np.asarray(cv2.resize(rgb, (width, height), interpolation=cv2.INTER_AREA), np.uint8)
        yield rgb
