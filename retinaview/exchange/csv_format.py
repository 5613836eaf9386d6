"""CSV: ``boxes.csv`` with one row per mark, and ``grades.csv`` with one row per photograph.

Boxes are ``image,patient,eye,class,x,y,width,height,...`` in source pixels, origin top left.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from retinaview.core.errors import LabelError
from retinaview.core.geometry import Box
from retinaview.core.marks import Mark
from retinaview.core.photos import LabelledImage
from retinaview.core.text import brief
from retinaview.exchange import fields
from retinaview.exchange.merging import merged
from retinaview.exchange.spreadsheet import table, unescaped

PHOTOGRAPH_COLUMNS = ("image_width", "image_height", "sha256")
BOX_COLUMNS = ("image", "patient", "eye", "class", "x", "y", "width", "height")
GRADE_COLUMNS = (
    "image",
    "patient",
    "eye",
    "dr_grade",
    "dme_grade",
    "ungradable",
    "comment",
    "reader",
    "graded_at",
    "grading_source",
)

Row = dict[str, str]


def encode(images: Sequence[LabelledImage]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of these photographs as (relative path, content)."""
    yield "boxes.csv", boxes_csv(images)
    yield "grades.csv", grades_csv(images)


def boxes_csv(images: Sequence[LabelledImage]) -> bytes:
    """Return a CSV with one row per mark."""
    rows = [
        _photograph_cells(image)
        | {"class": str(mark.lesion)}
        | {name: _plain(getattr(mark.box, name)) for name in ("x", "y", "width", "height")}
        | {name: _cell(value) for name, value in fields.extras_of(mark).items()}
        for image in images
        for mark in image.marks
    ]
    return table((*BOX_COLUMNS, *fields.EXTRAS, *PHOTOGRAPH_COLUMNS), rows)


def grades_csv(images: Sequence[LabelledImage]) -> bytes:
    """Return a CSV with one row per photograph, answered or not."""
    rows = [
        _photograph_cells(image)
        | {name: _cell(value) for name, value in fields.grading_cells(image.grading).items()}
        for image in images
    ]
    return table((*GRADE_COLUMNS, *PHOTOGRAPH_COLUMNS), rows)


def _photograph_cells(image: LabelledImage) -> Row:
    return {
        "image": image.image,
        "patient": image.patient,
        "eye": image.eye or "",
        "image_width": _cell(image.width),
        "image_height": _cell(image.height),
        "sha256": image.sha256,
    }


def _plain(value: float) -> str:
    """Return the shortest text that reads back as the same number."""
    return repr(int(value)) if value == int(value) else repr(value)


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _plain(value)
    return "" if value is None else str(value)


def read(path: Path, *, where: Mapping[str, str] | None = None) -> tuple[LabelledImage, ...]:
    """Read one CSV file of boxes, of grades, or of both.

    Parameters
    ----------
    path : Path
        The file.
    where : mapping of str to str, optional
        Read only rows in which these columns have these values.

    Raises
    ------
    LabelError
        Names the file, the row (numbered as in a spreadsheet) and the column.
    """
    columns, rows = _rows(path)
    for name in where or {}:
        if name not in columns:
            raise LabelError("there is no such column", path=path, field=name)
    kept = [(n, r) for n, r in rows if all(r[k] == v for k, v in (where or {}).items())]
    has_boxes, has_grades = "class" in columns, "dr_grade" in columns or "dme_grade" in columns
    if not (has_boxes or has_grades or {"image", "patient", "eye"} <= set(columns)):
        raise LabelError(
            "has neither the columns of boxes (image, class, x, y, width, height) nor of grades "
            "(image, dr_grade)",
            path=path,
        )
    required = ("image", "x", "y", "width", "height") if has_boxes else ("image",)
    missing = [name for name in required if name not in columns]
    if missing:
        raise LabelError("the column is missing", path=path, field=missing[0])
    if "sha256" not in columns:  # from another tool, which may pad cells with spaces
        kept = [(n, {name: cell.strip() for name, cell in row.items()}) for n, row in kept]
    return merged((_photograph(n, row, path=path) for n, row in kept), path=path)


def column_values(
    path: Path, column: str, *, where: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return the value of any column for each photograph of a CSV file.

    Parameters
    ----------
    path : Path
        The file.
    column : str
        Name of the column; the first row of a photograph counts.
    where : mapping of str to str, optional
        Read only rows in which these columns have these values.

    Raises
    ------
    LabelError
        The file is not CSV, or has no such column.
    """
    columns, rows = _rows(path)
    for name in ("image", column, *(where or {})):
        if name not in columns:
            raise LabelError("there is no such column", path=path, field=name)
    found: dict[str, str] = {}
    for _, row in rows:
        if all(row[key] == value for key, value in (where or {}).items()):
            found.setdefault(row["image"].strip(), row[column].strip())
    return found


def _rows(path: Path) -> tuple[tuple[str, ...], list[tuple[int, Row]]]:
    reader = csv.DictReader(io.StringIO(fields.read_text(path), newline=""), strict=True)
    try:
        columns = tuple(name.strip() for name in reader.fieldnames or ())
        reader.fieldnames = columns
        rows = [(reader.line_num, _as_written(row)) for row in reader]
    except csv.Error as error:
        raise LabelError(
            f"is not CSV: {brief(error)}", path=path, field=f"row {reader.line_num}"
        ) from error
    for n, row in rows:
        if None in row or None in row.values():
            raise LabelError(
                f"must have {len(columns)} cells like the header", path=path, field=f"row {n}"
            )
    return columns, rows


def _as_written(row: Row) -> Row:
    """Return the row without the escapes that protect spreadsheets from formulas."""
    # The reader gives None for a missing column or cell of a row of the wrong length.
    return {
        name: unescaped(name, cell) if name and isinstance(cell, str) else cell
        for name, cell in row.items()
    }


def _photograph(n: int, row: Row, *, path: Path) -> LabelledImage:
    field = f"row {n}"
    if not row["image"].strip():
        raise LabelError("must not be empty", path=path, field=f"{field}, image")
    size = tuple(
        fields.pixels(row.get(name), f"{field}, {name}", path=path)
        for name in ("image_width", "image_height")
    )
    found = [_mark(row, (size[0], size[1]), field, path=path)] if row.get("class") else []
    marks, places = fields.separate_places(found)
    # If a row has a mark, its comment belongs to the mark.
    answer = row | {"comment": ""} if found else row
    return LabelledImage(
        image=row["image"],
        width=size[0],
        height=size[1],
        patient=row.get("patient", ""),
        eye=fields.eye(row.get("eye"), f"{field}, eye", path=path),
        marks=marks,
        places=places,
        grading=fields.grading_from(answer, field, path=path),
        sha256=row.get("sha256", "").strip(),
    )


def _mark(row: Row, size: tuple[int | None, int | None], field: str, *, path: Path) -> Mark | Box:
    x, y, width, height = (
        fields.number(row[name], f"{field}, {name}", path=path)
        for name in ("x", "y", "width", "height")
    )
    box = fields.box((x, y, width, height), size, field, path=path)
    extras: dict[str, object] = {name: row.get(name) for name in fields.EXTRAS}
    return fields.mark_from(row["class"], box, extras, field, path=path)
