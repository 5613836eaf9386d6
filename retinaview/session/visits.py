"""Which photograph of a study shows the same eye at the previous visit, by date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from retinaview.imaging.eye_names import guess_eye
from retinaview.project.images import StudyImage
from retinaview.session.persons import known_patient, person_of


@dataclass(frozen=True)
class PreviousVisit:
    """The previous visit of the eye on a photograph, or what is lacking to know it.

    Attributes
    ----------
    day : date or None
        When the photograph was taken; None if that is not known.
    image : StudyImage or None
        The photograph of the same eye that was taken last before that day; None if there is none.
    before : date or None
        When that was.
    undated : int
        How many other photographs of the eye have no date, and so belong to no visit.
    """

    day: date | None = None
    image: StudyImage | None = None
    before: date | None = None
    undated: int = 0


def day_of(image: StudyImage) -> date | None:
    """Return the day on which a photograph was taken: as on record, else by its name."""
    return image.taken or guess_eye(image.path).day


def previous_visit(images: Sequence[StudyImage], image_id: int) -> PreviousVisit:
    """Find the previous visit of an eye.

    Photographs of one day are one visit. Of several on the day before, the one stands for the visit
    that has the same place among them as the photograph has on its own day, or the last one.

    Parameters
    ----------
    images : sequence of StudyImage
        The photographs of one patient, in their order.
    image_id : int
        Id of the photograph; one of `images`.
    """
    present = next(image for image in images if image.id == image_id)
    if not known_patient(present) or present.eye is None:
        return PreviousVisit(day_of(present))
    person = person_of(present)
    days = {
        image: day_of(image)
        for image in images
        if image.eye is present.eye and person_of(image) == person
    }
    day = days.pop(present)
    undated = sum(each is None for each in days.values())
    earlier = [
        each for each in days.values() if each is not None and day is not None and each < day
    ]
    if not earlier:
        return PreviousVisit(day, undated=undated)
    before = max(earlier)
    then = [image for image, each in days.items() if each == before]
    now = [image for image in images if image is present or days.get(image) == day]
    place = min(now.index(present), len(then) - 1)
    return PreviousVisit(day, then[place], before, undated)
