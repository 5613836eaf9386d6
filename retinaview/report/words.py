"""The sentences of a report."""

from __future__ import annotations

from datetime import UTC, datetime

from retinaview.core.findings import Finding, ModelIdentity
from retinaview.core.grades import Grading
from retinaview.core.lesions import LesionClass, style_of
from retinaview.core.thresholds import changed
from retinaview.core.words import percent
from retinaview.report.contents import EyeContents
from retinaview.report.language import later, tr

RESEARCH_USE = later("Research use only; not a medical device.")
NOT_READ = later("Not read by a reader.")
HIDDEN = later("Not shown: the study is read blind first, and this photograph has no answer yet.")
NOT_RUN = later("Not analysed by any model yet.")
_SHORT_SHA256 = 12


def reader_answer(contents: EyeContents) -> str:
    """Return the reader's answer in words."""
    if not contents.is_read:
        return tr(NOT_READ)
    if not contents.answers:
        marks = tr("%n mark(s)", "", len(contents.marks))
        return tr("Marked, not graded ({marks}).", marks=marks)
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
        if grading.reason is None:
            parts.append(tr("Ungradable"))
        else:
            parts.append(tr("Ungradable: {reason}", reason=tr(grading.reason.label).lower()))
    if grading.dr is not None:
        parts.append(tr("DR {grade}, {name}", grade=int(grading.dr), name=tr(grading.dr.label)))
    if grading.dme is not None:
        name = tr(grading.dme.label)
        parts.append(tr("DME {grade}, {name}", grade=int(grading.dme), name=name))
    if grading.unsure:
        parts.append(tr("unsure"))
    return "; ".join(parts)


def signature(contents: EyeContents) -> str:
    """Return who read and when; empty where nobody did. A consensus is of who decided it."""
    if not contents.is_read:
        return ""
    persons = {each.reader: each.decided_by for each in contents.answers if each.decided_by}
    names = dict.fromkeys(persons.get(name, name) for name in contents.readers)
    who = ", ".join(names) or tr("unnamed reader")
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
        return tr(HIDDEN) if contents.is_hidden else tr(NOT_RUN)
    if not finding.quality.gradable:
        return tr("Ungradable; to be referred.")
    grades = finding.grades
    if grades is None:
        return tr("No grading network has run.")
    grade, name, share = int(grades.dr_grade), tr(grades.dr_grade.label), _share(grades.dr)
    parts = [tr("DR {grade}, {name} ({share})", grade=grade, name=name, share=share)]
    if grades.dme is not None and (dme := grades.dme_grade) is not None:
        name, share = tr(dme.label), _share(grades.dme)
        parts.append(tr("DME {grade}, {name} ({share})", grade=int(dme), name=name, share=share))
    share = percent(grades.referable)
    parts.append(tr("referable with probability {share}", share=share))
    return "; ".join(parts)


def _share(probabilities: tuple[float, ...]) -> str:
    return percent(max(probabilities))


def quality_words(contents: EyeContents) -> str:
    """Return the quality gate's answer; empty where it was not asked."""
    finding = contents.finding
    if finding is None:
        return ""
    quality = finding.quality
    answer = tr(quality.answer)
    answer = f"{answer[:1].upper()}{answer[1:]}"
    if quality.reasons:
        answer += f": {', '.join(map(tr, quality.reasons))}"
    return tr("{answer} (score {score:.2f})", answer=answer, score=quality.score)


def distance_words(distance: float | None) -> str:
    """Return a distance from the fovea, in disc diameters."""
    if distance is None:
        return "–"
    return tr("> 3 DD") if distance == float("inf") else tr("{size:.1f} DD", size=distance)


def model_words(model: ModelIdentity) -> str:
    """Return a network with its role, version and the start of its weights' checksum."""
    return f"{model.role}: {model.name} {model.version} ({model.weights_sha256[:_SHORT_SHA256]})"


def models_of(finding: Finding | None) -> str:
    """Return all networks of a finding in words."""
    return "" if finding is None else "; ".join(map(model_words, finding.models))


def class_words(contents: EyeContents, lesion: LesionClass) -> str:
    """Return what the study calls a class."""
    given = contents.classes.get(lesion)
    return given.name if given is not None and given.name else tr(style_of(lesion).label)


def thresholds_words(contents: EyeContents) -> str:
    """Name the thresholds that are not the model card's; empty where all are."""
    parts = [
        tr(
            "{lesion} {value:.2f} (card {card:.2f}, {network})",
            lesion=class_words(contents, each.lesion),
            value=each.value,
            card=each.card,
            network=each.network,
        )
        for each in changed(contents.thresholds.values())
    ]
    return tr("Thresholds set for this study: {list}.", list="; ".join(parts)) if parts else ""
