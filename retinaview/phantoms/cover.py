"""Lesions as soft-edged shapes on the photograph's grid; truth is where they cover most of it."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from retinaview.phantoms.noise import AnyFloatArray, Float32Array, fractal_noise, smoothstep

_TRUTH = 0.5


class Cover:
    """The lesions of one class.

    Attributes
    ----------
    cover : ndarray of float32, shape (H, W)
        How far a pixel lies inside a lesion, 0-1.
    ink : ndarray of float32, shape (H, W)
        Intensity of the lesion, 0 to about 1; 0 outside the cover.
    """

    def __init__(self, shape: tuple[int, int]) -> None:
        self.cover = np.zeros(shape, np.float32)
        self.ink = np.zeros(shape, np.float32)

    def truth(self) -> NDArray[np.bool_]:
        """Return where the lesions lie.

        Returns
        -------
        ndarray of bool, shape (H, W)
        """
        return np.asarray(self.cover >= _TRUTH)

    def window(
        self, centre_px: tuple[float, float], reach_px: float
    ) -> tuple[tuple[slice, slice], Float32Array, Float32Array]:
        """Return a square of the grid around a point.

        Returns
        -------
        tuple of (slices, dx, dy)
            Rows and columns inside the grid, and each pixel centre's offset from the point,
            two ndarrays of float32 that broadcast to the window.
        """
        height, width = self.cover.shape
        x, y = centre_px
        left, right = max(0, math.floor(x - reach_px)), min(width, math.ceil(x + reach_px) + 1)
        top, bottom = max(0, math.floor(y - reach_px)), min(height, math.ceil(y + reach_px) + 1)
        dx = (np.arange(left, max(left, right)) + 0.5 - x).astype(np.float32)[None, :]
        dy = (np.arange(top, max(top, bottom)) + 0.5 - y).astype(np.float32)[:, None]
        return (slice(top, max(top, bottom)), slice(left, max(left, right))), dx, dy

    def add(
        self, place: tuple[slice, slice], cover: Float32Array, strength: Float32Array | float
    ) -> None:
        """Add a shape, keeping the greater value at each pixel.

        Parameters
        ----------
        place : tuple of slice
            From `window`.
        cover : ndarray of float32
            The shape, 0-1.
        strength : float or ndarray of float32
            Intensity, 0 to about 1.
        """
        np.maximum(self.cover[place], cover, out=self.cover[place])
        ink = np.asarray(cover * strength, dtype=np.float32)
        np.maximum(self.ink[place], ink, out=self.ink[place])


def ragged(
    rng: np.random.Generator,
    u: AnyFloatArray,
    v: AnyFloatArray,
    *,
    radius_px: float,
    roughness: float,
    softness: float,
) -> Float32Array:
    """Return a roundish shape with an uneven edge.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    u, v : ndarray of float, shape (h, w)
        Offsets from its centre in its own axes, pixels.
    radius_px : float
        Mean radius.
    roughness : float
        Unevenness of the edge as a share of the radius, 0 for a circle.
    softness : float
        Width of the edge as a share of the radius; at least one pixel.

    Returns
    -------
    ndarray of float32, shape (h, w)
        1 inside, 0 outside.
    """
    distance = np.hypot(u, v)
    if radius_px > 1.5 and min(distance.shape) > 3:
        grains = 0.5 * distance.shape[0] / radius_px
        unevenness = fractal_noise(rng, distance.shape, cells=2 * grains, octaves=3, gain=0.6)
        distance = distance + np.float32(roughness * radius_px) * unevenness
    width = max(1.0, softness * radius_px)
    return smoothstep(radius_px + width / 2, radius_px - width / 2, distance)
