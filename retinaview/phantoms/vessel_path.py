"""Vessels as centre lines with a width and natural bends."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from scipy.interpolate import CubicSpline

from retinaview.phantoms.eye import FloatArray

STEP_DD = 0.03
THINNEST_DD = 0.0045
_BENDS = ((1.0, 0.055), (0.45, 0.03), (0.2, 0.010))  # length and height, disc diameters


@dataclass(frozen=True, eq=False)
class Vessel:
    """One vessel from origin to end.

    Attributes
    ----------
    path : ndarray of float64, shape (N, 2)
        Centre line in the anatomical frame, disc diameters, about `STEP_DD` apart.
    radius : ndarray of float64, shape (N,)
        Half the width, disc diameters.
    artery : bool
        Artery (thinner, brighter) or vein.
    order : int
        0 for a trunk out of the disc, 1 for its branches, and so on.
    """

    path: FloatArray
    radius: FloatArray
    artery: bool
    order: int = 0


def about(rng: np.random.Generator, mean: float, spread: float) -> float:
    """Draw a value near `mean`, at most two spreads away."""
    return mean + spread * float(np.clip(rng.standard_normal(), -2, 2))


def tapering(count: int) -> FloatArray:
    """Return the share of its width that a vessel keeps on the way to its end.

    Returns
    -------
    ndarray of float64, shape (count,)
        From 1 down to 0.15.
    """
    return np.asarray(1.0 - 0.85 * np.linspace(0, 1, count) ** 1.7)


def smooth_curve(points: FloatArray) -> FloatArray:
    """Return a smooth curve through points.

    Parameters
    ----------
    points : ndarray of float64, shape (K, 2)
        Points on the curve, disc diameters.

    Returns
    -------
    ndarray of float64, shape (N, 2)
        Samples `STEP_DD` apart.
    """
    lengths = np.linalg.norm(np.diff(points, axis=0), axis=1)
    knots = np.concatenate([[0.0], np.cumsum(np.sqrt(lengths))])  # centripetal: no loops
    fine = CubicSpline(knots, points, bc_type="natural")(np.linspace(0, knots[-1], 400))
    travelled = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(fine, axis=0), axis=1))])
    wanted = np.arange(0, travelled[-1], STEP_DD)
    return np.stack([np.interp(wanted, travelled, fine[:, axis]) for axis in (0, 1)], axis=1)


def bend(
    rng: np.random.Generator, path: FloatArray, *, tortuosity: float, start_dd: float
) -> FloatArray:
    """Return the path with sideways bends of several lengths, none at its start.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    path : ndarray of float64, shape (N, 2)
        Samples `STEP_DD` apart.
    tortuosity : float
        Strength of the bends, 1 for normal.
    start_dd : float
        Distance from the start at which they reach their full height, disc diameters.

    Returns
    -------
    ndarray of float64, shape (N, 2)
    """
    if len(path) < 4:
        return path
    along = np.arange(len(path)) * STEP_DD
    sideways = np.zeros(len(path))
    for length, height in _BENDS:
        sideways += height * _wave(rng, np.asarray(along / (length * about(rng, 1.0, 0.1))))
    sideways *= tortuosity * np.clip(along / start_dd, 0, 1)
    tangent = np.gradient(path, axis=0)
    tangent /= np.maximum(np.linalg.norm(tangent, axis=1, keepdims=True), 1e-9)
    normal = np.stack([-tangent[:, 1], tangent[:, 0]], axis=1)
    return np.asarray(path + sideways[:, None] * normal)


def _wave(rng: np.random.Generator, places: FloatArray) -> FloatArray:
    """Return smooth noise along a line, with one random value per unit of length."""
    values = rng.standard_normal(int(places[-1]) + 2)
    index = places.astype(np.int64)
    share = places - index
    share = share * share * (3 - 2 * share)
    return np.asarray(values[index] * (1 - share) + values[index + 1] * share)


def bead(vessel: Vessel, start: int, stop: int) -> Vessel:
    """Return the vein with beading between two samples of its path."""
    along = np.arange(stop - start) * STEP_DD
    # Beads of uneven length that fade in and out.
    phase = 2 * math.pi * (along / 0.19 + 0.35 * np.sin(2 * math.pi * along / 0.53))
    fading = np.sin(np.linspace(0, math.pi, stop - start)) ** 0.5
    radius = vessel.radius.copy()
    radius[start:stop] *= 1 + fading * (0.08 + 0.27 * np.sin(phase))
    return replace(vessel, radius=radius)
