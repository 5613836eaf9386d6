"""What a report says of one photograph: reader's answer, models' answer, lesions and distances."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from math import hypot

from retinaview.core.findings import Finding
from retinaview.core.geometry import Box
from retinaview.core.grades import Grading
from retinaview.core.landmarks import Landmarks, in_force
from retinaview.core.lesions import LesionClass
from retinaview.core.macula import disc_diameter
from retinaview.core.marks import Mark
from retinaview.core.study_classes import DEFAULT_CLASSES, ClassList
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
    answers : tuple of Grading
        The readers' answers, the one that stands for the photograph first; none of them is empty.
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
    classes : ClassList
        How the study names and colours classes.
    """

    image: StudyImage
    answers: tuple[Grading, ...]
    marks: tuple[Mark, ...]
    finding: Finding | None
    is_hidden: bool
    thresholds: Mapping[LesionClass, Threshold]
    landmarks: Landmarks | None
    counts: tuple[LesionCount, ...]
    classes: ClassList = DEFAULT_CLASSES

    @property
    def grading(self) -> Grading:
        """The answer that stands for the photograph; empty where there is none."""
        return self.answers[0] if self.answers else Grading()

    @property
    def is_read(self) -> bool:
        """Whether a reader has answered or marked anything."""
        return bool(self.answers or self.marks)

    @property
    def readers(self) -> tuple[str, ...]:
        """Names of the readers of answer and marks, each once."""
        names = (*(given.reader for given in self.answers), *(mark.author for mark in self.marks))
        return tuple(dict.fromkeys(name for name in names if name))


def eye_contents(
    session: Session,
    image: StudyImage,
    *,
    as_reader: bool = False,
    revealed: Collection[int] = (),
) -> EyeContents:
    """Return what a study knows of a photograph.

    What the models say is left out where the study is read blind and no first answer stands.

    Parameters
    ----------
    session : Session
        The study.
    image : StudyImage
        The photograph.
    as_reader : bool
        Only what the session's reader may see: the others' answers not before an own one.
    revealed : collection of int
        Of a study that is read blind, the photographs for which some reader's first answer stands;
        see `revealed_in`. Of no concern to a report as a reader.
    """
    answers = _answers(session, image.id, as_reader=as_reader)
    hides = session.blinding.hides(image.id) if as_reader else _hides(session, image, revealed)
    finding = None if hides else session.finding(image.id)
    marks = tuple(mark for mark in session.marks(image.id) if mark.status.is_label)
    marks = tuple(mark for mark in marks if not mark.is_place)
    thresholds = {} if finding is None else session.thresholds.of(finding)
    landmarks = in_force(None if finding is None else finding.landmarks, marks)
    return EyeContents(
        image,
        answers,
        marks,
        finding,
        hides,
        thresholds,
        landmarks,
        _counts(marks, finding, thresholds, landmarks, is_read=bool(marks or answers)),
        session.classes.current,
    )


def revealed_in(session: Session) -> frozenset[int]:
    """Return the photographs for which any reader's first answer stands, of a blind study."""
    if not session.blinding.on:
        return frozenset()
    return frozenset(image_id for image_id, _ in session.first_answers())


def _hides(session: Session, image: StudyImage, revealed: Collection[int]) -> bool:
    return session.blinding.on and image.id not in revealed


def _answers(session: Session, image_id: int, *, as_reader: bool) -> tuple[Grading, ...]:
    """Return the answers that may be seen, the standing one first."""
    given = session.answers
    if as_reader:
        seen = (given.own(image_id), *given.seen(image_id))
    else:
        standing = given.standing(image_id)
        rest = (one for one in given.all_on(image_id) if one.reader != standing.reader)
        seen = (standing, *rest)
    return tuple(one for one in seen if one.says_something)


def _counts(
    marks: Sequence[Mark],
    finding: Finding | None,
    thresholds: Mapping[LesionClass, Threshold],
    landmarks: Landmarks | None,
    *,
    is_read: bool,
) -> tuple[LesionCount, ...]:
    found_maps = finding.lesion_maps if finding else ()
    maps = {found.lesion: found for found in found_maps if found.lesion.is_lesion}
    counts = []
    for lesion in DEFAULT_CLASSES.with_all(mark.lesion for mark in marks):
        boxes = [mark.box for mark in marks if mark.lesion is lesion]
        if lesion.is_landmark or not (boxes or lesion in maps):
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
