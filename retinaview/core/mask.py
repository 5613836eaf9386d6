"""A mask: which pixels of a photograph a mark covers, where that is not the whole of its box.

A mask is kept as run lengths within the box around it, row by row. Rings of points were the other
choice, and the worse one: a brush and an eraser work on pixels, and rings would have to be traced
anew after each stroke; holes and parts need rules of their own; and rings through fractions of
pixels mean different pixels to different programs, so that a mask would change on its way through
one. Runs are exact. A lesion of 40 pixels takes about 80 numbers, so that a stroke, which stores
the one mark that it changed, stores a few hundred bytes; to paint, they become a small raster in
microseconds. The price is that the points of another program's polygon are not kept: what is kept
is every pixel whose centre they enclose (`retinaview.core.rings`).
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from math import floor
from typing import Self

import numpy as np
from numpy.typing import NDArray

from retinaview.core.budget import MAX_SIDE_PX, TOO_LARGE, is_affordable
from retinaview.core.errors import LabelError
from retinaview.core.geometry import Box

Pixels = NDArray[np.bool_]


@dataclass(frozen=True)
class Mask:
    """Pixels of a photograph, at least one, within the box around them.

    Attributes
    ----------
    x, y : int
        Column and row of the box's upper left pixel.
    width, height : int
        Sides of the box in pixels.
    runs : tuple of int
        Lengths of the runs of pixels outside and inside by turns, row by row; the first, outside,
        may be 0.

    Raises
    ------
    LabelError
        The runs do not fill the box.
    """

    x: int
    y: int
    width: int
    height: int
    runs: tuple[int, ...]

    def __post_init__(self) -> None:
        if not is_affordable(self.width, self.height):
            raise LabelError(TOO_LARGE, field="mask")
        if max(abs(self.x), abs(self.y)) > MAX_SIDE_PX:
            raise LabelError("lies outside every photograph", field="mask")
        runs = self.runs
        is_whole = len(runs) > 1 and runs[0] >= 0 and min(runs[1:]) > 0
        if not is_whole or sum(runs) != self.width * self.height:
            raise LabelError("is not a mask of its box", field="mask")

    @classmethod
    def of(cls, pixels: Pixels, *, x: int = 0, y: int = 0) -> Self | None:
        """Return the mask of a raster, cut to what is set in it; None where nothing is.

        Parameters
        ----------
        pixels : ndarray of bool, shape (H, W)
            True inside.
        x, y : int
            Where its upper left pixel lies in the photograph.
        """
        rows, columns = np.flatnonzero(pixels.any(axis=1)), np.flatnonzero(pixels.any(axis=0))
        if not len(rows):
            return None
        top, bottom, left, right = rows[0], rows[-1] + 1, columns[0], columns[-1] + 1
        cut = pixels[top:bottom, left:right]
        flat = cut.ravel()
        turns = np.flatnonzero(flat[1:] != flat[:-1]) + 1
        edges = np.concatenate(([0], turns, [flat.size]))
        runs = np.diff(edges).tolist()
        height, width = cut.shape
        return cls(x + int(left), y + int(top), width, height, (*([0] if flat[0] else []), *runs))

    @classmethod
    def filling(cls, box: Box) -> Self:
        """Return the mask of the whole pixels that a box touches."""
        x, y = int(np.floor(box.x)), int(np.floor(box.y))
        width, height = int(np.ceil(box.right)) - x, int(np.ceil(box.bottom)) - y
        return cls(x, y, width, height, (0, width * height))

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Return the mask of its text.

        Raises
        ------
        LabelError
            It is none.
        """
        try:
            x, y, width, height, *runs = map(int, text.split())
        except ValueError:
            raise LabelError("is not a mask", field="mask") from None
        return cls(x, y, width, height, tuple(runs))

    @cached_property
    def text(self) -> str:
        """Place, sides and runs as text, such as ``"10 20 3 2 0 2 3 1"``."""
        return " ".join(map(str, (self.x, self.y, self.width, self.height, *self.runs)))

    @property
    def box(self) -> Box:
        """The box around it."""
        return Box(float(self.x), float(self.y), float(self.width), float(self.height))

    @property
    def area_px(self) -> int:
        """How many pixels it has."""
        return sum(self.runs[1::2])

    @property
    def pixels(self) -> Pixels:
        """The raster within the box: ndarray of bool, shape (height, width)."""
        inside = np.arange(len(self.runs)) % 2 == 1
        return np.repeat(inside, self.runs).reshape(self.height, self.width)

    def within(self, x: int, y: int, width: int, height: int) -> Pixels:
        """Return the raster of another window of the photograph.

        Parameters
        ----------
        x, y, width, height : int
            The window in pixels; it need not be inside the photograph, nor meet the mask.

        Returns
        -------
        ndarray of bool, shape (height, width)
        """
        found = np.zeros((height, width), dtype=np.bool_)
        left, top = max(x, self.x), max(y, self.y)
        right = min(x + width, self.x + self.width)
        bottom = min(y + height, self.y + self.height)
        if right > left and bottom > top:
            part = self.pixels[top - self.y : bottom - self.y, left - self.x : right - self.x]
            found[top - y : bottom - y, left - x : right - x] = part
        return found

    def has(self, x: float, y: float) -> bool:
        """Return whether a point in source pixels lies on a pixel of the mask."""
        column, row = floor(x) - self.x, floor(y) - self.y
        if not (0 <= column < self.width and 0 <= row < self.height):
            return False
        return bisect_right(self._ends, row * self.width + column) % 2 == 1

    @cached_property
    def _ends(self) -> list[int]:
        """Where each run ends, counted from the upper left pixel."""
        return [*accumulate(self.runs)]

    def moved(self, dx: int, dy: int) -> Self:
        """Return the same pixels elsewhere."""
        return type(self)(self.x + dx, self.y + dy, self.width, self.height, self.runs)

    def clipped(self, width_px: float, height_px: float) -> Self | None:
        """Return what lies in a photograph of that size; None where nothing does."""
        width, height = int(width_px), int(height_px)
        x, y = max(self.x, 0), max(self.y, 0)
        right, bottom = min(self.x + self.width, width), min(self.y + self.height, height)
        if right <= x or bottom <= y:
            return None
        if (right - x, bottom - y) == (self.width, self.height):
            return self
        return self.of(self.within(x, y, right - x, bottom - y), x=x, y=y)

    def union(self, *others: Mask) -> Self:
        """Return the pixels of any of these masks.

        Raises
        ------
        LabelError
            They lie farther apart than any photograph is large.
        """
        masks: tuple[Mask, ...] = (self, *others)
        x, y = min(mask.x for mask in masks), min(mask.y for mask in masks)
        width = max(mask.x + mask.width for mask in masks) - x
        height = max(mask.y + mask.height for mask in masks) - y
        if not is_affordable(width, height):
            raise LabelError(TOO_LARGE, field="mask")
        joined = np.zeros((height, width), dtype=np.bool_)
        for mask in masks:
            top, left = mask.y - y, mask.x - x
            joined[top : top + mask.height, left : left + mask.width] |= mask.pixels
        return self.of(joined, x=x, y=y) or self

    def without(self, other: Mask) -> Self | None:
        """Return the pixels that another mask does not have; None where none is left."""
        window = self.x, self.y, self.width, self.height
        return self.of(self.pixels & ~other.within(*window), x=self.x, y=self.y)

    def touches(self, other: Mask) -> bool:
        """Return whether two masks share a pixel, or have pixels side by side."""
        near = other.within(self.x - 1, self.y - 1, self.width + 2, self.height + 2)
        grown = (
            near[1:-1, 1:-1] | near[:-2, 1:-1] | near[2:, 1:-1] | near[1:-1, :-2] | near[1:-1, 2:]
        )
        return bool((grown & self.pixels).any())

    def fitted(self, box: Box) -> Self:
        """Return the mask stretched, or shrunk, to fill another box of whole pixels."""
        target = self.filling(box)
        rows = np.arange(target.height) * self.height // target.height
        columns = np.arange(target.width) * self.width // target.width
        stretched = self.of(self.pixels[rows][:, columns], x=target.x, y=target.y)
        return target if stretched is None else stretched
