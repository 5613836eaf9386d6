"""The names of steps that can be undone, in the reader's language."""

from __future__ import annotations

import re

from retinaview.core.lesions import STYLES
from retinaview.ui.language.terms import lesion_words
from retinaview.ui.language.translation import later, tr

_ON_MARKS = (
    later("Draw"),
    later("Paint"),
    later("Outline"),
    later("Place"),
    later("Move"),
    later("Resize"),
    later("Change class of"),
    later("Delete"),
    later("Duplicate"),
    later("Paste"),
    later("Accept"),
    later("Reject"),
    later("Lock"),
    later("Unlock"),
    later("Comment on"),
    later("Erase part of"),
    later("Split"),
    later("Snap"),
    later("Make mask of"),
    later("Make box of"),
)
OTHER_STEPS = (
    later("Grade"),
    later("Change patient"),
    later("Change eye"),
    later("Import marks"),
    later("Import grading"),
    later("Keep answer"),
    later("Keep marks"),
    later("Turn blind reading on"),
    later("Turn blind reading off"),
)
_STEP = re.compile(rf"({'|'.join(_ON_MARKS)}) (?:(\d+) marks|(.+))")


def step_words(label: str) -> str:
    """Return what a step does, such as ``"draw hard exudate"``, to stand after a verb.

    Parameters
    ----------
    label : str
        The session's name of the step, in English; empty for none.
    """
    found = _STEP.fullmatch(label)
    if found is None:
        return _small(tr(label))
    verb, count, lesion = found.groups()
    what = tr("%n mark(s)", "", int(count)) if count else _lesion(lesion)
    return tr("{verb} {what}", verb=_small(tr(verb)), what=what)


def _lesion(name: str) -> str:
    """Return a class by its words inside a sentence, translated; other words as they are."""
    lesion = next((each for each, style in STYLES.items() if style.words == name), None)
    words = name if lesion is None else lesion_words(lesion)
    return words if words.isupper() else words.lower()


def _small(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"
