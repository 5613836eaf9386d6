"""What is wrong with a list of classes, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from retinaview.core.class_palette import LEAST_APART, distance
from retinaview.core.study_classes import ClassConflict, Field, StudyClass
from retinaview.ui.language import tr


def conflict_words(
    found: ClassConflict, classes: Sequence[StudyClass], names: Sequence[str]
) -> str:
    """Return why a list of classes cannot be taken."""
    name = names[found.row]
    if found.other is None:
        return tr("“{name}” is another class's name, empty, or too long.", name=name)
    if found.field is Field.NAME:
        return tr("Two classes are called “{name}”.", name=name)
    key = classes[found.row].key
    return tr(
        "Key {key} is given twice: to “{first}” and to “{second}”.",
        key=key,
        first=names[found.other],
        second=name,
    )


def alike_words(classes: Sequence[StudyClass], names: Sequence[str]) -> str:
    """Return which classes look alike to some readers; empty where none do."""
    for one, other in combinations(range(len(classes)), 2):
        lesions = classes[one].lesion, classes[other].lesion
        if any(lesion.is_landmark for lesion in lesions):
            continue
        if distance(classes[one].colour, classes[other].colour) < LEAST_APART:
            return tr(
                "Some readers cannot tell the colours of “{first}” and “{second}” apart.",
                first=names[one],
                second=names[other],
            )
    return ""
