"""Lesions from a lesion map: connected components with box, area and score."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from retinaview.core.findings import Lesion, LesionMap
from retinaview.core.geometry import Box
from retinaview.core.landmarks import Landmarks
from retinaview.core.macula import distance_from_fovea
from retinaview.core.thresholds import threshold_level

MIN_GRID_PIXELS = 3
"""Components with fewer pixels on the map's own grid are ignored as specks."""


def lesions_of(lesion_map: LesionMap, *, threshold: float | None = None) -> tuple[Lesion, ...]:
    """Describe the connected components of a lesion map above a threshold.

    Pixels that share a side or a corner are connected.

    Parameters
    ----------
    lesion_map : LesionMap
        Probabilities on their own grid.
    threshold : float, optional
        The probability, 0-1, from which a pixel counts; by default the map's own.

    Returns
    -------
    tuple of Lesion
        Boxes and areas in source pixels; the score is the component's mean probability. Sorted by
        score times area, the largest first.
    """
    value = lesion_map.threshold if threshold is None else threshold
    probability = lesion_map.probability
    labels, stats = _components(lesion_map, value)
    scores = _mean_probability(probability, labels, len(stats))
    kept = np.flatnonzero(stats[1:, cv2.CC_STAT_AREA] >= MIN_GRID_PIXELS) + 1
    evidence = scores[kept] * stats[kept, cv2.CC_STAT_AREA]
    ranked = kept[np.argsort(-evidence, kind="stable")]
    return tuple(_lesion(lesion_map, stats[label], float(scores[label])) for label in ranked)


def lesion_mask(lesion_map: LesionMap, threshold: float) -> NDArray[np.bool_]:
    """Return the mask of the lesions that `lesions_of` describes.

    Parameters
    ----------
    lesion_map : LesionMap
        Probabilities on their own grid.
    threshold : float
        The probability, 0-1, from which a pixel counts.

    Returns
    -------
    ndarray of bool, shape (h, w)
        On the map's own grid.
    """
    labels, stats = _components(lesion_map, threshold)
    kept = stats[:, cv2.CC_STAT_AREA] >= MIN_GRID_PIXELS
    kept[0] = False  # the background
    return np.asarray(kept[labels])


def count_lesions(lesion_map: LesionMap, threshold: float) -> int:
    """Count the lesions that `lesions_of` describes.

    Parameters
    ----------
    lesion_map : LesionMap
        Probabilities on their own grid.
    threshold : float
        The probability, 0-1, from which a pixel counts.
    """
    _, stats = _components(lesion_map, threshold)
    return int(np.count_nonzero(stats[1:, cv2.CC_STAT_AREA] >= MIN_GRID_PIXELS))


def nearest_to_fovea(lesion_map: LesionMap, threshold: float, landmarks: Landmarks) -> float | None:
    """Return `distance_from_fovea` of the lesions that `lesions_of` describes.

    Parameters
    ----------
    lesion_map : LesionMap
        Probabilities on their own grid.
    threshold : float
        The probability, 0-1, from which a pixel counts.
    landmarks : Landmarks
        Disc and fovea.
    """
    return distance_from_fovea(lesion_mask(lesion_map, threshold), lesion_map.extent, landmarks)


def _components(lesion_map: LesionMap, threshold: float) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return labels on the grid, 0 for background, and OpenCV's statistics by label.

    A low threshold makes thousands of components, for which skimage.measure.regionprops takes 40
    times as long.
    """
    above = (lesion_map.probability >= threshold_level(threshold)).view(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(above, connectivity=8)
    return labels, stats


def _mean_probability(
    probability: NDArray[np.uint8], labels: NDArray[Any], count: int
) -> NDArray[np.float64]:
    """Return the mean of each component, 0-1, shape (count,); the background's is 0."""
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
