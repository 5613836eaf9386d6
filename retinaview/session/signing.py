"""Whose an answer is, and when it was given, where an edit does not say."""

from __future__ import annotations

from dataclasses import replace

from retinaview.core.edits import Edit, GradingEdit
from retinaview.core.marks import now


def signed(edit: Edit, *, reader: str) -> Edit:
    """Return an edit whose answer has a reader and a time: by default this reader, and now."""
    if not isinstance(edit, GradingEdit) or edit.after.is_empty:
        return edit
    given = edit.after
    after = replace(given, reader=given.reader or reader, at=given.at or now())
    return replace(edit, after=after)
