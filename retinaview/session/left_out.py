"""What became of the lesions that a network found and that are no proposals of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from retinaview.core.findings import Finding, Lesion
from retinaview.core.lesions import LesionClass
from retinaview.inference.components import lesions_of
from retinaview.session.proposals import MAX_COMPONENTS, MAX_PROPOSALS, grouped, is_speck


@dataclass(frozen=True)
class LeftOut:
    """Counts of the lesions that a network found on one photograph.

    Attributes
    ----------
    found : int
        All of them.
    sharing : int
        Those in the box of a stronger neighbour.
    specks : int
        Boxes that are too small to be proposed.
    weakest : int
        Those beyond what is proposed at most.
    """

    found: int
    sharing: int
    specks: int
    weakest: int


def left_out(
    finding: Finding, *, width_px: float, thresholds: Mapping[LesionClass, float] | None = None
) -> LeftOut:
    """Count what `proposals_of` merges and leaves out; its parameters are the same."""
    found = sharing = specks = boxes = weak = 0
    for lesion_map in finding.lesion_maps:
        value = (thresholds or {}).get(lesion_map.lesion, lesion_map.threshold)
        lesions: tuple[Lesion, ...]
        if value == lesion_map.threshold:
            lesions = tuple(v for v in finding.lesions if v.lesion is lesion_map.lesion)
        else:
            lesions = lesions_of(lesion_map, threshold=value)
        groups = grouped(lesions, width_px=width_px)
        small = sum(is_speck(group.box, width_px=width_px) for group in groups)
        found += len(lesions)
        sharing += min(len(lesions), MAX_COMPONENTS) - len(groups)
        weak += max(len(lesions) - MAX_COMPONENTS, 0)
        specks += small
        boxes += len(groups) - small
    return LeftOut(found, sharing, specks, weak + max(boxes - MAX_PROPOSALS, 0))
