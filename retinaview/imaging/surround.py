"""The surroundings of a field of view: a flat background, and sometimes a page around that."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
Points = NDArray[np.float64]

# Corners are background if darker than `_DARK`, or if three differ by at most `_SAME_COLOUR`.
_DARK = 64
_SAME_COLOUR = 20
# Distance from a page's colour, of 255, above which a pixel is not the page.
_NOT_PAGE = 12


def _corner_colours(region: Image) -> Points:
    """Return the median colour of each corner, shape (4, 3)."""
    side = max(2, round(0.03 * min(region.shape[:2])))
    ends = (slice(None, side), slice(-side, None))
    corners = [region[rows, columns].reshape(-1, 3) for rows in ends for columns in ends]
    return np.array([np.median(corner, axis=0) for corner in corners])


def _background(region: Image) -> Points:
    """Return the background's colour from the corners: the darkest if dark, else the median."""
    colours = _corner_colours(region)
    darkest = colours[int(np.argmin(colours.max(axis=1)))]
    return np.asarray(darkest if darkest.max() < _DARK else np.median(colours, axis=0))


def has_background(region: Image) -> bool:
    """Return whether one corner is dark or three have the same colour."""
    colours = _corner_colours(region)
    if colours.max(axis=1).min() < _DARK:
        return True
    differences = np.abs(colours - np.median(colours, axis=0)).max(axis=1)
    return bool(np.count_nonzero(differences <= _SAME_COLOUR) >= 3)


def distance_from_background(region: Image) -> Image:
    """Return the largest channel difference from the background, uint8 (h, w), despeckled."""
    background = tuple(float(value) for value in _background(region))
    difference = cv2.absdiff(region, np.full_like(region, background))
    return np.asarray(cv2.medianBlur(difference.max(axis=2), 5), dtype=np.uint8)


def without_frame(small: Image) -> tuple[int, int, Image]:
    """Return left, top and content of the innermost full rectangle, as of a scanned page."""
    left, top, region = 0, 0, small
    for _ in range(2):
        inside = distance_from_background(region) > _NOT_PAGE
        outline = largest_outline(inside)
        if outline is None:
            break
        x, y, width, height = cv2.boundingRect(outline)
        fills = cv2.contourArea(outline) / max(1, (width - 1) * (height - 1))
        if fills < 0.97 or (width, height) == region.shape[1::-1] or min(width, height) < 32:
            break
        # One pixel less on each side, because resizing mixes the edge with the frame.
        region = region[y + 1 : y + height - 1, x + 1 : x + width - 1]
        left, top = left + x + 1, top + y + 1
    return left, top, region


def largest_outline(mask: NDArray[np.bool_]) -> NDArray[np.int32] | None:
    """Return the outline of the largest component, if over a twentieth of the image."""
    solid = cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))
    outlines, _ = cv2.findContours(solid, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    largest = max(outlines, key=cv2.contourArea, default=None)
    if largest is None or cv2.contourArea(largest) < 0.05 * mask.size:
        return None
    return np.asarray(largest)
