"""The nerve fibre layer as a flow: out of the disc, around the fovea, into the temporal raphe.

The fibres follow the streamlines between a source at the disc and a sink on the raphe, temporal of
the fovea; this resembles the measured courses (Jansonius et al. 2009) in a closed form with an
exact direction everywhere.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from retinaview.phantoms.eye import Eye
from retinaview.phantoms.noise import Float32Array, fractal_noise, smoothstep

RAPHE_DD = (-1.8, 0.0)
_STRANDS = 8192


def fibre_angle(eye: Eye, x: float, y: float) -> float:
    """Return the direction of the nerve fibres at a place.

    Parameters
    ----------
    eye : Eye
        Position of the disc.
    x, y : float
        Anatomical frame, disc diameters.

    Returns
    -------
    float
        Radians in the anatomical frame.
    """
    total_x = total_y = 0.0
    for (pole_x, pole_y), sign in ((eye.disc_dd, 1.0), (RAPHE_DD, -1.0)):
        dx, dy = x - pole_x, y - pole_y
        weight = sign / max(dx * dx + dy * dy, 1e-6)
        total_x, total_y = total_x + weight * dx, total_y + weight * dy
    return math.atan2(total_y, total_x)


def fibre_sheen(
    rng: np.random.Generator, eye: Eye, x: Float32Array, y: Float32Array
) -> Float32Array:
    """Return the striation and sheen of the nerve fibre layer, strongest near the disc.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    eye : Eye
        Position of the disc.
    x, y : ndarray of float32, shape (H, W)
        Anatomical coordinates, disc diameters.

    Returns
    -------
    ndarray of float32, shape (H, W)
        About -0.5 to 1.5; 0 where no fibres show.
    """
    dx, dy = x - np.float32(eye.disc_dd[0]), y - np.float32(eye.disc_dd[1])
    stream = np.arctan2(dy, dx) - np.arctan2(y - np.float32(RAPHE_DD[1]), x - RAPHE_DD[0])
    strands = _strand_table(rng)
    index = (stream * np.float32(_STRANDS / (2 * math.pi))).astype(np.int32) % _STRANDS
    distance = np.sqrt(dx * dx + dy * dy)
    vertical = np.abs(dy) / np.maximum(distance, 1e-3)
    thickness = smoothstep(3.4, 0.5, distance) * (0.25 + 0.75 * vertical**2)
    broken = 0.6 + 0.4 * fractal_noise(rng, x.shape, cells=18, octaves=3)
    return np.asarray(thickness * (0.45 + 0.55 * strands[index] * broken), dtype=np.float32)


def _strand_table(rng: np.random.Generator) -> NDArray[np.float32]:
    """Return periodic noise over the stream function, one entry per strand."""
    table = np.zeros(_STRANDS)
    for strands, weight in ((110, 0.35), (320, 0.5), (700, 0.5)):
        knots = rng.standard_normal(strands)
        knots = np.append(knots, knots[0])
        positions = np.linspace(0, strands, _STRANDS, endpoint=False)
        table += weight * np.interp(positions, np.arange(strands + 1), knots)
    return table.astype(np.float32)
