"""Which photographs stand side by side: one, both eyes of a patient, two visits, or one twice."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from retinaview.core.grades import Laterality

if TYPE_CHECKING:
    from retinaview.project.images import StudyImage
    from retinaview.session.session import Session

UNKNOWN_EYE = (
    "It is not known which eye the photograph beside shows, so the fellow eye cannot be "
    "identified. Right-click it in the list to say which."
)
UNKNOWN_PATIENT = (
    "It is not known whose photograph the one beside is, so the fellow eye cannot be identified."
)


@dataclass(frozen=True)
class SideBySide:
    """Two places, left and right, and which of them is worked on.

    Attributes
    ----------
    image_ids : (int or None, int or None)
        The photograph at each place; None where there is none.
    front : int
        The place that is worked on, 0 or 1.
    absence : str
        Why the other place is empty; empty where it is not, or nothing belongs there.
    """

    image_ids: tuple[int | None, int | None]
    front: int = 0
    absence: str = ""


def alone(image_id: int | None) -> SideBySide:
    """Return one photograph, with nothing beside it."""
    return SideBySide((image_id, None))


def twice(image_id: int, *, front: int) -> SideBySide:
    """Return one photograph at both places, to be seen as two networks see it."""
    return SideBySide((image_id, image_id), front)


def both_eyes(session: Session, image_id: int) -> SideBySide:
    """Return a photograph and its fellow eye's, the right eye left, as when facing the patient."""
    image, fellow = session.image(image_id), session.fellow(image_id)
    if image.eye is None:
        return SideBySide((image_id, None), 0, UNKNOWN_EYE)
    fellow_id = None if fellow is None else fellow.id
    absence = "" if fellow is not None else _absence(image, image.eye.other)
    if image.eye is Laterality.OD:
        return SideBySide((image_id, fellow_id), 0, absence)
    return SideBySide((fellow_id, image_id), 1, absence)


def two_visits(session: Session, image_id: int) -> SideBySide:
    """Return a photograph and, left of it, that of the same eye at the previous visit."""
    previous = session.previous_visit(image_id).image
    return SideBySide((None if previous is None else previous.id, image_id), 1)


def _absence(image: StudyImage, missing: Laterality) -> str:
    if not image.patient:
        return UNKNOWN_PATIENT
    side = "left" if missing is Laterality.OS else "right"
    return f"This study has no photograph of the {side} eye of patient {image.patient}."


LAYOUT_KEY = "layout"
"""Of the layout in the study's settings."""


class Layout(StrEnum):
    """What the reader sees side by side."""

    ONE_EYE = "one eye"
    BOTH_EYES = "both eyes"
    COMPARE = "compare"
    ADJUDICATE = "adjudicate"
    VISITS = "visits"

    @property
    def is_alone(self) -> bool:
        """Whether there is one photograph and nothing beside it."""
        return self in (Layout.ONE_EYE, Layout.ADJUDICATE)


def arranged(session: Session, image_id: int, layout: Layout, *, front: int) -> SideBySide:
    """Return what stands in the panes when a photograph is brought to the front.

    Parameters
    ----------
    session : Session
        The open study.
    image_id : int
        The photograph to work on.
    layout : Layout
        What the reader sees side by side.
    front : int
        The pane that is worked on until now, 0 or 1.
    """
    if layout is Layout.BOTH_EYES:
        return both_eyes(session, image_id)
    if layout is Layout.VISITS:
        return two_visits(session, image_id)
    return twice(image_id, front=front) if layout is Layout.COMPARE else alone(image_id)
