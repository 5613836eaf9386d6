"""Baselines: what regions would find without knowing the photograph.

IoM flatters large regions, so every recall is printed beside these (docs/evaluation.md): the
regions of other photographs, random squares through the same picker, and a centre prior.
"""

from __future__ import annotations

import numpy as np

from retinaview.core.field_circle import FieldCircle
from retinaview.core.geometry import FloatArray, box_array
from retinaview.core.regions import greedy_regions

_MOST_TRIES = 100
"""Attempts at a random position that is not masked; after them, masked positions are accepted."""


def covered_share(regions: FloatArray, field: FieldCircle) -> float:
    """Return the share of the field of view that the regions cover together, 0-1."""
    xs, ys, _ = field.grid()
    inside = field.contains(xs, ys)
    covered = np.zeros_like(inside)
    for x, y, width, height in regions:
        covered |= (xs >= x) & (xs < x + width) & (ys >= y) & (ys < y + height)
    return float((covered & inside).sum() / inside.sum())


def moved_regions(regions: FloatArray, source: FieldCircle, target: FieldCircle) -> FloatArray:
    """Transfer a photograph's regions to the same positions in another field of view.

    Parameters
    ----------
    regions : ndarray of float64, shape (R, 4)
        Columns x, y, width, height in the source's pixels.
    source, target : FieldCircle
        The fields of view.

    Returns
    -------
    ndarray of float64, shape (R, 4)
        In the target's pixels.
    """
    scale = target.radius / source.radius
    moved = np.asarray(regions, np.float64).reshape(-1, 4) * scale
    moved[:, 0] += target.cx - source.cx * scale
    moved[:, 1] += target.cy - source.cy * scale
    return moved


def random_regions(
    sizes: FloatArray, field: FieldCircle, *, repeats: int, random: np.random.Generator
) -> FloatArray:
    """Draw regions of given sizes at random places, by the rules of the region picker.

    No centre lies in an earlier square, and every square is moved inside the visible part of the
    field of view. Squares that overlap or extend beyond it would be too easy a baseline.

    Parameters
    ----------
    sizes : ndarray of float64, shape (N, 2)
        Widths and heights of the regions to imitate.
    field : FieldCircle
        The field of view.
    repeats : int
        Number of sets of N regions to draw.
    random : numpy.random.Generator
        Source of randomness.

    Returns
    -------
    ndarray of float64, shape (repeats, N, 4)
        Columns x, y, width, height.
    """
    xs, ys, step = field.grid()
    inside = field.contains(xs, ys)
    places = np.stack([xs[inside], ys[inside]], axis=-1)
    centres = np.zeros((repeats, len(sizes), 2))
    for n in range(len(sizes)):
        waiting = np.arange(repeats)
        for _ in range(_MOST_TRIES):
            drawn = places[random.integers(0, len(places), len(waiting))]
            centres[waiting, n] = drawn + random.uniform(-step / 2, step / 2, drawn.shape)
            gaps = np.abs(centres[waiting, :n] - centres[waiting, n : n + 1])
            masked = np.all(gaps < sizes[:n] / 2, axis=2)
            waiting = waiting[np.any(masked, axis=1)]
            if not len(waiting):
                break
    return _pushed_inside(centres, sizes, field)


def centre_regions(sizes: FloatArray, field: FieldCircle) -> FloatArray:
    """Return the greedy picker's regions for a Gaussian at the centre of the field of view.

    Parameters
    ----------
    sizes : ndarray of float64, shape (N, 2)
        Widths and heights of the regions to imitate; the picker works with their mean side.
    field : FieldCircle
        The field of view.

    Returns
    -------
    ndarray of float64, shape (N, 4)
        Columns x, y, width, height.
    """
    xs, ys, step = field.grid()
    distance = ((xs - field.cx) ** 2 + (ys - field.cy) ** 2) / field.radius**2
    response = np.exp(-2 * distance) * field.contains(xs, ys)
    side = max(1, round(float(sizes.mean()) / step))
    picked = greedy_regions(response, size=side, count=len(sizes))
    boxes = box_array([region.box for region in picked]) * step
    boxes[:, :2] += (xs[0, 0] - step / 2, ys[0, 0] - step / 2)
    return boxes


def _pushed_inside(centres: FloatArray, sizes: FloatArray, field: FieldCircle) -> FloatArray:
    low = np.maximum([field.cx - field.radius, field.cy - field.radius], 0)
    high = np.minimum(
        [field.cx + field.radius, field.cy + field.radius], [field.width, field.height]
    )
    corners = np.clip(centres - sizes / 2, low, np.maximum(low, high - sizes))
    spread = np.broadcast_to(sizes, (len(centres), *sizes.shape))
    return np.concatenate([corners, spread], axis=-1)
