"""Boxes in source pixels and their overlap.

The origin is the top left corner of the photograph as displayed, ``x`` runs right and ``y`` down;
a pixel covers the unit square right and below of its index.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retinaview.core.errors import LabelError

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Box:
    """An axis-parallel rectangle in source pixels.

    Raises
    ------
    LabelError
        A coordinate is not finite, or a side is not positive; names the field.
    """

    x: float
    y: float
    width: float
    height: float

    def __post_init__(self) -> None:
        for name in ("x", "y", "width", "height"):
            value = getattr(self, name)
            if not math.isfinite(value):
                raise LabelError(f"must be a finite number, not {value}", field=name)
        for name in ("width", "height"):
            if getattr(self, name) <= 0:
                raise LabelError(f"must be positive, not {getattr(self, name)}", field=name)

    @classmethod
    def from_corners(cls, x0: float, y0: float, x1: float, y1: float) -> Box:
        """Return the box between two opposite corners, given in any order."""
        return cls(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0))

    @property
    def right(self) -> float:
        """Coordinate of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Coordinate of the lower edge."""
        return self.y + self.height

    @property
    def area(self) -> float:
        """Area in square pixels."""
        return self.width * self.height

    @property
    def centre(self) -> tuple[float, float]:
        """The centre as (x, y)."""
        return self.x + self.width / 2, self.y + self.height / 2

    def moved(self, dx: float, dy: float) -> Box:
        """Return the same box, shifted."""
        return Box(self.x + dx, self.y + dy, self.width, self.height)

    def contains(self, x: float, y: float) -> bool:
        """Return whether a point lies inside the box or on its edge."""
        return self.x <= x <= self.right and self.y <= y <= self.bottom

    def clipped(self, width_px: float, height_px: float) -> Box | None:
        """Return the part inside a photograph of that size; None if nothing is left."""
        x0, y0 = max(self.x, 0.0), max(self.y, 0.0)
        x1, y1 = min(self.right, width_px), min(self.bottom, height_px)
        return Box(x0, y0, x1 - x0, y1 - y0) if x1 > x0 and y1 > y0 else None

    def kept_inside(self, width_px: float, height_px: float) -> Box:
        """Return the box moved inside a photograph, cropped only if it is larger than that."""
        width, height = min(self.width, width_px), min(self.height, height_px)
        x = min(max(self.x, 0.0), width_px - width)
        y = min(max(self.y, 0.0), height_px - height)
        return Box(x, y, width, height)


def box_array(boxes: Sequence[Box]) -> FloatArray:
    """Return boxes as an array.

    Returns
    -------
    ndarray of float64, shape (N, 4)
        Columns x, y, width, height.
    """
    return np.array([(b.x, b.y, b.width, b.height) for b in boxes], dtype=np.float64).reshape(-1, 4)


def intersection_area(first: FloatArray, second: FloatArray) -> FloatArray:
    """Return the pairwise area of overlap.

    Parameters
    ----------
    first, second : ndarray of float64, shapes (N, 4) and (M, 4)
        Columns x, y, width, height.

    Returns
    -------
    ndarray of float64, shape (N, M)
        Square pixels.
    """
    a, b = first[:, None, :], second[None, :, :]
    left_top = np.maximum(a[..., :2], b[..., :2])
    right_bottom = np.minimum(a[..., :2] + a[..., 2:], b[..., :2] + b[..., 2:])
    sides = np.clip(right_bottom - left_top, 0.0, None)
    return np.asarray(sides[..., 0] * sides[..., 1])


def _areas(boxes: FloatArray) -> FloatArray:
    return np.asarray(boxes[:, 2] * boxes[:, 3])


def iom(first: FloatArray, second: FloatArray) -> FloatArray:
    """Return the pairwise intersection over minimum area (Wang et al. 2017, section 3).

    Parameters
    ----------
    first, second : ndarray of float64, shapes (N, 4) and (M, 4)
        Columns x, y, width, height, with positive sides.

    Returns
    -------
    ndarray of float64, shape (N, M)
        0-1; 1 where one box holds the other.
    """
    smaller = np.minimum(_areas(first)[:, None], _areas(second)[None, :])
    # Rounding of large coordinates can lift a contained box a hair above 1.
    return np.minimum(intersection_area(first, second) / smaller, 1.0)


def iou(first: FloatArray, second: FloatArray) -> FloatArray:
    """Return the pairwise intersection over union.

    Parameters
    ----------
    first, second : ndarray of float64, shapes (N, 4) and (M, 4)
        Columns x, y, width, height, with positive sides.

    Returns
    -------
    ndarray of float64, shape (N, M)
        0-1.
    """
    overlap = intersection_area(first, second)
    union = _areas(first)[:, None] + _areas(second)[None, :] - overlap
    return np.minimum(overlap / union, 1.0)
