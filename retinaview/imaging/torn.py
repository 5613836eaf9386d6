"""Find where a changed bit in a JPEG shifts the rest of the photograph in brightness or colour.

JPEG has no checksums, and stores a block's mean as the difference from that of the block before.
A changed bit that can still be decoded therefore shifts all later blocks, which follow each other
row by row. Along the edge between these and the blocks above, as long as a row of blocks, a channel
jumps by the same amount everywhere. Edges within the eye vary; a field of view that is cut off has
nothing on one side of its edge. The limits were chosen on sound and on damaged photographs, see
`docs/reliability.md`. With restart markers in every row, no such edge is long enough to be found.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

_MIN_BLOCKS = 32
"""Blocks in a row; in fewer, edges of a sound photograph look alike."""
_DARKEST, _BRIGHTEST = 4, 251
"""Beyond these, a channel may be clipped, and does not show the whole jump."""
_MIN_SHOWN = 0.3
"""Share of the blocks in which the channel is not clipped."""
_LARGEST_COUNTED = 4.0
"""Larger jumps count as this, in levels, so that few large ones do not look like many."""
_MIN_JUMP = 2.5
_MIN_SAME_SIGN, _MIN_ALIKE = 0.85, 0.55
_MOST_BEFORE_AND_AFTER = 0.35
"""Mean jump one row of blocks earlier and later, as a share of the seam's."""
_MOST_BESIDE = 0.15
"""Change within the blocks above and below, as a share of the jump: a seam is not blurred."""
_MIN_CORRELATION = 0.4
"""Of the levels above and below: where the field is cut off, or a caption starts, there is none."""

_Levels = NDArray[np.int16]
# Distances of four pixel rows from an edge between blocks. Decoders smooth colours across the
# nearest two.
_ROWS = (-5, -2, 1, 4)


@dataclass(frozen=True)
class _Edges:
    """One channel along the upper edges of all blocks but those of the first row, in file order.

    Attributes
    ----------
    jump : ndarray of float, shape (N,)
        Levels by which the block is brighter than the one above, less the trend within both.
    beside : tuple of ndarray of int16, shape (N,)
        Change within the block above, and within the block.
    sides : tuple of ndarray of int16, shape (N,)
        Level above the edge and below it.
    shown : ndarray of bool, shape (N,)
        Where the channel is not clipped.
    """

    jump: NDArray[np.floating[Any]]
    beside: tuple[_Levels, _Levels]
    sides: tuple[_Levels, _Levels]
    shown: NDArray[np.bool_]


def torn_from(rgb: NDArray[np.uint8], *, block: tuple[int, int]) -> int | None:
    """Return the pixel row from which on a decoded JPEG seems to be shifted.

    Parameters
    ----------
    rgb : ndarray of uint8, shape (H, W, 3)
        The pixels as stored, before they are turned upright.
    block : tuple of int
        Height and width of the blocks in which all channels are stored together, pixels.

    Returns
    -------
    int or None
        The first row of the blocks; None if the photograph seems sound, or is too small to tell.
    """
    height, width = block
    rows, columns = (rgb.shape[0] - max(_ROWS) - 1) // height, rgb.shape[1] // width
    if rows < 3 or columns < _MIN_BLOCKS:
        return None
    levels = [
        _block_means(rgb[height + offset :: height][:rows, : columns * width], columns)
        for offset in _ROWS
    ]
    for channel in range(3):
        edges = _edges(*(level[:, channel] for level in levels))
        start = _seam(edges, columns)
        if start is not None:
            return int(start // columns + 1) * height
    return None


def _block_means(lines: NDArray[np.uint8], columns: int) -> _Levels:
    """Return means over the blocks' widths, shape (rows * columns, 3)."""
    means = cv2.resize(lines, (columns, len(lines)), interpolation=cv2.INTER_AREA)
    return means.reshape(-1, 3).astype(np.int16)


def _edges(far_above: _Levels, above: _Levels, below: _Levels, far_below: _Levels) -> _Edges:
    beside = above - far_above, far_below - below
    jump = (below - above) - (beside[0] + beside[1]) / 2
    darker, brighter = np.minimum(above, below), np.maximum(above, below)
    return _Edges(jump, beside, (above, below), (darker > _DARKEST) & (brighter < _BRIGHTEST))


def _seam(edges: _Edges, columns: int) -> int | None:
    """Return the edge at which the most conspicuous run of a row's length starts, if a seam."""
    counted = np.clip(edges.jump, -_LARGEST_COUNTED, _LARGEST_COUNTED) * edges.shown
    jumps, shown = (np.concatenate([[0], np.cumsum(part)]) for part in (counted, edges.shown))
    least = _MIN_SHOWN * columns
    means = (jumps[columns:] - jumps[:-columns]) / np.maximum(
        shown[columns:] - shown[:-columns], least
    )
    start = int(np.abs(means).argmax())
    neighbours = [at for at in (start - columns, start + columns) if 0 <= at < len(means)]
    most_near = max(abs(means[at]) for at in neighbours)
    stands_out = most_near <= _MOST_BEFORE_AND_AFTER * abs(means[start])
    strong = abs(means[start]) >= _MIN_JUMP and shown[start + columns] - shown[start] >= least
    if strong and stands_out and _is_even(edges, slice(start, start + columns)):
        return start
    return None


def _is_even(edges: _Edges, run: slice) -> bool:
    """Return whether a run of edges jumps by about the same, sharply, with eye on both sides."""
    shown = edges.shown[run]
    jump = edges.jump[run][shown]
    typical = float(np.median(jump))
    alike = np.abs(jump - typical) <= 1.5 + abs(typical) / 4
    same_sign = jump * np.sign(typical) > 1
    beside = max(abs(float(np.median(part[run][shown]))) for part in edges.beside)
    above, below = (part[run][shown].astype(np.float64) for part in edges.sides)
    above, below = above - above.mean(), below - below.mean()
    common = float((above * below).mean())
    return (
        alike.mean() >= _MIN_ALIKE
        and same_sign.mean() >= _MIN_SAME_SIGN
        and beside <= _MOST_BESIDE * abs(typical)
        and common >= _MIN_CORRELATION * max(float(above.std() * below.std()), 1.0)
    )
