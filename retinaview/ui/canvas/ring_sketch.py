"""The polygon that is being set, click by click. No Qt."""

from __future__ import annotations

from math import hypot

from retinaview.core.brush import Point
from retinaview.ui.canvas.outcomes import Pointed, Ringed

CLOSES_PX = 8.0
"""A click so near to the first point, or to the last one, closes the polygon; screen pixels."""
_LEAST_POINTS = 3


class RingSketch:
    """Points so far.

    Attributes
    ----------
    points : tuple of tuple of float
        (x, y) in source pixels.
    """

    def __init__(self) -> None:
        self.points: tuple[Point, ...] = ()

    def add(self, click: Pointed) -> Ringed | None:
        """Take a further point; returns the polygon where the click closes it."""
        is_on = [_is_on(click, point) for point in self.points]
        if len(self.points) >= _LEAST_POINTS and (is_on[0] or is_on[-1]):
            return self.close()
        if not is_on or not is_on[-1]:
            self.points = (*self.points, (click.x, click.y))
        return None

    def close(self) -> Ringed | None:
        """Return the polygon and begin anew; None, and nothing changes, below three points."""
        if len(self.points) < _LEAST_POINTS:
            return None
        ring, self.points = Ringed(self.points), ()
        return ring

    def take_back(self) -> None:
        """Forget the last point."""
        self.points = self.points[:-1]

    def clear(self) -> None:
        """Forget all points."""
        self.points = ()


def _is_on(click: Pointed, point: Point) -> bool:
    return hypot(click.x - point[0], click.y - point[1]) * click.scale <= CLOSES_PX
