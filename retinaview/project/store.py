"""The project file: everything a study holds, one transaction per edit."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from retinaview.core.edits import Edit
from retinaview.core.findings import Finding, GradeProbabilities
from retinaview.core.grades import Grading, Laterality
from retinaview.core.marks import Mark
from retinaview.project.images import NewImage, StudyImage

__all__ = ["PROJECT_SUFFIX", "NewImage", "ProjectStore", "StudyImage"]

PROJECT_SUFFIX = ".retinaview"


class ProjectStore:
    """One open project file."""

    path: Path
    read_only: bool

    @classmethod
    def create(cls, path: Path) -> ProjectStore:
        """Make a new, empty project file; ProjectError where it exists or cannot be written."""
        raise NotImplementedError

    @classmethod
    def open(cls, path: Path) -> ProjectStore:
        """Open a project file; ProjectError, one sentence naming the file, where that fails."""
        raise NotImplementedError

    def close(self) -> None:
        """Close; one file remains."""
        raise NotImplementedError

    def images(self) -> tuple[StudyImage, ...]:
        """All photographs in their order."""
        raise NotImplementedError

    def add_images(self, images: Sequence[NewImage]) -> tuple[StudyImage, ...]:
        """Add photographs that are not in yet; returns the added ones."""
        raise NotImplementedError

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
    ) -> StudyImage:
        """Fill in what became known; None leaves a field as it is."""
        raise NotImplementedError

    def marks(self, image_id: int) -> tuple[Mark, ...]:
        """Marks of one photograph in drawing order."""
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

    def apply(self, edits: Sequence[Edit], *, reader: str) -> None:
        """Apply edits in one transaction; ProjectError where the store no longer equals before."""
        raise NotImplementedError

    def replace_proposals(self, image_id: int, marks: Sequence[Mark]) -> tuple[Mark, ...]:
        """Put new proposals in place of the untouched ones; returns those that were inserted."""
        raise NotImplementedError

    def save_finding(self, image_id: int, finding: Finding) -> None:
        """Keep what the models said about one photograph, in place of what they said before."""
        raise NotImplementedError

    def finding(self, image_id: int) -> Finding | None:
        """What the models said; None where none has run."""
        raise NotImplementedError

    def finding_summaries(self) -> dict[int, GradeProbabilities | None]:
        """Grades of every photograph that has a finding."""
        raise NotImplementedError

    def setting(self, key: str) -> str | None:
        """A value kept with the project; None where it was never set."""
        raise NotImplementedError

    def set_setting(self, key: str, value: str) -> None:
        """Keep a value with the project."""
        raise NotImplementedError
