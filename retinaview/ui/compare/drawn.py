"""Which maps, regions and outlines of a finding are shown, and the line that says whose they are.

No Qt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from retinaview.core.findings import Finding, HeatMap, LesionMap, Quality, Region
from retinaview.core.thresholds import Threshold, Thresholds, changed

OWN_GRADE = "its own grade"
_NO_GRADE = "attention"  # the target of a map that speaks for no grade in particular


@dataclass(frozen=True, eq=False)
class Shown:
    """What is drawn of a finding, and the caption below it.

    Attributes
    ----------
    heat_map, regions
        As of a finding.
    lesion_maps
        As of a finding, with the study's thresholds.
    caption : str
        Whose they are.
    thresholds : tuple of Threshold
        Those in force that are not the model card's.
    quality : Quality or None
        Of the finding with the lesions; None where there is none.
    """

    heat_map: HeatMap | None = None
    regions: tuple[Region, ...] = ()
    lesion_maps: tuple[LesionMap, ...] = ()
    caption: str = ""
    thresholds: tuple[Threshold, ...] = ()
    quality: Quality | None = None


def shown(
    finding: Finding | None, main: Finding | None, *, target: str, thresholds: Thresholds
) -> Shown:
    """Return what is drawn of a finding.

    Parameters
    ----------
    finding : Finding or None
        What the source says; nothing of it is drawn where it has not been asked.
    main : Finding or None
        The study's own finding: its outlines stand in where the source outlines no lesions.
    target : str
        What the map shall speak for, such as ``"DR 2"``, or `OWN_GRADE`.
    thresholds : Thresholds
        Those of the study.
    """
    heat_map = None if finding is None else _map_for(finding, target)
    outlining = finding if finding is not None and _lesions(finding) else main
    lesion_maps = () if outlining is None else _lesions(outlining)
    in_force = {} if outlining is None else thresholds.of(outlining)
    regions = () if finding is None else finding.regions
    parts = []
    if heat_map is not None:
        speaks = "" if heat_map.target == _NO_GRADE else f" for {heat_map.target}"
        parts.append(f"Attention{speaks}")
    elif finding is not None:
        parts.append("No attention map" if target == OWN_GRADE else f"No map for {target}")
    if outlining is not None and lesion_maps:
        parts.append(f"lesions outlined by {_outliner(outlining)}")
    caption = "  ·  ".join(parts)
    return Shown(
        heat_map,
        regions,
        tuple(replace(each, threshold=in_force[each.lesion].value) for each in lesion_maps),
        caption[:1].upper() + caption[1:],
        changed(in_force.values()),
        None if outlining is None else outlining.quality,
    )


def targets(findings: Sequence[Finding | None]) -> tuple[str, ...]:
    """Return the targets that the findings have maps for, each once, in their order."""
    maps = (heat for finding in findings if finding is not None for heat in finding.heat_maps)
    return tuple(sorted({heat.target for heat in maps}))


def _map_for(finding: Finding, target: str) -> HeatMap | None:
    """Return the wanted map; the map of the source's own grade, or the only map there is."""
    maps = {heat.target: heat for heat in reversed(finding.heat_maps)}
    if target != OWN_GRADE:
        return maps.get(target)
    own = f"DR {int(finding.grades.dr_grade)}" if finding.grades and finding.grades.dr else ""
    return maps.get(own) or next(iter(finding.heat_maps), None)


def _lesions(finding: Finding) -> tuple[LesionMap, ...]:
    """Return lesion maps without those of landmarks: a disc's outline would pass for a lesion."""
    return tuple(found for found in finding.lesion_maps if found.lesion.is_lesion)


def _outliner(finding: Finding) -> str:
    model = finding.model("segmentation") or finding.model("grading")
    return "an unknown network" if model is None else model.name
