"""A photograph as the project knows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from retinaview.core.grades import Laterality
from retinaview.core.text import one_line


@dataclass(frozen=True)
class NewImage:
    """A photograph about to join the project.

    Attributes
    ----------
    path : str
        Relative to the project file, with ``/``; absolute only on another drive.
    patient : str
        Empty where unknown.
    eye : Laterality or None
        None where unknown.
    taken : date or None
        On which day; None where unknown.
    """

    path: str
    patient: str = ""
    eye: Laterality | None = None
    taken: date | None = None


@dataclass(frozen=True, slots=True)
class StudyImage:
    """A photograph in the project.

    Attributes
    ----------
    id : int
        Its number in the project, never used again.
    path : str
        Relative to the project file, with ``/``; absolute only on another drive.
    sha256 : str
        Of the file's bytes; empty until the photograph was first read.
    width, height : int or None
        Source pixels as displayed; None until the photograph was first read.
    patient : str
        Empty where unknown.
    eye : Laterality or None
        None where unknown.
    position : int
        Place in the list, from 0.
    taken : date or None
        On which day; None where nothing but perhaps its name tells.
    """

    id: int
    path: str
    sha256: str
    width: int | None
    height: int | None
    patient: str
    eye: Laterality | None
    position: int
    taken: date | None = None

    @property
    def name(self) -> str:
        """The file's name without its folders, as one line of text to show."""
        return one_line(self.path.rpartition("/")[2])
