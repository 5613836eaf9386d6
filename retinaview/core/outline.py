"""The outline of a mask with points to hold it by: dragged, added and removed.

A mask keeps pixels and no points (`retinaview.core.mask`), so these are found on its borders. Only
the border on both sides of a point that is changed becomes straight; all else stays as it was,
pixel by pixel.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray

from retinaview.core.brush import Point
from retinaview.core.mask import Mask
from retinaview.core.rings import Ring, mask_of_rings, rings_of

MOST_RUNS = 8000
LEAST_POINTS = 3
_LEAST_TOLERANCE_PX = 1.0
_TOLERANCE = 0.015
"""How far a border may run from the lines between its points, as a share of the longer side."""


@dataclass(frozen=True)
class Grip:
    """Where an outline is held.

    Attributes
    ----------
    ring : int
        Number of the border, from 0.
    point : int
        Number of the point in it, from 0; of an edge, the point that it begins at.
    is_edge : bool
        Between that point and the next.
    """

    ring: int
    point: int
    is_edge: bool = False


@dataclass(frozen=True, eq=False)
class Border:
    """One closed border.

    Attributes
    ----------
    way : ndarray of float64, shape (N, 2)
        All its corners (x, y) in source pixels.
    points : tuple of int
        Which of them are points to hold it by, ascending.
    """

    way: Ring
    points: tuple[int, ...]

    @property
    def places(self) -> Ring:
        """Where its points are: ndarray of float64, shape (P, 2)."""
        return self.way[list(self.points)]

    def edge_of(self, corner: int) -> int:
        """Return the number of the edge that the line after a corner belongs to."""
        found = int(np.searchsorted(self.points, corner, side="right")) - 1
        return found % len(self.points)

    def straightened(self, first: int, edges: int, through: Sequence[Point]) -> Self:
        """Return it with straight lines through other points in place of some edges.

        Parameters
        ----------
        first : int
            Number of the point at which the edges begin.
        edges : int
            How many of them.
        through : sequence of tuple of float
            The new points between the edges' ends.
        """
        start = self.points[first % len(self.points)]
        way = np.roll(self.way, -start, axis=0)
        points = sorted((point - start) % len(way) for point in self.points)
        end = points[edges] if edges < len(points) else len(way)
        fresh = np.array(through, dtype=np.float64).reshape(-1, 2)
        shift = 1 + len(fresh) - end
        kept = (point + shift for point in points[edges:])
        joined = np.concatenate([way[:1], fresh, way[end:]])
        return replace(self, way=joined, points=(*range(1 + len(fresh)), *kept))


@dataclass(frozen=True, eq=False)
class Outline:
    """All borders of a mask, those of its holes too."""

    borders: tuple[Border, ...]

    @classmethod
    def of(cls, mask: Mask) -> Self | None:
        """Return the outline of a mask; None where it is too ragged to be held by points."""
        if len(mask.runs) > MOST_RUNS:
            return None
        tolerance = max(_LEAST_TOLERANCE_PX, _TOLERANCE * max(mask.width, mask.height))
        rings = rings_of(mask)
        return cls(tuple(Border(ring, _points_of(ring, tolerance)) for ring in rings))

    @classmethod
    def through(cls, points: Sequence[Point]) -> Self:
        """Return the outline of a polygon, which is held by its own points."""
        ring = np.array(points, dtype=np.float64)
        return cls((Border(ring, tuple(range(len(ring)))),))

    def near(self, x: float, y: float, *, reach: float) -> Grip | None:
        """Return the point next to a place, else the edge, within a reach in source pixels."""
        best, found = reach, None
        for number, border in enumerate(self.borders):
            distances = np.hypot(*(border.places - (x, y)).T)
            if (nearest := float(distances.min())) <= best:
                best, found = nearest, Grip(number, int(distances.argmin()))
        if found is not None:
            return found
        for number, border in enumerate(self.borders):
            distances = _distances(np.array([(x, y)]), border.way, np.roll(border.way, -1, axis=0))
            if (nearest := float(distances.min())) <= best:
                edge = border.edge_of(int(distances.argmin()))
                best, found = nearest, Grip(number, edge, is_edge=True)
        return found

    def pulled(self, grip: Grip, to: Point) -> Self:
        """Return it with a point elsewhere, or with a new point on an edge."""
        first, edges = (grip.point, 1) if grip.is_edge else (grip.point - 1, 2)
        return self._with(grip.ring, self.borders[grip.ring].straightened(first, edges, [to]))

    def ends(self, grip: Grip) -> tuple[Point, Point]:
        """Return the points on both sides of what is pulled."""
        places = self.borders[grip.ring].places.tolist()
        before = grip.point if grip.is_edge else grip.point - 1
        (x0, y0), (x1, y1) = places[before], places[(grip.point + 1) % len(places)]
        return (x0, y0), (x1, y1)

    def without(self, grip: Grip) -> Self | None:
        """Return it without a point; None where too few would be left."""
        border = self.borders[grip.ring]
        if grip.is_edge or len(border.points) <= LEAST_POINTS:
            return None
        return self._with(grip.ring, border.straightened(grip.point - 1, 2, []))

    def mask(self, *, width: int, height: int) -> Mask | None:
        """Return the pixels inside, cut to a photograph of that size; None where there are none."""
        rings = [border.way for border in self.borders]
        return mask_of_rings(rings, width=width, height=height)

    def _with(self, number: int, border: Border) -> Self:
        before, after = self.borders[:number], self.borders[number + 1 :]
        return replace(self, borders=(*before, border, *after))


def _points_of(ring: Ring, tolerance: float) -> tuple[int, ...]:
    """Return the corners of a border that tell its form.

    By Douglas and Peucker (Cartographica 10, 1973, 112-122): between two points stands another one
    wherever the border runs farther than the tolerance from the line between them. A border that
    keeps within it, as round a small hole in a large mask, has a third point: two enclose nothing.
    """
    closed = np.concatenate([ring, ring[:1]])
    farthest = int(np.hypot(*(ring - ring[0]).T).argmax())
    points, open_spans = {0, farthest}, [(0, farthest), (farthest, len(ring))]
    while open_spans:
        first, last = open_spans.pop()
        if last - first < 2:
            continue
        between = closed[first + 1 : last]
        distances = _distances(between, closed[first : first + 1], closed[last : last + 1])
        if distances.max() > tolerance:
            middle = first + 1 + int(distances.argmax())
            points.add(middle)
            open_spans += [(first, middle), (middle, last)]
    if len(points) < LEAST_POINTS:
        points.add(int(_distances(ring, ring[:1], ring[farthest : farthest + 1]).argmax()))
    return tuple(sorted(points))


def _distances(
    points: Ring, starts: NDArray[np.float64], ends: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return how far points lie from lines between two places each; either may be only one."""
    along = ends - starts
    length = np.maximum((along**2).sum(axis=1), 1e-12)
    share = np.clip(((points - starts) * along).sum(axis=1) / length, 0.0, 1.0)
    return np.asarray(np.hypot(*(points - starts - share[:, None] * along).T))
