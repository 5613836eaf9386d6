"""The study's store: everything a study holds, one transaction per edit."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import select

from retinaview.core.edits import Edit
from retinaview.core.findings import Finding, FindingSummary, GradeProbabilities, ModelIdentity
from retinaview.core.grades import Grading, Laterality
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark
from retinaview.core.thresholds import ThresholdKey
from retinaview.project import finding_rows, image_rows, rows
from retinaview.project.assignments import Assignment, assign, read_assignments
from retinaview.project.database import Database
from retinaview.project.edits import apply_edits, log, prepared
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
from retinaview.project.packed_finding import (
    PackedFinding,
    grades_of,
    landmarks_of,
    packed,
    quality_of,
)
from retinaview.project.project_file import ProjectFile
from retinaview.project.proposals import Settled, replace_proposals
from retinaview.project.schema import SettingRow
from retinaview.project.thresholds import (
    note_proposed_at,
    read_card_threshold,
    read_proposed_at,
    read_thresholds,
    write_threshold,
)
from retinaview.project.values import count, optional, text

__all__ = ["PROJECT_SUFFIX", "NewImage", "ProjectStore", "StudyImage", "StudyStore"]

LOST_FINDING = "what the models said cannot be read; run them again"
PROJECT_SUFFIX = ".retinaview"


class StudyStore(Database):
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

    # Findings

    def save_finding(
        self,
        image_id: int,
        finding: Finding | PackedFinding,
        *,
        source: str | None = None,
        proposals: Sequence[Mark] | None = None,
        proposed_at: Mapping[LesionClass, float] | None = None,
        ran: Sequence[ModelIdentity] | None = None,
    ) -> Settled:
        """Keep a source's finding, in place of its last one.

        Parameters
        ----------
        image_id : int
            The photograph.
        finding : Finding or PackedFinding
            Heat maps are kept to 8 bits.
        source : str, optional
            Name of the weights that were asked beside the main finding. Where absent this is the
            main finding, and takes the place of the one before, whoever gave that.
        proposals : sequence of Mark, optional
            Replace the untouched proposals by these, as `replace_proposals` does, in the same
            transaction.
        proposed_at : mapping of LesionClass to float, optional
            The thresholds at which these were made; the model card's where absent.
        ran : sequence of ModelIdentity, optional
            The models to note as run; all of the finding's where absent.

        Returns
        -------
        Settled
            What became of the proposals.
        """
        ready, main = packed(finding), source is None
        said = ready.finding
        name, noted = said.source if source is None else source, said.models if ran is None else ran
        with self._writing() as transaction:
            require_image(transaction, image_id)
            finding_rows.write_finding(
                transaction, image_id, ready, source=name, main=main, ran=noted
            )
            if proposals is None:
                return Settled()
            card = {found.lesion: found.threshold for found in said.lesion_maps}
            note_proposed_at(transaction, image_id, card | dict(proposed_at or {}))
            return replace_proposals(transaction, image_id, proposals)

    def replace_proposals(
        self,
        image_id: int,
        marks: Sequence[Mark],
        *,
        proposed_at: Mapping[LesionClass, float] | None = None,
    ) -> Settled:
        """Put new proposals in place of the untouched ones of a photograph.

        What a reader touched (accepted, edited, rejected, drawn, locked or commented) stays. A
        proposal that such a mark of the same class covers by more than half is not inserted, so
        that a rejected one stays rejected. One that stands already unchanged keeps its identity.

        Parameters
        ----------
        image_id : int
            The photograph.
        marks : sequence of Mark
            Untouched proposals.
        proposed_at : mapping of LesionClass to float, optional
            The thresholds at which they were made, to be noted with the finding.
        """
        with self._writing() as transaction:
            require_image(transaction, image_id)
            if proposed_at is not None:
                note_proposed_at(transaction, image_id, proposed_at)
            return replace_proposals(transaction, image_id, marks)

    def finding(self, image_id: int, source: str | None = None) -> Finding | None:
        """Return a source's finding, or the main one (None); None where there is none."""
        with self._reading() as transaction:
            stored = finding_rows.read_finding(transaction, image_id, source)
        if stored is not None:  # decoded with the file free for others meanwhile
            with self.damage.noted(image_id, LOST_FINDING):
                return stored.decoded()
        return None

    def main_source(self, image_id: int) -> str | None:
        """Return the source of a photograph's main finding; None where there is none."""
        with self._reading() as transaction:
            source = finding_rows.read_main_source(transaction, image_id)
        with self.damage.noted(image_id, LOST_FINDING):
            return optional(text, source)
        return None

    def finding_summaries(self, only: Collection[int] | None = None) -> dict[int, FindingSummary]:
        """Return quality and grades of photographs, all or some, with a main finding; no map."""
        with self._reading() as transaction:
            stored = finding_rows.read_qualities(transaction, only)
            unassignable = finding_rows.read_unassignable(transaction)
        summaries = {}
        for image_id, *texts in stored:
            with self.damage.noted(image_id, LOST_FINDING):
                parts = ",".join("null" if each is None else each for each in texts)
                grades, quality, places = json.loads(f"[{parts}]")
                summaries[count(image_id)] = FindingSummary(
                    quality_of(quality), grades_of(grades), landmarks_of(places)
                )
        for image_id in unassignable:
            with self.damage.noted(image_id, LOST_FINDING):
                raise ValueError("its source or photograph is unknown")
        return summaries

    def opinions(self) -> dict[int, dict[str, GradeProbabilities]]:
        """Return the grades of photographs that several sources answered, by source."""
        with self._reading() as transaction:
            stored = finding_rows.read_grades_of_several(transaction)
        found: dict[int, dict[str, GradeProbabilities]] = {}
        for image_id, source, grades in stored:
            with self.damage.noted(image_id, LOST_FINDING):
                given = grades_of(grades and json.loads(grades))
                if given is not None:
                    found.setdefault(count(image_id), {})[text(source)] = given
        return found

    def findings_without_maps(self, source: str) -> dict[int, Finding]:
        """Return a source's findings by photograph, without the maps.

        No map is read, and nobody waits for the file while the findings are decoded.
        """
        with self._reading() as transaction:
            stored = finding_rows.read_without_maps(transaction, source)
        found = {}
        with self._as_project_errors():
            for image_id, each in stored.items():
                with self.damage.noted(image_id, LOST_FINDING):
                    found[count(image_id)] = each.decoded()
        return found

    # Thresholds

    def thresholds(self) -> dict[ThresholdKey, float]:
        """Return the thresholds set for this study, 0-1; for all others the model card's holds."""
        with self._reading() as transaction:
            return read_thresholds(transaction)

    def set_thresholds(self, changes: Mapping[ThresholdKey, float | None], *, reader: str) -> None:
        """Set thresholds, 0-1, or reset them to the model card's (None), in one transaction."""
        with self._writing() as transaction:
            for key, value in changes.items():
                write_threshold(transaction, key, value, reader=reader)

    def card_threshold(self, key: ThresholdKey) -> float | None:
        """Return what a network's card said when it last ran; None where it never ran here."""
        with self._reading() as transaction:
            return read_card_threshold(transaction, key, damage=self.damage)

    def proposed_at(self, image_id: int) -> dict[LesionClass, float] | None:
        """Return the thresholds a finding's lesions were proposed at; None where unknown."""
        with self._reading() as transaction:
            return read_proposed_at(transaction, image_id, damage=self.damage)

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
