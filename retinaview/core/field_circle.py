"""The field of view for findings and scores: a circle clipped by the photograph's frame."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retinaview.core.geometry import FloatArray


@dataclass(frozen=True)
class FieldCircle:
    """The field of view; source pixels.

    Attributes
    ----------
    cx, cy, radius : float
        The circle; its centre may lie outside the frame.
    width, height : float
        Size of the photograph.
    """

    cx: float
    cy: float
    radius: float
    width: float
    height: float

    @classmethod
    def around(cls, width: float, height: float) -> FieldCircle:
        """Return the circle around a whole photograph, for where no field of view is known."""
        return cls(width / 2, height / 2, math.hypot(width, height) / 2, width, height)

    def contains(self, xs: FloatArray, ys: FloatArray) -> NDArray[np.bool_]:
        """Return whether points lie in both the circle and the frame; shape of `xs`."""
        in_circle = (xs - self.cx) ** 2 + (ys - self.cy) ** 2 <= self.radius**2
        in_frame = (xs >= 0) & (xs < self.width) & (ys >= 0) & (ys < self.height)
        return np.asarray(in_circle & in_frame)

    def grid(self, cells: int = 256) -> tuple[FloatArray, FloatArray, float]:
        """Return the centres of square cells that cover the visible part of the circle.

        Parameters
        ----------
        cells : int
            Along the longer side.

        Returns
        -------
        xs, ys : ndarray of float64, shape (h, w)
            Cell centres in source pixels.
        step : float
            Side of a cell.
        """
        x0, x1 = max(0.0, self.cx - self.radius), min(self.width, self.cx + self.radius)
        y0, y1 = max(0.0, self.cy - self.radius), min(self.height, self.cy + self.radius)
        step = max(x1 - x0, y1 - y0) / cells
        grid_x, grid_y = np.meshgrid(
            np.arange(x0 + step / 2, x1, step), np.arange(y0 + step / 2, y1, step)
        )
        return grid_x, grid_y, step
