"""What the rooms below say, of a photograph and of steps to undo, in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Iterable

from retinaview.core.findings import Quality, QualityAnswer
from retinaview.core.grades import Laterality
from retinaview.core.lesions import LesionClass, style_of
from retinaview.core.thresholds import Threshold
from retinaview.ui.classes.styles import shown_classes
from retinaview.ui.language.translation import later, tr


def lesion_words(lesion: LesionClass) -> str:
    """Return the name of a class."""
    given = shown_classes().get(lesion)
    return given.name if given is not None and given.name else tr(style_of(lesion).label)


def class_in_words(words: str) -> LesionClass | None:
    """Return the class that the rooms below name so within a sentence; None for other words."""
    known = shown_classes().with_all(LesionClass)
    return next((each for each in known if style_of(each).words == words), None)


def eye_words(eye: Laterality) -> str:
    """Return which eye it is, such as ``"right (OD) eye"``."""
    return tr("right (OD) eye") if eye is Laterality.OD else tr("left (OS) eye")


def reasons_words(quality: Quality) -> str:
    """Return why a photograph is not good, worst first; empty if it is."""
    return ", ".join(map(tr, quality.reasons))


def doubt_words(quality: Quality) -> str:
    """Return the warning that stands before any grade; empty if the photograph is good."""
    if quality.answer is QualityAnswer.GOOD:
        return ""
    reasons = reasons_words(quality)
    if quality.answer is QualityAnswer.DOUBTFUL:
        return tr("quality doubtful: {reasons}", reasons=reasons)
    return tr("ungradable: {reasons}", reasons=reasons) if reasons else tr("ungradable")


def target_words(target: str) -> str:
    """Return what attention is for, such as ``"DR 2"``, with the scale's name as readers say it."""
    scale, _, grade = target.partition(" ")
    return f"{tr(scale)} {grade}".strip()


def begun(words: str) -> str:
    """Return words with a capital letter at the beginning."""
    return words[:1].upper() + words[1:]


def threshold_words(thresholds: Iterable[Threshold]) -> str:
    """Name changed thresholds in one sentence; empty if there are none."""
    parts = [
        tr(
            "{lesion} {value:.2f} (card {card:.2f}, {network})",
            lesion=lesion_words(each.lesion),
            value=each.value,
            card=each.card,
            network=each.network,
        )
        for each in thresholds
    ]
    return tr("Thresholds set for this study: {list}.", list="; ".join(parts)) if parts else ""


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
    later("Change date", "step"),
    later("Change classes", "step"),
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
    lesion = class_in_words(name)
    words = name if lesion is None else lesion_words(lesion)
    return words if words.isupper() else words.lower()


def _small(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"
