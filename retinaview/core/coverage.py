"""Coverage regions: the few squares that together cover most of the lesions found.

Unlike attention regions (`retinaview.core.regions`), they follow what a network segments, not where
it looks. Greedy maximum coverage comes within 1 - 1/e of the best choice (Nemhauser et al. 1978).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil, sqrt
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from retinaview.core.field_circle import FieldCircle
from retinaview.core.findings import Finding, Lesion, Region
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass

PAPER_INPUT_PX = 492
"""Side of Zoom-in-Net's input, in whose pixels the side of a region is given."""
REGION_SHARE = 200 / PAPER_INPUT_PX
"""Side of a region as a share of the field's diameter: Zoom-in-Net's 200 px of 492."""
CLASS_WEIGHTS: Mapping[LesionClass, float] = {
    LesionClass.HARD_EXUDATE: 0.5,
    LesionClass.HAEMORRHAGE: 1.0,
    LesionClass.MICROANEURYSM: 0.5,
    LesionClass.COTTON_WOOL_SPOT: 1.0,
}
"""Weight of a lesion by its class; classes that are missing here do not count."""
RegionSource = Literal["coverage", "attention"]
"""What regions are based on: segmented lesions, or a grading network's attention."""
_CELLS = 24
"""Cells along a region's side; positions are tried in steps of one cell."""

Floats = NDArray[np.float64]


def shown_source(finding: Finding) -> RegionSource:
    """Return which regions a finding is shown with: coverage wherever it has lesion maps."""
    mapped = bool(finding.lesion_maps) and finding.field_of_view is not None
    return "coverage" if mapped else "attention"


def regions_of(finding: Finding, source: RegionSource) -> tuple[Region, ...]:
    """Return a finding's regions, ranked; at most four of either source.

    Coverage regions are those of the lesions at the thresholds of the model card.
    """
    if source == "attention":
        return finding.regions
    if finding.field_of_view is None:
        return ()
    return coverage_regions(finding.lesions, finding.field_of_view)


def coverage_regions(
    lesions: Sequence[Lesion],
    field: FieldCircle,
    *,
    share: float = REGION_SHARE,
    count: int = 4,
    weights: Mapping[LesionClass, float] = CLASS_WEIGHTS,
) -> tuple[Region, ...]:
    """Choose squares one by one, each covering most of what is not yet covered.

    A lesion counts with the weight of its class times the square root of its area times its score,
    spread over its box. Of equal squares the one with its lesions nearest to its centre is taken,
    then the first in row order.

    Parameters
    ----------
    lesions : sequence of Lesion
        In source pixels.
    field : FieldCircle
        The field of view; squares lie within the photograph's part of its bounding square.
    share : float
        Side of a square as a share of the field's diameter.
    count : int
        The most squares to take.
    weights : mapping of LesionClass to float
        See `CLASS_WEIGHTS`.

    Returns
    -------
    tuple of Region
        In source pixels, in the order taken; the score is the share of the total weight that the
        square adds, 0-1. Empty if no lesion was found, fewer than `count` if all are covered.
    """
    frame = _frame(field)
    side = min(share * 2 * field.radius, frame.width, frame.height)
    step = side / _CELLS
    left = _weight_grid(lesions, frame, step, weights)
    left /= max(left.sum(), np.finfo(float).tiny)
    regions: list[Region] = []
    while len(regions) < count:
        row, column, held = _fullest(left)
        if held <= 0:
            break
        left[row : row + _CELLS, column : column + _CELLS] = 0
        box = Box(frame.x + column * step, frame.y + row * step, side, side)
        inside = _pushed_inside(box, frame)
        regions.append(Region(inside, min(1.0, held), rank=len(regions) + 1))
    return tuple(regions)


def _frame(field: FieldCircle) -> Box:
    """Return the photograph's part of the square around the field of view."""
    left, top = max(0.0, field.cx - field.radius), max(0.0, field.cy - field.radius)
    right = min(float(field.width), field.cx + field.radius)
    bottom = min(float(field.height), field.cy + field.radius)
    return Box.from_corners(left, top, right, bottom)


def _weight_grid(
    lesions: Sequence[Lesion], frame: Box, step: float, weights: Mapping[LesionClass, float]
) -> Floats:
    """Distribute the lesions' weights over square cells with a side of `step` px."""
    rows = max(_CELLS, int(np.ceil(frame.height / step - 1e-6)))
    columns = max(_CELLS, int(np.ceil(frame.width / step - 1e-6)))
    grid = np.zeros((rows, columns))
    for lesion in lesions:
        weight = weights.get(lesion.lesion, 0.0) * sqrt(lesion.area_px * lesion.score)
        box = lesion.box
        top, bottom = _cells(box.y - frame.y, box.bottom - frame.y, step, rows)
        first, last = _cells(box.x - frame.x, box.right - frame.x, step, columns)
        grid[top:bottom, first:last] += weight / ((bottom - top) * (last - first))
    return grid


def _cells(start: float, end: float, step: float, count: int) -> tuple[int, int]:
    """Return the range of grid cells that a stretch overlaps, at least one."""
    first = min(max(int(start // step), 0), count - 1)
    return first, min(max(ceil(end / step), first + 1), count)


def _fullest(grid: Floats) -> tuple[int, int, float]:
    """Return row, column and sum of the square with the largest sum."""
    summed = np.pad(grid, ((1, 0), (1, 0))).cumsum(axis=0).cumsum(axis=1)
    below, above = summed[_CELLS:], summed[:-_CELLS]
    held = np.round((below - above)[:, _CELLS:] - (below - above)[:, :-_CELLS], 9)
    most = float(held.max())
    rows, columns = np.nonzero(held == most)
    inside = grid[rows[0] : rows[0] + _CELLS, columns[0] : columns[0] + _CELLS]
    if most > 0:
        middle_row, middle_column = _middle(inside)
        away = (rows - rows[0] - middle_row) ** 2 + (columns - columns[0] - middle_column) ** 2
        first = int(away.argmin())
        return int(rows[first]), int(columns[first]), most
    return int(rows[0]), int(columns[0]), most


def _middle(square: Floats) -> tuple[float, float]:
    """Return the shift that would centre a square on what it covers."""
    rows, columns = np.nonzero(square)
    return (
        (rows.min() + rows.max() + 1 - len(square)) / 2,
        (columns.min() + columns.max() + 1 - square.shape[1]) / 2,
    )


def _pushed_inside(box: Box, frame: Box) -> Box:
    x = min(box.x, frame.right - box.width)
    y = min(box.y, frame.bottom - box.height)
    return Box(max(frame.x, x), max(frame.y, y), box.width, box.height)
