"""Sides of the boxes around points, and corners of boxes."""

from __future__ import annotations

import math
from collections.abc import Iterable

from retinaview.core.geometry import Box


def around(points: Iterable[tuple[float, float]]) -> tuple[float, float, float, float]:
    """Return x, y, width and height of the box around points."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)


def corners(drawn: Box) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom, distinct even if a tiny side is lost in rounding."""
    right = max(drawn.right, math.nextafter(drawn.x, math.inf))
    return drawn.x, drawn.y, right, max(drawn.bottom, math.nextafter(drawn.y, math.inf))


def turned(
    sides: tuple[float, float, float, float], degrees: float
) -> tuple[float, float, float, float]:
    """Return the box around a box that was turned about its centre."""
    if degrees % 360 == 0:
        return sides
    x, y, width, height = sides
    sine, cosine = abs(math.sin(math.radians(degrees))), abs(math.cos(math.radians(degrees)))
    across, along = width * cosine + height * sine, width * sine + height * cosine
    return x + (width - across) / 2, y + (height - along) / 2, across, along
