"""What stands on each half: a photograph and a source, or why there is none. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from retinaview.core.grades import Laterality
from retinaview.session.fellow import fellow_of

if TYPE_CHECKING:
    from retinaview.project.images import StudyImage
    from retinaview.session.session import Session


class Mode(StrEnum):
    """What is compared."""

    SOURCES = "sources"
    EYES = "eyes"


@dataclass(frozen=True)
class Half:
    """One half of the comparison.

    Attributes
    ----------
    title : str
        Of the half and of its column in the table.
    source : str
        Name of the source that is asked; empty where none is chosen.
    image_id : int or None
        The photograph; None where there is none.
    name : str
        The photograph's file name; empty where there is none.
    absence : str
        Why there is no photograph; empty where there is one.
    """

    title: str
    source: str
    image_id: int | None = None
    name: str = ""
    absence: str = ""

    @property
    def question(self) -> tuple[int, str] | None:
        """The photograph and the source to be asked about it; None where one is missing."""
        return None if self.image_id is None or not self.source else (self.image_id, self.source)


Halves = tuple[Half, Half]

_TITLES = {None: "This eye", Laterality.OD: "Right eye (OD)", Laterality.OS: "Left eye (OS)"}
_FELLOW = "Fellow eye"
_UNKNOWN_EYE = (
    "It is not known which eye this photograph shows, so the fellow eye cannot be identified. "
    "Right-click it in the list to say which."
)


def nothing_open(why: str) -> Halves:
    """Return two halves without a photograph."""
    return Half("A", "", absence=why), Half("B", "", absence=why)


def two_sources(image: StudyImage, first: str, second: str) -> Halves:
    """Return two sources on one photograph."""
    return (
        Half("A", first, image.id, image.name),
        Half("B", second, image.id, image.name),
    )


def two_eyes(session: Session, image_id: int, source: str) -> Halves:
    """Return one source on both eyes, the right eye on the left, as when facing the patient."""
    image, fellow = session.image(image_id), fellow_of(session.images, image_id)
    present = Half(_TITLES[image.eye], source, image.id, image.name)
    if image.eye is None:
        return present, Half(_FELLOW, source, absence=_UNKNOWN_EYE)
    title = _TITLES[image.eye.other]
    if fellow is None:
        other = Half(title, source, absence=_absence(image, image.eye.other))
    else:
        other = Half(title, source, fellow.id, fellow.name)
    return (present, other) if image.eye is Laterality.OD else (other, present)


def difference(mode: Mode, pair: Halves) -> str:
    """Return the title of the table's last column: what is subtracted, as far as it is known."""
    if mode is Mode.SOURCES:
        return "B – A"
    return "OS – OD" if pair[0].title == _TITLES[Laterality.OD] else "Difference"


def _absence(image: StudyImage, fellow: Laterality) -> str:
    if not image.patient:
        return "It is not known whose photograph this is, so the fellow eye cannot be identified."
    side = "left" if fellow is Laterality.OS else "right"
    return f"This study has no photograph of the {side} eye of patient {image.patient}."
