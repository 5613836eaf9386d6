"""From a lesion map to lesions: connected components with box, area and score."""

from __future__ import annotations

import math
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from retinaview.core.findings import Lesion, LesionMap
from retinaview.core.geometry import Box

MIN_GRID_PIXELS = 3
"""Components of fewer pixels on the map's own grid are specks, not lesions."""


def lesions_of(lesion_map: LesionMap, *, threshold: float | None = None) -> tuple[Lesion, ...]:
    """Cut a lesion map and describe what remains.

    Pixels that touch at a side or a corner belong together.

    Parameters
    ----------
    lesion_map : LesionMap
        Probabilities on their own grid.
    threshold : float, optional
        The probability, 0-1, from which a pixel counts; default the map's own.

    Returns
    -------
    tuple of Lesion
        Boxes and areas in source pixels; the score is the component's mean probability. The
        largest evidence (score times area) comes first.
    """
    cut = cut_level(lesion_map.threshold if threshold is None else threshold)
    probability = lesion_map.probability
    above = (probability >= cut).view(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(above, connectivity=8)
    scores = _mean_probability(probability, labels, count)
    kept = np.flatnonzero(stats[1:, cv2.CC_STAT_AREA] >= MIN_GRID_PIXELS) + 1
    evidence = scores[kept] * stats[kept, cv2.CC_STAT_AREA]
    ranked = kept[np.argsort(-evidence, kind="stable")]
    return tuple(_lesion(lesion_map, stats[label], float(scores[label])) for label in ranked)


def cut_level(threshold: float) -> int:
    """The smallest of 1-255 that stands for at least `threshold`, 0-1."""
    return min(255, max(1, math.ceil(threshold * 255 - 1e-6)))


def _mean_probability(
    probability: NDArray[np.uint8], labels: NDArray[Any], count: int
) -> NDArray[np.float64]:
    """Mean of each component, 0-1, shape (count,); the background's is 0."""
    inside = labels > 0
    members = labels[inside]
    sums = np.bincount(members, weights=probability[inside], minlength=count)
    sizes = np.bincount(members, minlength=count)
    return np.asarray(sums / np.maximum(sizes, 1) / 255)


def _lesion(lesion_map: LesionMap, stats: NDArray[Any], score: float) -> Lesion:
    height, width = lesion_map.probability.shape
    extent = lesion_map.extent
    step_x, step_y = extent.width / width, extent.height / height
    left, top, columns, rows, area = (float(value) for value in stats)
    box = Box(extent.x + left * step_x, extent.y + top * step_y, columns * step_x, rows * step_y)
    return Lesion(lesion_map.lesion, box, area * step_x * step_y, score)
