"""Heat maps on the photograph from attention on a network's input."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from retinaview.core.findings import HeatMap
from retinaview.inference.lesion_maps import frame_extent, on_photograph
from retinaview.models.outputs.graded_photograph import GradedPhotograph
from retinaview.models.outputs.response import positive_part
from retinaview.models.preprocessing import Frame

ANY_RETINOPATHY, ANY_OEDEMA = "any DR", "any DME"
"""Targets of the map from which regions are picked."""
ATTENTION = "attention"
"""Target of a network's only map, which belongs to no particular grade."""
STEP_PX = 4
"""Pixels of the network's input per cell of a heat map; attention itself is much coarser."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class HeatMaps:
    """The heat maps of one photograph.

    Attributes
    ----------
    source : str
        Name of the weights.
    frame : Frame
        Position of the network's input on the photograph.
    field : ndarray of bool, shape (canvas_height, canvas_width)
        The field of view on that input; elsewhere maps are 0.
    """

    source: str
    frame: Frame
    field: NDArray[np.bool_]

    def of(self, graded: GradedPhotograph) -> tuple[HeatMap, ...]:
        """Return the map of the regions, then one per grade, peaking at its probability."""
        by_grade = [
            *self._by_grade("DR", graded.gated, graded.dr),
            *self._by_grade("DME", graded.dme_maps, graded.dme),
        ]
        if _target(graded) == ATTENTION and not graded.response.any():
            return ()  # the network shows nothing
        return (self._map(_target(graded), graded.response), *by_grade)

    def _by_grade(self, disease: str, maps: Floats, probabilities: Floats | None) -> list[HeatMap]:
        if probabilities is None or not len(maps):
            return []
        pairs = zip(maps, probabilities, strict=True)
        return [
            self._map(f"{disease} {grade}", positive_part(values, peak=float(probability)))
            for grade, (values, probability) in enumerate(pairs)
        ]

    def _map(self, target: str, values: Floats) -> HeatMap:
        """Resize to the canvas, crop to the photograph and coarsen again."""
        canvas = cv2.resize(values, self.field.shape[::-1], interpolation=cv2.INTER_LINEAR)
        seen = np.where(self.field, canvas, np.float32(0))[on_photograph(self.frame)]
        size = [max(1, side // STEP_PX) for side in (seen.shape[1], seen.shape[0])]
        coarse = cv2.resize(seen, size, interpolation=cv2.INTER_AREA)
        return HeatMap(self.source, target, np.clip(coarse, 0, 1), frame_extent(self.frame))


def _target(graded: GradedPhotograph) -> str:
    if len(graded.gated):
        return ANY_RETINOPATHY
    return ANY_OEDEMA if len(graded.dme_maps) else ATTENTION
