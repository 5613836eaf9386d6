"""What went in or out of a study, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retinaview.core.lesions import LesionClass
from retinaview.ui.language import tr
from retinaview.ui.language.terms import lesion_words

if TYPE_CHECKING:
    from retinaview.session.label_export import ExportReport
    from retinaview.session.label_import import ImportReport


def imported_words(report: ImportReport) -> str:
    """Return what an import brings; what else its format did to labels stays in English."""
    cut = sum(problem.cut for problem in report.problems)
    left_out = len(report.problems) - cut
    kept = len(report.conflicts)
    parts = (
        (report.already_there, tr("%n mark(s) there already", "", report.already_there)),
        (report.updated, tr("%n mark(s) of the study updated", "", report.updated)),
        (kept, tr("%n newer mark(s) or grading(s) of the study kept", "", kept)),
        (report.places, tr("%n place(s) of a network left out: no lesions", "", report.places)),
        (cut, tr("%n box(es) cut to the photograph", "", cut)),
        (left_out, tr("%n label(s) with problems left out", "", left_out)),
    )
    said = [words for count, words in parts if count]
    return "; ".join([_amounts(report), *said, *report.notes])


def class_words(report: ImportReport) -> str:
    """Return the marks of each class, most frequent first; empty if there are none."""
    counts: list[tuple[LesionClass, int]] = sorted(
        report.by_class.items(), key=lambda item: -item[1]
    )
    return ", ".join(f"{count} {lesion_words(lesion)}" for lesion, count in counts)


def exported_words(report: ExportReport) -> str:
    """Return what an export wrote, and what its format cannot hold."""
    said = [_amounts(report)]
    if report.split:
        said.append(tr("split: {parts}", parts=report.split))
    said += [tr(sentence) for sentence in report.not_held]
    if report.unread:
        said.append(tr("%n unread photograph(s) will count as free of lesions", "", report.unread))
    return "; ".join(said)


def _amounts(report: ImportReport | ExportReport) -> str:
    return tr(
        "{marks} and {gradings} on {photographs}",
        marks=tr("%n mark(s)", "", report.marks),
        gradings=tr("%n grading(s)", "", report.gradings),
        photographs=tr("%n photograph(s)", "", report.photographs),
    )
