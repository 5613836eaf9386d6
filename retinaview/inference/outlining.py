"""Outlines of single lesions: by the probability map under them where there is one, else by colour.

Made for the place that a reader points at, or the box that a reader drew; see
`retinaview.imaging.lesion_edges` for the colour.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

import cv2
import numpy as np
from numpy.typing import NDArray

from retinaview.core.findings import LesionMap
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.core.mask import Mask
from retinaview.imaging.lesion_edges import lesion_at, lesions_in

LARGEST_SHARE = 1 / 8
"""A component of a map that is longer, as a share of the photograph's width, is many lesions."""
_AROUND_BOX = 0.5
_SPECK_PX = 4


@dataclass(frozen=True, eq=False)
class OutliningInput:
    """What there is to outline a lesion by.

    Attributes
    ----------
    rgb : ndarray of uint8, shape (H, W, 3)
        The photograph.
    maps : sequence of LesionMap
        Of the finding that is shown; none where there is none.
    thresholds : mapping of LesionClass to float
        In force, 0-1; the map's own where a class is missing.
    """

    rgb: NDArray[np.uint8]
    maps: Sequence[LesionMap] = ()
    thresholds: Mapping[LesionClass, float] = field(default_factory=dict)

    def map_of(self, lesion: LesionClass) -> LesionMap | None:
        """Return the map of a class."""
        return next((found for found in self.maps if found.lesion is lesion), None)

    def above(self, lesion_map: LesionMap, x: int, y: int, width: int, height: int) -> Mask | None:
        """Return where a map reaches its threshold within a window of the photograph."""
        share = self.thresholds.get(lesion_map.lesion, lesion_map.threshold)
        values = _sampled(lesion_map, x, y, width, height)
        return Mask.of(values >= max(share, 1 / 255) * 255, x=x, y=y)


def outline_at(seen: OutliningInput, x: float, y: float, lesion: LesionClass) -> Mask | None:
    """Return the lesion under a point.

    Parameters
    ----------
    seen : OutliningInput
        Photograph and maps.
    x, y : float
        Source pixels.
    lesion : LesionClass
        Whose map is asked first; the maps of other classes come next, and then the colour.

    Returns
    -------
    Mask or None
        None where nothing can be told from the retina there.
    """
    height, width = seen.rgb.shape[:2]
    reach = round(LARGEST_SHARE * width / 2)
    left, top = max(int(x) - reach, 0), max(int(y) - reach, 0)
    window = left, top, min(2 * reach, width - left), min(2 * reach, height - top)
    for lesion_map in sorted(seen.maps, key=lambda found: found.lesion is not lesion):
        if not lesion_map.lesion.is_lesion or min(window[2:]) <= 0:
            continue
        above = seen.above(lesion_map, *window)
        part = None if above is None else _part_at(above, x, y)
        if part is not None and max(part.width, part.height) < 2 * reach - 2:
            return part
    return lesion_at(seen.rgb, x, y)


def pixels_in(seen: OutliningInput, box: Box, lesion: LesionClass) -> Mask | None:
    """Return the pixels of the lesions in a box, by the map of their class or else by colour."""
    filled = Mask.filling(box).clipped(seen.rgb.shape[1], seen.rgb.shape[0])
    if filled is None:
        return None
    lesion_map = seen.map_of(lesion)
    if lesion_map is not None:
        window = filled.x, filled.y, filled.width, filled.height
        if (above := seen.above(lesion_map, *window)) is not None:
            return above
    return lesions_in(seen.rgb, box)


def snapped_box(seen: OutliningInput, box: Box, lesion: LesionClass) -> Box | None:
    """Return the box around the lesions under a box, which may reach half a side beyond it."""
    dx, dy = box.width * _AROUND_BOX, box.height * _AROUND_BOX
    wide = Box(box.x - dx, box.y - dy, box.width + 2 * dx, box.height + 2 * dy)
    found = pixels_in(seen, wide, lesion)
    if found is None:
        return None
    inside = [part for part in parts_of(found) if _share_in(part, box) > 0]
    if not inside:
        return None
    return inside[0].union(*inside[1:]).box


