"""An answer in words."""

from __future__ import annotations

from retinaview.core.grades import Grading, UngradableReason
from retinaview.ui.language import later, tr
from retinaview.ui.language.terms import begun

_REASONS = {
    UngradableReason.BLUR: later("blur"),
    UngradableReason.DARK: later("dark"),
    UngradableReason.ARTEFACT: later("artefact"),
    UngradableReason.FIELD: later("field"),
    UngradableReason.OTHER: later("other"),
}


def reason_words(reason: UngradableReason) -> str:
    """Return why a photograph is ungradable, in a word."""
    return tr(_REASONS[reason])


def brief_words(grading: Grading) -> str:
    """Return an answer as short as it can be said, such as ``"DR 2, DME 0"``."""
    if grading.ungradable:
        if grading.reason is None:
            return tr("ungradable")
        return tr("ungradable, {reason}", reason=reason_words(grading.reason))
    dr, dme = grading.dr, grading.dme
    if dr is None:
        return "" if dme is None else tr("DME {dme}", dme=int(dme))
    if dme is None:
        return tr("DR {dr}", dr=int(dr))
    return tr("DR {dr}, DME {dme}", dr=int(dr), dme=int(dme))


def change_words(before: Grading, after: Grading) -> str:
    """Return what a change of the answer came to, in a few words."""
    answer = brief_words(after)
    if after.ungradable and before.is_graded:
        return begun(tr("{answer}; the grade was removed", answer=answer))
    if before.ungradable and after.is_graded:
        return tr("{answer}; no longer ungradable", answer=answer)
    if after.unsure != before.unsure:
        return tr("Unsure") if after.unsure else tr("No longer unsure")
    if after.flag != before.flag:
        return tr("Flagged") if after.flag else tr("No longer flagged")
    if after.comment != before.comment:
        return tr("Comment saved") if after.comment else tr("Comment removed")
    return begun(answer) if answer else tr("Answer taken back")
