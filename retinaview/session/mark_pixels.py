"""Which pixels of a mark's box are lesion: those of the map that proposed it."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from retinaview.core.findings import LesionMap
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark
from retinaview.core.photos import LabelledImage
from retinaview.inference.components import lesion_mask
from retinaview.session.session import Session


class MarkPixels:
    """Pixels of marks that a segmentation proposed, from the study's stored lesion maps.

    Call it with a photograph and one of its marks. A mark that was drawn by hand, or whose map is
    gone or silent there, has no pixels of its own (None): the whole box stands for it.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._ids = {image.path: image.id for image in session.images}
        self._maps: tuple[str, dict[str, LesionMap]] = ("", {})
        self._masks: dict[tuple[LesionClass, float], NDArray[np.bool_]] = {}

    def __call__(self, image: LabelledImage, mark: Mark) -> NDArray[np.bool_] | None:
        """Return the mark's pixels over its box rounded outwards, bool (h, w), or None."""
        run = mark.provenance
        if run is None or run.threshold is None:
            return None
        lesion_map = self._maps_of(image).get(mark.lesion)
        if lesion_map is None:
            return None
        mask = self._mask_of(lesion_map, run.threshold)
        pixels = pixels_in(mask, lesion_map.extent, mark.box)
        return pixels if pixels.any() else None

    def _maps_of(self, image: LabelledImage) -> dict[str, LesionMap]:
        if self._maps[0] != image.image:
            finding = self._session.finding(self._ids[image.image])
            maps = () if finding is None else finding.lesion_maps
            self._maps = (image.image, {str(found.lesion): found for found in maps})
            self._masks = {}
        return self._maps[1]

    def _mask_of(self, lesion_map: LesionMap, threshold: float) -> NDArray[np.bool_]:
        """Return the mask of a class, made once for all its marks at a threshold."""
        key = lesion_map.lesion, threshold
        if key not in self._masks:
            self._masks[key] = lesion_mask(lesion_map, threshold)
        return self._masks[key]


def pixels_in(mask: NDArray[np.bool_], extent: Box, box: Box) -> NDArray[np.bool_]:
    """Show a mask on the source pixels of a box.

    Parameters
    ----------
    mask : ndarray of bool, shape (h, w)
        On a regular grid over `extent`.
    extent : Box
        The part of the photograph that the grid covers, source pixels.
    box : Box
        Source pixels.

    Returns
    -------
    ndarray of bool, shape (H, W)
        Over the box rounded out to whole pixels; each pixel asks the cell at its centre.
    """
    rows, columns = mask.shape
    xs = np.arange(int(box.x), math.ceil(box.right)) + 0.5
    ys = np.arange(int(box.y), math.ceil(box.bottom)) + 0.5
    column = np.floor((xs - extent.x) / extent.width * columns).astype(int)
    row = np.floor((ys - extent.y) / extent.height * rows).astype(int)
    known = ((row >= 0) & (row < rows))[:, None] & ((column >= 0) & (column < columns))
    cells = np.ix_(np.clip(row, 0, rows - 1), np.clip(column, 0, columns - 1))
    return np.asarray(mask[cells] & known)
