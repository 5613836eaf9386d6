"""What a brush leaves on the pixels of a photograph."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from retinaview.core.mask import Mask

Point = tuple[float, float]


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
        Of the brush, at least 1.
    """
    way = [snapped(point, diameter_px) for point in points]
    radius = diameter_px / 2
    around = np.array(way)
    left, top = (np.floor(around.min(axis=0) - radius)).astype(int).tolist()
    right, bottom = (np.ceil(around.max(axis=0) + radius)).astype(int).tolist()
    painted = np.zeros((bottom - top, right - left), dtype=np.bool_)
    for start, end in zip(way, way[1:] or way, strict=False):
        x0, y0 = (int(np.floor(min(a, b) - radius)) for a, b in zip(start, end, strict=True))
        x1, y1 = (int(np.ceil(max(a, b) + radius)) for a, b in zip(start, end, strict=True))
        columns, rows = np.arange(x0, x1) + 0.5, np.arange(y0, y1)[:, None] + 0.5
        dx, dy = end[0] - start[0], end[1] - start[1]
        along = (columns - start[0]) * dx + (rows - start[1]) * dy
        share = np.clip(along / ((dx * dx + dy * dy) or 1.0), 0.0, 1.0)
        far = np.hypot(columns - start[0] - share * dx, rows - start[1] - share * dy)
        painted[y0 - top : y1 - top, x0 - left : x1 - left] |= far <= radius
    return Mask.of(painted, x=left, y=top) or Mask(left, top, 1, 1, (0, 1))
