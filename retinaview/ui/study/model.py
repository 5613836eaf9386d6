"""The photographs of a study as rows of a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypedDict

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from retinaview.core.findings import FindingSummary, Quality, QualityAnswer
from retinaview.core.grades import DRGrade, Grading, Laterality
from retinaview.core.landmarks import in_force
from retinaview.core.marks import Mark
from retinaview.core.text import one_line

if TYPE_CHECKING:
    from retinaview.project.images import StudyImage

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole


class ReadingStage(IntEnum):
    """How far the reader is with a photograph."""

    UNREAD = 0
    BEGUN = 1
    MARKED = 2
    GRADED = 3

    @property
    def label(self) -> str:
        """Words for a tooltip."""
        return ("unread", "DME alone is graded", "has marks", "graded")[self]


@dataclass(frozen=True, slots=True)
class StudyRow:
    """One photograph in the list.

    Attributes
    ----------
    image_id : int
        In the project.
    path : str
        Relative to the project file, with ``/``.
    eye : Laterality or None
        Which eye, where known.
    patient : str
        Empty where unknown.
    marks : int
        The reader's own labels.
    grading : Grading
        The reader's answer.
    model_grade : int or None
        DR grade by the models.
    quality : Quality or None
        What the gate said; None where no model has looked at it.
    broken : bool
        Whether it, or a model on it, has failed.
    blind : bool
        Whether what the models say is hidden until the reader has answered.
    told_eye : Laterality or None
        Which eye it is by disc and fovea; None where they are unknown or unsure.
    """

    image_id: int
    path: str
    eye: Laterality | None = None
    patient: str = ""
    marks: int = 0
    grading: Grading = Grading()
    model_grade: int | None = None
    quality: Quality | None = None
    broken: bool = False
    blind: bool = False
    told_eye: Laterality | None = None

    @property
    def name(self) -> str:
        """File name without folders, as one line of text to show."""
        return one_line(PurePosixPath(self.path).name)

    @property
    def as_seen(self) -> StudyRow:
        """The row as far as the reader may see it."""
        if not self.blind:
            return self
        return replace(self, quality=None, model_grade=None, told_eye=None)

    @property
    def question(self) -> str:
        """Words that question the eye on record where disc and fovea tell another; else empty."""
        if self.told_eye is None or self.told_eye is self.eye:
            return ""
        return (
            f"Disc says {self.told_eye}, not {self.eye}" if self.eye else f"Disc: {self.told_eye}"
        )

    @property
    def has_finding(self) -> bool:
        """Whether the models have looked at it at all."""
        return self.quality is not None

    def answers(self, answer: QualityAnswer) -> bool:
        """Whether the quality gate's answer is this one."""
        return self.quality is not None and self.quality.answer is answer

    @property
    def is_doubtful(self) -> bool:
        """Whether the models' grade must not be shown as a confident one."""
        return self.quality is not None and self.quality.answer is not QualityAnswer.GOOD

    @property
    def referable(self) -> bool:
        """Whether the models' answer is to refer; an ungradable photograph is referred."""
        if self.quality is not None and not self.quality.gradable:
            return True
        return self.model_grade is not None and self.model_grade >= DRGrade.MODERATE

    @property
    def reading(self) -> ReadingStage:
        """The furthest step reached; to have been on the screen, or commented on, is none."""
        if self.grading.dr is not None or self.grading.ungradable:
            return ReadingStage.GRADED
        if self.marks:
            return ReadingStage.MARKED
        return ReadingStage.BEGUN if self.grading.is_graded else ReadingStage.UNREAD


class StudyModel(QAbstractListModel):
    """Rows in the study's order; two thousand of them are two thousand small tuples."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[StudyRow] = []
        self._row_of: dict[int, int] = {}

    @property
    def rows(self) -> Sequence[StudyRow]:
        """All rows, in order."""
        return self._rows

    def set_rows(self, rows: Sequence[StudyRow]) -> None:
        """Show another study."""
        self.beginResetModel()
        self._rows = list(rows)
        self._row_of = {row.image_id: position for position, row in enumerate(rows)}
        self.endResetModel()

    def row(self, image_id: int) -> StudyRow | None:
        """Return the row of a photograph, or None."""
        position = self._row_of.get(image_id)
        return None if position is None else self._rows[position]

    def index_of(self, image_id: int) -> QModelIndex:
        """Return its index; invalid where it is not here."""
        position = self._row_of.get(image_id)
        return QModelIndex() if position is None else self.index(position)

    def update_row(self, image_id: int, **changes: object) -> None:
        """Change fields of one row."""
        position = self._row_of.get(image_id)
        if position is None:
            return
        changed = replace(self._rows[position], **changes)  # type: ignore[arg-type]
        if changed != self._rows[position]:
            self._rows[position] = changed
            index = self.index(position)
            self.dataChanged.emit(index, index)

    def refresh(self) -> None:
        """Paint every visible row again."""
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802
        """Count the photographs; a list has no children."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return the row itself, its name, or words about it."""
        row = self._rows[index.row()].as_seen
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return describe(row)
        return None


def rows_of(
    images: Sequence[StudyImage],
    *,
    marks: Mapping[int, int],
    gradings: Mapping[int, Grading],
    findings: Mapping[int, FindingSummary],
    told_eyes: Mapping[int, Laterality] = MappingProxyType({}),
) -> list[StudyRow]:
    """Make the rows of a whole study, from what its session knows without reading a photograph."""
    unanswered = Grading()
    return [
        StudyRow(
            image.id,
            image.path,
            image.eye,
            image.patient,
            marks=marks.get(image.id, 0),
            grading=gradings.get(image.id, unanswered),
            told_eye=told_eyes.get(image.id),
            **finding_fields(findings.get(image.id)),
        )
        for image in images
    ]


def told_eyes(
    findings: Mapping[int, FindingSummary], marks: Mapping[int, Sequence[Mark]]
) -> dict[int, Laterality]:
    """Return the eye that disc and fovea tell, by photograph, where they tell one."""
    placed = {i for i, own in marks.items() if any(not mark.lesion.is_lesion for mark in own)}
    told = {}
    for image_id in findings.keys() | placed:
        finding = findings.get(image_id)
        found = None if finding is None else finding.landmarks
        places = in_force(found, marks[image_id]) if image_id in placed else found
        if places is not None and (eye := places.laterality) is not None:
            told[image_id] = eye
    return told


class FindingFields(TypedDict):
    """What of a row comes from the models."""

    quality: Quality | None
    model_grade: int | None


def finding_fields(finding: FindingSummary | None) -> FindingFields:
    """Return what of a row comes from the models."""
    if finding is None:
        return {"quality": None, "model_grade": None}
    grades = finding.grades
    grade = int(grades.dr_grade) if grades is not None and grades.dr else None
    return {"quality": finding.quality, "model_grade": grade}


def describe(row: StudyRow) -> str:
    """Describe a row in a few lines."""
    lines = [str(Path(row.path))]
    if row.quality is not None and row.quality.doubt:
        lines.append(row.quality.doubt.capitalize())
    if row.question:
        lines.append(f"{row.question}. Click the words to correct the record.")
    if row.eye is not None:
        patient = f", patient {row.patient}" if row.patient else ""
        lines.append(f"{row.eye.label} eye{patient}")
    lines.append(row.reading.label + (f", {row.marks} marks" if row.marks else ""))
    if row.grading.dr is not None:
        lines.append(f"Your grade: {int(row.grading.dr)}, {row.grading.dr.label}")
    if row.model_grade is not None:
        lines.append(f"Models: {row.model_grade}")
    return "\n".join(lines)
