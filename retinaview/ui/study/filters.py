"""Which photographs the worklist can be reduced to; no widgets."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from retinaview.core.findings import QualityAnswer
from retinaview.core.lesions import LesionClass
from retinaview.ui.language import later
from retinaview.ui.study.rows import ReadingStage, StudyRow

Keeps = Callable[[StudyRow], bool]
ALL = later("All")

FILTERS: Mapping[str, Keeps] = {
    ALL: lambda row: True,  # noqa: ARG005
    later("Unread"): lambda row: row.reading is ReadingStage.UNREAD,
    later("Not graded"): lambda row: row.reading is not ReadingStage.GRADED,
    later("Graded"): lambda row: row.reading is ReadingStage.GRADED,
    later("With marks"): lambda row: row.marks > 0,
    later("Flagged"): lambda row: row.is_flagged,
    later("Unsure or commented"): lambda row: row.has_doubt,
    later("Models: refer"): lambda row: row.referable,
    later("Networks disagree"): lambda row: bool(row.spread),
    later("You and models differ"): lambda row: row.differs,
    later("Quality doubtful"): lambda row: row.answers(QualityAnswer.DOUBTFUL),
    later("Ungradable"): lambda row: (
        row.grading.ungradable or row.answers(QualityAnswer.UNGRADABLE)
    ),
    later("Yours to read"): lambda row: row.is_held and row.reading is not ReadingStage.GRADED,
    later("Nobody's yet"): lambda row: not row.held_by,
    later("Eye questioned"): lambda row: bool(row.question),
    later("Patient in two spellings"): lambda row: bool(row.spellings),
}
"""By the reader's state and the models' answers, as far as the reader may see these."""


def _with(lesion: LesionClass) -> Keeps:
    return lambda row: lesion in row.classes or lesion in row.proposed


WITH_CLASS: Mapping[str, Keeps] = {
    later("With microaneurysm"): _with(LesionClass.MICROANEURYSM),
    later("With haemorrhage"): _with(LesionClass.HAEMORRHAGE),
    later("With hard exudate"): _with(LesionClass.HARD_EXUDATE),
    later("With cotton-wool spot"): _with(LesionClass.COTTON_WOOL_SPOT),
    later("With IRMA"): _with(LesionClass.IRMA),
    later("With venous beading"): _with(LesionClass.VENOUS_BEADING),
    later("With neovascularisation"): _with(LesionClass.NEOVASCULARISATION),
    later("With preretinal haemorrhage"): _with(LesionClass.PRERETINAL_HAEMORRHAGE),
    later("With laser scar"): _with(LesionClass.LASER_SCAR),
    later("With drusen"): _with(LesionClass.DRUSEN),
    later("With other"): _with(LesionClass.OTHER),
}
"""By the class of a label or a proposal."""


def filter_of(name: str | None) -> Keeps:
    """Return a filter by its name, or by that of a class of the study's own."""
    known = {**FILTERS, **WITH_CLASS}
    if name is None or name in known:
        return known[name or ALL]
    return _with(LesionClass(name))
