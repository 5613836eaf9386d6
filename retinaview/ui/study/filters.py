"""Which photographs the worklist can be reduced to; no Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from retinaview.core.findings import QualityAnswer
from retinaview.core.lesions import STYLES, LesionClass
from retinaview.ui.study.rows import ReadingStage, StudyRow

Keeps = Callable[[StudyRow], bool]
ALL = "All"

FILTERS: Mapping[str, Keeps] = {
    ALL: lambda row: True,  # noqa: ARG005
    "Unread": lambda row: row.reading is ReadingStage.UNREAD,
    "Not graded": lambda row: row.reading is not ReadingStage.GRADED,
    "Graded": lambda row: row.reading is ReadingStage.GRADED,
    "With marks": lambda row: row.marks > 0,
    "Flagged: unsure, comment": lambda row: row.is_flagged,
    "Models: refer": lambda row: row.referable,
    "Networks disagree": lambda row: bool(row.spread),
    "You and models differ": lambda row: row.differs,
    "Quality doubtful": lambda row: row.answers(QualityAnswer.DOUBTFUL),
    "Ungradable": lambda row: row.grading.ungradable or row.answers(QualityAnswer.UNGRADABLE),
    "Eye questioned": lambda row: bool(row.question),
}
"""By the reader's state and the models' answers, as far as the reader may see these."""


def _with(lesion: LesionClass) -> Keeps:
    return lambda row: lesion in row.classes or lesion in row.proposed


def _label(lesion: LesionClass) -> str:
    label = STYLES[lesion].label
    return f"With {label if label.isupper() else label.lower()}"


WITH_CLASS: Mapping[str, Keeps] = {
    _label(lesion): _with(lesion) for lesion in LesionClass if lesion.is_lesion
}
"""By the class of a label or a proposal."""
