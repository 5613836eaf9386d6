"""Square patches of a photograph, all of one size, for showing many places side by side."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from retinaview.core.geometry import Box

Image = NDArray[np.uint8]


def cut_patch(rgb: Image, box: Box, *, side_px: int) -> Image:
    """Return the part of a photograph in a box, scaled to a square.

    Parameters
    ----------
    rgb : ndarray of uint8, shape (H, W, 3)
        The photograph.
    box : Box
        Source pixels; clipped to the photograph, but at least one pixel.
    side_px : int
        Side of the result.

    Returns
    -------
    ndarray of uint8, shape (side_px, side_px, 3)
        A box that is not square is centred on black.
    """
    height, width = rgb.shape[:2]
    left, top = min(max(round(box.x), 0), width - 1), min(max(round(box.y), 0), height - 1)
    # From the sides, not from the far corner, so that rounding keeps squares square.
    right = min(max(round(box.x) + round(box.width), left + 1), width)
    bottom = min(max(round(box.y) + round(box.height), top + 1), height)
    cut = _halved(rgb[top:bottom, left:right], least_px=2 * side_px)
    scale = side_px / max(cut.shape[:2])
    size = [min(side_px, max(1, round(side * scale))) for side in (cut.shape[1], cut.shape[0])]
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    square = np.zeros((side_px, side_px, 3), np.uint8)
    x, y = (side_px - size[0]) // 2, (side_px - size[1]) // 2
    scaled = cv2.resize(np.ascontiguousarray(cut), size, interpolation=method)
    square[y : y + size[1], x : x + size[0]] = scaled
    return square


def _halved(cut: Image, *, least_px: int) -> Image:
    """Halve a large patch repeatedly, which takes a third of the time of shrinking it at once.

    It stays at least `least_px` high and wide, so that the result loses nothing.
    """
    while min(cut.shape[:2]) >= 2 * least_px:
        size = cut.shape[1] // 2, cut.shape[0] // 2
        cut = np.asarray(cv2.resize(cut, size, interpolation=cv2.INTER_AREA), np.uint8)
    return cut
