"""The columns of the worklist: what each shows, and what it sorts by; no Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from retinaview.core.words import percent
from retinaview.ui.study.order import Key
from retinaview.ui.study.rows import StudyRow


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
        return "cannot be shown"
    if row.grading.ungradable:
        return "ungradable"
    flag = ", flagged" if row.is_flagged else ""
    return f"{row.reading.label}{flag}"


def _answer(row: StudyRow) -> str:
    given = row.grading
    if given.ungradable:
        return "U"
    parts = [f"DR {int(given.dr)}"] if given.dr is not None else []
    parts += [f"DME {int(given.dme)}"] if given.dme is not None else []
    return ", ".join(parts)


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
    "photograph", "Photograph", lambda row: row.name, lambda row: row.path, 206, "By its path"
)
COLUMNS: tuple[Column, ...] = (
    PHOTOGRAPH,
    Column("state", "State", _state, lambda row: int(row.reading), 100, "How far you are with it"),
    Column("answer", "You", _answer, _answer_key, 90, "The reader's answer"),
    Column(
        "models", "Models", lambda row: _count(row.model_grade), lambda row: row.model_grade, 60,
        "Grade of retinopathy by the models",
    ),
    Column(
        "referable", "Refer",
        lambda row: "" if row.probability is None else percent(row.probability),
        lambda row: row.probability, 60, "Probability of referable retinopathy, by the models",
    ),
    Column(
        "apart", "Apart", lambda row: _count(row.spread), lambda row: row.spread, 60,
        "How many grades of retinopathy the networks are apart",
    ),
    Column(
        "quality", "Quality",
        lambda row: "" if row.quality is None else str(row.quality.answer), _quality_key, 80,
        "Answer of the quality gate; sorts by its score",
    ),
    Column(
        "marks", "Marks", lambda row: _count(row.marks or None), lambda row: row.marks or None, 60,
        "Lesions that are marked",
    ),
    Column(
        "reader", "Reader", lambda row: row.reader, lambda row: row.reader.casefold() or None, 90,
        "Who answered, or marked last",
    ),
)  # fmt: skip
BY_NAME = {column.name: column for column in COLUMNS}
