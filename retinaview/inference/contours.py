"""From a probability map and a threshold to the outlines of the lesions, for screen and paper."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from retinaview.core.findings import LesionMap
from retinaview.core.geometry import Box
from retinaview.core.thresholds import threshold_level

# Maps below this many cells are doubled before tracing, because a contour runs through the
# centres of the border cells: it then lies a quarter of a cell inside the lesion, not half.
DOUBLED_BELOW_CELLS = 4_000_000

# An outer border of so few points runs round one or two cells, which are a speck, not a lesion.
_SPECK_BORDER, _SPECK_BORDER_DOUBLED = 2, 10

Points = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Component:
    """One connected component of a lesion map.

    Attributes
    ----------
    rings : tuple of ndarray of float64, shape (N, 2)
        The outer border and then the holes, closed polygons (x, y) in source pixels.
    """

    rings: tuple[Points, ...]


def tracing_grid(lesion_map: LesionMap) -> NDArray[np.uint8]:
    """Return the probabilities on the grid on which they are traced, uint8 (h, w) or (2h, 2w).

    Making it takes a third of `components`; whoever traces a map many times keeps it.
    """
    probability = lesion_map.probability
    if 4 * probability.size >= DOUBLED_BELOW_CELLS:
        return probability
    grid = cv2.resize(probability, None, fx=2, fy=2, interpolation=cv2.INTER_NEAREST)
    return np.asarray(grid, dtype=np.uint8)


def components(
    lesion_map: LesionMap, threshold: float, *, grid: NDArray[np.uint8] | None = None
) -> tuple[Component, ...]:
    """Trace the lesions that `retinaview.inference.components.lesions_of` finds at a threshold.

    Parameters
    ----------
    lesion_map : LesionMap
        Probabilities on their own grid.
    threshold : float
        0-1; see `retinaview.core.thresholds.threshold_level`.
    grid : ndarray of uint8, optional
        The map's `tracing_grid`, where it is at hand.

    Returns
    -------
    tuple of Component
        In no particular order.
    """
    grid = tracing_grid(lesion_map) if grid is None else grid
    _, mask = cv2.threshold(grid, threshold_level(threshold) - 1, 255, cv2.THRESH_BINARY)
    doubled = mask.shape != lesion_map.probability.shape
    # Border following of Suzuki and Abe 1985, in two levels: borders, and holes in them.
    traced, hierarchy = cv2.findContours(mask, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    if not traced:
        return ()
    specks_up_to = _SPECK_BORDER_DOUBLED if doubled else _SPECK_BORDER
    members: dict[int, list[int]] = {}
    for index, parent in enumerate(hierarchy[0, :, 3].tolist()):
        if parent < 0:
            members.setdefault(index, []).insert(0, index)
        else:
            members.setdefault(parent, []).append(index)
    kept = [found for found in members.values() if len(traced[found[0]]) > specks_up_to]
    order = [index for found in kept for index in found]
    rings = iter(_rings([traced[index] for index in order], mask.shape, lesion_map.extent))
    return tuple(Component(tuple(itertools.islice(rings, len(found)))) for found in kept)


def _rings(traced: Sequence[NDArray[Any]], shape: tuple[int, ...], extent: Box) -> list[Points]:
    """Simplify outlines in source pixels, all scaled in one go."""
    if not traced:
        return []
    simple = [cv2.approxPolyDP(ring, 0.7 if len(ring) < 16 else 1.1, True)[:, 0] for ring in traced]
    step = np.array([extent.width / shape[1], extent.height / shape[0]])
    points = (np.concatenate(simple) + 0.5) * step + np.array([extent.x, extent.y])
    return np.split(points, np.cumsum([len(ring) for ring in simple])[:-1])
