"""Which photograph of a study shows the fellow eye."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from retinaview.core.fellow_eyes import PhotographedEye, fellow_eyes
from retinaview.imaging.eye_names import guess_eye
from retinaview.project.images import StudyImage
from retinaview.session.persons import is_stated, known_patient


def fellow_of(images: Sequence[StudyImage], image_id: int) -> StudyImage | None:
    """Return the photograph of the patient's fellow eye, chosen by `fellow_eyes`.

    Parameters
    ----------
    images : sequence of StudyImage
        The study, or the photographs of one patient, in their order.
    image_id : int
        Id of the photograph.

    Returns
    -------
    StudyImage or None
        None if the patient or the eye is unknown, or there is no photograph of the other eye.
    """
    patient = next(image.patient for image in images if image.id == image_id)
    if not patient:
        return None
    of_patient = {image.id: image for image in images if image.patient == patient}
    fellows = fellow_eyes({image.id: _photographed_eye(image) for image in of_patient.values()})
    return of_patient.get(fellows.get(image_id, -1))


def _photographed_eye(image: StudyImage) -> PhotographedEye:
    path, stated = PurePath(image.path), is_stated(image)
    patient = image.patient if stated else known_patient(image)
    return PhotographedEye(patient, image.eye, path.parent, guess_eye(path).visit, stated)
