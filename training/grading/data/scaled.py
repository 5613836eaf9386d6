"""Read a training photograph and scale its field of view to a square."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from retinaview.core.errors import ReadError

Image = NDArray[np.uint8]

_DARK = 18
"""Largest channel value of a pixel outside the field of view; JPEG leaves rings at its border."""


def read_rgb(path: Path) -> Image:
    """Read a photograph as uint8 ``(H, W, 3)`` RGB; raise `ReadError` if it cannot be read."""
    image = cv2.imread(str(path), cv2.IMREAD_COLOR)
    if image is None:
        raise ReadError("the photograph cannot be read", path=path)
    return np.ascontiguousarray(image[..., ::-1], dtype=np.uint8)


def field_mask(rgb: Image) -> NDArray[np.bool_]:
    """Return the field of view, bool ``(H, W)``, found by brightness.

    Sufficient for photographs that are already cropped to their field of view.
    """
    bright = (rgb.max(axis=2) > _DARK).astype(np.uint8)
    size = max(3, rgb.shape[0] // 40) | 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    opened = cv2.morphologyEx(bright, cv2.MORPH_OPEN, kernel)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(opened)
    if count < 2:
        return np.ones(rgb.shape[:2], dtype=np.bool_)
    largest = 1 + int(np.argmax(stats[1:, cv2.CC_STAT_AREA]))
    outline, _ = cv2.findContours(
        (labels == largest).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE
    )
    filled = np.zeros(rgb.shape[:2], np.uint8)
    cv2.drawContours(filled, [cv2.convexHull(np.concatenate(outline))], -1, 1, cv2.FILLED)
    return filled > 0


def fill_square(
    rgb: Image, planes: Image, *, side: int, widen: bool = True
) -> tuple[Image, NDArray[np.bool_], Image]:
    """Scale a photograph so that its field of view's longer side fills a square, centred.

    Parameters
    ----------
    rgb : ndarray of uint8, shape (H, W, 3)
        The photograph, RGB.
    planes : ndarray of uint8, shape (H, W, C)
        Planes of 0 and 255 to transform along with it.
    side : int
        Side of the result in pixels.
    widen : bool
        Dilate the planes by a pixel, so that nothing vanishes; else they become the covered share
        of each pixel, 0-255.

    Returns
    -------
    image : ndarray of uint8, shape (side, side, 3)
        The scaled photograph.
    field : ndarray of bool, shape (side, side)
        True within the field of view.
    planes : ndarray of uint8, shape (side, side, C)
        The scaled planes.
    """
    mask = field_mask(rgb)
    columns, rows = np.flatnonzero(mask.any(axis=0)), np.flatnonzero(mask.any(axis=1))
    left, right, top, bottom = columns[0], columns[-1] + 1, rows[0], rows[-1] + 1
    scale = side / max(right - left, bottom - top)
    width, height = round((right - left) * scale), round((bottom - top) * scale)
    y, x = (side - height) // 2, (side - width) // 2
    cut = (slice(top, bottom), slice(left, right))
    put = (slice(y, y + height), slice(x, x + width))
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    image = np.zeros((side, side, 3), np.uint8)
    image[put] = cv2.resize(rgb[cut], (width, height), interpolation=method)
    field = np.zeros((side, side), np.bool_)
    field[put] = cv2.resize(mask[cut].astype(np.uint8), (width, height)) > 0
    image[~field] = 0
    moved = np.zeros((side, side, planes.shape[2]), np.uint8)
    for index in range(planes.shape[2]):
        plane = np.ascontiguousarray(planes[(*cut, index)])
        small = cv2.resize(plane, (width, height), interpolation=cv2.INTER_AREA)
        if widen:
            small = cv2.dilate((small > 0).astype(np.uint8) * 255, np.ones((3, 3)))
        moved[(*put, index)] = small
    return image, field, moved
