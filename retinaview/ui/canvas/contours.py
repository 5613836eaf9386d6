"""From a probability map and a threshold to the outlines of the lesions. No Qt."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from retinaview.core.findings import LesionMap
from retinaview.core.geometry import Box

# Maps below this many cells are doubled before tracing, because a contour runs through the
# centres of the border cells: it then lies a quarter of a cell inside the lesion, not half.
DOUBLED_BELOW_CELLS = 4_000_000

Points = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Component:
    """One connected component of a lesion map.

    Attributes
    ----------
    rings : tuple of ndarray of float64, shape (N, 2)
        The outer border and then the holes, closed polygons (x, y) in source pixels.
    box : Box
        Round the outer border.
    """

    rings: tuple[Points, ...]
    box: Box


def components(lesion_map: LesionMap, threshold: float) -> tuple[Component, ...]:
    """Outlines of what reaches a threshold.

    Parameters
    ----------
    lesion_map : LesionMap
        Probabilities on their own grid.
    threshold : float
        0-1. A cell belongs where its probability is at least this and above zero.

    Returns
    -------
    tuple of Component
        In no particular order.
    """
    mask = _mask(lesion_map.probability, threshold)
    # Border following of Suzuki and Abe 1985, in two levels: borders, and holes in them.
    traced, hierarchy = cv2.findContours(mask, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    if not traced:
        return ()
    rings = _rings(traced, mask.shape, lesion_map.extent)
    members: dict[int, list[Points]] = {}
    for index, parent in enumerate(hierarchy[0, :, 3].tolist()):
        members.setdefault(index if parent < 0 else parent, []).append(rings[index])
    return tuple(
        Component((rings[outer], *(r for r in found if r is not rings[outer])), _box(rings[outer]))
        for outer, found in members.items()
    )


def _mask(probability: NDArray[np.uint8], threshold: float) -> NDArray[np.uint8]:
    least = max(1, math.ceil(threshold * 255))
    _, mask = cv2.threshold(probability, least - 1, 255, cv2.THRESH_BINARY)
    if mask.size < DOUBLED_BELOW_CELLS:
        mask = cv2.resize(mask, None, fx=2, fy=2, interpolation=cv2.INTER_NEAREST)
    return np.asarray(mask, dtype=np.uint8)


def _rings(traced: Sequence[NDArray[Any]], shape: tuple[int, ...], extent: Box) -> list[Points]:
    """Simplified outlines in source pixels, all scaled in one go."""
    simple = [cv2.approxPolyDP(ring, 0.7 if len(ring) < 16 else 1.1, True)[:, 0] for ring in traced]
    step = np.array([extent.width / shape[1], extent.height / shape[0]])
    points = (np.concatenate(simple) + 0.5) * step + np.array([extent.x, extent.y])
    return np.split(points, np.cumsum([len(ring) for ring in simple])[:-1])


def _box(ring: Points) -> Box:
    hair = 1e-6
    (x0, y0), (x1, y1) = ring.min(axis=0).tolist(), ring.max(axis=0).tolist()
    return Box(x0, y0, max(x1 - x0, hair), max(y1 - y0, hair))
