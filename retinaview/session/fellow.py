"""Which photograph shows the other eye of the same patient: one rule for every place that asks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from retinaview.project.images import StudyImage


def fellow_of(images: Sequence[StudyImage], image_id: int) -> StudyImage | None:
    """Return the photograph of the fellow eye, which a network grades together with this one.

    Parameters
    ----------
    images : sequence of StudyImage
        The study, in its order.
    image_id : int
        The photograph that has a fellow, or none.

    Returns
    -------
    StudyImage or None
        The first photograph of the same patient's other eye, however many photographs there are
        of either; those of the same folder come before others, because patients are numbered from
        one in many folders. None where the patient or the eye is not known, or there is none of
        the other.
    """
    image = next(image for image in images if image.id == image_id)
    if not image.patient or image.eye is None:
        return None
    others = [
        other
        for other in images
        if other.patient == image.patient and other.eye not in (None, image.eye)
    ]
    folder = PurePath(image.path).parent
    near = [other for other in others if PurePath(other.path).parent == folder]
    return next(iter(near or others), None)
