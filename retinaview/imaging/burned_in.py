"""Text burned into a photograph outside of the field of view, such as a name or a date."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from retinaview.imaging.field_of_view import find_field_of_view

_LONGER_SIDE_PX = 1024
_BRIGHTER_BY = 60
_FEWEST_STROKES = 3
_SMALLEST_STROKE_PX = 6
_MARGIN = 0.03


def may_show_text(rgb: NDArray[np.uint8]) -> bool:
    """Return whether something like text stands beside the field of view.

    Letters are several small parts much brighter than the background. A reader has to look: a
    notch or a reflection may look the same, and text inside of the field of view is not sought.

    Parameters
    ----------
    rgb : ndarray of uint8, shape (H, W, 3)
        The photograph.
    """
    factor = min(1.0, _LONGER_SIDE_PX / max(rgb.shape[:2]))
    if factor < 1:
        size = round(rgb.shape[1] * factor), round(rgb.shape[0] * factor)
        rgb = np.asarray(cv2.resize(rgb, size, interpolation=cv2.INTER_AREA), np.uint8)
    field = find_field_of_view(rgb)
    if field is None or not field.outlined:
        return False
    grey = rgb.max(axis=2)
    rows, columns = np.ogrid[: grey.shape[0], : grey.shape[1]]
    x, y = field.centre
    outside = np.hypot(columns - x, rows - y) > field.radius_px * (1 + _MARGIN)
    if not outside.any():
        return False
    background = int(np.median(grey[outside]))
    strokes = outside & (grey.astype(int) > background + _BRIGHTER_BY)
    _, _, stats, _ = cv2.connectedComponentsWithStats(strokes.view(np.uint8), connectivity=8)
    areas = stats[1:, cv2.CC_STAT_AREA]
    return int(np.count_nonzero(areas >= _SMALLEST_STROKE_PX)) >= _FEWEST_STROKES
