"""What two findings say about a photograph, or one source about two eyes, row by row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from retinaview.core.findings import Finding, GradeProbabilities, QualityAnswer
from retinaview.core.grades import DMEGrade, DRGrade
from retinaview.core.text import one_line
from retinaview.core.words import percent, signed
from retinaview.ui.language import later, tr
from retinaview.ui.language.terms import doubt_words

# Short, because the full names do not fit into a column.
_DME_NAMES = {
    DMEGrade.NONE: later("No DME"),
    DMEGrade.AWAY: later("Away from fovea"),
    DMEGrade.CENTRAL: later("Near fovea"),
}
NOTHING = "–"
DIFFERENT = "≠"
_NUMBER = re.compile(r"[+\-]?\d+([.,]\d+)?\s?%?")


@dataclass(frozen=True)
class ComparisonRow:
    """One row of the table.

    Attributes
    ----------
    name : str
        What is compared.
    first, second : str
        The two values as shown; `NOTHING` where there is none.
    difference : str
        The second less the first, in points of per cent or in steps of the grade; empty where
        that says nothing.
    differs : bool
        The two grades differ.
    part : bool
        A probability that belongs to the grade above it.
    doubtful : tuple of bool
        Whether the first and the second value come from a photograph of doubtful quality.
    """

    name: str
    first: str
    second: str
    difference: str = ""
    differs: bool = False
    part: bool = False
    doubtful: tuple[bool, bool] = (False, False)


def grade_rows(first: Finding | None, second: Finding | None) -> tuple[ComparisonRow, ...]:
    """Return quality, grades, probabilities, eyes, time and version of two findings.

    Parameters
    ----------
    first, second : Finding or None
        None where the source has not been asked, or has no answer.
    """
    pair = _grades(first), _grades(second)
    dr = [grades.dr if grades else () for grades in pair]
    dme = [(grades.dme or ()) if grades else () for grades in pair]
    doubtful = _is_doubtful(first), _is_doubtful(second)
    rows = (
        ComparisonRow(tr("Quality"), _quality(first), _quality(second)),
        _grade_row(tr("DR grade"), [_dr(finding) for finding in (first, second)]),
        *_probability_rows([tr(grade.label) for grade in DRGrade], *dr),
        _grade_row(tr("DME grade"), [_dme(finding) for finding in (first, second)]),
        *_probability_rows([tr(_DME_NAMES[grade]) for grade in DMEGrade], *dme),
        *_probability_rows([tr("Referable")], *[_referable(grades) for grades in pair], part=False),
        ComparisonRow(tr("Graded from"), _eyes(first), _eyes(second)),
        ComparisonRow(tr("Time"), _seconds(first), _seconds(second)),
        ComparisonRow(tr("Version"), _version(first), _version(second)),
    )
    return tuple(replace(row, doubtful=doubtful) for row in rows)


def as_tsv(heads: Sequence[str], rows: Sequence[ComparisonRow]) -> str:
    """Return the table as tab-separated lines, for a spreadsheet.

    Parameters
    ----------
    heads : sequence of str
        Titles of the four columns.
    rows : sequence of ComparisonRow
        As from `grade_rows`.
    """
    cells = [(row.name, row.first, row.second, row.difference) for row in rows]
    lines = [tuple(map(_cell, line)) for line in [tuple(heads), *cells]]
    return "".join("\t".join(line) + "\n" for line in lines)


def _cell(text: str) -> str:
    """Quote a cell so that it stays one cell and no spreadsheet takes it for a formula."""
    from retinaview.exchange.spreadsheet import escaped  # takes pydantic with it

    line = one_line(text)
    return line if _NUMBER.fullmatch(line) else escaped("", line)


def _grades(finding: Finding | None) -> GradeProbabilities | None:
    return None if finding is None else finding.grades


def _is_doubtful(finding: Finding | None) -> bool:
    return finding is not None and finding.quality.answer is not QualityAnswer.GOOD


def _quality(finding: Finding | None) -> str:
    if finding is None:
        return NOTHING
    return doubt_words(finding.quality) or tr(finding.quality.answer)


_Answer = tuple[str, int | None]


def _dr(finding: Finding | None) -> _Answer:
    grades = _grades(finding)
    if grades is not None and grades.dr:
        return f"{int(grades.dr_grade)}  {tr(grades.dr_grade.label)}", int(grades.dr_grade)
    gradable = finding is None or finding.quality.gradable
    return NOTHING if gradable else tr("ungradable"), None


def _dme(finding: Finding | None) -> _Answer:
    grades = _grades(finding)
    grade = None if grades is None else grades.dme_grade
    return (
        (NOTHING, None) if grade is None else (f"{int(grade)}  {tr(_DME_NAMES[grade])}", int(grade))
    )


def _grade_row(name: str, answers: Sequence[_Answer]) -> ComparisonRow:
    (first, low), (second, high) = answers
    if low is None or high is None:
        return ComparisonRow(name, first, second)
    step = high - low
    words = f"{DIFFERENT}  {signed(step)}" if step else tr("same")
    return ComparisonRow(name, first, second, words, differs=step != 0)


def _probability_rows(
    names: Sequence[str], first: Sequence[float], second: Sequence[float], *, part: bool = True
) -> list[ComparisonRow]:
    rows = []
    for index, name in enumerate(names):
        low, high = (v[index] if index < len(v) else None for v in (first, second))
        more = "" if low is None or high is None else _points(low, high)
        rows.append(ComparisonRow(name, _percent(low), _percent(high), more, part=part))
    return rows


def _referable(grades: GradeProbabilities | None) -> tuple[float, ...]:
    return (grades.referable,) if grades is not None and grades.dr else ()


def _percent(value: float | None) -> str:
    return NOTHING if value is None else percent(value)


def _points(low: float, high: float) -> str:
    """Return the difference in percentage points; none where both percentages read the same."""
    return signed(0 if percent(low) == percent(high) else 100 * (high - low))


def _eyes(finding: Finding | None) -> str:
    if finding is None or finding.grades is None:
        return NOTHING
    return tr("both eyes") if finding.together else tr("this eye")


def _seconds(finding: Finding | None) -> str:
    return NOTHING if finding is None else f"{sum(finding.seconds.values()):.1f} s"


def _version(finding: Finding | None) -> str:
    model = None if finding is None else finding.model("grading")
    return NOTHING if model is None else f"{model.version} ({model.weights_sha256[:8]})"
