"""Distances from the fovea in disc diameters, the measure of macular oedema's grades."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from retinaview.core.findings import LesionMap
from retinaview.core.geometry import FloatArray
from retinaview.core.landmarks import Landmarks
from retinaview.core.marks import Status
from retinaview.core.thresholds import threshold_level

DISC_DIAMETERS_TO_FOVEA = 2.43
"""From the disc's centre to the fovea: median of 411 training photographs of IDRiD, in diameters
of the disc's box (90 % lie between 2.06 and 2.82)."""
SOUGHT_DISC_DIAMETERS = 3.0
"""Distance from the fovea up to which exudates are sought."""


def disc_diameter(landmarks: Landmarks) -> float | None:
    """Return the disc's diameter in source pixels.

    It is measured on the box that a reader drew round the disc, and follows from the distance to
    the fovea elsewhere. None where either was not found, or both are at one place.
    """
    disc, fovea = landmarks.disc, landmarks.fovea
    distance = float(np.hypot(disc.x - fovea.x, disc.y - fovea.y))
    if not (disc.is_found and fovea.is_found and distance):
        return None
    if disc.mark is not None and disc.mark.status is Status.DRAWN:
        return (disc.mark.box.width + disc.mark.box.height) / 2
    return distance / DISC_DIAMETERS_TO_FOVEA


def distance_from_fovea(lesion_map: LesionMap, landmarks: Landmarks) -> float | None:
    """Return the distance of the lesion nearest to the fovea, in disc diameters.

    Parameters
    ----------
    lesion_map : LesionMap
        One class, with the threshold in force.
    landmarks : Landmarks
        Disc and fovea.

    Returns
    -------
    float or None
        Infinite where there is none up to `SOUGHT_DISC_DIAMETERS`; None where disc or fovea was not
        found.
    """
    diameter = disc_diameter(landmarks)
    if diameter is None:
        return None
    height, width = lesion_map.probability.shape
    extent, fovea = lesion_map.extent, landmarks.fovea
    across, down = extent.width / width, extent.height / height  # source pixels per cell
    reach = SOUGHT_DISC_DIAMETERS * diameter
    left, right = _cells(fovea.x - extent.x, reach, across, width)
    top, bottom = _cells(fovea.y - extent.y, reach, down, height)
    near = lesion_map.probability[top:bottom, left:right]
    above = near >= threshold_level(lesion_map.threshold)
    x = extent.x + (np.arange(left, right) + 0.5) * across - fovea.x
    y = extent.y + (np.arange(top, bottom) + 0.5) * down - fovea.y
    beyond = int(np.searchsorted(x, 0))
    nearest = min(
        _nearest(above[:, beyond:], x[beyond:], y),
        _nearest(above[:, :beyond][:, ::-1], x[:beyond][::-1], y),
    )
    return nearest / diameter if nearest <= reach else float("inf")


def _nearest(above: NDArray[np.bool_], x: FloatArray, y: FloatArray) -> float:
    """Return the least distance of a cell on one side of the fovea; infinite where there is none.

    The first cell of each row suffices: to list all cells of a low threshold takes far longer than
    a frame, and the threshold may be under the reader's hand.

    Parameters
    ----------
    above : ndarray of bool, shape (rows, columns)
        The cells that count, those nearest to the fovea first.
    x, y : ndarray of float64
        Places of the columns and the rows from the fovea, source pixels.
    """
    if not above.size:
        return float("inf")
    first = above.argmax(axis=1)
    rows = np.flatnonzero(above[np.arange(len(y)), first])
    return float(np.hypot(x[first[rows]], y[rows]).min(initial=np.inf))


def _cells(centre: float, reach: float, size: float, count: int) -> tuple[int, int]:
    """Return the first cell of an axis within reach, and the one after the last."""
    first, last = np.clip([(centre - reach) // size, (centre + reach) // size + 1], 0, count)
    return int(first), int(last)
