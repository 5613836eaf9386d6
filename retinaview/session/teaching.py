"""Which photographs of a study to label next: those whose label would teach the networks most."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from retinaview.core.geometry import FloatArray
from retinaview.core.grades import DRGrade
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Status
from retinaview.core.teaching import teaching_values

if TYPE_CHECKING:
    from retinaview.project.images import StudyImage
    from retinaview.session.session import Session

_CLASSES = tuple(lesion for lesion in LesionClass if lesion.is_lesion)
_WORST = int(max(DRGrade))


class Told(NamedTuple):
    """What is known of a photograph.

    Attributes
    ----------
    labelled : bool
        Whether a reader has graded or marked it.
    referable : float or None
        Probability of referable retinopathy, 0-1; None where no model gives one.
    grade : int
        Grade of retinopathy by the models.
    apart : int
        How many grades the networks are apart.
    classes : frozenset of LesionClass
        Lesions that the models, or a reader, see.
    """

    labelled: bool
    referable: float | None
    grade: int = 0
    apart: int = 0
    classes: frozenset[LesionClass] = frozenset()


def teaching_of(photographs: Sequence[Told]) -> list[float | None]:
    """Return how much a label of each photograph would teach, 0-1.

    None where it has one, and where no model gives a grade.
    """
    values: list[float | None] = [None] * len(photographs)
    seen = [n for n, each in enumerate(photographs) if each.referable is not None]
    if not seen:
        return values
    told = [photographs[n] for n in seen]
    referable = np.array([each.referable or 0.0 for each in told])
    found = teaching_values(
        np.stack([1 - referable, referable], axis=1),
        _vectors(told, referable),
        np.array([each.labelled for each in told]),
        apart=np.array([each.apart / _WORST for each in told]),
    )
    for n, value in zip(seen, found, strict=True):
        values[n] = None if photographs[n].labelled else float(value)
    return values


def _vectors(photographs: Sequence[Told], referable: FloatArray) -> FloatArray:
    """Return what tells photographs apart: the models' grade, and the lesions seen."""
    kinds: dict[frozenset[LesionClass], int] = {}  # few are different
    kind_of = [kinds.setdefault(each.classes, len(kinds)) for each in photographs]
    seen = np.array([[lesion in kind for lesion in _CLASSES] for kind in kinds], np.float64)
    grades = np.array([each.grade / _WORST for each in photographs])
    return np.column_stack([referable, grades, seen[kind_of]])


def next_to_label(session: Session) -> list[tuple[StudyImage, float]]:
    """Return the photographs without a label, what teaches most first, with how much that is."""
    marks, gradings = session.all_marks(), session.gradings()
    summaries, spreads = session.finding_summaries(), session.opinions.spreads()
    told = []
    for image in session.images:
        given, own = gradings.get(image.id), marks.get(image.id, ())
        grades = None if image.id not in summaries else summaries[image.id].grades
        has_grade = grades is not None and bool(grades.dr)
        told.append(
            Told(
                labelled=any(mark.status.is_label for mark in own)
                or (given is not None and given.is_graded),
                referable=grades.referable if grades is not None and has_grade else None,
                grade=int(grades.dr_grade) if grades is not None and has_grade else 0,
                apart=spreads.get(image.id, 0),
                classes=frozenset(m.lesion for m in own if m.status is not Status.REJECTED),
            )
        )
    found = zip(session.images, teaching_of(told), strict=True)
    ranked = [(image, value) for image, value in found if value is not None]
    return sorted(ranked, key=lambda pair: -pair[1])
