"""How boxes answer to a drag: drawn, moved and resized on the photograph's pixel grid.

Pure geometry in source pixels. A pixel is the unit square right and below of its index, so a box
of whole coordinates covers whole pixels. Drawn boxes are rounded outwards to whole pixels: what a
person dragged round is always inside. Moves go by whole pixels and keep the size; a resize puts
only the dragged edges on whole pixels and leaves the others where they are.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from enum import Enum

from retinaview.core.geometry import Box

MIN_SIDE_PX = 1.0
Size = tuple[int, int]


class Handle(Enum):
    """A corner or an edge of a box; the value is its place as (x, y) in units of the sides."""

    TOP_LEFT = (0.0, 0.0)
    TOP = (0.5, 0.0)
    TOP_RIGHT = (1.0, 0.0)
    RIGHT = (1.0, 0.5)
    BOTTOM_RIGHT = (1.0, 1.0)
    BOTTOM = (0.5, 1.0)
    BOTTOM_LEFT = (0.0, 1.0)
    LEFT = (0.0, 0.5)


def drawn_box(
    start: tuple[float, float], end: tuple[float, float], *, size: Size, square: bool = False
) -> Box | None:
    """Return the box of a drag from `start` to `end`.

    Parameters
    ----------
    start, end : tuple of float
        Points (x, y), source pixels; may lie outside the photograph.
    size : tuple of int
        Width and height of the photograph.
    square : bool
        Make both sides as long as the longer one, as far as the photograph reaches.

    Returns
    -------
    Box or None
        Whole pixels inside the photograph; None where the drag missed it or spans nothing.
    """
    if square:
        start = (_within(round(start[0]), size[0]), _within(round(start[1]), size[1]))
        end = _squared(start, end, size=size)
    x0, x1 = sorted((_within(start[0], size[0]), _within(end[0], size[0])))
    y0, y1 = sorted((_within(start[1], size[1]), _within(end[1], size[1])))
    if x0 == x1 or y0 == y1:
        return None
    return Box.from_corners(math.floor(x0), math.floor(y0), math.ceil(x1), math.ceil(y1))


def _within(value: float, end: float) -> float:
    return min(max(value, 0.0), float(end))


def _squared(
    start: tuple[float, float], end: tuple[float, float], *, size: Size
) -> tuple[float, float]:
    """End of the square from a start on whole pixels, as far as the photograph reaches."""
    ways = end[0] - start[0], end[1] - start[1]
    rooms = [
        size[axis] - start[axis] if ways[axis] >= 0 else start[axis] for axis in range(len(ways))
    ]
    side = min(float(round(max(map(abs, ways)))), *rooms)
    return start[0] + math.copysign(side, ways[0]), start[1] + math.copysign(side, ways[1])


def moved_boxes(boxes: Mapping[str, Box], dx: float, dy: float, *, size: Size) -> dict[str, Box]:
    """Move boxes together, as far as all of them stay inside the photograph.

    Parameters
    ----------
    boxes : mapping of str to Box
        By mark id.
    dx, dy : float
        Way in source pixels; rounded to whole pixels.
    size : tuple of int
        Width and height of the photograph.

    Returns
    -------
    dict of str to Box
        The same ids; every box has its old size.
    """
    if not boxes:
        return {}
    dx = _allowed(
        round(dx), min(b.x for b in boxes.values()), max(b.right for b in boxes.values()), size[0]
    )
    dy = _allowed(
        round(dy), min(b.y for b in boxes.values()), max(b.bottom for b in boxes.values()), size[1]
    )
    return {key: box.moved(dx, dy) for key, box in boxes.items()}


def _allowed(way: float, first: float, last: float, end: float) -> float:
    """Limit a shift so that the span from `first` to `last` stays between 0 and `end`."""
    least, most = min(-first, 0.0), max(end - last, 0.0)
    return min(max(way, least), most)


def resized_box(box: Box, handle: Handle, dx: float, dy: float, *, size: Size) -> Box:
    """Return a box with the edges of one handle dragged.

    Parameters
    ----------
    box : Box
        As it was when the drag began.
    handle : Handle
        Which corner or edge.
    dx, dy : float
        Way in source pixels.
    size : tuple of int
        Width and height of the photograph.

    Returns
    -------
    Box
        Dragged edges lie on whole pixels inside the photograph, at least a pixel from the
        opposite edge; it never turns over.
    """
    x0, x1 = _dragged(box.x, box.right, handle.value[0], dx, size[0])
    y0, y1 = _dragged(box.y, box.bottom, handle.value[1], dy, size[1])
    return Box.from_corners(x0, y0, x1, y1)


def _dragged(
    first: float, last: float, place: float, way: float, end: float
) -> tuple[float, float]:
    """Return both edges along one axis after dragging the first (0), the last (1) or none (0.5)."""
    least = min(MIN_SIDE_PX, last - first)
    if place == 0.0:
        return min(_within(round(first + way), end), last - least), last
    if place == 1.0:
        return first, max(_within(round(last + way), end), first + least)
    return first, last
