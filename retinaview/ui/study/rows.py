"""The photographs of a study as rows of the worklist; no widgets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, TypedDict

from retinaview.core.findings import FindingSummary, Quality, QualityAnswer
from retinaview.core.grades import DRGrade, Grading, Laterality
from retinaview.core.landmarks import in_force
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark, Status
from retinaview.core.text import one_line
from retinaview.imaging.eye_names import guess_eye
from retinaview.ui.language import later, tr
from retinaview.ui.language.terms import begun, doubt_words, eye_words

if TYPE_CHECKING:
    from retinaview.project.images import StudyImage
    from retinaview.session.session import Session


class ReadingStage(IntEnum):
    """How far the reader is with a photograph."""

    UNREAD = 0
    BEGUN = 1
    MARKED = 2
    GRADED = 3

    @property
    def label(self) -> str:
        """Words for a tooltip, in English."""
        return _STAGES[self]


_STAGES = later("unread"), later("Only DME is graded"), later("has marks"), later("graded")


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
    taken : date or None
        On which day, as the study has it.
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
    probability : float or None
        Of referable retinopathy, by the models.
    spread : int or None
        How many grades of retinopathy the networks are apart; None for fewer than two.
    classes, proposed : frozenset of LesionClass
        Classes of the reader's labels, and of the models' proposals.
    marked_by : str
        Author of the newest label; empty where there is none.
    others_marks : int
        How many of the labels another reader has made in this study.
    own_classes : frozenset of LesionClass
        Classes of the labels that no other reader has made.
    spellings : tuple of str
        How else the study writes what may be the same patient.
    held_by : str
        Who is to read it, in a study of many readers; empty where nobody.
    is_held : bool
        Whether that is this reader.
    teaches : float or None
        How much a label would teach the networks, 0-1, when the list was last sorted; None where
        there is one.
    """

    image_id: int
    path: str
    eye: Laterality | None = None
    patient: str = ""
    taken: date | None = None
    marks: int = 0
    grading: Grading = Grading()
    model_grade: int | None = None
    quality: Quality | None = None
    broken: bool = False
    blind: bool = False
    told_eye: Laterality | None = None
    probability: float | None = None
    spread: int | None = None
    classes: frozenset[LesionClass] = frozenset()
    proposed: frozenset[LesionClass] = frozenset()
    marked_by: str = ""
    others_marks: int = 0
    own_classes: frozenset[LesionClass] = frozenset()
    spellings: tuple[str, ...] = ()
    held_by: str = ""
    is_held: bool = False
    teaches: float | None = None

    @property
    def name(self) -> str:
        """File name without folders, as one line of text to show."""
        return one_line(PurePosixPath(self.path).name)

    @property
    def day(self) -> date | None:
        """On which day it was taken: as on record, else by its name."""
        return self.taken or guess_eye(self.path).day

    @property
    def as_seen(self) -> StudyRow:
        """The row as far as the reader may see it."""
        if not self.blind:
            return self
        return replace(
            self,
            marks=self.marks - self.others_marks,
            others_marks=0,
            classes=self.own_classes,
            marked_by="" if self.others_marks else self.marked_by,
            quality=None,
            model_grade=None,
            told_eye=None,
            probability=None,
            spread=None,
            proposed=frozenset(),
            teaches=None,
        )

    @property
    def person(self) -> tuple[str, str] | None:
        """The patient, within a folder: many folders number patients from one; None if unknown."""
        return (self.patient, self.path.rpartition("/")[0]) if self.patient else None

    @property
    def reader(self) -> str:
        """Who answered, or else marked last."""
        return self.grading.reader or self.marked_by

    @property
    def differs(self) -> bool:
        """Whether the reader and the models grade retinopathy differently."""
        given = self.grading.dr
        return given is not None and self.model_grade is not None and given != self.model_grade

    @property
    def is_flagged(self) -> bool:
        """Whether the reader has set it aside to come back to it."""
        return self.grading.flag

    @property
    def has_doubt(self) -> bool:
        """Whether the reader was unsure or wrote a comment."""
        return self.grading.unsure or bool(self.grading.comment)

    @property
    def question(self) -> str:
        """Words that question the eye on record where disc and fovea tell another; else empty."""
        if self.told_eye is None or self.told_eye is self.eye:
            return ""
        if self.eye is None:
            return tr("Disc: {eye}", eye=self.told_eye.value)
        return tr("Disc says {eye}, not {other}", eye=self.told_eye.value, other=self.eye.value)

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
        if self.marks > self.others_marks:
            return ReadingStage.MARKED
        return ReadingStage.BEGUN if self.grading.is_graded else ReadingStage.UNREAD


def rows_of(
    images: Sequence[StudyImage],
    *,
    marks: Mapping[int, Sequence[Mark]],
    gradings: Mapping[int, Grading],
    findings: Mapping[int, FindingSummary],
    spreads: Mapping[int, int] = MappingProxyType({}),
    reader: str = "",
) -> list[StudyRow]:
    """Make the rows of a whole study, from what its session knows without reading a photograph."""
    unanswered, unmarked, told = Grading(), mark_fields((), reader), told_eyes(findings, marks)
    return [
        StudyRow(
            image.id,
            image.path,
            image.eye,
            image.patient,
            image.taken,
            grading=gradings.get(image.id, unanswered),
            told_eye=told.get(image.id),
            spread=spreads.get(image.id),
            **(mark_fields(marks[image.id], reader) if image.id in marks else unmarked),
            **finding_fields(findings.get(image.id)),
        )
        for image in images
    ]


