"""Which regions of a finding are shown and scored: those wanted, at the thresholds in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from retinaview.core.coverage import RegionSource, coverage_regions, shown_source
from retinaview.core.findings import Finding, Lesion, Region
from retinaview.core.lesions import LesionClass
from retinaview.core.thresholds import Threshold
from retinaview.inference.components import lesions_of
from retinaview.inference.pipeline import SEGMENTATION


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


def shown_regions(
    finding: Finding, wanted: RegionSource, thresholds: Mapping[LesionClass, Threshold]
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
    """
    if wanted == "coverage" and SEGMENTATION in finding.pending:
        return ShownRegions("coverage", ())  # no squares that move away when lesions come
    field = finding.field_of_view
    if wanted == "attention" or shown_source(finding) == "attention" or field is None:
        return ShownRegions("attention", finding.regions)
    return ShownRegions("coverage", coverage_regions(_lesions(finding, thresholds), field))


def _lesions(finding: Finding, thresholds: Mapping[LesionClass, Threshold]) -> tuple[Lesion, ...]:
    """Return a finding's lesions, recounted for classes whose threshold is not the card's."""
    moved = {each.lesion: each.value for each in thresholds.values() if each.is_changed}
    kept = tuple(lesion for lesion in finding.lesions if lesion.lesion not in moved)
    sought = [each for each in finding.lesion_maps if each.lesion in moved]
    found = [lesions_of(each, threshold=moved[each.lesion]) for each in sought]
    return (*kept, *(lesion for lesions in found for lesion in lesions if lesion.lesion.is_lesion))
