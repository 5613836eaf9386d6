"""The names of steps that can be undone, in the reader's language."""

from __future__ import annotations

import re

from retinaview.core.lesions import STYLES
from retinaview.ui.language.terms import lesion_words
from retinaview.ui.language.translation import later, tr

_ON_MARKS = (
    later("Draw", "step"),
    later("Paint", "step"),
    later("Outline", "step"),
    later("Place", "step"),
    later("Move", "step"),
    later("Resize", "step"),
    later("Change class of", "step"),
    later("Delete", "step"),
    later("Duplicate", "step"),
    later("Paste", "step"),
    later("Accept", "step"),
    later("Reject", "step"),
    later("Lock", "step"),
    later("Unlock", "step"),
    later("Comment on", "step"),
    later("Erase part of", "step"),
    later("Move a point of", "step"),
    later("Add a point to", "step"),
    later("Remove a point of", "step"),
    later("Split", "step"),
    later("Snap", "step"),
    later("Make mask of", "step"),
    later("Make box of", "step"),
    later("Doubt", "step"),
    later("Be sure of", "step"),
)
OTHER_STEPS = (
    later("Grade", "step"),
    later("Change patient", "step"),
    later("Change eye", "step"),
    later("Import marks", "step"),
    later("Import grading", "step"),
    later("Keep answer", "step"),
    later("Keep marks", "step"),
    later("Turn blind reading on", "step"),
    later("Turn blind reading off", "step"),
    later("Decide", "step"),
    later("Take the decision back", "step"),
)
# The longest first: "Move" begins "Move a point of", too.
_VERBS = "|".join(sorted(_ON_MARKS, key=len, reverse=True))
_STEP = re.compile(rf"({_VERBS}) (?:(\d+) marks|(.+))")
_COPY = re.compile(r"Copy (?:mark|(\d+) marks) across")


def step_words(label: str) -> str:
    """Return what a step does, such as ``"draw hard exudate"``, to stand after a verb.

    Parameters
    ----------
    label : str
        The session's name of the step, in English; empty for none.
    """
    if copied := _COPY.fullmatch(label):
        return tr("copy %n mark(s) across", "", int(copied[1] or 1))
    found = _STEP.fullmatch(label)
    if found is None:
        return _small(tr(label, "step"))
    verb, count, lesion = found.groups()
    what = tr("%n mark(s)", "", int(count)) if count else _lesion(lesion)
    return tr("{verb} {what}", verb=_small(tr(verb, "step")), what=what)


def _lesion(name: str) -> str:
    """Return a class by its words inside a sentence, translated; other words as they are."""
    lesion = next((each for each, style in STYLES.items() if style.words == name), None)
    words = name if lesion is None else lesion_words(lesion)
    return words if words.isupper() else words.lower()


def _small(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"
