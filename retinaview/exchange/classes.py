"""Which classes a file lists, in which order."""

from __future__ import annotations

from collections.abc import Iterable

from retinaview.core.lesions import LesionClass
from retinaview.exchange.layout import Placed


def own_classes(places: Iterable[Placed]) -> tuple[LesionClass, ...]:
    """Return the classes of the study's own that photographs have marks of, by name."""
    found = {mark.lesion for place in places for mark in place.image.marks}
    return tuple(sorted(lesion for lesion in found if lesion.is_own))


def listed_classes(places: Iterable[Placed]) -> tuple[LesionClass, ...]:
    """Return all known classes, numbered alike in every export, then those of the study's own."""
    return (*LesionClass, *own_classes(places))
