"""The places of optic disc and fovea in a photograph."""

from __future__ import annotations

from dataclasses import dataclass

from retinaview.core.grades import Laterality

FOUND = 0.5
"""Least confidence of a landmark that counts as found."""


@dataclass(frozen=True)
class Landmark:
    """The centre of a landmark, in source pixels, and the network's confidence, 0-1."""

    x: float
    y: float
    confidence: float

    @property
    def is_found(self) -> bool:
        """Whether it is likely to be in the photograph, and there."""
        return self.confidence >= FOUND


@dataclass(frozen=True)
class Landmarks:
    """Optic disc and fovea of one photograph."""

    disc: Landmark
    fovea: Landmark

    @property
    def laterality(self) -> Laterality | None:
        """The eye: in a right eye the disc lies to the right of the fovea; None if unsure."""
        if not (self.disc.is_found and self.fovea.is_found):
            return None
        return Laterality.OD if self.disc.x > self.fovea.x else Laterality.OS
