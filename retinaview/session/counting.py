"""How many lesions a finding has at the thresholds in force."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from retinaview.core.findings import Finding
from retinaview.core.lesions import LesionClass
from retinaview.core.thresholds import Threshold
from retinaview.inference.components import count_lesions


def lesion_counts(
    finding: Finding, thresholds: Mapping[LesionClass, Threshold]
) -> dict[LesionClass, int]:
    """Count the lesions of every class that a finding has a map of; landmarks are none.

    Parameters
    ----------
    finding : Finding
        What the models said.
    thresholds : mapping of LesionClass to Threshold
        In force for it; see `Thresholds.of`.
    """
    on_card = Counter(lesion.lesion for lesion in finding.lesions)
    return {
        found.lesion: count_lesions(found, thresholds[found.lesion].value)
        if thresholds[found.lesion].is_changed
        else on_card[found.lesion]
        for found in finding.lesion_maps
        if found.lesion.is_lesion
    }
