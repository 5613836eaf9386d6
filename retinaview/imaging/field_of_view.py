"""The field of view: the bright circle that a fundus camera sees, and its visible part.

A field of view is a disc, often truncated by the sensor at top and bottom, on a flat background
that is nearly always black. The photograph is separated from its background by thresholds at
several brightnesses; each proposes a circle, and the circle that most agree on is the answer.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from retinaview.core.geometry import Box
from retinaview.imaging.disc_edge import (
    best_candidate,
    candidate_at,
    on_steepest_edge,
    visible_disc,
)
from retinaview.imaging.surround import distance_from_background, has_background, without_frame

Image = NDArray[np.uint8]
Mask = NDArray[np.bool_]
Points = NDArray[np.float64]

# Longest side of the working copy; it gives the radius to about 0.3 %.
_WORKING_SIDE_PX = 512
# Thresholds, as fractions of the brightest tissue's distance from the background.
_THRESHOLDS = (0.04, 0.06, 0.09, 0.13, 0.18, 0.25, 0.35, 0.5)
# Smallest distance from the background, of 255, that is more than sensor noise.
_FLOOR = 3.0
# A photograph whose brightest parts are closer than this to its background shows nothing.
_NOTHING = 6.0


@dataclass(frozen=True)
class FieldOfView:
    """The disc that the camera saw, in source pixels.

    Attributes
    ----------
    width, height : int
        Size of the photograph.
    box : Box
        The part of the photograph where the disc is visible.
    centre : tuple of float
        x, y of the disc's centre; not the centre of `box` if the disc is truncated.
    radius_px : float
        Radius of the whole disc, even if the sensor truncates it.
    outlined : bool
        Whether the disc's edge is in the photograph; False if the photograph is a crop, and the
        disc is the circle around its frame.
    """

    width: int
    height: int
    box: Box
    centre: tuple[float, float]
    radius_px: float
    outlined: bool = True

    @property
    def diameter_px(self) -> float:
        """Diameter of the whole disc: the scale of the photograph."""
        return 2 * self.radius_px

    @property
    def area_px(self) -> float:
        """Area of the visible part, to about one part in a thousand."""
        step = max(1, int(self.radius_px // 256))
        return float(np.count_nonzero(self._mask(step))) * step * step

    def mask(self) -> Mask:
        """Return the visible part of the disc.

        Returns
        -------
        ndarray of bool, shape (height, width)
            True inside.
        """
        return self._mask(1)

    def _mask(self, step: int) -> Mask:
        circle = (*self.centre, self.radius_px)
        return visible_disc((self.width, self.height), circle, self.box, step=step)


def find_field_of_view(rgb: Image) -> FieldOfView | None:
    """Find the camera's disc.

    Dark, truncated, letterboxed and unevenly lit discs are found, on black, white or coloured
    backgrounds, with a notch or text beside them. If a crop fills the whole frame, the disc is the
    circle around the frame.

    Parameters
    ----------
    rgb : ndarray of uint8, shape (H, W, 3)
        The photograph.

    Returns
    -------
    FieldOfView or None
        None if the photograph shows only a flat background.
    """
    height, width = rgb.shape[:2]
    small, scale = _working_copy(rgb)
    left, top, region = without_frame(small)
    contrast = distance_from_background(region)
    brightest = float(np.percentile(contrast, 95))
    if max(brightest, float(np.percentile(contrast, 99)) / 2) < _NOTHING:
        return None
    candidates = [
        candidate_at(contrast, max(_FLOOR, fraction * brightest))
        for fraction in (_THRESHOLDS if has_background(region) else ())
    ]
    chosen = best_candidate([candidate for candidate in candidates if candidate is not None])
    if chosen is None:
        return _around(width, height, left, top, region.shape, scale)
    circle = on_steepest_edge(contrast, chosen.circle)
    return _in_source(chosen.extent, circle, width, height, (left, top), scale)


def _working_copy(rgb: Image) -> tuple[Image, float]:
    """Return a copy of at most the working size, and its pixels per source pixel."""
    height, width = rgb.shape[:2]
    scale = min(1.0, _WORKING_SIDE_PX / max(height, width))
    if scale == 1.0:
        return rgb, 1.0
    # Dropping rows and columns first is much faster and does not affect so large a shape.
    stride = max(1, int(0.5 / scale))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = cv2.resize(rgb[::stride, ::stride], size, interpolation=cv2.INTER_AREA)
    return np.asarray(small, dtype=np.uint8), scale


def _around(
    width: int, height: int, left: int, top: int, shape: tuple[int, ...], scale: float
) -> FieldOfView:
    """Return the disc around a region that shows no edge of one."""
    box = Box(left / scale, top / scale, shape[1] / scale, shape[0] / scale)
    inside = box.clipped(width, height) or Box(0, 0, width, height)
    radius = math.hypot(inside.width, inside.height) / 2
    return FieldOfView(width, height, inside, inside.centre, radius, outlined=False)


def _in_source(
    extent: Box, circle: Points, width: int, height: int, corner: tuple[int, int], scale: float
) -> FieldOfView:
    """Return a disc of the working copy's region in source pixels."""
    x, y, radius = (float(value) for value in circle)
    disc = Box(x - radius, y - radius, 2 * radius, 2 * radius)
    sides: tuple[float, ...] = (
        max(extent.x, disc.x) + corner[0],
        max(extent.y, disc.y) + corner[1],
        min(extent.right, disc.right) + corner[0],
        min(extent.bottom, disc.bottom) + corner[1],
    )
    box = Box.from_corners(*(side / scale for side in sides))
    inside = box.clipped(width, height) or Box(0, 0, width, height)
    centre = (corner[0] + x) / scale, (corner[1] + y) / scale
    return FieldOfView(width, height, inside, centre, radius / scale)
