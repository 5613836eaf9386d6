"""Edits as JSON, for the journal of those that wait for a server."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from retinaview.core.edits import DayEdit, Edit, EyeEdit, GradingEdit, MarksEdit
from retinaview.core.grades import Grading, Laterality
from retinaview.project.log import FIRST_ANSWER
from retinaview.project.rows import grading_of_json, mark_json, mark_of_json, signed_json
from retinaview.project.values import count, day, day_text, optional, text


@dataclass(frozen=True)
class KeptEdits:
    """What one call was to write: edits that belong together, or a reader's first answer.

    Attributes
    ----------
    at : str
        When, as the event log has it: by that, the log tells whether it was written after all.
    reader : str
        Who did it.
    edits : tuple of Edit
        What changes.
    first_answer : (int, Grading) or None
        An answer given before anything else was seen, and its photograph.
    id : str
        What tells the entry from others.
    """

    at: str
    reader: str
    edits: tuple[Edit, ...] = ()
    first_answer: tuple[int, Grading] | None = None
    id: str = field(default_factory=lambda: uuid4().hex)

    @property
    def image_ids(self) -> tuple[int, ...]:
        """The photographs it is about."""
        first = () if self.first_answer is None else (self.first_answer[0],)
        return tuple(dict.fromkeys((*(edit.image_id for edit in self.edits), *first)))

    @property
    def label(self) -> str:
        """What the reader did."""
        return self.edits[0].label if self.edits else FIRST_ANSWER

    def to_json(self) -> dict[str, Any]:
        """Return it as the journal keeps it."""
        first = self.first_answer
        return {
            "id": self.id,
            "at": self.at,
            "reader": self.reader,
            "edits": [_edit_json(edit) for edit in self.edits],
            "first_answer": None if first is None else [first[0], signed_json(first[1])],
        }

    @classmethod
    def of_json(cls, data: dict[str, Any]) -> KeptEdits:
        """Return what the journal keeps; ValueError, TypeError or LookupError where it is none."""
        first = data["first_answer"]
        return cls(
            text(data["at"]),
            text(data["reader"]),
            tuple(_edit_of(edit) for edit in data["edits"]),
            None if first is None else (count(first[0]), grading_of_json(first[1])),
            text(data["id"]),
        )


def _edit_json(edit: Edit) -> dict[str, Any]:
    about = {"image_id": edit.image_id, "label": edit.label}
    if isinstance(edit, MarksEdit):
        before, after = ([*map(mark_json, marks)] for marks in (edit.before, edit.after))
        return about | {"kind": "marks", "before": before, "after": after}
    if isinstance(edit, GradingEdit):
        answers = signed_json(edit.before), signed_json(edit.after)
        return about | {"kind": "answer", "before": answers[0], "after": answers[1]}
    if isinstance(edit, DayEdit):
        days = day_text(edit.before), day_text(edit.after)
        return about | {"kind": "day", "before": days[0], "after": days[1]}
    return about | {"kind": "eye", "before": list(edit.before), "after": list(edit.after)}


def _edit_of(data: dict[str, Any]) -> Edit:
    image_id, label = count(data["image_id"]), text(data["label"])
    before, after = data["before"], data["after"]
    if data["kind"] == "marks":
        marks = (tuple(map(mark_of_json, side)) for side in (before, after))
        return MarksEdit(image_id, label, *marks)
    if data["kind"] == "answer":
        return GradingEdit(image_id, label, grading_of_json(before), grading_of_json(after))
    if data["kind"] == "day":
        return DayEdit(image_id, label, day(before), day(after))
    return EyeEdit(image_id, label, _eye_of(before), _eye_of(after))


def _eye_of(data: list[Any]) -> tuple[str, Laterality | None]:
    patient, eye = data
    return text(patient), optional(lambda value: Laterality(text(value)), eye)
