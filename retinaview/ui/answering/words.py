"""An answer in words."""

from __future__ import annotations

from retinaview.core.grades import Grading


def brief_words(grading: Grading) -> str:
    """Return an answer as short as it can be said, such as ``"DR 2, DME 0"``."""
    if grading.ungradable:
        return "ungradable" if grading.reason is None else f"ungradable, {grading.reason}"
    parts = [f"DR {int(grading.dr)}"] if grading.dr is not None else []
    parts += [f"DME {int(grading.dme)}"] if grading.dme is not None else []
    return ", ".join(parts)


def change_words(before: Grading, after: Grading) -> str:
    """Return what a change of the answer came to, in a few words."""
    answer = brief_words(after)
    if after.ungradable and before.is_graded:
        return f"{answer}; the grade was removed".capitalize()
    if before.ungradable and after.is_graded:
        return f"{answer}; no longer ungradable"
    if after.unsure != before.unsure:
        return "Unsure" if after.unsure else "No longer unsure"
    if after.comment != before.comment:
        return "Comment saved" if after.comment else "Comment removed"
    return answer[:1].upper() + answer[1:] if answer else "Answer taken back"
