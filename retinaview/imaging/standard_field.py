"""The field of view at one size, so that sharpness and texture mean the same for every camera."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from retinaview.imaging.field_of_view import FieldOfView

Image = NDArray[np.uint8]
Mask = NDArray[np.bool_]
Floats = NDArray[np.float32]

STANDARD_DIAMETER_PX = 256
# The rim is left out: its light and its JPEG blocks belong to the edge, not to the retina.
_INNER = 0.93
# Width of the neighbourhood that counts as the local background, as a part of the diameter.
_BACKGROUND = 1 / 16
# Keeps dark parts from dividing by nothing; about the noise floor of 8-bit photographs.
_FLOOR = 10.0


@dataclass(frozen=True, eq=False)
class StandardField:
    """A field of view, scaled to the standard diameter.

    Attributes
    ----------
    rgb : ndarray of uint8, shape (h, w, 3)
        The visible part.
    inside : ndarray of bool, shape (h, w)
        Pixels well within the disc.
    detail : ndarray of float32, shape (h, w)
        Green channel against its surroundings: 0.1 is 10 % brighter; 0 outside.
    """

    rgb: Image
    inside: Mask
    detail: Floats


def standard_field(rgb: Image, fov: FieldOfView) -> StandardField | None:
    """Cut out the field of view and scale it.

    Parameters
    ----------
    rgb : ndarray of uint8, shape (H, W, 3)
        The photograph.
    fov : FieldOfView
        Of the same photograph.

    Returns
    -------
    StandardField or None
        None where next to nothing of the disc is visible.
    """
    left, top = math.floor(fov.box.x), math.floor(fov.box.y)
    region = rgb[top : math.ceil(fov.box.bottom), left : math.ceil(fov.box.right)]
    scale = STANDARD_DIAMETER_PX / fov.diameter_px
    height, width = (max(1, round(side * scale)) for side in region.shape[:2])
    small = _resized(region, width, height)
    centre = (fov.centre[0] - left) * scale, (fov.centre[1] - top) * scale
    inside = _inside(width, height, centre)
    if np.count_nonzero(inside) < 0.05 * STANDARD_DIAMETER_PX**2:
        return None
    return StandardField(small, inside, local_contrast(small[..., 1], inside))


def _resized(region: Image, width: int, height: int) -> Image:
    """Averaged down or interpolated up; of very large regions every n-th pixel is enough."""
    stride = max(1, region.shape[1] // (4 * width))
    shrinks = region.shape[1] > width
    how = cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
    small = cv2.resize(region[::stride, ::stride], (width, height), interpolation=how)
    return np.asarray(small, dtype=np.uint8)


def _inside(width: int, height: int, centre: tuple[float, float]) -> Mask:
    radius = STANDARD_DIAMETER_PX / 2
    x, y = np.arange(width) + 0.5, np.arange(height) + 0.5
    square = (x[None, :] - centre[0]) ** 2 + (y[:, None] - centre[1]) ** 2
    inside = np.asarray(square <= (_INNER * radius) ** 2)
    rim = math.ceil((1 - _INNER) * radius / 2)
    for edge in (slice(None, rim), slice(-rim, None)):
        inside[edge] = False
        inside[:, edge] = False
    return inside


def local_contrast(channel: Image, inside: Mask) -> Floats:
    """A channel against its surroundings within the disc.

    Parameters
    ----------
    channel : ndarray of uint8, shape (h, w)
        Of a standard field.
    inside : ndarray of bool, shape (h, w)
        Pixels that count.

    Returns
    -------
    ndarray of float32, shape (h, w)
        0.1 is 10 % brighter than the surroundings; 0 outside.
    """
    weight = inside.astype(np.float32)
    values = channel.astype(np.float32)
    sigma = _BACKGROUND * STANDARD_DIAMETER_PX
    total = cv2.GaussianBlur(values * weight, (0, 0), sigma)
    local = total / np.maximum(cv2.GaussianBlur(weight, (0, 0), sigma), 1e-3)
    return np.asarray((values - local) / (local + _FLOOR) * weight, dtype=np.float32)
