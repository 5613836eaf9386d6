"""The columns of the worklist: what each shows, and what it sorts by; no widgets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from retinaview.core.words import percent
from retinaview.ui.answering.words import brief_words
from retinaview.ui.language import later, tr
from retinaview.ui.study.rows import StudyRow

Key = Callable[[StudyRow], Any]
"""What a column sorts by; None where a row has nothing there."""


@dataclass(frozen=True)
class Column:
    """One column.

    Attributes
    ----------
    name : str
        Under which the choice is remembered.
    title : str
        Heading.
    text : callable
        What it shows of a row.
    key : callable
        What it sorts by; None where a row has nothing to show.
    width_px : int
        At first.
    tip : str
        Words about it.
    """

    name: str
    title: str
    text: Callable[[StudyRow], str]
    key: Key
    width_px: int
    tip: str = ""


def _state(row: StudyRow) -> str:
    if row.broken:
        return tr("cannot be shown")
    if row.grading.ungradable:
        return tr("ungradable")
    state = tr(row.reading.label)
    return tr("{state}, flagged", state=state) if row.is_flagged else state


def _answer(row: StudyRow) -> str:
    given = row.grading
    if given.ungradable:
        return "U"
    return brief_words(given)


def _answer_key(row: StudyRow) -> tuple[int, int] | None:
    given = row.grading
    if given.ungradable:
        return (-1, -1)
    if given.dr is None and given.dme is None:
        return None
    return (-1 if given.dr is None else int(given.dr), -1 if given.dme is None else int(given.dme))


def _quality_key(row: StudyRow) -> float | None:
    return None if row.quality is None else row.quality.score


def _count(value: int | None) -> str:
    return "" if value is None else str(value)


PHOTOGRAPH = Column(
    "photograph",
    later("Photograph"),
    lambda row: row.name,
    lambda row: row.path,
    206,
    later("By its path"),
)
TEACHES = Column(
    "teaches",
    later("Teaches"),
    lambda row: "" if row.teaches is None else percent(row.teaches),
    lambda row: row.teaches,
    70,
    later(
        "How much your label would teach the networks: where they are unsure or disagree, and "
        "where nothing alike is labelled yet"
    ),
)
COLUMNS: tuple[Column, ...] = (
    PHOTOGRAPH,
    Column(
        "state", later("State"), _state, lambda row: int(row.reading), 100,
        later("How far you are with it"),
    ),
    Column(
        "flag", later("Flag"), lambda row: tr("flagged") if row.is_flagged else "",
        lambda row: 1 if row.is_flagged else None, 70,
        later("What you have set aside to come back to"),
    ),
    Column("answer", later("You"), _answer, _answer_key, 90, later("The reader's answer")),
    Column(
        "models", later("Models"), lambda row: _count(row.model_grade),
        lambda row: row.model_grade, 60,
        later("Grade of retinopathy by the models"),
    ),
    Column(
        "referable", later("Refer"),
        lambda row: "" if row.probability is None else percent(row.probability),
        lambda row: row.probability, 60,
        later("Probability of referable retinopathy, by the models"),
    ),
    Column(
        "apart", later("Apart"), lambda row: _count(row.spread), lambda row: row.spread, 60,
        later("How many grades of retinopathy the networks are apart"),
    ),
    TEACHES,
    Column(
        "quality", later("Quality"),
        lambda row: "" if row.quality is None else tr(row.quality.answer), _quality_key, 80,
        later("Answer of the quality gate; sorts by its score"),
    ),
    Column(
        "marks", later("Marks"), lambda row: _count(row.marks or None),
        lambda row: row.marks or None, 60,
        later("Lesions that are marked"),
    ),
    Column(
        "date", later("Date"), lambda row: "" if row.day is None else row.day.isoformat(),
        lambda row: row.day and row.day.toordinal(), 90,
        later("When it was taken: by its header or name, or as you said"),
    ),
    Column(
        "held", later("Taken by"), lambda row: row.held_by,
        lambda row: row.held_by.casefold() or None, 90,
        later("Who is to read it"),
    ),
    Column(
        "reader", later("Reader"), lambda row: row.reader,
        lambda row: row.reader.casefold() or None, 90,
        later("Who answered, or marked last"),
    ),
)  # fmt: skip
BY_NAME = {column.name: column for column in COLUMNS}