def rows_of_study(session: Session) -> list[StudyRow]:
    """Make the rows of an open study; safe in another thread before the window has it."""
    rows = rows_of(
        session.images,
        marks=session.all_marks(),
        gradings=session.gradings(),
        findings=session.finding_summaries(),
        spreads=session.opinions.spreads(),
        reader=session.reader,
    )
    rows = [
        replace(row, spellings=others) if (others := session.other_spellings(row.image_id)) else row
        for row in rows
    ]
    if session.assignments:
        rows = [replace(row, **held_fields(session, row.image_id)) for row in rows]
    if not session.blinding.on:
        return rows
    return [replace(row, blind=session.blinding.hides(row.image_id)) for row in rows]


class HeldFields(TypedDict):
    """What of a row comes from who has the photograph to read."""

    held_by: str
    is_held: bool


def held_fields(session: Session, image_id: int) -> HeldFields:
    """Return what of a row comes from who has the photograph to read."""
    held = session.assignments.get(image_id)
    if held is None:
        return {"held_by": "", "is_held": False}
    return {"held_by": held.reader, "is_held": held.reader == session.reader}


class MarkFields(TypedDict):
    """What of a row comes from the marks."""

    marks: int
    classes: frozenset[LesionClass]
    proposed: frozenset[LesionClass]
    marked_by: str
    others_marks: int
    own_classes: frozenset[LesionClass]


def mark_fields(marks: Sequence[Mark], reader: str) -> MarkFields:
    """Return what of a row comes from the marks, for a reader.

    Disc and fovea are no lesions to count. Imported labels are everybody's.
    """
    labels = [mark for mark in marks if mark.status.is_label and not mark.lesion.is_landmark]
    own = [mark for mark in labels if mark.source or mark.author == reader or not reader]
    newest = max(labels, key=lambda mark: mark.modified, default=None)
    return {
        "marks": len(labels),
        "classes": frozenset(mark.lesion for mark in labels),
        "proposed": frozenset(m.lesion for m in marks if m.status is Status.PROPOSED),
        "marked_by": "" if newest is None else newest.author,
        "others_marks": len(labels) - len(own),
        "own_classes": frozenset(mark.lesion for mark in own),
    }


def told_eyes(
    findings: Mapping[int, FindingSummary], marks: Mapping[int, Sequence[Mark]]
) -> dict[int, Laterality]:
    """Return the eye that disc and fovea tell, by photograph, where they tell one."""
    placed = {i for i, own in marks.items() if any(mark.lesion.is_landmark for mark in own)}
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
    probability: float | None


def finding_fields(finding: FindingSummary | None) -> FindingFields:
    """Return what of a row comes from the models."""
    if finding is None:
        return {"quality": None, "model_grade": None, "probability": None}
    grades = finding.grades
    if grades is None or not grades.dr:
        return {"quality": finding.quality, "model_grade": None, "probability": None}
    return {
        "quality": finding.quality,
        "model_grade": int(grades.dr_grade),
        "probability": grades.referable,
    }


def taught_by(rows: Sequence[StudyRow]) -> list[float | None]:
    """Return how much a label of each row would teach, by what all of them say; see `StudyRow`."""
    from retinaview.session.teaching import Told, teaching_of  # heavy: after the photograph

    return teaching_of(
        [
            Told(
                labelled=row.reading is not ReadingStage.UNREAD,
                referable=row.probability,
                grade=row.model_grade or 0,
                apart=row.spread or 0,
                classes=row.classes | row.proposed,
            )
            for row in rows
        ]
    )


def describe(row: StudyRow) -> str:
    """Describe a row in a few lines."""
    lines = [str(PurePosixPath(row.path))]
    if row.quality is not None and row.quality.doubt:
        lines.append(begun(doubt_words(row.quality)))
    if row.question:
        lines.append(
            tr("{question}. Click the words to correct the record.", question=row.question)
        )
    if row.eye is not None:
        eye = eye_words(row.eye)
        named = tr("{eye}, patient {patient}", eye=eye, patient=row.patient)
        lines.append(named if row.patient else eye)
    stage = tr(row.reading.label)
    lines.append(tr("{stage}, %n mark(s)", "", row.marks, stage=stage) if row.marks else stage)
    if row.grading.dr is not None:
        grade, name = int(row.grading.dr), tr(row.grading.dr.label)
        lines.append(tr("Your grade: {grade}, {name}", grade=grade, name=name))
    if row.is_flagged:
        lines.append(tr("Flagged by you"))
    if row.has_doubt:
        lines.append(row.grading.comment or tr("Unsure"))
    if row.spellings:
        others = ", ".join(row.spellings)
        lines.append(tr("Perhaps the same patient: {patients}", patients=others))
    if row.held_by:
        yours = tr("Assigned to you")
        held = tr("Assigned to {reader}", reader=one_line(row.held_by))
        lines.append(yours if row.is_held else held)
    if row.spread:
        lines.append(tr("Networks are %n grade(s) apart", "", row.spread))
    if row.model_grade is not None:
        lines.append(tr("Models: {answers}", answers=row.model_grade))
    return "\n".join(lines)
