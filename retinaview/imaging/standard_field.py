"""The field of view at a standard size, so that measures are comparable between cameras."""

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
# The rim is excluded: its light and its JPEG blocks belong to the edge, not to the retina.
_INNER = 0.93
# More is excluded if the edge was not found: corners may be masked or carry burnt-in dates.
_INNER_UNOUTLINED = 0.85
# Width of the neighbourhood that gives the local background, as a share of the diameter.
_BACKGROUND = 1 / 16
# Prevents division by zero in dark parts; about the noise floor of 8-bit photographs.
_FLOOR = 10.0


@dataclass(frozen=True, eq=False)
class StandardField:
    """A field of view, scaled to a standard diameter.

    Attributes
    ----------
    rgb : ndarray of uint8, shape (h, w, 3)
        The visible part.
    inside : ndarray of bool, shape (h, w)
        Pixels well within the disc.
    radius : ndarray of float32, shape (h, w)
        Distance from the disc's centre, in radii.
    diameter_px : int
        Diameter of the disc.
    detail : ndarray of float32, shape (h, w)
        Green channel relative to its surroundings: 0.1 is 10 % brighter; 0 outside.
    """

    rgb: Image
    inside: Mask
    radius: Floats
    diameter_px: int
    detail: Floats


def standard_fields(
    rgb: Image, fov: FieldOfView, diameters_px: tuple[int, ...]
) -> list[StandardField]:
    """Crop the field of view and scale it to several sizes, each from the one before.

    Parameters
    ----------
    rgb : ndarray of uint8, shape (H, W, 3)
        The photograph.
    fov : FieldOfView
        Field of view of the same photograph.
    diameters_px : tuple of int
        Diameters of the disc in the results, the largest first.

    Returns
    -------
    list of StandardField
        One per diameter; empty if almost none of the disc is visible.
    """
    left, top = math.floor(fov.box.x), math.floor(fov.box.y)
    region = rgb[top : math.ceil(fov.box.bottom), left : math.ceil(fov.box.right)]
    sides = region.shape[1], region.shape[0]
    offset = fov.centre[0] - left, fov.centre[1] - top
    inner = _INNER if fov.outlined else _INNER_UNOUTLINED
    fields = []
    for diameter in diameters_px:
        scale = diameter / fov.diameter_px
        region = _resized(region, *(max(1, round(side * scale)) for side in sides))
        radius = _radii(region, (offset[0] * scale, offset[1] * scale), diameter)
        inside = _inside(radius, inner, diameter)
        if np.count_nonzero(inside) < 0.05 * diameter**2:
            return []
        detail = local_contrast(region[..., 1], inside, diameter)
        fields.append(StandardField(region, inside, radius, diameter, detail))
    return fields


def _resized(region: Image, width: int, height: int) -> Image:
    """Return the region averaged down or interpolated up, subsampled first if it is large."""
    stride = max(1, region.shape[1] // (2 * width))
    shrinks = region.shape[1] > width
    how = cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
    small = cv2.resize(region[::stride, ::stride], (width, height), interpolation=how)
    return np.asarray(small, dtype=np.uint8)


def _radii(region: Image, centre: tuple[float, float], diameter_px: int) -> Floats:
    height, width = region.shape[:2]
    x = (np.arange(width, dtype=np.float32) + 0.5 - centre[0]) * (2 / diameter_px)
    y = (np.arange(height, dtype=np.float32) + 0.5 - centre[1]) * (2 / diameter_px)
    return np.asarray(np.hypot(x[None, :], y[:, None]), dtype=np.float32)


def _inside(radius: Floats, inner: float, diameter_px: int) -> Mask:
    inside = np.asarray(radius <= inner)
    rim = math.ceil((1 - _INNER) * diameter_px / 4)
    for edge in (slice(None, rim), slice(-rim, None)):
        inside[edge] = False
        inside[:, edge] = False
    return inside


def local_contrast(channel: Image, inside: Mask, diameter_px: int) -> Floats:
    """Return a channel relative to its surroundings within the disc.

    Parameters
    ----------
    channel : ndarray of uint8, shape (h, w)
        One channel of a standard field.
    inside : ndarray of bool, shape (h, w)
        Pixels that count.
    diameter_px : int
        Diameter of the disc.

    Returns
    -------
    ndarray of float32, shape (h, w)
        0.1 is 10 % brighter than the surroundings; 0 outside.
    """
    values = channel.astype(np.float32)
    local = local_mean(values, inside, _BACKGROUND * diameter_px)
    return np.asarray((values - local) / (local + _FLOOR) * inside, dtype=np.float32)


def local_mean(values: Floats, inside: Mask, sigma: float) -> Floats:
    """Return the Gaussian mean of the pixels inside.

    Parameters
    ----------
    values : ndarray of float32, shape (h, w) or (h, w, c)
        Values to average.
    inside : ndarray of bool, shape (h, w)
        Pixels that count.
    sigma : float
        In pixels.

    Returns
    -------
    ndarray of float32, of the shape of `values`
        Near 0 where no pixel within a few `sigma` counts.
    """
    weight = inside.astype(np.float32)
    total = np.maximum(_wide_blur(weight, sigma), 1e-3)
    if values.ndim == 3:
        weight, total = weight[..., None], total[..., None]
    return np.asarray(_wide_blur(values * weight, sigma) / total, dtype=np.float32)


def _wide_blur(values: Floats, sigma: float) -> Floats:
    """Apply a Gaussian blur; a wide one on a smaller copy, which looks the same."""
    height, width = values.shape[:2]
    shrink = max(1, int(sigma / 4))
    size = max(1, round(width / shrink)), max(1, round(height / shrink))
    small = cv2.resize(values, size, interpolation=cv2.INTER_AREA)
    spread = cv2.GaussianBlur(small, (0, 0), sigma / shrink, borderType=cv2.BORDER_REFLECT)
    return np.asarray(cv2.resize(spread, (width, height), interpolation=cv2.INTER_LINEAR))
