"""How far two readers of a study agree, on the photographs that both have read."""

from __future__ import annotations

from dataclasses import dataclass

from retinaview.core.geometry import FloatArray, box_array
from retinaview.core.marks import Mark, boxes_by_class
from retinaview.evaluation.agreement import evaluate_agreement
from retinaview.evaluation.estimates import Estimate
from retinaview.evaluation.mask_overlap import overlaps_of
from retinaview.session.contents import StudyContents


@dataclass(frozen=True)
class ReadersAgreement:
    """What two readers agree on.

    Attributes
    ----------
    scores : dict of str to Estimate
        By name; empty where the two have read nothing in common.
    graded, marked : int
        Photographs that both graded for retinopathy, and that both answered and either marked.
    """

    scores: dict[str, Estimate]
    graded: int
    marked: int


def readers_agreement(study: StudyContents, first: str, second: str) -> ReadersAgreement:
    """Compare two readers' answers, and what each has marked.

    All boxes together are those of lesions of retinopathy; each class is compared by itself.

    Parameters
    ----------
    study : StudyContents
        The study.
    first, second : str
        Names of the readers.
    """
    answers, marks = study.answers, study.all_marks()
    dr: list[tuple[int, int]] = []
    dme: list[tuple[int, int]] = []
    drawn: list[tuple[list[Mark], list[Mark]]] = []
    for image in study.images:
        one, other = (answers.by(image.id, name) for name in (first, second))
        if one.dr is not None and other.dr is not None:
            dr.append((int(one.dr), int(other.dr)))
        if one.dme is not None and other.dme is not None:
            dme.append((int(one.dme), int(other.dme)))
        if one.says_something and other.says_something:
            mine, theirs = (_labels(marks.get(image.id, ()), name) for name in (first, second))
            if mine or theirs:
                drawn.append((mine, theirs))
    scores = _scores(dr, drawn)
    scores |= {_of_dme(name): score for name, score in _scores(dme, []).items()}
    return ReadersAgreement(scores, graded=len(dr), marked=len(drawn))


def _scores(
    grades: list[tuple[int, int]], drawn: list[tuple[list[Mark], list[Mark]]]
) -> dict[str, Estimate]:
    if not grades and not drawn:
        return {}
    lesions = [(_lesions(one), _lesions(other)) for one, other in drawn]
    lesions = [pair for pair in lesions if any(pair)]
    return evaluate_agreement(
        [one for one, _ in grades],
        [other for _, other in grades],
        first_boxes=[_boxes(one) for one, _ in lesions],
        second_boxes=[_boxes(other) for _, other in lesions],
        first_classes=[boxes_by_class(one) for one, _ in drawn],
        second_classes=[boxes_by_class(other) for _, other in drawn],
        overlaps=overlaps_of(lesions),
    ).scores


def _of_dme(name: str) -> str:
    """Return the name of a score of retinopathy for the same one of macular oedema."""
    return "same DME grade" if name == "same DR grade" else f"{name} (DME)"


def _labels(marks: tuple[Mark, ...], author: str) -> list[Mark]:
    own = (mark for mark in marks if mark.author == author and mark.status.is_label)
    return [mark for mark in own if not mark.lesion.is_landmark]


def _lesions(marks: list[Mark]) -> list[Mark]:
    return [mark for mark in marks if mark.lesion.is_lesion]


def _boxes(marks: list[Mark]) -> FloatArray:
    return box_array([mark.box for mark in marks])
