"""What a report says of one photograph: reader's answer, models' answer, lesions and distances."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import hypot

from retinaview.core.findings import Finding
from retinaview.core.geometry import Box
from retinaview.core.grades import Grading
from retinaview.core.landmarks import Landmark, Landmarks
from retinaview.core.lesions import LesionClass
from retinaview.core.macula import disc_diameter
from retinaview.core.marks import Mark
from retinaview.core.thresholds import Threshold
from retinaview.inference.components import count_lesions, nearest_to_fovea
from retinaview.project.images import StudyImage
from retinaview.session.session import Session


@dataclass(frozen=True)
class LesionCount:
    """How many lesions of one class there are, and how near they come to the fovea.

    Attributes
    ----------
    lesion : LesionClass
        The class.
    reader : int or None
        The reader's marks; None where nobody has read the photograph.
    models : int or None
        Lesions in the map at the threshold in force; None where no network looked for them.
    reader_distance, models_distance : float or None
        Of the nearest one from the fovea, in disc diameters; infinite beyond the distance up to
        which it is sought; None where it is not known.
    """

    lesion: LesionClass
    reader: int | None = None
    models: int | None = None
    reader_distance: float | None = None
    models_distance: float | None = None


@dataclass(frozen=True, eq=False)
class EyeContents:
    """One photograph as the study knows it.

    Attributes
    ----------
    image : StudyImage
        The photograph.
    grading : Grading
        The reader's answer; empty where there is none.
    marks : tuple of Mark
        The reader's labels; neither proposals nor what was rejected.
    finding : Finding or None
        What the models say; None where none ran, or where that is hidden.
    is_hidden : bool
        Whether what the models say is hidden, because the study is read blind first.
    thresholds : mapping of LesionClass to Threshold
        In force for the finding.
    landmarks : Landmarks or None
        Disc and fovea of the reader, else of the models.
    counts : tuple of LesionCount
        Of the classes that the reader marked or a network looked for.
    """

    image: StudyImage
    grading: Grading
    marks: tuple[Mark, ...]
    finding: Finding | None
    is_hidden: bool
    thresholds: Mapping[LesionClass, Threshold]
    landmarks: Landmarks | None
    counts: tuple[LesionCount, ...]

    @property
    def is_read(self) -> bool:
        """Whether a reader has answered or marked anything."""
        return not self.grading.is_empty or bool(self.marks)

    @property
    def readers(self) -> tuple[str, ...]:
        """Names of the readers of answer and marks, each once."""
        names = (self.grading.reader, *(mark.author for mark in self.marks))
        return tuple(dict.fromkeys(name for name in names if name))


def eye_contents(session: Session, image: StudyImage) -> EyeContents:
    """Return what a study knows of a photograph.

    What the models say is left out where the reader has not answered and the study is read blind.
    """
    hidden = session.blinding.hides(image.id)
    finding = None if hidden else session.finding(image.id)
    grading = session.answers.standing(image.id)
    marks = tuple(mark for mark in session.marks(image.id) if mark.status.is_label)
    marks = tuple(mark for mark in marks if not mark.is_place)
    thresholds = {} if finding is None else session.thresholds.of(finding)
    landmarks = _marked(marks) or (None if finding is None else finding.landmarks)
    return EyeContents(
        image,
        grading,
        marks,
        finding,
        hidden,
        thresholds,
        landmarks,
        _counts(marks, finding, thresholds, landmarks, is_read=bool(marks) or not grading.is_empty),
    )


def _marked(marks: Sequence[Mark]) -> Landmarks | None:
    """Return disc and fovea as the reader has marked both."""
    found = {mark.lesion: mark.box.centre for mark in marks}
    if not {LesionClass.OPTIC_DISC, LesionClass.FOVEA} <= found.keys():
        return None
    disc, fovea = found[LesionClass.OPTIC_DISC], found[LesionClass.FOVEA]
    return Landmarks(Landmark(*disc, 1.0), Landmark(*fovea, 1.0))


def _counts(
    marks: Sequence[Mark],
    finding: Finding | None,
    thresholds: Mapping[LesionClass, Threshold],
    landmarks: Landmarks | None,
    *,
    is_read: bool,
) -> tuple[LesionCount, ...]:
    maps = {found.lesion: found for found in finding.lesion_maps} if finding else {}
    counts = []
    for lesion in LesionClass:
        boxes = [mark.box for mark in marks if mark.lesion is lesion]
        if not lesion.is_lesion or not (boxes or lesion in maps):
            continue
        near = _nearest(boxes, landmarks)
        count = LesionCount(lesion, len(boxes) if is_read else None, reader_distance=near)
        if lesion in maps:
            found, threshold = maps[lesion], thresholds[lesion].value
            number = count_lesions(found, threshold)
            near = nearest_to_fovea(found, threshold, landmarks) if landmarks and number else None
            count = replace(count, models=number, models_distance=near)
        counts.append(count)
    return tuple(counts)


def _nearest(boxes: Sequence[Box], landmarks: Landmarks | None) -> float | None:
    """Return the distance of the nearest box from the fovea, in disc diameters."""
    diameter = None if landmarks is None else disc_diameter(landmarks)
    if landmarks is None or diameter is None or not boxes:
        return None
    fovea = landmarks.fovea
    return (
        min(
            hypot(
                max(box.x - fovea.x, fovea.x - box.right, 0.0),
                max(box.y - fovea.y, fovea.y - box.bottom, 0.0),
            )
            for box in boxes
        )
        / diameter
    )
