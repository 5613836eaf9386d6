"""Polygons to and from masks, exactly: a ring runs along the edges of pixels.

The origin is the top left corner of the photograph, so that the ring round its first pixel is
(0, 0), (1, 0), (1, 1), (0, 1). Rings of other programs may run anywhere; a pixel is inside where
its centre is.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from retinaview.core.mask import Mask

Ring = NDArray[np.float64]
"""Points (x, y) of a closed polygon in source pixels, shape (N, 2); the last joins the first."""


def rings_of(mask: Mask) -> tuple[Ring, ...]:
    """Return the borders of a mask.

    Returns
    -------
    tuple of ndarray of float64, shape (N, 2)
        Of its parts and of the holes in them, in the order of their uppermost points; corners
        only. Pixels that touch at a corner alone are parts of their own. A point is inside where
        an odd number of rings is round it.
    """
    corners, along, across = _corners(mask)
    # Corners in a row are joined two by two, and so are those in a column. From each corner the
    # way goes on along its row, then along a column.
    in_row, in_column = _pairs(along), _pairs(across)
    after = in_column[in_row].tolist()
    between = in_row.tolist()
    is_left = [True] * len(corners)
    rings = []
    for start in along.tolist():
        ring, here = [], start
        while is_left[here]:
            ring += [here, between[here]]
            is_left[here] = is_left[between[here]] = False
            here = after[here]
        if ring:
            rings.append(corners[ring] + (mask.x, mask.y))
    return tuple(rings)


def _corners(mask: Mask) -> tuple[Ring, NDArray[np.intp], NDArray[np.intp]]:
    """Return where borders turn, within the box, and their order by rows and by columns.

    A corner at which two pixels meet stands twice. Of the two, the first in a row belongs to the
    pixel at its left, and the first in a column to the one above.
    """
    padded = np.pad(mask.pixels, 1)
    upper, lower = padded[:-1], padded[1:]
    falling = upper[:, :-1] & lower[:, 1:] & ~upper[:, 1:] & ~lower[:, :-1]
    rising = upper[:, 1:] & lower[:, :-1] & ~upper[:, :-1] & ~lower[:, 1:]
    odd = upper[:, :-1] ^ upper[:, 1:] ^ lower[:, :-1] ^ lower[:, 1:]
    once, down, up = (np.argwhere(found)[:, ::-1] for found in (odd, falling, rising))
    corners = np.concatenate([once, down, up, down, up]).astype(np.float64)
    first = np.repeat([0, 0, 0, 1, 1], [len(part) for part in (once, down, up, down, up)])
    is_up = np.repeat([0, 0, 1, 0, 1], [len(part) for part in (once, down, up, down, up)])
    along = np.lexsort((first, corners[:, 0], corners[:, 1]))
    across = np.lexsort((first ^ is_up, corners[:, 1], corners[:, 0]))
    return corners, along, across


def _pairs(order: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return each corner's partner where the first is joined to the second, and so on."""
    partner = np.empty_like(order)
    partner[order[::2]], partner[order[1::2]] = order[1::2], order[::2]
    return partner


def is_hole(ring: Ring, mask: Mask) -> bool:
    """Return whether a ring of `rings_of` is round a hole."""
    x, y = ring[0]
    return not mask.has(x, y)


def mask_of_rings(rings: Sequence[Ring], *, width: int, height: int) -> Mask | None:
    """Return the pixels whose centres are in an odd number of rings.

    Parameters
    ----------
    rings : sequence of ndarray of float, shape (N, 2)
        Points (x, y) in source pixels, anywhere.
    width, height : int
        Sides of the photograph in pixels; the mask is cut to it.

    Returns
    -------
    Mask or None
        None where no centre is inside.
    """
    edges = np.concatenate([np.hstack([ring, np.roll(ring, -1, axis=0)]) for ring in rings])
    left, top = np.floor(np.clip(edges[:, :2].min(axis=0), 0, (width, height))).astype(int)
    right, bottom = np.ceil(np.clip(edges[:, :2].max(axis=0), 0, (width, height))).astype(int)
    if right <= left or bottom <= top:
        return None
    flips = np.zeros((bottom - top, right - left + 1), dtype=np.uint8)
    for x0, y0, x1, y1 in edges.tolist():
        if y0 > y1:  # always downwards, so that the way back crosses a row where the way there did
            x0, y0, x1, y1 = x1, y1, x0, y0
        rows = np.arange(max(np.ceil(y0 - 0.5), top), min(np.ceil(y1 - 0.5), bottom), dtype=int)
        if len(rows):
            crossed = x0 + (rows + 0.5 - y0) * ((x1 - x0) / (y1 - y0))
            columns = np.clip(np.ceil(crossed - 0.5), left, right).astype(int)
            flips[rows - top, columns - left] ^= 1
    inside = np.bitwise_xor.accumulate(flips[:, :-1], axis=1).view(np.bool_)
    return Mask.of(inside, x=int(left), y=int(top))
