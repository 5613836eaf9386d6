"""The summary of a study: a row for every photograph, as CSV and XLSX."""

from __future__ import annotations

import io
import math
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from retinaview.core.findings import GRADING
from retinaview.core.lesions import LesionClass
from retinaview.core.text import one_line
from retinaview.exchange.spreadsheet import escaped, table
from retinaview.report import words
from retinaview.report.contents import EyeContents

Cell = str | int | float | None
Row = dict[str, Cell]

_LONGEST_CELL = 32_000
"""Excel takes 32,767 characters."""
_NOTE = "note"
_BEFORE = (
    "patient", "eye", "image", "visit", "page", "reader", "read_at", "dr", "dme", "ungradable",
    "ungradable_reason", "unsure", "comment", "other_answers", "quality",
    "quality_score", "quality_reasons",
    "models_dr", "models_dr_probability", "models_dme", "models_dme_probability",
    "referable_probability", "grading_network",
)  # fmt: skip
_LESIONS = tuple(lesion for lesion in LesionClass if lesion.is_lesion)
_COUNTS = ("reader_{}", "models_{}", "reader_{}_dd", "models_{}_dd")
COLUMNS = (
    *_BEFORE,
    *(column.format(lesion) for lesion in _LESIONS for column in _COUNTS),
    "networks",
    _NOTE,
)
"""Numbers of lesions by class, and of the nearest one the distance from the fovea in disc
diameters; empty where it is not known, or there is none within three."""


def summary_row(contents: EyeContents, *, page: str, visit: str = "", problem: str = "") -> Row:
    """Return the row of a photograph; cells of what is not known are empty.

    Parameters
    ----------
    contents : EyeContents
        What the study knows.
    page : str
        Name of the patient's PDF.
    visit : str
        Day or number of the visit; empty where it is not known.
    problem : str
        Why the photograph cannot be read; empty if it can.
    """
    image, grading = contents.image, contents.grading
    row: Row = {
        "patient": image.patient,
        "eye": image.eye,
        "image": image.path,
        "visit": visit,
        "page": page,
        "reader": grading.reader or ", ".join(contents.readers),
        "read_at": grading.at.isoformat() if grading.at else "",
        "dr": None if grading.dr is None else int(grading.dr),
        "dme": None if grading.dme is None else int(grading.dme),
        "ungradable": "yes" if grading.ungradable else "",
        "ungradable_reason": grading.reason,
        "unsure": "yes" if grading.unsure else "",
        "comment": grading.comment,
        "other_answers": words.other_answers(contents),
        _NOTE: _note(contents, problem),
    }
    return {**row, **_models_cells(contents), **_count_cells(contents)}


def _note(contents: EyeContents, problem: str) -> str:
    notes = [] if contents.is_read else [words.NOT_READ]
    if contents.finding is None:
        notes.append(words.models_answer(contents))
    return " ".join([*notes, *([problem] if problem else [])])


def _models_cells(contents: EyeContents) -> Row:
    finding = contents.finding
    if finding is None:
        return {}
    quality, grader = finding.quality, finding.model(GRADING)
    row: Row = {
        "quality": str(quality.answer),
        "quality_score": round(quality.score, 4),
        "quality_reasons": ", ".join(quality.reasons),
        "grading_network": "" if grader is None else f"{grader.name} {grader.version}",
        "networks": words.models_of(finding),
    }
    grades = finding.grades
    if grades is not None and quality.gradable:
        row |= {
            "models_dr": int(grades.dr_grade),
            "models_dr_probability": round(max(grades.dr), 4),
            "referable_probability": round(grades.referable, 4),
        }
        if grades.dme is not None and grades.dme_grade is not None:
            row["models_dme"] = int(grades.dme_grade)
            row["models_dme_probability"] = round(max(grades.dme), 4)
    return row


def _count_cells(contents: EyeContents) -> Row:
    row: Row = {}
    for count in contents.counts:
        row[f"reader_{count.lesion}"] = count.reader
        row[f"reader_{count.lesion}_dd"] = _distance(count.reader_distance)
        if count.lesion.is_lesion:
            row[f"models_{count.lesion}"] = count.models
            row[f"models_{count.lesion}_dd"] = _distance(count.models_distance)
    return row


def _columns(rows: Sequence[Row]) -> tuple[str, ...]:
    """Return the columns, with those of classes that no network looks for where there are any."""
    more = dict.fromkeys(name for row in rows for name in row if name not in COLUMNS)
    at = COLUMNS.index("networks")
    return (*COLUMNS[:at], *more, *COLUMNS[at:])


def _distance(value: float | None) -> float | None:
    return None if value is None or not math.isfinite(value) else round(value, 2)


def as_csv(rows: Sequence[Row]) -> bytes:
    """Return the rows as CSV; a cell that a spreadsheet would run is escaped."""
    return table(
        _columns(rows), [{name: _text(cell) for name, cell in row.items()} for row in rows]
    )


def _text(cell: Cell) -> str:
    if isinstance(cell, float):
        return f"{cell:g}"
    return "" if cell is None else str(cell)


def as_xlsx(rows: Sequence[Row], *, made: datetime) -> bytes:
    """Return the rows as an Excel workbook, with numbers as numbers and no formula.

    Parameters
    ----------
    rows : sequence of Row
        One per photograph.
    made : datetime
        When the report was made.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    book.properties.title = words.RESEARCH_USE
    book.properties.created = book.properties.modified = made.replace(tzinfo=None)
    sheet = book.active
    sheet.title = "Study"
    sheet.freeze_panes = "D2"
    columns = _columns(rows)
    titles: Mapping[str, Cell] = {name: name for name in columns}
    for number, cells in enumerate([titles, *rows], start=1):
        for index, name in enumerate(columns, start=1):
            _put(sheet.cell(number, index), cells.get(name))
    for head in sheet[1]:
        head.font = Font(bold=True)
    sheet.auto_filter.ref = sheet.dimensions
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _put(place: Any, cell: Cell) -> None:  # noqa: ANN401 - openpyxl has no types
    """Put a value into a cell of a sheet; text stays text, whatever it begins with."""
    if isinstance(cell, str):
        place.value = escaped("", one_line(cell[:_LONGEST_CELL]))
        place.data_type = "s"
    else:
        place.value = cell
