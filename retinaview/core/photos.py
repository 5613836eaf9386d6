"""A photograph in label files and scores: its name, size, laterality, grades and marks."""

from __future__ import annotations

from dataclasses import dataclass

from retinaview.core.field_circle import FieldCircle
from retinaview.core.geometry import Box, FloatArray
from retinaview.core.grades import Grading, Laterality
from retinaview.core.marks import Mark


@dataclass(frozen=True)
class LabelledImage:
    """One photograph with its labels, independent of the file format.

    Attributes
    ----------
    image : str
        Relative path or file name, with ``/`` as separator.
    width, height : int or None
        Source pixels as displayed (EXIF orientation applied); None where a format does not say.
    patient : str
        Empty where unknown.
    eye : Laterality or None
        None where unknown.
    marks : tuple of Mark
        In drawing order.
    grading : Grading
        The reader's answer; may be empty.
    sha256 : str
        SHA-256 of the file; empty if unknown.
    places : tuple of Box
        A network's regions or discovered patches, which some label files hold beside the marks.
        Never labels; they can only be scored as predictions.
    first : Grading
        The same reader's answer before the models' was seen; empty where it was not given blind.
    others : tuple of Grading
        Other readers' answers.
    quality : str
        Answer of the quality gate, ``good``, ``doubtful`` or ``ungradable``; empty if not asked.
    """

    image: str
    width: int | None = None
    height: int | None = None
    patient: str = ""
    eye: Laterality | None = None
    marks: tuple[Mark, ...] = ()
    grading: Grading = Grading()
    sha256: str = ""
    places: tuple[Box, ...] = ()
    quality: str = ""
    first: Grading = Grading()
    others: tuple[Grading, ...] = ()

    @property
    def person(self) -> str:
        """The patient, or the photograph's own name if the patient is unknown."""
        return self.patient or self.image

    @property
    def lesion_labels(self) -> tuple[Mark, ...]:
        """The reader's lesion marks: drawn, accepted or edited; neither landmarks nor proposals."""
        return tuple(mark for mark in self.marks if mark.status.is_label and mark.lesion.is_lesion)

    @property
    def class_labels(self) -> tuple[Mark, ...]:
        """The reader's marks of every class, also those of no retinopathy; no landmarks."""
        return tuple(m for m in self.marks if m.status.is_label and not m.lesion.is_landmark)

    def frame(self, boxes: FloatArray) -> FieldCircle:
        """Return a circle to use where the field of view is not known.

        Parameters
        ----------
        boxes : ndarray of float64, shape (B, 4)
            Columns x, y, width, height, source pixels; at least one. They give the frame if the
            size of the photograph is not known either.
        """
        right, bottom = (boxes[:, :2] + boxes[:, 2:]).max(axis=0)
        return FieldCircle.around(self.width or float(right), self.height or float(bottom))
