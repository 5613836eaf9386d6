"""Smooth random fields, the basis of every texture."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Float32Array = NDArray[np.float32]
AnyFloatArray = NDArray[np.floating[Any]]

_OVERSAMPLING = 2.5  # lattice points per cell, so that the lattice is invisible


def smooth_noise(rng: np.random.Generator, shape: tuple[int, int], *, cells: float) -> Float32Array:
    """Return isotropic Gaussian noise with one characteristic size.

    The lattice is drawn before scaling, so that a seed gives the same pattern at every size.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    shape : tuple of int
        (H, W) of the field.
    cells : float
        Number of grains along the height of the field.

    Returns
    -------
    ndarray of float32, shape (H, W)
        Mean 0, standard deviation about 1.
    """
    height, width = shape
    rows = min(max(4, round(cells * _OVERSAMPLING)), max(4, height))
    columns = max(4, round(rows * width / height))
    # A separate stream, so that later draws do not depend on the size of the photograph.
    own = np.random.Generator(np.random.PCG64(int(rng.integers(2**63))))
    lattice = own.standard_normal((rows, columns), dtype=np.float32)
    lattice = np.asarray(cv2.GaussianBlur(lattice, (0, 0), 1.0), dtype=np.float32)
    lattice /= max(float(lattice.std()), 1e-6)
    return np.asarray(cv2.resize(lattice, (width, height), interpolation=cv2.INTER_CUBIC))


def fractal_noise(
    rng: np.random.Generator,
    shape: tuple[int, int],
    *,
    cells: float,
    octaves: int = 4,
    gain: float = 0.5,
) -> Float32Array:
    """Return octaves of smooth noise, each twice as fine and `gain` times as strong.

    Returns
    -------
    ndarray of float32, shape (H, W)
        Mean 0, standard deviation about 1.
    """
    total = np.zeros(shape, np.float32)
    power = 0.0
    for octave in range(octaves):
        weight = gain**octave
        total += np.float32(weight) * smooth_noise(rng, shape, cells=cells * 2**octave)
        power += weight * weight
    return np.asarray(total / np.float32(power**0.5))


def smoothstep(low: float, high: float, values: AnyFloatArray) -> Float32Array:
    """Rise smoothly from 0 at `low` to 1 at `high`, or fall if `low` is greater."""
    t = np.clip((values - np.float32(low)) / np.float32(high - low), 0, 1)
    return np.asarray(t * t * (3 - 2 * t), dtype=np.float32)
