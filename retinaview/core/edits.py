"""Edits: what a reader changed, as a before and an after; undo applies the inverse."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from retinaview.core.grades import Grading, Laterality
from retinaview.core.marks import Mark


@dataclass(frozen=True)
class MarksEdit:
    """Marks of one photograph that changed together.

    A mark in `before` only was deleted, one in `after` only was added, one in both changed.

    Attributes
    ----------
    image_id : int
        The photograph in the project.
    label : str
        What the reader did, for the undo menu and the event log, such as ``"Draw hard exudate"``.
    before, after : tuple of Mark
        The touched marks alone, keyed by their ids.
    """

    image_id: int
    label: str
    before: tuple[Mark, ...]
    after: tuple[Mark, ...]

    def inverse(self) -> MarksEdit:
        """Return the edit that undoes this one."""
        return MarksEdit(self.image_id, self.label, self.after, self.before)


@dataclass(frozen=True)
class GradingEdit:
    """A changed answer of one reader for one photograph."""

    image_id: int
    label: str
    before: Grading
    after: Grading

    @property
    def reader(self) -> str:
        """Whose answer it is; empty for that of whoever applies it."""
        return self.after.reader or self.before.reader

    def inverse(self) -> GradingEdit:
        """Return the edit that undoes this one."""
        return GradingEdit(self.image_id, self.label, self.after, self.before)


@dataclass(frozen=True)
class EyeEdit:
    """Another patient or eye of one photograph; `before` and `after` are (patient, eye)."""

    image_id: int
    label: str
    before: tuple[str, Laterality | None]
    after: tuple[str, Laterality | None]

    def inverse(self) -> EyeEdit:
        """Return the edit that undoes this one."""
        return EyeEdit(self.image_id, self.label, self.after, self.before)


@dataclass(frozen=True)
class DayEdit:
    """Another day on which one photograph was taken; None is unknown."""

    image_id: int
    label: str
    before: date | None
    after: date | None

    def inverse(self) -> DayEdit:
        """Return the edit that undoes this one."""
        return DayEdit(self.image_id, self.label, self.after, self.before)


Edit = MarksEdit | GradingEdit | EyeEdit | DayEdit
