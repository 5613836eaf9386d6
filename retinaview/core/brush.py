"""What a brush leaves on the pixels of a photograph."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from retinaview.core.mask import Mask

Point = tuple[float, float]
Floats = NDArray[np.float64]


def snapped(point: Point, diameter_px: int) -> Point:
    """Return where a brush sets down: on a pixel's middle, or on a corner if its width is even.

    So the smallest brush is one pixel, the one under the pointer, and every dot is round.
    """
    if diameter_px % 2:
        return float(np.floor(point[0])) + 0.5, float(np.floor(point[1])) + 0.5
    return float(np.rint(point[0])), float(np.rint(point[1]))


def stroke(points: Sequence[Point], diameter_px: int) -> Mask:
    """Return all pixels whose centres a round brush reaches on its way.

    Parameters
    ----------
    points : sequence of tuple of float
        The way, (x, y) in source pixels, at least one point; it may leave the photograph.
    diameter_px : int
        Diameter of the brush in source pixels, at least 1.
    """
    way = np.array([snapped(point, diameter_px) for point in points])
    radius = diameter_px / 2
    left, top = np.floor(way.min(axis=0) - radius).astype(int).tolist()
    right, bottom = np.ceil(way.max(axis=0) + radius).astype(int).tolist()
    starts, ends = (way[:-1], way[1:]) if len(way) > 1 else (way, way)
    first = np.floor(np.minimum(starts[:, 1], ends[:, 1]) - radius).astype(int)
    counts = np.ceil(np.maximum(starts[:, 1], ends[:, 1]) + radius).astype(int) - first
    # Every row of every piece of the way: a disc that goes straight on is convex, and paints from
    # one place in a row to another.
    piece = np.repeat(np.arange(len(starts)), counts)
    rows = np.arange(len(piece)) - np.repeat(np.cumsum(counts) - counts, counts) + first[piece]
    low, high = _reach(starts[piece].T, ends[piece].T, radius, rows + 0.5)
    begin, stop = np.ceil(low - 0.5), np.floor(high - 0.5) + 1
    hit = stop > begin  # not where both are NaN
    turns = np.zeros((bottom - top, right - left + 1), dtype=np.int32)
    np.add.at(turns, (rows[hit] - top, begin[hit].astype(int) - left), 1)
    np.add.at(turns, (rows[hit] - top, stop[hit].astype(int) - left), -1)
    painted = np.cumsum(turns[:, :-1], axis=1) > 0
    return Mask.of(painted, x=left, y=top) or Mask(left, top, 1, 1, (0, 1))


def _reach(start: Floats, end: Floats, radius: float, y: Floats) -> tuple[Floats, Floats]:
    """Return the least and the greatest x that a disc reaches at a y between two points.

    Parameters
    ----------
    start, end : ndarray of float64, shape (2, N)
        x and y.
    radius : float
        Radius of the disc in source pixels.
    y : ndarray of float64, shape (N,)
        Where to look.

    Returns
    -------
    tuple of ndarray of float64, shape (N,)
        NaN where it does not come there.
    """
    reached = []
    (x0, y0), (dx, dy) = start, end - start
    # NaN beyond the discs and beside a way that is level or none.
    with np.errstate(invalid="ignore", divide="ignore"):
        for x, middle in (start, end):
            wide = np.sqrt(radius**2 - (y - middle) ** 2)
            reached += [x - wide, x + wide]
        length = np.hypot(dx, dy)
        for side in (-radius, radius):  # the two lines along the way
            aside_x, aside_y = -side * dy / length, side * dx / length
            share = (y - y0 - aside_y) / dy
            on_line = (share >= 0) & (share <= 1)
            reached.append(np.where(on_line, x0 + aside_x + share * dx, np.nan))
    return np.fmin.reduce(reached), np.fmax.reduce(reached)
