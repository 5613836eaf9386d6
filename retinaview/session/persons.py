"""Which photographs of a study are of one person."""

from __future__ import annotations

from pathlib import PurePath

from retinaview.imaging.eye_names import is_somebody, without_visits
from retinaview.project.images import StudyImage


def known_patient(image: StudyImage) -> str:
    """Return the patient of a photograph; empty if the study does not know.

    Earlier versions took words such as IMG for patients.
    """
    return image.patient if is_somebody(image.patient) else ""


def is_stated(image: StudyImage) -> bool:
    """Return whether somebody said who the patient is, not the names of file and folder alone."""
    path = PurePath(image.path)
    return image.patient not in path.stem and image.patient != path.parent.name


def person_of(image: StudyImage) -> tuple[str, str]:
    """Return what two photographs share if they are of one person, as far as the study knows.

    Many folders number their patients from one: a name that only the file's name or its folder
    gives means the same person within one folder, whose visits may have folders of their own.
    """
    name = known_patient(image)
    if not name:
        return "", image.path
    folders = map(without_visits, PurePath(image.path).parent.parts)
    return name, "" if is_stated(image) else "/".join(filter(None, folders))
