"""What the rooms below say of a photograph, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable

from retinaview.core.findings import Quality, QualityAnswer
from retinaview.core.grades import Laterality
from retinaview.core.lesions import STYLES, LesionClass
from retinaview.core.thresholds import Threshold
from retinaview.ui.language.translation import tr


def lesion_words(lesion: LesionClass) -> str:
    """Return the name of a class."""
    return tr(STYLES[lesion].label)


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
