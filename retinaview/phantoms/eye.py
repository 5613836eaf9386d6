"""The landmarks of an eye: fovea and optic disc, and the frame of disc diameters."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retinaview.core.geometry import Box
from retinaview.core.grades import Laterality

FloatArray = NDArray[np.float64]
Float32Array = NDArray[np.float32]


@dataclass(frozen=True)
class Eye:
    """One eye on one photograph.

    The anatomical frame has its origin at the fovea and disc diameters as its unit; ``x`` runs
    nasally (towards the disc) and ``y`` down, so a left eye is a mirrored right eye.

    Attributes
    ----------
    laterality : Laterality
        The disc of a right eye (OD) lies right of the fovea.
    fovea : tuple of float
        (x, y) in pixels.
    disc_diameter_px : float
        Mean disc diameter.
    disc_dd : tuple of float
        Disc centre in the anatomical frame.
    tilt : float
        Rotation of the eye in the photograph, radians, clockwise.
    """

    laterality: Laterality
    fovea: tuple[float, float]
    disc_diameter_px: float
    disc_dd: tuple[float, float]
    tilt: float

    @property
    def _mirror(self) -> float:
        return 1.0 if self.laterality is Laterality.OD else -1.0

    def to_px(self, points_dd: FloatArray) -> FloatArray:
        """Convert anatomical coordinates to photograph pixels.

        Parameters
        ----------
        points_dd : ndarray of float64, shape (..., 2)
            x, y in disc diameters.

        Returns
        -------
        ndarray of float64, shape (..., 2)
            x, y in pixels.
        """
        x, y = points_dd[..., 0] * self._mirror, points_dd[..., 1]
        cos, sin = math.cos(self.tilt), math.sin(self.tilt)
        turned = np.stack([cos * x - sin * y, sin * x + cos * y], axis=-1)
        return np.asarray(turned * self.disc_diameter_px + np.asarray(self.fovea))

    def to_dd(self, points_px: FloatArray) -> FloatArray:
        """Convert photograph pixels to anatomical coordinates, the inverse of `to_px`."""
        shifted = (points_px - np.asarray(self.fovea)) / self.disc_diameter_px
        x, y = shifted[..., 0], shifted[..., 1]
        cos, sin = math.cos(self.tilt), math.sin(self.tilt)
        return np.stack([(cos * x + sin * y) * self._mirror, cos * y - sin * x], axis=-1)

    def grid_dd(self, shape: tuple[int, int]) -> tuple[Float32Array, Float32Array]:
        """Return the anatomical coordinates of every pixel centre.

        Returns
        -------
        tuple of two ndarrays of float32, shape (H, W)
            x (nasal) and y (down) in disc diameters.
        """
        height, width = shape
        u = ((np.arange(width) + 0.5 - self.fovea[0]) / self.disc_diameter_px).astype(np.float32)
        v = ((np.arange(height) + 0.5 - self.fovea[1]) / self.disc_diameter_px).astype(np.float32)
        cos, sin = np.float32(math.cos(self.tilt)), np.float32(math.sin(self.tilt))
        x = (cos * u)[None, :] + (sin * v)[:, None]
        y = (cos * v)[:, None] - (sin * u)[None, :]
        return x * np.float32(self._mirror), y

    @property
    def disc_centre(self) -> tuple[float, float]:
        """Disc centre (x, y) in pixels."""
        x, y = self.to_px(np.asarray(self.disc_dd))
        return float(x), float(y)

    def disc_box(self, *, aspect: float) -> Box:
        """Return the box around the disc, `aspect` times as high as wide."""
        height = self.disc_diameter_px * math.sqrt(aspect)
        width = self.disc_diameter_px / math.sqrt(aspect)
        x, y = self.disc_centre
        return Box(x - width / 2, y - height / 2, width, height)
