"""Which regions of a finding are shown and scored: those wanted, at the thresholds in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from retinaview.core.coverage import REGION_SHARE, RegionSource, coverage_regions, shown_source
from retinaview.core.findings import SEGMENTATION, Finding, Lesion, Region
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.core.thresholds import Threshold
from retinaview.inference.components import lesions_of


@dataclass(frozen=True)
class ShownRegions:
    """Regions and what they follow.

    Attributes
    ----------
    source : RegionSource
        Attention, whatever was wanted, where no network mapped lesions.
    regions : tuple of Region
        Ranked, at most four.
    """

    source: RegionSource
    regions: tuple[Region, ...]


@dataclass(frozen=True)
class RegionSize:
    """How many regions, and how large.

    Attributes
    ----------
    count : int
        The most regions, 1-4.
    share : float or None
        Side as a share of the field's diameter; None for the side as found. Coverage regions are
        chosen again with it, attention regions resized around their centres.
    """

    count: int = 4
    share: float | None = None


AS_SHOWN = RegionSize()
"""Regions as the window shows them."""


def shown_regions(
    finding: Finding,
    wanted: RegionSource,
    thresholds: Mapping[LesionClass, Threshold],
    *,
    size: RegionSize = AS_SHOWN,
) -> ShownRegions:
    """Return the regions of a finding.

    Parameters
    ----------
    finding : Finding
        What the models said.
    wanted : RegionSource
        What they shall follow.
    thresholds : mapping of LesionClass to Threshold
        In force for it; see `retinaview.core.thresholds.Thresholds.of`.
    size : RegionSize
        Number and size.
    """
    if wanted == "coverage" and SEGMENTATION in finding.pending:
        return ShownRegions("coverage", ())  # no squares that move away when lesions come
    field = finding.field_of_view
    if wanted == "attention" or shown_source(finding) == "attention" or field is None:
        kept = finding.regions[: size.count]
        if size.share is not None and field is not None:
            kept = tuple(_resized(region, 2 * field.radius * size.share) for region in kept)
        return ShownRegions("attention", kept)
    share = size.share or REGION_SHARE
    found = coverage_regions(_lesions(finding, thresholds), field, share=share, count=size.count)
    return ShownRegions("coverage", found)


def _resized(region: Region, side: float) -> Region:
    x, y = region.box.centre
    return replace(region, box=Box(x - side / 2, y - side / 2, side, side))


def _lesions(finding: Finding, thresholds: Mapping[LesionClass, Threshold]) -> tuple[Lesion, ...]:
    """Return a finding's lesions, recounted for classes whose threshold is not the card's."""
    moved = {each.lesion: each.value for each in thresholds.values() if each.is_changed}
    kept = tuple(lesion for lesion in finding.lesions if lesion.lesion not in moved)
    sought = [each for each in finding.lesion_maps if each.lesion in moved]
    found = [lesions_of(each, threshold=moved[each.lesion]) for each in sought]
    return (*kept, *(lesion for lesions in found for lesion in lesions if lesion.lesion.is_lesion))
