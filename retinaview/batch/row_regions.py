"""Choice of the regions of a findings row to score: as screened, or by source, side and number."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from retinaview.batch.findings_file import FieldOfViewRow, RegionRow, ScreenedRow
from retinaview.core.coverage import PAPER_INPUT_PX, REGION_SHARE, RegionSource, coverage_regions
from retinaview.core.field_circle import FieldCircle
from retinaview.core.findings import Lesion
from retinaview.core.geometry import Box, FloatArray, box_array


@dataclass(frozen=True)
class RegionChoice:
    """Which regions to score.

    Attributes
    ----------
    source : RegionSource or None
        None for the row's `regions`.
    side_px : float or None
        Side of the squares for a field of view of 492 px; None for the side as screened. Coverage
        regions are recomputed with it, attention regions resized around their centres.
    count : int
        Most regions per photograph.
    """

    source: RegionSource | None = None
    side_px: float | None = None
    count: int = 4


SCREENED = RegionChoice()
"""The regions as screened."""


def field_of(row: ScreenedRow) -> FieldCircle:
    """Return a row's field of view, or the circle around the photograph if it has none."""
    field: FieldOfViewRow | None = row.field_of_view
    if field is None:
        return FieldCircle.around(row.width, row.height)
    return FieldCircle(field.cx, field.cy, field.radius, row.width, row.height)


def chosen_regions(row: ScreenedRow, choice: RegionChoice) -> FloatArray:
    """Return the chosen regions of a row.

    Parameters
    ----------
    row : ScreenedRow
        The row of a photograph.
    choice : RegionChoice
        Choice of regions.

    Returns
    -------
    ndarray of float64, shape (R, 4)
        Columns x, y, width, height in source pixels, best first.
    """
    source = choice.source or row.regions_source
    if source == "coverage" and (choice.side_px or row.regions_source != "coverage"):
        return _covering(row, choice)
    rows = row.regions if source == row.regions_source else row.attention_regions
    boxes = _boxes(rows[: choice.count])
    if choice.side_px is None:
        return boxes
    return _resized(boxes, 2 * field_of(row).radius * choice.side_px / PAPER_INPUT_PX)


def _covering(row: ScreenedRow, choice: RegionChoice) -> FloatArray:
    lesions = [
        Lesion(each.lesion, Box(each.x, each.y, each.width, each.height), each.area_px, each.score)
        for each in row.lesions
    ]
    side_px = choice.side_px or REGION_SHARE * PAPER_INPUT_PX
    found = coverage_regions(
        lesions, field_of(row), share=side_px / PAPER_INPUT_PX, count=choice.count
    )
    return box_array([region.box for region in found])


def _boxes(rows: tuple[RegionRow, ...]) -> FloatArray:
    sides = [(region.x, region.y, region.width, region.height) for region in rows]
    return np.array(sides, dtype=np.float64).reshape(-1, 4)


def _resized(boxes: FloatArray, side: float) -> FloatArray:
    centres = boxes[:, :2] + boxes[:, 2:] / 2
    return np.concatenate([centres - side / 2, np.full_like(centres, side)], axis=1)
