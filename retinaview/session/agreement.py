"""How far two readers of a study agree, on the photographs that both have read."""

from __future__ import annotations

from dataclasses import dataclass

from retinaview.core.geometry import FloatArray, box_array
from retinaview.core.marks import Mark
from retinaview.evaluation.agreement import evaluate_agreement
from retinaview.evaluation.estimates import Estimate
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
    """Compare two readers' answers, and the lesions each has marked.

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
    boxes: list[tuple[FloatArray, FloatArray]] = []
    for image in study.images:
        one, other = (answers.by(image.id, name) for name in (first, second))
        if one.dr is not None and other.dr is not None:
            dr.append((int(one.dr), int(other.dr)))
        if one.dme is not None and other.dme is not None:
            dme.append((int(one.dme), int(other.dme)))
        if not one.is_empty and not other.is_empty:
            drawn = [_boxes(marks.get(image.id, ()), name) for name in (first, second)]
            if any(map(len, drawn)):
                boxes.append((drawn[0], drawn[1]))
    scores = _scores(dr, boxes)
    scores |= {_of_dme(name): score for name, score in _scores(dme, []).items()}
    return ReadersAgreement(scores, graded=len(dr), marked=len(boxes))


def _scores(
    grades: list[tuple[int, int]], boxes: list[tuple[FloatArray, FloatArray]]
) -> dict[str, Estimate]:
    if not grades and not boxes:
        return {}
    return evaluate_agreement(
        [one for one, _ in grades],
        [other for _, other in grades],
        first_boxes=[one for one, _ in boxes],
        second_boxes=[other for _, other in boxes],
    ).scores


def _of_dme(name: str) -> str:
    """Return the name of a score of retinopathy for the same one of macular oedema."""
    return "same DME grade" if name == "same DR grade" else f"{name} (DME)"


def _boxes(marks: tuple[Mark, ...], author: str) -> FloatArray:
    return box_array(
        [m.box for m in marks if m.author == author and m.status.is_label and m.lesion.is_lesion]
    )
