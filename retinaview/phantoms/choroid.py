"""Choroidal vessels, visible through thin pigment as a mesh of orange ribbons."""

from __future__ import annotations

import cv2
import numpy as np

from retinaview.phantoms.noise import Float32Array, smooth_noise, smoothstep

_POLE_DD = (1.2, 0.0)  # the ribbons fan out from between fovea and disc
_WORKING_HEIGHT = 400
_RIBBONS = 40.0  # across the height of the photograph
_STEPS = 8


def choroidal_ribbons(rng: np.random.Generator, x: Float32Array, y: Float32Array) -> Float32Array:
    """Return two crossing layers of ribbons that fan out from the posterior pole.

    Noise is smeared along a flow (line integral convolution, Cabral and Leedom 1993) on a coarse
    grid, which is enough for soft ribbons.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    x, y : ndarray of float32, shape (H, W)
        Anatomical coordinates, disc diameters.

    Returns
    -------
    ndarray of float32, shape (H, W)
        0 between ribbons, 1 on them.
    """
    height, width = x.shape
    rows = min(_WORKING_HEIGHT, height)
    size = (round(rows * width / height), rows)
    coarse_x = cv2.resize(x, size, interpolation=cv2.INTER_AREA) - np.float32(_POLE_DD[0])
    coarse_y = cv2.resize(y, size, interpolation=cv2.INTER_AREA) - np.float32(_POLE_DD[1])
    # Image axes; in a mirrored eye the difference along x is negative.
    mirror = 1.0 if float(x[0, -1]) > float(x[0, 0]) else -1.0
    outward = np.arctan2(coarse_y, mirror * coarse_x)
    ribbons = np.zeros(outward.shape, np.float32)
    for swirl in (-0.5, 0.6):
        wander = 0.55 * smooth_noise(rng, outward.shape, cells=5)
        smeared = _smear(rng, (outward + np.float32(swirl) + wander).astype(np.float32))
        np.maximum(ribbons, smoothstep(-0.3, 1.5, smeared), out=ribbons)
    return np.asarray(cv2.resize(ribbons, (width, height), interpolation=cv2.INTER_CUBIC))


def _smear(rng: np.random.Generator, direction: Float32Array) -> Float32Array:
    """Return noise averaged along the flow, standard deviation 1."""
    height, width = direction.shape
    noise = smooth_noise(rng, direction.shape, cells=_RIBBONS)
    step = np.float32(0.35 * height / _RIBBONS)
    start_x, start_y = np.meshgrid(
        np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32)
    )
    total = noise.copy()
    for sign in (step, -step):
        at_x, at_y = start_x.copy(), start_y.copy()
        for _ in range(_STEPS):
            angle = cv2.remap(direction, at_x, at_y, cv2.INTER_NEAREST, None, cv2.BORDER_REPLICATE)
            at_x += sign * np.cos(angle)
            at_y += sign * np.sin(angle)
            total += cv2.remap(noise, at_x, at_y, cv2.INTER_LINEAR, None, cv2.BORDER_REFLECT)
    return np.asarray((total - total.mean()) / max(float(total.std()), 1e-6), dtype=np.float32)
