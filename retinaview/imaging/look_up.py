"""Look-up tables applied to large images without the copies that NumPy's indexing makes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

_BLOCK_PIXELS = 1 << 20


def row_blocks(shape: tuple[int, ...]) -> Iterator[slice]:
    """Yield the rows of an image in slices of about a megapixel."""
    step = max(1, _BLOCK_PIXELS // max(1, shape[1]))
    for top in range(0, shape[0], step):
        yield slice(top, top + step)


def look_up(table: NDArray[Any], picture: NDArray[Any]) -> NDArray[Any]:
    """Replace every sample by its entry; entries may be colours, which add an axis.

    NumPy converts indices to eight bytes each, so this works in blocks of rows.
    """
    result = np.empty((*picture.shape, *table.shape[1:]), table.dtype)
    for rows in row_blocks(picture.shape):
        result[rows] = table[picture[rows]]
    return result
