"""The greedy picker of suspicious regions (Zoom-in-Net, Wang et al. 2017, section 2)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from retinaview.core.findings import Region
from retinaview.core.geometry import Box


def greedy_regions(
    response: NDArray[np.floating], *, size: int, count: int = 4
) -> tuple[Region, ...]:
    """Take the highest response, mask out the square around it, and repeat.

    Deterministic: of equal responses the first in row order is taken.

    Parameters
    ----------
    response : ndarray of float, shape (H, W)
        Any range; only positive values count as response.
    size : int
        Side of the square in cells of `response`; 200 px of 492 in the paper.
    count : int
        The most regions to take; 4 in the paper.

    Returns
    -------
    tuple of Region
        In the order taken, boxes in cells of `response`. Every square has the full size (cut only
        where the whole map is smaller) and is pushed inside the map, because the crop network
        needs whole patches. Scores are the responses, clipped to 0-1. Fewer than `count` where the
        response is exhausted.
    """
    height, width = response.shape
    rest = np.array(response, dtype=np.float64)
    regions: list[Region] = []
    while len(regions) < count:
        row, column = np.unravel_index(int(rest.argmax()), rest.shape)
        top = rest[row, column]
        if not top > 0:
            break
        y0, x0 = int(row) - size // 2, int(column) - size // 2
        box = Box(x0, y0, size, size).kept_inside(width, height)
        regions.append(Region(box, min(float(top), 1.0), rank=len(regions) + 1))
        rest[max(0, y0) : y0 + size, max(0, x0) : x0 + size] = -np.inf
    return tuple(regions)
