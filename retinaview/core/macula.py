"""Distances from the fovea in disc diameters, the measure of macular oedema's grades."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from retinaview.core.geometry import Box
from retinaview.core.landmarks import Landmarks
from retinaview.core.marks import Status

DISC_DIAMETERS_TO_FOVEA = 2.43
"""From the disc's centre to the fovea: median of 411 training photographs of IDRiD, in diameters
of the disc's box (90 % lie between 2.06 and 2.82; `python -m training.landmarks.distance`)."""
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


def distance_from_fovea(
    lesions: NDArray[np.bool_], extent: Box, landmarks: Landmarks
) -> float | None:
    """Return the distance of the lesion nearest to the fovea, in disc diameters.

    Parameters
    ----------
    lesions : ndarray of bool, shape (h, w)
        Mask of the lesions of one class.
    extent : Box
        What the mask covers, source pixels.
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
    height, width = lesions.shape
    fovea, reach = landmarks.fovea, SOUGHT_DISC_DIAMETERS * diameter
    across, down = extent.width / width, extent.height / height  # source pixels per cell
    left, right = _cells(fovea.x - extent.x, reach, across, width)
    top, bottom = _cells(fovea.y - extent.y, reach, down, height)
    rows, columns = np.nonzero(lesions[top:bottom, left:right])
    x = extent.x + (columns + left + 0.5) * across - fovea.x
    y = extent.y + (rows + top + 0.5) * down - fovea.y
    nearest = float(np.hypot(x, y).min(initial=np.inf))
    return nearest / diameter if nearest <= reach else float("inf")


def _cells(centre: float, reach: float, size: float, count: int) -> tuple[int, int]:
    """Return the first cell of an axis within reach, and the one after the last."""
    first, last = np.clip([(centre - reach) // size, (centre + reach) // size + 1], 0, count)
    return int(first), int(last)
