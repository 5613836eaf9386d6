"""The session: the one owner of a study's truth, which windows show and send commands to."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from retinaview.core.edits import Edit
from retinaview.core.findings import Finding, GradeProbabilities
from retinaview.core.geometry import Box
from retinaview.core.grades import Grading, Laterality
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark
from retinaview.core.photos import LabelledImage
from retinaview.project.store import ProjectStore, StudyImage
from retinaview.session.observing import Event

if TYPE_CHECKING:
    from retinaview.imaging.photograph import Photograph


class Session:
    """An open study with its reader, its edits and their history.

    Every verb (`draw`, `set_boxes`, ...) is one committed, logged and undoable edit. A verb that
    cannot be done (locked mark, read-only or full disk, changed by another window) changes
    nothing, emits `message` with one sentence, re-emits `marks_changed` so that a view snaps back,
    and returns nothing (None or an empty tuple); verbs do not raise ProjectError. `commit` is the
    same for scripts and imports, and does raise.

    Attributes
    ----------
    images_changed : Event[[]]
        Photographs were added.
    image_updated : Event[int]
        Size, checksum, path, patient or eye of one photograph became known or changed.
    marks_changed, grading_changed, finding_changed : Event[int]
        Of one photograph, by its id.
    history_changed : Event[[]]
        Undo and redo may have become possible or impossible.
    message : Event[str]
        One sentence for the person.
    notes : tuple of str
        Sentences about how the study was opened (read-only, kept elsewhere, ...).
    reader : str
        Who reads; author of new marks.
    first_image_id : int or None
        The photograph that was asked for, or the first; None in an empty project.
    """

    def __init__(
        self,
        store: ProjectStore,
        *,
        reader: str,
        notes: Sequence[str] = (),
        first_image_id: int | None = None,
    ) -> None:
        self.images_changed: Event[[]] = Event()
        self.image_updated: Event[int] = Event()
        self.marks_changed: Event[int] = Event()
        self.grading_changed: Event[int] = Event()
        self.finding_changed: Event[int] = Event()
        self.history_changed: Event[[]] = Event()
        self.message: Event[str] = Event()
        self.reader = reader
        self.notes = tuple(notes)
        self.first_image_id = first_image_id
        self._store = store

    # What the study holds

    @property
    def path(self) -> Path:
        """The project file."""
        return self._store.path

    @property
    def read_only(self) -> bool:
        """Whether the project file cannot be written."""
        return self._store.read_only

    @property
    def images(self) -> tuple[StudyImage, ...]:
        """All photographs in their order."""
        raise NotImplementedError

    def image(self, image_id: int) -> StudyImage:
        """One photograph; KeyError for an id that is not in the study."""
        raise NotImplementedError

    def path_of(self, image_id: int) -> Path:
        """Absolute path of the photograph's file, found again where the folder was moved."""
        raise NotImplementedError

    def marks(self, image_id: int) -> tuple[Mark, ...]:
        """Marks of one photograph in drawing order, rejected ones too."""
        raise NotImplementedError

    def all_marks(self) -> dict[int, tuple[Mark, ...]]:
        """Marks of every photograph that has any."""
        raise NotImplementedError

    def grading(self, image_id: int) -> Grading:
        """What the reader answered; empty where nothing."""
        raise NotImplementedError

    def gradings(self) -> dict[int, Grading]:
        """Answers of every photograph that has any."""
        raise NotImplementedError

    def finding(self, image_id: int) -> Finding | None:
        """What the models said; None where none has run."""
        raise NotImplementedError

    def finding_summaries(self) -> dict[int, GradeProbabilities | None]:
        """Grades of every photograph that has a finding (None: not gradable); no maps are read."""
        raise NotImplementedError

    def labelled_images(self) -> tuple[LabelledImage, ...]:
        """The study as label files and scores see it."""
        raise NotImplementedError

    def setting(self, key: str) -> str | None:
        """A value kept with the project; None where it was never set."""
        raise NotImplementedError

    def set_setting(self, key: str, value: str) -> None:
        """Keep a value with the project; silently not where that is read-only."""
        raise NotImplementedError

    # Photographs

    def add_paths(self, paths: Sequence[Path]) -> tuple[StudyImage, ...]:
        """Add photographs and folders; returns those that were not in yet."""
        raise NotImplementedError

    def note_photograph(self, image_id: int, photograph: Photograph) -> bool:
        """Keep size and checksum after a decode; True where the file is not the labelled one."""
        raise NotImplementedError

    def set_eye(self, image_id: int, *, patient: str | None, eye: Laterality | None) -> None:
        """Correct the patient or the eye; None leaves it. Not an undo step."""
        raise NotImplementedError

    # Verbs

    def draw(self, image_id: int, lesion: LesionClass, box: Box) -> Mark | None:
        """Draw a mark; its box is cut to the photograph."""
        raise NotImplementedError

    def set_boxes(self, image_id: int, boxes: Mapping[str, Box]) -> tuple[Mark, ...]:
        """Move or resize marks, by id; one undo step for all of them."""
        raise NotImplementedError

    def set_class(
        self, image_id: int, mark_ids: Collection[str], lesion: LesionClass
    ) -> tuple[Mark, ...]:
        """Give marks another class."""
        raise NotImplementedError

    def delete(self, image_id: int, mark_ids: Collection[str]) -> tuple[Mark, ...]:
        """Delete marks; those a model proposed are rejected instead, and returned."""
        raise NotImplementedError

    def duplicate(
        self, image_id: int, mark_ids: Collection[str], dx: float, dy: float
    ) -> tuple[Mark, ...]:
        """Copy marks, shifted by source pixels; the copies count as drawn."""
        raise NotImplementedError

    def paste(self, image_id: int, marks: Sequence[Mark]) -> tuple[Mark, ...]:
        """Copy marks of any photograph onto this one; the copies count as drawn."""
        raise NotImplementedError

    def accept(self, image_id: int, mark_ids: Collection[str]) -> tuple[Mark, ...]:
        """Accept proposals, or take a rejection back."""
        raise NotImplementedError

    def reject(self, image_id: int, mark_ids: Collection[str]) -> tuple[Mark, ...]:
        """Reject marks that a model proposed; a drawn mark is left alone."""
        raise NotImplementedError

    def set_locked(
        self, image_id: int, mark_ids: Collection[str], locked: bool
    ) -> tuple[Mark, ...]:
        """Lock or unlock marks."""
        raise NotImplementedError

    def set_mark_comment(
        self, image_id: int, mark_ids: Collection[str], comment: str
    ) -> tuple[Mark, ...]:
        """Write a comment on marks."""
        raise NotImplementedError

    def set_grading(self, image_id: int, grading: Grading) -> None:
        """Answer for one photograph."""
        raise NotImplementedError

    def set_comment(self, image_id: int, comment: str) -> None:
        """Write a comment on the photograph (`Grading.comment`)."""
        raise NotImplementedError

    def commit(self, edits: Sequence[Edit]) -> None:
        """Apply edits, of one or many photographs, as one undo step; raises ProjectError."""
        raise NotImplementedError

    # History

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        raise NotImplementedError

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to do again."""
        raise NotImplementedError

    @property
    def undo_label(self) -> str:
        """What undo would take back, such as ``"Draw hard exudate"``; empty where nothing."""
        raise NotImplementedError

    @property
    def redo_label(self) -> str:
        """What redo would do again; empty where nothing."""
        raise NotImplementedError

    def undo(self) -> int | None:
        """Take the last step back; the id of the photograph it touched, or None."""
        raise NotImplementedError

    def redo(self) -> int | None:
        """Do the step again that was last taken back; the photograph's id, or None."""
        raise NotImplementedError

    # Findings

    def take_finding(self, image_id: int, finding: Finding) -> None:
        """Keep what the models said and propose marks from it; raises ProjectError."""
        raise NotImplementedError

    def repropose(self, image_id: int, lesion: LesionClass, threshold: float) -> tuple[Mark, ...]:
        """Propose one class again at another threshold (0-1), from the stored lesion map."""
        raise NotImplementedError

    def close(self) -> None:
        """Close the project file; everything is already in it."""
        raise NotImplementedError
