"""Whose eyes photographs show, and since when, corrected: from what is on record to edits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from retinaview.core.edits import DayEdit, EyeEdit
from retinaview.core.grades import Laterality
from retinaview.project.images import StudyImage


def eye_edits(
    images: Mapping[int, StudyImage], whose: Mapping[int, tuple[str, Laterality | None]]
) -> tuple[EyeEdit, ...]:
    """Return the edits that give photographs another patient or eye; none where that is on record.

    Parameters
    ----------
    images : mapping of int to StudyImage
        The photographs by id.
    whose : mapping of int to (str, Laterality or None)
        Patient, empty if unknown, and eye, by id.
    """
    changes = {
        image_id: ((images[image_id].patient, images[image_id].eye), (patient.strip(), eye))
        for image_id, (patient, eye) in whose.items()
    }
    changes = {each: change for each, change in changes.items() if change[0] != change[1]}
    renamed = any(before[0] != after[0] for before, after in changes.values())
    label = "Change patient" if renamed else "Change eye"
    if len(changes) > 1:
        label += f" of {len(changes)} photographs"
    return tuple(EyeEdit(each, label, *change) for each, change in changes.items())


def day_edits(
    images: Mapping[int, StudyImage], days: Mapping[int, date | None]
) -> tuple[DayEdit, ...]:
    """Return the edits that give photographs another day; none where that is on record.

    Parameters
    ----------
    images : mapping of int to StudyImage
        The photographs by id.
    days : mapping of int to date or None
        When they were taken, by id; None if unknown.
    """
    changes = {each: day for each, day in days.items() if images[each].taken != day}
    return tuple(
        DayEdit(each, "Change date", images[each].taken, day) for each, day in changes.items()
    )
