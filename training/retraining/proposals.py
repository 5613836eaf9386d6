"""What a reader's labels hold, and which networks they can improve."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from retinaview.core.lesions import STYLES, LesionClass
from retinaview.core.marks import Mark, Status
from retinaview.core.words import counted
from retinaview.exchange.label_snapshot import ReadPhotograph
from retinaview.models.network_table import (
    DEFAULT_GRADER,
    DEFAULT_SEGMENTER,
    NETWORKS,
    rows_by_name,
)
from retinaview.models.weights.card import ModelCard
from training.segmentation.idrid import CLASSES

LEAST_PATIENTS = 4
"""Fewer cannot be divided into a part to learn from and one to measure on."""
LEAST_BOXES = 20
LEAST_GRADED = 40
LEAST_OF_EITHER = 4
"""Fewest graded photographs with, and without, referable retinopathy."""


@dataclass(frozen=True)
class LabelCounts:
    """How many labels there are, of what.

    Attributes
    ----------
    photographs, patients : int
        Photographs that a reader has read, and their patients; one of an unknown patient counts as
        a patient.
    readers : tuple of str
        Who made the labels.
    boxes, rejected : dict of str to int
        Boxes that are labels, and rejected proposals, by class.
    without_marks : int
        Photographs that were read and have no box of a lesion.
    grades : dict of int to int
        Photographs by grade of retinopathy.
    """

    photographs: int
    patients: int
    readers: tuple[str, ...]
    boxes: dict[str, int]
    rejected: dict[str, int]
    without_marks: int
    grades: dict[int, int]

    def __str__(self) -> str:
        lines = [
            f"{counted(self.photographs, 'photograph')} read, of "
            f"{counted(self.patients, 'patient')}, by {', '.join(self.readers) or 'nobody named'}; "
            f"{self.without_marks} without a lesion",
            "boxes: " + _listed(_named(self.boxes)),
            "rejected proposals: " + _listed(_named(self.rejected)),
            "grades: " + _listed({f"grade {k}": n for k, n in self.grades.items()}),
        ]
        return "\n".join(lines)


def class_words(name: str) -> str:
    """Return a class, or else what is learnt, as it stands in a sentence."""
    return STYLES[LesionClass(name)].words if name in set(LesionClass) else name


def _named(boxes: dict[str, int]) -> dict[str, int]:
    return {class_words(name): count for name, count in boxes.items()}


def _listed(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} {number}" for name, number in counts.items()) or "none"


@dataclass(frozen=True)
class Proposal:
    """Whether a network can learn from the labels.

    Attributes
    ----------
    network : str
        Name of its weights.
    task : str
        ``"segmentation"`` or ``"grading"``.
    classes : tuple of str
        What it would learn: lesion classes; empty for grades.
    why_not : str
        Why it cannot, in one sentence; empty if it can.
    notes : tuple of str
        What is left out, one sentence each.
    """

    network: str
    task: str
    classes: tuple[str, ...] = ()
    why_not: str = ""
    notes: tuple[str, ...] = field(default=())

    def __str__(self) -> str:
        return f"{self.network}{':' if self.why_not else ''} {self.words}"

    @property
    def words(self) -> str:
        """What the network can learn, or why it cannot, without its name."""
        if self.why_not:
            return self.why_not
        return "; ".join([f"can learn {', '.join(map(class_words, self.classes))}", *self.notes])


def count_labels(photographs: Sequence[ReadPhotograph]) -> LabelCounts:
    """Count what readers said."""
    labels = [each.labels for each in photographs]
    marks = [mark for image in labels for mark in image.marks]
    named = {mark.author for mark in marks} | {image.grading.reader for image in labels}
    grades = Counter(int(image.grading.dr) for image in labels if image.grading.dr is not None)
    return LabelCounts(
        photographs=len(labels),
        patients=len({image.person for image in labels}),
        readers=tuple(sorted(named - {""})),
        boxes=_by_class(mark for mark in marks if mark.status.is_label),
        rejected=_by_class(mark for mark in marks if mark.status is Status.REJECTED),
        without_marks=sum(not image.lesion_labels for image in labels),
        grades=dict(sorted(grades.items())),
    )


def _by_class(marks: Iterable[Mark]) -> dict[str, int]:
    found = Counter(mark.lesion for mark in marks)
    return {str(lesion): found[lesion] for lesion in LesionClass if found[lesion]}


def propose(card: ModelCard, counts: LabelCounts) -> Proposal:
    """Return whether a network can learn from labels."""
    if message := _unsuitable(card):
        return Proposal(card.name, card.task, why_not=message)
    if counts.patients < LEAST_PATIENTS:
        message = (
            f"the labels are of {counted(counts.patients, 'patient')}; a part of the patients is "
            f"held out to measure on, so at least {LEAST_PATIENTS} are needed"
        )
        return Proposal(card.name, card.task, why_not=message)
    if card.task == "segmentation":
        return _segmenter(card, counts)
    return _grader(card, counts)


def _unsuitable(card: ModelCard) -> str:
    """Return why labels improve no network of this kind; empty if they may."""
    row = rows_by_name(NETWORKS).get(card.architecture)
    builder = "" if row is None else row.builder
    if card.task == "segmentation":
        suits = builder == "lesion_net:LesionNet" and tuple(card.classes) == CLASSES
        return "" if suits else f"cannot be retrained on boxes; {DEFAULT_SEGMENTER} can"
    options = card.grade_options
    heads = {*options.heads, *options.heads_together} - {"crop"}
    suits = builder == "zoom_in_net:ZoomInNet" and heads == {"main", "attention"}
    return "" if suits else f"cannot be retrained on grades; {DEFAULT_GRADER} can"


def _segmenter(card: ModelCard, counts: LabelCounts) -> Proposal:
    known = {name: n for name, n in counts.boxes.items() if name in card.classes}
    taught = tuple(name for name, n in known.items() if n >= LEAST_BOXES)
    if not taught:
        message = f"no class that it knows has {LEAST_BOXES} boxes ({_listed(_named(known))})"
        return Proposal(card.name, card.task, why_not=message)
    few = [name for name in known if name not in taught]
    unknown = [name for name in counts.boxes if name not in card.classes]
    notes = [
        f"{class_words(name)} has fewer than {LEAST_BOXES} boxes, which are left out"
        for name in few
    ]
    notes += [f"it has no class {class_words(name)}, whose boxes are left out" for name in unknown]
    return Proposal(card.name, card.task, taught, notes=tuple(notes))


def _grader(card: ModelCard, counts: LabelCounts) -> Proposal:
    graded = sum(counts.grades.values())
    referable = sum(n for grade, n in counts.grades.items() if grade >= 2)
    if graded < LEAST_GRADED:
        message = f"{counted(graded, 'photograph')} graded; at least {LEAST_GRADED} are needed"
        return Proposal(card.name, card.task, why_not=message)
    if min(referable, graded - referable) < LEAST_OF_EITHER:
        message = (
            f"{referable} of {graded} graded photographs are referable; at least "
            f"{LEAST_OF_EITHER} with and without are needed"
        )
        return Proposal(card.name, card.task, why_not=message)
    return Proposal(card.name, card.task, ("grades of retinopathy",))
