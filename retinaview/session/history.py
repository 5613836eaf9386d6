"""What can be taken back and done again: the applied edits, and how they meet newer model runs."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from retinaview.core.edits import Edit, MarksEdit
from retinaview.core.marks import Mark
from retinaview.core.study_classes import ClassList
from retinaview.project.classes import CHANGE_CLASSES
from retinaview.project.proposals import is_untouched, overlaps

LIMIT = 1000
"""Steps that are remembered; the event log remembers all."""


@dataclass(frozen=True)
class Step:
    """What was done, and is taken back, together: edits, at least one, or other classes.

    Attributes
    ----------
    edits : tuple of Edit
        Of one or several photographs.
    classes : (ClassList, ClassList) or None
        What the study offered before, and then.
    """

    edits: tuple[Edit, ...] = ()
    classes: tuple[ClassList, ClassList] | None = None

    @property
    def label(self) -> str:
        """What the reader did."""
        return self.edits[0].label if self.edits else CHANGE_CLASSES

    @property
    def size(self) -> int:
        """How many marks and answers it touches."""
        return sum(
            max(len(edit.before), len(edit.after)) if isinstance(edit, MarksEdit) else 1
            for edit in self.edits
        )

    @property
    def image_id(self) -> int | None:
        """The photograph to look at; None where it is about none."""
        return self.edits[0].image_id if self.edits else None

    def seen_at(self, shown: int | None) -> int | None:
        """Return the photograph to look at: the one that is shown, where the step is about it."""
        return shown if any(edit.image_id == shown for edit in self.edits) else self.image_id

    def inverse(self) -> Step:
        """Return the step that undoes this one."""
        classes = self.classes and (self.classes[1], self.classes[0])
        return Step(tuple(edit.inverse() for edit in reversed(self.edits)), classes)

    def rebased(self, marks_on: Callable[[int], Sequence[Mark]]) -> Step:
        """Return the step with its edits made to fit what stands now; see `rebased`.

        Parameters
        ----------
        marks_on : callable
            Returns the marks of a photograph by its id.
        """
        edits = (
            rebased(edit, {mark.id: mark for mark in marks_on(edit.image_id)})
            for edit in self.edits
        )
        return Step(tuple(edits), self.classes)


class History:
    """Steps done and steps taken back, newest last."""

    def __init__(self) -> None:
        self._done: deque[Step] = deque(maxlen=LIMIT)
        self._undone: deque[Step] = deque(maxlen=LIMIT)

    @property
    def to_undo(self) -> Step | None:
        """The step that undo takes back."""
        return self._done[-1] if self._done else None

    @property
    def to_redo(self) -> Step | None:
        """The step that redo does again."""
        return self._undone[-1] if self._undone else None

    def did(self, step: Step) -> None:
        """Add a new step; what was undone before can no longer be redone."""
        self._done.append(step)
        self._undone.clear()

    def undid(self, applied: Step) -> None:
        """Note that the last step was undone by applying `applied`."""
        self._done.pop()
        self._undone.append(applied.inverse())

    def redid(self, applied: Step) -> None:
        """Note that the step last undone was redone by applying `applied`."""
        self._undone.pop()
        self._done.append(applied)

    def forget_undo(self) -> None:
        """Drop the last step, which can no longer be undone."""
        self._done.pop()

    def forget_redo(self) -> None:
        """Drop the step last undone, which can no longer be redone."""
        self._undone.pop()


def rebased(edit: Edit, standing: Mapping[str, Mark]) -> Edit:
    """Return an edit of the history, made to fit after newer model runs.

    What a reader touched is never replaced by a run, so only untouched proposals can be missing.
    Those that are gone need no longer be taken away; what a run has meanwhile proposed at the
    same places gives way to the marks that were made of them, and returns when the edit is taken
    back.

    Parameters
    ----------
    edit : Edit
        An edit as it was once applied, or its inverse.
    standing : mapping of str to Mark
        All marks of the photograph now, by id.
    """
    if not isinstance(edit, MarksEdit):
        return edit
    gone = {m.id for m in edit.before if m.id not in standing and is_untouched(m)}
    if not gone:
        return edit
    returning = [mark for mark in edit.after if mark.id in gone]
    known = set(edit.before)
    fresh = [m for m in standing.values() if is_untouched(m) and m not in known]
    covered = overlaps(fresh, returning)
    replaced = [mark for mark, hit in zip(fresh, covered, strict=True) if hit]
    before = (*(m for m in edit.before if m.id not in gone), *replaced)
    return MarksEdit(edit.image_id, edit.label, before, edit.after)