def parts_of(mask: Mask) -> tuple[Mask, ...]:
    """Return the connected parts of a mask, from the top; pixels at a corner are connected."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(
        mask.pixels.view(np.uint8), connectivity=8
    )
    parts = []
    for label in range(1, count):
        x, y, width, height = stats[label, :4].tolist()
        pixels = labels[y : y + height, x : x + width] == label
        if (part := Mask.of(pixels, x=mask.x + x, y=mask.y + y)) is not None:
            parts.append(part)
    return tuple(parts)


def lesions_of_cluster(mask: Mask) -> tuple[Mask, ...]:
    """Split a mask into its lesions; all its pixels are in one of them.

    Parts are lesions; specks go to the nearest. A single part falls apart where it is thin, by a
    watershed of the distance from its edge.

    Returns
    -------
    tuple of Mask
        One where nothing tells lesions apart.
    """
    parts = parts_of(mask)
    large = [part for part in parts if part.area_px >= _SPECK_PX]
    if len(large) > 1:
        return _with_specks(large, [part for part in parts if part.area_px < _SPECK_PX])
    return _fallen_apart(mask)


def _with_specks(parts: list[Mask], specks: Sequence[Mask]) -> tuple[Mask, ...]:
    for speck in specks:
        x, y = speck.box.centre
        gaps = [np.hypot(x - p.box.centre[0], y - p.box.centre[1]) for p in parts]
        nearest = int(np.argmin(gaps))
        parts[nearest] = parts[nearest].union(speck)
    return tuple(parts)


def _fallen_apart(mask: Mask) -> tuple[Mask, ...]:
    from skimage.feature import peak_local_max
    from skimage.segmentation import watershed

    pixels = np.pad(mask.pixels, 1)
    deep = cv2.distanceTransform(pixels.view(np.uint8), cv2.DIST_L2, 3)
    apart = max(2, round(float(deep.max())))
    peaks = peak_local_max(deep, min_distance=apart, labels=pixels.astype(np.int32))
    markers = np.zeros(pixels.shape, np.int32)
    markers[tuple(peaks.T)] = np.arange(1, len(peaks) + 1)
    labels = watershed(-deep, markers, mask=pixels)
    found = (Mask.of(labels == n, x=mask.x - 1, y=mask.y - 1) for n in range(1, len(peaks) + 1))
    return tuple(part for part in found if part is not None) or (mask,)


def _part_at(mask: Mask, x: float, y: float) -> Mask | None:
    """Return the part of a mask that a point is on, or next to."""
    near = list(product((0, -1, 1), repeat=2))
    for part in parts_of(mask):
        if any(part.has(x + dx, y + dy) for dx, dy in near):
            return part
    return None


def _share_in(mask: Mask, box: Box) -> float:
    filled = Mask.filling(box)
    inside = mask.within(filled.x, filled.y, filled.width, filled.height)
    return float(inside.sum()) / mask.area_px


def _sampled(lesion_map: LesionMap, x: int, y: int, width: int, height: int) -> NDArray[np.float32]:
    """Return probabilities, 0-255, at the pixels of a window; between cells, in between."""
    rows, columns = lesion_map.probability.shape
    extent = lesion_map.extent
    xs = (np.arange(x, x + width) + 0.5 - extent.x) / extent.width * columns - 0.5
    ys = (np.arange(y, y + height) + 0.5 - extent.y) / extent.height * rows - 0.5
    across, along = np.meshgrid(xs.astype(np.float32), ys.astype(np.float32))
    sampled = cv2.remap(
        lesion_map.probability.astype(np.float32),
        across,
        along,
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=0,
    )
    return np.asarray(sampled, dtype=np.float32)
