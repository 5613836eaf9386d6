"""The places of optic disc and fovea in a photograph: as a network found them, or a reader did."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from retinaview.core.grades import Laterality
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark

FOUND = 0.5
"""Least confidence of a landmark that counts as found."""


@dataclass(frozen=True, slots=True)
class Landmark:
    """The centre of a landmark.

    Attributes
    ----------
    x, y : float
        Source pixels.
    confidence : float
        The network's, 0-1; 1 where a reader has placed it.
    mark : Mark or None
        The reader's box that it is the centre of; None where a network found it.
    """

    x: float
    y: float
    confidence: float
    mark: Mark | None = None

    @property
    def is_found(self) -> bool:
        """Whether it is likely to be in the photograph, and there."""
        return self.confidence >= FOUND


NOWHERE = Landmark(0.0, 0.0, 0.0)
"""A landmark that nobody has found."""


@dataclass(frozen=True, slots=True)
class Landmarks:
    """Optic disc and fovea of one photograph."""

    disc: Landmark
    fovea: Landmark

    @property
    def laterality(self) -> Laterality | None:
        """The eye: in a right eye the disc lies to the right of the fovea.

        None if unsure: either was not found, or they lie above each other rather than beside.
        """
        disc, fovea = self.disc, self.fovea
        if not (disc.is_found and fovea.is_found):
            return None
        if abs(disc.x - fovea.x) <= abs(disc.y - fovea.y):
            return None
        return Laterality.OD if disc.x > fovea.x else Laterality.OS


def in_force(found: Landmarks | None, marks: Iterable[Mark]) -> Landmarks | None:
    """Return the places that count: the reader's where there is one, else the network's.

    Parameters
    ----------
    found : Landmarks or None
        What a network found.
    marks : iterable of Mark
        Those of the photograph. Of several boxes round one landmark the one changed last counts.
    """
    own = [mark for mark in marks if mark.lesion.is_landmark and mark.status.is_label]
    if not own:
        return found
    latest = {mark.lesion: mark for mark in sorted(own, key=lambda mark: mark.modified)}
    places = found or Landmarks(NOWHERE, NOWHERE)
    return Landmarks(
        _placed(latest.get(LesionClass.OPTIC_DISC), places.disc),
        _placed(latest.get(LesionClass.FOVEA), places.fovea),
    )


def _placed(mark: Mark | None, found: Landmark) -> Landmark:
    return found if mark is None else Landmark(*mark.box.centre, 1.0, mark)
