"""From what the models found to the marks that are proposed to a reader."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from retinaview.core.findings import Finding, Lesion, ModelIdentity
from retinaview.core.geometry import Box, FloatArray, box_array
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark, Provenance
from retinaview.inference.components import lesions_of
from retinaview.project.packed_finding import PackedFinding, packed

MAX_PROPOSALS = 200
"""Nobody goes through more boxes on one photograph."""

# Shares of the photograph's width. On a 45-degree photograph (about 13 mm across) they are about
# 20 and 50 micrometres: less than a microaneurysm, and the gap that an eye bridges in a cluster.
_MIN_SIDE_SHARE = 0.0015
_MERGE_GAP_SHARE = 0.004
# A disc's diameter is about an eighth of the width: a ring of exudates is no single box.
_MERGE_LIMIT_SHARE = 0.08
MAX_COMPONENTS = 1000
"""The rest of a noisier map has the least evidence anyway."""

_UNKNOWN = ModelIdentity("", "unknown", "", "")

RULE = (
    "Proposed as marks: neighbouring lesions share a box, specks are left out, "
    f"at most {MAX_PROPOSALS}."
)
"""Why there are fewer proposals than lesions found, in one sentence for the reader."""


def proposals_of(
    finding: Finding,
    *,
    width_px: float,
    thresholds: Mapping[LesionClass, float] | None = None,
) -> tuple[Mark, ...]:
    """Return the marks to propose for a photograph.

    Parameters
    ----------
    finding : Finding
        What the models said.
    width_px : float
        Width of the photograph, for what counts as small and as near.
    thresholds : mapping of LesionClass to float, optional
        Of the lesion maps, 0-1; the model card's for classes that are not in it.

    Returns
    -------
    tuple of Mark
        At most `MAX_PROPOSALS` lesions, strongest evidence first. Regions are places to look at,
        and never proposed.
    """
    lesions: list[Mark] = []
    for lesion_map in finding.lesion_maps:
        value = (thresholds or {}).get(lesion_map.lesion, lesion_map.threshold)
        if value == lesion_map.threshold:
            found = tuple(v for v in finding.lesions if v.lesion is lesion_map.lesion)
        else:
            found = lesions_of(lesion_map, threshold=value)
        lesions += lesion_proposals(finding, found, value, width_px=width_px)
    return strongest(lesions)


def packed_with_proposals(finding: Finding, *, width_px: float) -> PackedFinding:
    """Do all that `Session.take_finding` can be spared, in the thread that has the finding."""
    return replace(packed(finding), proposals=proposals_of(finding, width_px=width_px))


def lesion_proposals(
    finding: Finding, lesions: Sequence[Lesion], threshold: float, *, width_px: float
) -> tuple[Mark, ...]:
    """Return the marks for the components of one class.

    Components nearer than 0.4 % of the width are one mark, as long as that mark is no longer than
    8 %; what is then still smaller than 0.15 % is left out.

    Parameters
    ----------
    finding : Finding
        Tells which model ran.
    lesions : sequence of Lesion
        Components of one class, strongest evidence first.
    threshold : float
        The threshold that they reach, 0-1.
    width_px : float
        Width of the photograph.
    """
    model = finding.model("segmentation") or _UNKNOWN
    return tuple(
        Mark.proposed(v.lesion, v.box, provenance=_provenance(model, v.score, threshold))
        for v in grouped(lesions, width_px=width_px)
        if not is_speck(v.box, width_px=width_px)
    )


def grouped(lesions: Sequence[Lesion], *, width_px: float) -> tuple[Lesion, ...]:
    """Return the components of one class as they share boxes; the weakest of too many are left out.

    Parameters
    ----------
    lesions : sequence of Lesion
        Components of one class, strongest evidence first.
    width_px : float
        Width of the photograph.
    """
    return merged(
        lesions[:MAX_COMPONENTS],
        gap_px=width_px * _MERGE_GAP_SHARE,
        limit_px=width_px * _MERGE_LIMIT_SHARE,
    )


def is_speck(box: Box, *, width_px: float) -> bool:
    """Return whether a box is too small, on a photograph of this width, to be proposed."""
    return max(box.width, box.height) < width_px * _MIN_SIDE_SHARE


def strongest(marks: Iterable[Mark], count: int = MAX_PROPOSALS) -> tuple[Mark, ...]:
    """Return the proposals with the strongest evidence, score times box area, in that order."""
    return tuple(sorted(marks, key=_evidence, reverse=True)[:count])


def merged(lesions: Sequence[Lesion], *, gap_px: float, limit_px: float) -> tuple[Lesion, ...]:
    """Merge components of one class that are near each other.

    Parameters
    ----------
    lesions : sequence of Lesion
        Components of one class, strongest evidence first; each joins the first group that it is
        near to, or begins one.
    gap_px : float
        A component is near where the gap to the group's box is below this in both directions.
    limit_px : float
        No group grows longer than this in either direction; a single component may be longer.

    Returns
    -------
    tuple of Lesion
        The box holds the group; the score is the mean weighted by area.
    """
    groups: list[list[Lesion]] = []
    boxes: list[Box] = []
    for lesion in lesions:
        joined = _group_for(lesion.box, boxes, gap_px=gap_px, limit_px=limit_px)
        if joined is None:
            groups.append([lesion])
            boxes.append(lesion.box)
        else:
            groups[joined].append(lesion)
            boxes[joined] = _around([boxes[joined], lesion.box])
    return tuple(_union(group) for group in groups)


def _group_for(box: Box, boxes: Sequence[Box], *, gap_px: float, limit_px: float) -> int | None:
    """Return the number of the first group that a component may join."""
    if not boxes:
        return None
    start, end = _corners([box])
    starts, ends = _corners(boxes)
    gaps = np.maximum(np.maximum(starts - end, start - ends), 0).max(axis=1)
    lengths = (np.maximum(ends, end) - np.minimum(starts, start)).max(axis=1)
    fitting = np.flatnonzero((gaps < gap_px) & (lengths <= limit_px))
    return int(fitting[0]) if fitting.size else None


def _corners(boxes: Sequence[Box]) -> tuple[FloatArray, FloatArray]:
    """Return near and far corners, each of shape (N, 2)."""
    array = box_array(boxes)
    return array[:, :2], array[:, :2] + array[:, 2:]


def width_of(finding: Finding) -> float | None:
    """Return the photograph's width as far as a finding tells it; None where it does not."""
    if finding.field_of_view is not None:
        return finding.field_of_view.width
    boxes = [region.box for region in finding.regions]
    boxes += [lesion_map.extent for lesion_map in finding.lesion_maps]
    boxes += [heat_map.extent for heat_map in finding.heat_maps]
    return max((box.right for box in boxes), default=None)


def _around(boxes: Sequence[Box]) -> Box:
    """Return the smallest box that holds all of these."""
    return Box.from_corners(
        min(box.x for box in boxes),
        min(box.y for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )


def _union(group: Sequence[Lesion]) -> Lesion:
    box = _around([lesion.box for lesion in group])
    area = sum(lesion.area_px for lesion in group)
    score = sum(lesion.score * lesion.area_px for lesion in group) / area
    return Lesion(group[0].lesion, box, area, score)


def _provenance(model: ModelIdentity, score: float, threshold: float | None) -> Provenance:
    return Provenance(model.name, model.version, model.weights_sha256, threshold, score)


def _evidence(mark: Mark) -> float:
    score = None if mark.provenance is None else mark.provenance.score
    return (score or 0.0) * mark.box.area
