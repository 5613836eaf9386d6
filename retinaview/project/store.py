"""The study's store: everything a study holds, one transaction per edit."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import select

from retinaview.core.edits import Edit
from retinaview.core.grades import Grading, Laterality
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark
from retinaview.core.study_classes import ClassList
from retinaview.project import image_rows, rows
from retinaview.project.assignments import Assignment, assign, read_assignments
from retinaview.project.classes import marks_of_classes, read_classes, write_classes
from retinaview.project.edits import apply_edits, log, prepared
from retinaview.project.finding_store import FindingStore
from retinaview.project.image_rows import require_image
from retinaview.project.images import NewImage, StudyImage
from retinaview.project.log import (
    FIRST_ANSWER,
    LoggedEvent,
    LoggedRun,
    read_events,
    read_first_answers,
    read_runs,
)
from retinaview.project.project_file import ProjectFile
from retinaview.project.schema import SettingRow
from retinaview.project.values import text

__all__ = ["PROJECT_SUFFIX", "NewImage", "ProjectStore", "StudyImage", "StudyStore"]

PROJECT_SUFFIX = ".retinaview"


class StudyStore(FindingStore):
    """One open study and all that it holds, in a file or on a server.

    Everything that changes it does so in one transaction that is on the disk when the call
    returns, and raises ProjectError, with nothing changed, where that cannot be. Several windows
    may have the same study open. A store may be used from any thread, one call at a time.
    """

    # Photographs

    def images(self, only: Collection[int] | None = None) -> tuple[StudyImage, ...]:
        """Return all photographs, or those of some ids, in their order."""
        with self._reading() as transaction:
            return image_rows.read_images(transaction, damage=self.damage, only=only)

    def add_images(self, images: Sequence[NewImage]) -> tuple[StudyImage, ...]:
        """Add photographs in one transaction; paths that are in already are skipped.

        Returns
        -------
        tuple of StudyImage
            The added ones, in the order given.
        """
        if not images:
            return ()
        with self._writing() as transaction:
            return image_rows.add_images(transaction, images, damage=self.damage)

    def update_image(
        self,
        image_id: int,
        *,
        sha256: str | None = None,
        width: int | None = None,
        height: int | None = None,
        path: str | None = None,
        patient: str | None = None,
        eye: Laterality | None = None,
        reader: str = "",
    ) -> StudyImage:
        """Fill in what became known; None leaves a field as it is.

        Raises
        ------
        ProjectError
            No such photograph, or the path belongs to another one.
        """
        fields = {"sha256": sha256, "width": width, "height": height}
        fields |= {"path": path, "patient": patient, "eye": None if eye is None else eye.value}
        with self._writing() as transaction:
            return image_rows.update_image(
                transaction, image_id, fields, reader=reader, damage=self.damage
            )

    def set_paths(self, paths: Mapping[int, str]) -> None:
        """Say anew where photographs lie, by their ids, as from the folder of this file."""
        with self._writing() as transaction:
            for image_id, path in paths.items():
                require_image(transaction, image_id).path = path

    # Marks and answers

    def marks(self, image_id: int) -> tuple[Mark, ...]:
        """Return the marks of one photograph in drawing order."""
        with self._reading() as transaction:
            return rows.marks_of(transaction, image_id, damage=self.damage).get(image_id, ())

    def all_marks(self) -> dict[int, tuple[Mark, ...]]:
        """Return the marks of every photograph that has any, in drawing order."""
        with self._reading() as transaction:
            return rows.marks_of(transaction, damage=self.damage)

    def mark_ids(self) -> set[str]:
        """Return the ids of all marks, also of those that cannot be read."""
        with self._reading() as transaction:
            return rows.mark_ids(transaction)

    def answers(self, image_id: int | None = None) -> dict[int, tuple[Grading, ...]]:
        """Return every reader's answers, oldest first, of photographs that have any.

        Parameters
        ----------
        image_id : int, optional
            The photograph; all where absent.
        """
        with self._reading() as transaction:
            return rows.answers_of(transaction, image_id, damage=self.damage)

    def grading(self, image_id: int) -> Grading:
        """Return the answer that was given last, by any reader; empty where there is none."""
        return self.answers(image_id).get(image_id, (Grading(),))[-1]

    def gradings(self) -> dict[int, Grading]:
        """Return the answer that was given last, of every photograph that has any; no mere flag."""
        return {
            image_id: said[-1]
            for image_id, answers in self.answers().items()
            if (said := [each for each in answers if each.says_something])
        }

    def apply(self, edits: Sequence[Edit], *, reader: str, at: datetime | None = None) -> None:
        """Apply edits one after the other in one transaction, and log each.

        Parameters
        ----------
        edits : sequence of Edit
            Of one or several photographs.
        reader : str
            Who does it.
        at : datetime, optional
            When it was done, with time zone; now where absent.

        Raises
        ------
        StaleEdit
            The project is no longer what an edit's `before` says, such as after an edit in
            another window. Nothing was changed.
        ProjectError
            The file refuses (read-only, full disk, locked, ...). Nothing was changed.
        """
        with self._as_project_errors():
            moment = None if at is None else at.astimezone(UTC).isoformat()
            ready = prepared(edits, reader=reader, at=moment)
        with self._writing() as transaction:
            apply_edits(transaction, ready, reader=reader)

    # Classes

    def classes(self) -> ClassList:
        """Return the classes of the study."""
        with self._reading() as transaction:
            return read_classes(transaction, damage=self.damage)

    def set_classes(
        self, before: ClassList, after: ClassList, *, reader: str, at: datetime | None = None
    ) -> None:
        """Put a list of classes in the place of another, and log it, now or then.

        Raises
        ------
        StaleEdit
            The study no longer has the list `before`.
        ProjectError
            A class that is no longer in the list has marks, or the study cannot be written.
        """
        with self._writing() as transaction:
            write_classes(transaction, before, after, reader=reader, at=at)

    def marks_of_classes(self) -> dict[LesionClass, int]:
        """Count the marks of every class that has any, rejected ones and proposals too."""
        with self._reading() as transaction:
            return marks_of_classes(transaction)

    # Who reads what

    def assignments(self) -> dict[int, Assignment]:
        """Return who has which photograph to read."""
        with self._reading() as transaction:
            return read_assignments(transaction)

    def assign(self, image_ids: Collection[int], *, reader: str | None, by: str) -> None:
        """Give photographs to a reader, or to nobody (None), all or none, and log it.

        Raises
        ------
        ProjectError
            `by` takes for themselves what somebody else has, or may not give what they give.
        """
        with self._writing() as transaction:
            assign(transaction, image_ids, reader=reader, by=by)

    # Settings and the past

    def setting(self, key: str) -> str | None:
        """Return a value kept with the project; None where it was never set."""
        with self._reading() as transaction:
            row = transaction.get(SettingRow, key)
        with self.damage.noted(None, f"the setting {key} cannot be read"):
            return None if row is None else text(row.value)
        return None

    def check_settings(self) -> None:
        """Note in `damage` which values kept with the project cannot be read."""
        with self._reading() as transaction:
            settings = [(row.key, row.value) for row in transaction.scalars(select(SettingRow))]
        for key, value in settings:
            with self.damage.noted(None, f"the setting {key} cannot be read"):
                text(value)

    def set_setting(self, key: str, value: str) -> None:
        """Keep a value with the project."""
        with self._writing() as transaction:
            transaction.merge(SettingRow(key=key, value=value))

    def set_and_log(self, key: str, value: str, *, label: str, reader: str) -> None:
        """Keep a value with the project, and say in the event log who changed it."""
        with self._writing() as transaction:
            row = transaction.get(SettingRow, key)
            log(transaction, label, reader=reader, change=(row and row.value, value))
            transaction.merge(SettingRow(key=key, value=value))

    def first_answers(self, reader: str) -> dict[int, Grading]:
        """Return a reader's answers that were given before anything else was seen."""
        with self._reading() as transaction:
            return read_first_answers(transaction, reader, damage=self.damage)

    def note_first_answer(
        self, image_id: int, answer: Grading, *, reader: str, at: datetime | None = None
    ) -> None:
        """Keep an answer in the event log as given before the models' was seen, now or then."""
        with self._writing() as transaction:
            require_image(transaction, image_id)
            change = None, rows.grading_json(answer)
            log(transaction, FIRST_ANSWER, reader=reader, image_id=image_id, change=change, at=at)

    def events(self, image_id: int | None = None) -> tuple[LoggedEvent, ...]:
        """Return the event log, oldest first; of one photograph or of all."""
        with self._reading() as transaction:
            return read_events(transaction, image_id, damage=self.damage)

    def runs(self) -> tuple[LoggedRun, ...]:
        """Return every model that ran on a photograph, oldest first."""
        with self._reading() as transaction:
            return read_runs(transaction, damage=self.damage)


class ProjectStore(ProjectFile, StudyStore):
    """A study in a project file."""
