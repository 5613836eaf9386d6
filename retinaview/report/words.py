"""The sentences of a report."""

from __future__ import annotations

from datetime import UTC, datetime

from retinaview.core.findings import Finding, ModelIdentity
from retinaview.core.grades import Grading
from retinaview.core.thresholds import changed, listed
from retinaview.core.words import counted, percent
from retinaview.report.contents import EyeContents

RESEARCH_USE = "Research use only; not a medical device."
NOT_READ = "Not read by a reader."
HIDDEN = "Not shown: the study is read blind first, and this photograph has no answer yet."
NOT_RUN = "No model has looked at this photograph."
_SHORT_SHA256 = 12


def reader_answer(contents: EyeContents) -> str:
    """Return the reader's answer in words."""
    if not contents.is_read:
        return NOT_READ
    if not contents.answers:
        return f"Marked, not graded ({counted(len(contents.marks), 'mark')})."
    if len(contents.answers) == 1:
        return grading_words(contents.grading)
    return " | ".join(f"{each.reader}: {grading_words(each)}" for each in contents.answers)


def other_answers(contents: EyeContents) -> str:
    """Return the answers of further readers, with their names; empty where there is none."""
    return " | ".join(f"{each.reader}: {grading_words(each)}" for each in contents.answers[1:])


def grading_words(grading: Grading) -> str:
    """Return an answer without reader and time; empty for an empty one."""
    parts = []
    if grading.ungradable:
        why = "" if grading.reason is None else f": {grading.reason.label.lower()}"
        parts.append(f"Ungradable{why}")
    if grading.dr is not None:
        parts.append(f"DR {int(grading.dr)}, {grading.dr.label}")
    if grading.dme is not None:
        parts.append(f"DME {int(grading.dme)}, {grading.dme.label}")
    if grading.unsure:
        parts.append("unsure")
    return "; ".join(parts)


def signature(contents: EyeContents) -> str:
    """Return who read and when; empty where nobody did."""
    if not contents.is_read:
        return ""
    who = ", ".join(contents.readers) or "unnamed reader"
    times = [mark.modified for mark in contents.marks]
    at = contents.grading.at or max(times, default=None)
    return f"{who}, {time_words(at)}" if at else who


def time_words(at: datetime) -> str:
    """Return a time as it is printed, in UTC."""
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def models_answer(contents: EyeContents) -> str:
    """Return what the models say of the grades."""
    finding = contents.finding
    if finding is None:
        return HIDDEN if contents.is_hidden else NOT_RUN
    if not finding.quality.gradable:
        return "Ungradable; to be referred."
    grades = finding.grades
    if grades is None:
        return "No grading network has run."
    parts = [f"DR {int(grades.dr_grade)}, {grades.dr_grade.label} ({_share(grades.dr)})"]
    if grades.dme is not None and (dme := grades.dme_grade) is not None:
        parts.append(f"DME {int(dme)}, {dme.label} ({_share(grades.dme)})")
    parts.append(f"referable with probability {percent(grades.referable)}")
    return "; ".join(parts)


def _share(probabilities: tuple[float, ...]) -> str:
    return percent(max(probabilities))


def quality_words(contents: EyeContents) -> str:
    """Return the quality gate's answer; empty where it was not asked."""
    finding = contents.finding
    if finding is None:
        return ""
    quality = finding.quality
    reasons = f": {', '.join(quality.reasons)}" if quality.reasons else ""
    return f"{str(quality.answer).capitalize()}{reasons} (score {quality.score:.2f})"


def distance_words(distance: float | None) -> str:
    """Return a distance from the fovea, in disc diameters."""
    if distance is None:
        return "–"
    return "> 3 DD" if distance == float("inf") else f"{distance:.1f} DD"


def model_words(model: ModelIdentity) -> str:
    """Return a network with its role, version and the start of its weights' checksum."""
    return f"{model.role}: {model.name} {model.version} ({model.weights_sha256[:_SHORT_SHA256]})"


def models_of(finding: Finding | None) -> str:
    """Return all networks of a finding in words."""
    return "" if finding is None else "; ".join(map(model_words, finding.models))


def thresholds_words(contents: EyeContents) -> str:
    """Name the thresholds that are not the model card's; empty where all are."""
    moved = changed(contents.thresholds.values())
    return f"Thresholds set for this study: {listed(moved)}." if moved else ""
