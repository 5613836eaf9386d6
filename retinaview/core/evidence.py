"""Evidence for a grade: which lesions lie where. It is counted, and never added up to a grade."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from retinaview.core.fundus_frame import QUADRANTS, FundusFrame, Quadrant
from retinaview.core.geometry import box_array
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark, Status

MANY = 20
"""More red lesions than this in each quadrant are the 4 of the 4-2-1 rule (ICDR, severe)."""
NEAR_DISC_DIAMETERS = 1.0
"""Hard exudates within this distance of the fovea are the criterion of DME 2."""
RED = frozenset({LesionClass.MICROANEURYSM, LesionClass.HAEMORRHAGE})

Ids = tuple[str, ...]


@dataclass(frozen=True)
class Evidence:
    """The lesions of one photograph, by class and place.

    Attributes
    ----------
    marks : mapping of LesionClass to tuple of str
        Ids of the marks that count: a reader's labels and proposals that are not rejected.
    proposed : frozenset of str
        Those that no reader has touched.
    quadrants : mapping of (str, Quadrant) to tuple of str, or None
        Ids by the names in `RULE` and quadrant; None where disc or fovea is not known.
    near : tuple of str or None
        Hard exudates within one disc diameter of the fovea; None where that is not known.
    nearest : float or None
        Distance of the nearest hard exudate in disc diameters; None where there is none, or it is
        not known.
    """

    marks: Mapping[LesionClass, Ids]
    proposed: frozenset[str]
    quadrants: Mapping[tuple[str, Quadrant], Ids] | None = None
    near: Ids | None = None
    nearest: float | None = None

    def of(self, lesions: Iterable[LesionClass]) -> Ids:
        """Return the ids of all marks of these classes."""
        return tuple(key for lesion in lesions for key in self.marks.get(lesion, ()))

    def with_any(self, name: str) -> tuple[Quadrant, ...]:
        """Return the quadrants that hold any of a part of the rule."""
        return tuple(q for q in QUADRANTS if self.quadrants and self.quadrants[name, q])

    @property
    def with_many(self) -> tuple[Quadrant, ...]:
        """The quadrants that hold more than `MANY` red lesions."""
        held = self.quadrants or {}
        return tuple(q for q in QUADRANTS if len(held.get((HAEMORRHAGES, q), ())) > MANY)


HAEMORRHAGES, BEADING, IRMA = "haemorrhages", "venous beading", "IRMA"
RULE: Mapping[str, frozenset[LesionClass]] = {
    HAEMORRHAGES: RED,
    BEADING: frozenset({LesionClass.VENOUS_BEADING}),
    IRMA: frozenset({LesionClass.IRMA}),
}
"""The parts of the 4-2-1 rule and their classes. No network detects the last two."""


def evidence_of(marks: Sequence[Mark], frame: FundusFrame | None) -> Evidence:
    """Gather the evidence of one photograph.

    Parameters
    ----------
    marks : sequence of Mark
        Those of the photograph that the reader may see; rejected ones and landmarks play no part.
        A box counts once, also where it holds a cluster.
    frame : FundusFrame or None
        Its disc and fovea; None where they are not known.
    """
    counted = [m for m in marks if m.lesion.is_lesion and m.status is not Status.REJECTED]
    by_class: dict[LesionClass, list[str]] = {}
    for mark in counted:
        by_class.setdefault(mark.lesion, []).append(mark.id)
    found = {lesion: tuple(ids) for lesion, ids in by_class.items()}
    proposed = frozenset(mark.id for mark in counted if mark.status is Status.PROPOSED)
    if frame is None:
        return Evidence(found, proposed)
    near, nearest = _exudates(counted, frame)
    return Evidence(found, proposed, _by_quadrant(counted, frame), near, nearest)


def _by_quadrant(marks: Sequence[Mark], frame: FundusFrame) -> dict[tuple[str, Quadrant], Ids]:
    held: dict[tuple[str, Quadrant], list[str]] = {
        (name, quadrant): [] for name in RULE for quadrant in QUADRANTS
    }
    for name, classes in RULE.items():
        chosen = [mark for mark in marks if mark.lesion in classes]
        boxes = box_array([mark.box for mark in chosen])
        numbers = frame.quadrants(boxes[:, :2] + boxes[:, 2:] / 2)
        for mark, number in zip(chosen, numbers.tolist(), strict=True):
            held[name, QUADRANTS[number]].append(mark.id)
    return {place: tuple(ids) for place, ids in held.items()}


def _exudates(marks: Sequence[Mark], frame: FundusFrame) -> tuple[Ids, float | None]:
    chosen = [mark for mark in marks if mark.lesion is LesionClass.HARD_EXUDATE]
    if not chosen:
        return (), None
    away = frame.distances_to_fovea(box_array([mark.box for mark in chosen]))
    near = np.flatnonzero(away <= NEAR_DISC_DIAMETERS).tolist()
    return tuple(chosen[number].id for number in near), float(away.min())
