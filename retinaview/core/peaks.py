"""Local peaks of a coarse map: cells whose response exceeds that of their neighbours."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def local_peaks(
    values: NDArray[np.floating], *, share: float, count: int
) -> tuple[tuple[int, int], ...]:
    """Return the cells that none of their eight neighbours exceeds.

    Deterministic: of equal neighbours the first in row order is the peak, and of equal peaks the
    first in row order comes first.

    Parameters
    ----------
    values : ndarray of float, shape (h, w)
        Any range; only positive values count.
    share : float
        Lowest peak taken, as a share of the highest, 0-1.
    count : int
        The most peaks to take.

    Returns
    -------
    tuple of (int, int)
        Row and column, the highest first.
    """
    rows, columns = np.nonzero(_exceeds_neighbours(values) & (values > 0))
    heights = values[rows, columns]
    order = np.argsort(-heights, kind="stable")[:count]
    lowest = share * float(heights.max(initial=0))
    return tuple((int(rows[n]), int(columns[n])) for n in order if heights[n] >= lowest)


def _exceeds_neighbours(values: NDArray[np.floating]) -> NDArray[np.bool_]:
    """Return the cells above their four earlier neighbours and not below the four later."""
    height, width = values.shape
    padded = np.pad(np.asarray(values, np.float64), 1, constant_values=-np.inf)
    peak = np.ones((height, width), dtype=bool)
    for place in range(9):
        row, column = divmod(place, 3)
        neighbour = padded[row : row + height, column : column + width]
        if place < 4:
            peak &= values > neighbour
        elif place > 4:
            peak &= values >= neighbour
    return peak
