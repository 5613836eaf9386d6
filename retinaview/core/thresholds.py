"""Thresholds of lesion maps: the model card's, or those that a reader has set in a study."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from retinaview.core.findings import Finding, LesionMap, ModelIdentity
from retinaview.core.lesions import LesionClass, style_of

_UNKNOWN = ModelIdentity("segmentation", "unknown", "", "")


def threshold_level(threshold: float) -> int:
    """Return the smallest level of 1-255 that stands for at least `threshold`, 0-1.

    Outlines, counts, masks and proposals all use this rule.
    """
    return min(255, max(1, math.ceil(threshold * 255 - 1e-6)))


@dataclass(frozen=True)
class ThresholdKey:
    """What a threshold belongs to: one class of one version of one network."""

    network: str
    version: str
    lesion: LesionClass


@dataclass(frozen=True)
class Threshold:
    """The threshold in force for one class.

    Attributes
    ----------
    key : ThresholdKey
        Network, version and class.
    card : float
        The model card's value, 0-1.
    value : float
        The value in force, 0-1.
    """

    key: ThresholdKey
    card: float
    value: float

    @property
    def lesion(self) -> LesionClass:
        """The class."""
        return self.key.lesion

    @property
    def network(self) -> str:
        """The network with its version, such as ``"ganet 1.1"``."""
        return f"{self.key.network} {self.key.version}".strip()

    @property
    def is_changed(self) -> bool:
        """Whether the value in force differs from the card's."""
        return self.value != self.card


@dataclass(frozen=True)
class Thresholds:
    """The thresholds that a reader has set in a study; the card's value holds for all others.

    Attributes
    ----------
    chosen : mapping of ThresholdKey to float
        Values, 0-1.
    """

    chosen: Mapping[ThresholdKey, float] = field(default_factory=dict)

    def of(self, finding: Finding) -> dict[LesionClass, Threshold]:
        """Return the threshold in force for every class that a finding has a map of."""
        segmenter = segmenter_of(finding)
        return {found.lesion: self._of(segmenter, found) for found in finding.lesion_maps}

    def with_changes(self, changes: Mapping[ThresholdKey, float | None]) -> Thresholds:
        """Return these thresholds with some set, and those with the value None reset."""
        merged = {**self.chosen, **changes}
        return Thresholds({key: value for key, value in merged.items() if value is not None})

    def _of(self, segmenter: ModelIdentity, found: LesionMap) -> Threshold:
        key = ThresholdKey(segmenter.name, segmenter.version, found.lesion)
        return Threshold(key, found.threshold, self.chosen.get(key, found.threshold))


def segmenter_of(finding: Finding) -> ModelIdentity:
    """Return the network whose lesion maps a finding has."""
    return finding.model("segmentation") or finding.model("grading") or _UNKNOWN


def changed(thresholds: Iterable[Threshold]) -> tuple[Threshold, ...]:
    """Return the lesion thresholds that differ from the model card's."""
    return tuple(each for each in thresholds if each.is_changed and each.lesion.is_lesion)


def in_words(thresholds: Iterable[Threshold]) -> str:
    """Return changed thresholds as one sentence; empty if there are none.

    Such as ``"Thresholds set for this study: hard exudate 0.92 (card 0.50, ganet 1.1)."``
    """
    parts = [
        f"{_name(each.lesion)} {each.value:.2f} (card {each.card:.2f}, {each.network})"
        for each in thresholds
    ]
    return f"Thresholds set for this study: {'; '.join(parts)}." if parts else ""


def _name(lesion: LesionClass) -> str:
    label = style_of(lesion).label
    return label if label.isupper() else label.lower()
