"""What regions without any knowledge would find: squares at random, and squares at the centre.

IoM flatters large regions, so every recall is printed beside these (docs/evaluation.md).
"""

from __future__ import annotations

import numpy as np

from retinaview.core.field_circle import FieldCircle
from retinaview.core.geometry import FloatArray, box_array
from retinaview.core.regions import greedy_regions


def covered_share(regions: FloatArray, field: FieldCircle) -> float:
    """Share of the field of view that the union of the regions covers, 0-1."""
    xs, ys, _ = field.grid()
    inside = field.contains(xs, ys)
    covered = np.zeros_like(inside)
    for x, y, width, height in regions:
        covered |= (xs >= x) & (xs < x + width) & (ys >= y) & (ys < y + height)
    return float((covered & inside).sum() / inside.sum())


def random_regions(
    sizes: FloatArray, field: FieldCircle, *, repeats: int, random: np.random.Generator
) -> FloatArray:
    """Regions of given sizes with centres uniform in the field of view.

    Parameters
    ----------
    sizes : ndarray of float64, shape (N, 2)
        Widths and heights of the regions to imitate.

    Returns
    -------
    ndarray of float64, shape (repeats, N, 4)
        Columns x, y, width, height.
    """
    xs, ys, step = field.grid()
    inside = field.contains(xs, ys)
    centres = np.stack([xs[inside], ys[inside]], axis=-1)
    chosen = centres[random.integers(0, len(centres), (repeats, len(sizes)))]
    chosen = chosen + random.uniform(-step / 2, step / 2, chosen.shape)
    spread = np.broadcast_to(sizes, (repeats, *sizes.shape))
    return np.concatenate([chosen - spread / 2, spread], axis=-1)


def centre_regions(sizes: FloatArray, field: FieldCircle) -> FloatArray:
    """Regions that the greedy picker takes from a Gaussian at the centre of the field of view.

    Parameters
    ----------
    sizes : ndarray of float64, shape (N, 2)
        Widths and heights of the regions to imitate; the picker works with their mean side.

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
