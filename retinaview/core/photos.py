"""What label files and scores say about a photograph: its name, size, eye, grades and marks."""

from __future__ import annotations

from dataclasses import dataclass

from retinaview.core.field_circle import FieldCircle
from retinaview.core.geometry import Box, FloatArray
from retinaview.core.grades import Grading, Laterality
from retinaview.core.marks import Mark


@dataclass(frozen=True)
class LabelledImage:
    """One photograph with its labels, as any label file carries it.

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
        What the reader answered; empty where nothing.
    sha256 : str
        Of the file's bytes; empty where unknown.
    places : tuple of Box
        Where a network looked (its regions, discovered patches), as some label files carry it
        beside the marks. Never labels; they can only be scored as predictions.
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

    @property
    def person(self) -> str:
        """Whose photograph it is; one without a patient stands for a person of its own."""
        return self.patient or self.image

    @property
    def lesion_labels(self) -> tuple[Mark, ...]:
        """The reader's lesion marks: drawn, accepted or edited; no landmarks, no proposals."""
        return tuple(mark for mark in self.marks if mark.status.is_label and mark.lesion.is_lesion)

    def frame(self, boxes: FloatArray) -> FieldCircle:
        """Return a circle to use where the field of view is not known.

        Parameters
        ----------
        boxes : ndarray of float64, shape (B, 4)
            Columns x, y, width, height, source pixels; at least one. They give the frame where
            the size of the photograph is not known either.
        """
        right, bottom = (boxes[:, :2] + boxes[:, 2:]).max(axis=0)
        return FieldCircle.around(self.width or float(right), self.height or float(bottom))
