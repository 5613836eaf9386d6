"""The edge of a field of view: candidate circles from thresholds at several brightnesses.

Coordinates are pixels of the thresholded image, with pixel edges at whole numbers.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from retinaview.core.geometry import Box
from retinaview.imaging.circle_fit import fit_circle
from retinaview.imaging.surround import largest_outline

Image = NDArray[np.uint8]
Mask = NDArray[np.bool_]
Points = NDArray[np.float64]

# Least overlap of a thresholded region with its own circle for the circle to be accepted.
_LEAST_OVERLAP = 0.93
# The edge is real if the brightness outside is at most this share of that inside.
_EDGE_RATIO = 0.5


@dataclass(frozen=True)
class Candidate:
    """A circle found at one threshold: region, circle and how well they overlap, 0-1."""

    circle: Points
    extent: Box
    overlap: float


def visible_disc(
    size: tuple[int, int], circle: tuple[float, float, float], extent: Box, *, step: int = 1
) -> Mask:
    """Return the pixels whose centres lie in the visible part of a disc.

    Parameters
    ----------
    size : tuple of int
        Width and height of the image.
    circle : tuple of float
        x, y of the centre and radius.
    extent : Box
        The visible part.
    step : int
        Sampling step in pixels; more than 1 gives an estimate.

    Returns
    -------
    ndarray of bool, shape (ceil(height / step), ceil(width / step))
        True inside.
    """
    x = np.arange(0, size[0], step) + step / 2
    y = np.arange(0, size[1], step) + step / 2
    inside_x = (x >= extent.x) & (x <= extent.right)
    inside_y = (y >= extent.y) & (y <= extent.bottom)
    square = (y[:, None] - circle[1]) ** 2 + (x[None, :] - circle[0]) ** 2
    return np.asarray((square <= circle[2] ** 2) & inside_y[:, None] & inside_x[None, :])


def best_candidate(candidates: list[Candidate]) -> Candidate | None:
    """Return the good candidate of lowest threshold on which most agree; None if no two do.

    The edge of a disc stays in place from threshold to threshold; that of a shadow moves.
    """
    candidates = [candidate for candidate in candidates if candidate.overlap >= _LEAST_OVERLAP]
    groups = [
        [other for other in candidates if _same_circle(candidate.circle, other.circle)]
        for candidate in candidates
    ]
    group = max(
        groups, key=lambda candidates: (len(candidates), _best_overlap(candidates)), default=[]
    )
    if len(group) < 2:
        return None
    # Candidates nearly as good as the best count as equal; the lowest threshold keeps dim edges.
    enough = _best_overlap(group) - 0.005
    return next(candidate for candidate in group if candidate.overlap >= enough)


def candidate_at(contrast: Image, threshold: float) -> Candidate | None:
    """Return the circle found at one threshold; None if the outline is not a disc's edge."""
    outline = largest_outline(contrast > threshold)
    if outline is None:
        return None
    hull = np.zeros(contrast.shape, np.uint8)
    cv2.fillConvexPoly(hull, cv2.convexHull(outline), 1)
    points = _free_outline(outline, hull)
    side = max(contrast.shape)
    circle = fit_circle(points, tolerance=max(1.0, 0.006 * side), radii=(0.2 * side, 1.0 * side))
    if circle is None or len(points) < 0.3 * side or not _edge_is_real(contrast, circle):
        return None
    extent = Box(*(float(value) for value in cv2.boundingRect(outline)))
    return Candidate(circle, extent, _overlap(hull, circle, extent))


def on_steepest_edge(contrast: Image, circle: Points) -> Points:
    """Return the circle moved to where the brightness falls off fastest.

    A threshold lies too far out where light scatters over a bright photograph's edge, and too far
    in where the edge is dim; the steepest descent along each radius lies on the edge.
    """
    angles = np.linspace(0, 2 * math.pi, 360, endpoint=False)
    radii = circle[2] * np.linspace(0.88, 1.12, 97)
    x = circle[0] + np.cos(angles)[:, None] * radii
    y = circle[1] + np.sin(angles)[:, None] * radii
    # From pixel edges at whole numbers to OpenCV's pixel centres at whole numbers.
    maps = (x - 0.5).astype(np.float32), (y - 0.5).astype(np.float32)
    profiles = cv2.remap(contrast.astype(np.float32), *maps, cv2.INTER_LINEAR)
    fall = profiles[:, :-4] - profiles[:, 4:]
    height, width = contrast.shape
    fall[((x < 2) | (y < 2) | (x > width - 2) | (y > height - 2))[:, 2:-2]] = 0
    rows, steepest = np.arange(len(angles)), fall.argmax(axis=1)
    seen = fall[rows, steepest] > 1
    points = np.column_stack([x[rows, steepest + 2], y[rows, steepest + 2]])[seen]
    limits = float(0.88 * circle[2]), float(1.12 * circle[2])
    moved = fit_circle(points, tolerance=max(1.0, 0.006 * circle[2]), radii=limits)
    return circle if moved is None else moved


def _best_overlap(candidates: list[Candidate]) -> float:
    return max(candidate.overlap for candidate in candidates)


def _same_circle(first: Points, second: Points) -> bool:
    return bool(np.abs(first - second).max() <= 0.03 * first[2])


def _free_outline(outline: NDArray[np.int32], hull: Image) -> Points:
    """Return the outline points on the convex hull and off the frame, shape (N, 2)."""
    x, y = outline[:, 0, 0], outline[:, 0, 1]
    height, width = hull.shape
    inner = cv2.erode(hull, np.ones((3, 3), np.uint8), iterations=2, borderValue=1)
    off_frame = (x > 1) & (y > 1) & (x < width - 2) & (y < height - 2)
    kept = off_frame & (inner[y, x] == 0)
    return np.asarray(outline[kept, 0] + 0.5, dtype=np.float64)


def _edge_is_real(contrast: Image, circle: Points) -> bool:
    """Return whether it is much darker just outside the circle than just inside."""
    angles = np.linspace(0, 2 * math.pi, 180, endpoint=False)
    levels = []
    for factor in (0.97, 1.03):
        x = np.floor(circle[0] + factor * circle[2] * np.cos(angles)).astype(int)
        y = np.floor(circle[1] + factor * circle[2] * np.sin(angles)).astype(int)
        seen = (x >= 0) & (y >= 0) & (x < contrast.shape[1]) & (y < contrast.shape[0])
        levels.append((seen, np.where(seen, contrast[y * seen, x * seen], 0)))
    (seen_in, inside), (seen_out, outside) = levels
    both = seen_in & seen_out
    if np.count_nonzero(both) < 10:
        return False
    return bool(np.median(outside[both]) <= _EDGE_RATIO * np.median(inside[both]))


def _overlap(hull: Image, circle: Points, extent: Box) -> float:
    """Return the IoU of the region and its circle within the region's extent."""
    height, width = hull.shape
    x, y, radius = (float(value) for value in circle)
    disc = visible_disc((width, height), (x, y, radius), extent)
    inside = hull > 0
    shared, either = int((disc & inside).sum()), int((disc | inside).sum())
    return shared / max(1, either)
