"""Deciding between readers: what each says of a photograph, and what is decided in the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from retinaview.core.edits import GradingEdit, MarksEdit
from retinaview.core.findings import GradeProbabilities
from retinaview.core.grades import Grading
from retinaview.core.marks import Mark, Status, new_mark_id, now
from retinaview.core.reader_names import CONSENSUS

if TYPE_CHECKING:
    from retinaview.session.session import Session

LEAST_ANSWERS = 2
"""Other readers' answers from which an adjudicator may look without one of his own."""


@dataclass(frozen=True)
class Voice:
    """What one reader or network says of a photograph.

    Attributes
    ----------
    name : str
        The reader, or the network.
    answer : Grading
        Its grades; empty where there are marks alone.
    marks : int
        Lesions that it marked or proposes.
    is_model : bool
        Whether it is a network.
    """

    name: str
    answer: Grading
    marks: int
    is_model: bool = False


def may_adjudicate(session: Session, image_id: int) -> bool:
    """Return whether what others say may be seen: once answered, or where two others have.

    A second reader stays blind to the first.
    """
    if session.blinding.hides(image_id):
        return False
    given = [each for each in session.answers.others(image_id) if each.is_answer]
    readers = [each for each in given if each.reader != CONSENSUS]
    return session.grading(image_id).is_answer or len(readers) >= LEAST_ANSWERS


def voice_of(mark: Mark) -> tuple[str, bool]:
    """Return whose a mark is: a reader's name, or a network's, and whether it is that."""
    if mark.status is Status.PROPOSED and mark.provenance is not None:
        return mark.provenance.model, True
    return mark.author, False


def voices_on(session: Session, image_id: int) -> tuple[Voice, ...]:
    """Return what every reader and network says of a photograph: readers first, by name."""
    answers = {each.reader: each for each in session.answers.all_on(image_id)}
    answers.pop(CONSENSUS, None)
    marks = Counter(
        voice_of(mark)
        for mark in session.marks(image_id)
        if (mark.status.is_label or mark.status is Status.PROPOSED) and not mark.lesion.is_landmark
    )
    said = {name: each for name, each in answers.items() if each.says_something}
    readers = said.keys() | {name for name, is_model in marks if not is_model and name}
    graded = _grades_on(session, image_id)
    models = graded.keys() | {name for name, is_model in marks if is_model}
    return (
        *(Voice(name, said.get(name, Grading()), marks[name, False]) for name in sorted(readers)),
        *(
            Voice(name, _answer_of(graded.get(name)), marks[name, True], is_model=True)
            for name in sorted(models)
        ),
    )


def _grades_on(session: Session, image_id: int) -> dict[str, GradeProbabilities]:
    """Return the grades of every network; where one alone has graded, that is the main finding."""
    known = dict(session.opinions.of(image_id))
    source, summary = session.main_source(image_id), session.finding_summary(image_id)
    if source is not None and summary is not None and summary.grades is not None:
        known.setdefault(source, summary.grades)
    return known


def consensus_on(session: Session, image_id: int) -> Grading:
    """Return what was decided on a photograph; empty where nothing was."""
    return session.answers.by(image_id, CONSENSUS)


def decide(session: Session, image_id: int, answer: Grading) -> None:
    """Record an answer as what was decided between readers, by who reads now; empty takes it back.

    Raises
    ------
    ProjectError
        The project refuses; nothing was changed.
    """
    before = consensus_on(session, image_id)
    plain = replace(answer, flag=False, unsure=False, sequence=0)
    after = replace(plain, reader=CONSENSUS, at=now(), source="", decided_by=session.reader)
    if after != before or (after.is_answer and after.decided_by != before.decided_by):
        label = "Decide" if after.is_answer else "Take the decision back"
        session.commit([GradingEdit(image_id, label, before, after)])


def adopt(session: Session, image_id: int, mark_ids: Collection[str]) -> tuple[Mark, ...]:
    """Copy others' labels across to the reader's own, and accept networks' proposals; one step.

    What the reader has already, of the same class at the same place, is not made twice.

    Returns
    -------
    tuple of Mark
        The reader's own marks that came of it.

    Raises
    ------
    ProjectError
        The project refuses; nothing was changed.
    """
    wanted, marks, reader = set(mark_ids), session.marks(image_id), session.reader
    own = {
        (mark.lesion, mark.box) for mark in marks if mark.status.is_label and mark.author == reader
    }
    chosen = [mark for mark in marks if mark.id in wanted and (mark.lesion, mark.box) not in own]
    proposed = [mark for mark in chosen if mark.provenance is not None and not mark.status.is_label]
    labels = [mark for mark in chosen if mark.status.is_label and mark.author != reader]
    moment = now()
    accepted = [each.with_status(Status.ACCEPTED, author=reader, at=moment) for each in proposed]
    copies = [
        replace(
            mark,
            id=new_mark_id(),
            status=Status.DRAWN,
            author=reader,
            created=moment,
            modified=moment,
            provenance=None,
            locked=False,
            source="",
        )
        for mark in labels
    ]
    after = (*accepted, *copies)
    if after:
        count = f"{len(after)} marks" if len(after) > 1 else "mark"
        session.commit([MarksEdit(image_id, f"Copy {count} across", tuple(proposed), after)])
    return after


def _answer_of(grades: GradeProbabilities | None) -> Grading:
    if grades is None:
        return Grading()
    return Grading(dr=grades.dr_grade if grades.dr else None, dme=grades.dme_grade)
