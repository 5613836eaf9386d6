"""The patients of a study, and which of their photographs stand side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import PurePath

from retinaview.core.grades import Laterality
from retinaview.project.images import StudyImage
from retinaview.session.persons import known_patient, person_of

Pair = tuple[StudyImage | None, StudyImage | None]
"""Photographs of the right eye (OD) and of the left one (OS); at least one of them is there."""


@dataclass(frozen=True)
class Patient:
    """A person, and everything photographed of their eyes.

    Attributes
    ----------
    name : str
        As the study knows them; empty if it does not.
    images : tuple of StudyImage
        In the study's order; a photograph of nobody known is alone.
    """

    name: str
    images: tuple[StudyImage, ...]

    @property
    def label(self) -> str:
        """The name, or that of the photograph."""
        return self.name or PurePath(self.images[0].name).stem

    def pairs(self, visit_of: Callable[[StudyImage], str]) -> tuple[Pair, ...]:
        """Return the photographs in pairs, the latest visit first.

        An eye that nobody has named takes a free place, so that every photograph is shown once.

        Parameters
        ----------
        visit_of : callable
            Returns the visit of a photograph, such as its day; empty where it is not known.
        """
        visits: dict[str, list[StudyImage]] = {}
        for image in self.images:
            visits.setdefault(visit_of(image), []).append(image)
        return tuple(
            pair for visit in sorted(visits, reverse=True) for pair in _pairs(visits[visit])
        )


def patients_of(images: Sequence[StudyImage]) -> tuple[Patient, ...]:
    """Return the patients of a study in the order of their first photographs."""
    found: dict[tuple[str, str], list[StudyImage]] = {}
    for image in images:
        found.setdefault(person_of(image), []).append(image)
    return tuple(Patient(known_patient(group[0]), tuple(group)) for group in found.values())


def _pairs(images: Sequence[StudyImage]) -> list[Pair]:
    right = [image for image in images if image.eye is Laterality.OD]
    left = [image for image in images if image.eye is Laterality.OS]
    for image in images:
        if image.eye is None:
            (right if len(right) <= len(left) else left).append(image)
    return list(zip_longest(right, left))
