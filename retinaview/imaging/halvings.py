"""A photograph at full size, half, a quarter and so on, so that small views are fast to paint."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from retinaview.imaging.views import Appearance, View, render

SMALLEST_PX = 512
"""A photograph is halved until its longer side is below twice this."""

Uint8Array = NDArray[np.uint8]


class Halving:
    """One size of a photograph, with the views of it that have been requested.

    Parameters
    ----------
    rgb : ndarray of uint8, shape (H, W, 3)
        RGB; shared, never changed.
    """

    def __init__(self, rgb: Uint8Array) -> None:
        self.height, self.width = rgb.shape[:2]
        self._views: dict[View, Uint8Array] = {View.COLOUR: rgb}

    def seen(self, view: View) -> Uint8Array:
        """Return this size in a view, uint8 (H, W, 3), computed on first use; thread-safe.

        Contrast-limited equalisation depends on the whole photograph, so it is not done by tiles.
        """
        if view not in self._views:
            self._views[view] = render(self._views[View.COLOUR], Appearance(view=view))
        return self._views[view]

    def has(self, view: View) -> bool:
        """Return whether this size is at hand in a view."""
        return view in self._views

    @property
    def nbytes(self) -> int:
        """Memory of this size with its views, bytes."""
        return sum(view.nbytes for view in tuple(self._views.values()))


class Halvings:
    """A photograph halved repeatedly.

    Parameters
    ----------
    rgb : ndarray of uint8, shape (H, W, 3)
        RGB as displayed, or a reduced copy of it; shared, so it must not change afterwards.
    size : tuple of int, optional
        Width and height of the photograph in pixels, if `rgb` is a reduced copy.

    Attributes
    ----------
    width, height : int
        Size of the photograph, pixels.
    levels : tuple of Halving
        The largest first.
    """

    def __init__(self, rgb: Uint8Array, *, size: tuple[int, int] | None = None) -> None:
        self.width, self.height = size or (int(rgb.shape[1]), int(rgb.shape[0]))
        self.levels = tuple(Halving(level) for level in _halved(rgb))

    def level_for(self, scale: float) -> int:
        """Return the smallest level with a pixel for every screen pixel, or else the largest.

        Parameters
        ----------
        scale : float
            Screen pixels per pixel of the photograph.
        """
        wanted = self.width * scale
        fine = [number for number, level in enumerate(self.levels) if level.width >= wanted]
        return fine[-1] if fine else 0

    @property
    def nbytes(self) -> int:
        """Memory of all levels with their views, bytes."""
        return sum(level.nbytes for level in self.levels)


def _halved(rgb: Uint8Array) -> Iterator[Uint8Array]:
    yield rgb
    height, width = rgb.shape[:2]
    while max(height, width) >= 2 * SMALLEST_PX and min(height, width) >= 2:
        height, width = round(height / 2), round(width / 2)
        rgb = np.asarray(cv2.resize(rgb, (width, height), interpolation=cv2.INTER_AREA), np.uint8)
        yield rgb


@dataclass(frozen=True)
class FirstView:
    """What the next photograph will be shown on, as far as that can be foreseen.

    Attributes
    ----------
    width_px, height_px : int
        Pixels of the screen that the whole photograph will be fitted into.
    view : View
        How it will be looked at.
    """

    width_px: int = 1024
    height_px: int = 768
    view: View = View.COLOUR

    def prepare(self, halvings: Halvings) -> None:
        """Make what the first paint would wait for; on a worker's thread."""
        scale = min(self.width_px / halvings.width, self.height_px / halvings.height)
        halvings.levels[halvings.level_for(scale)].seen(self.view)
