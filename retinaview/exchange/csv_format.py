"""CSV: ``boxes.csv`` with one row per mark, and ``grades.csv`` with one row per photograph.

Boxes are ``image,patient,eye,class,x,y,width,height,...`` in source pixels, origin top left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from retinaview.core.errors import LabelError
from retinaview.core.geometry import Box
from retinaview.core.marks import Mark
from retinaview.core.photograph_names import stem_of
from retinaview.core.photos import LabelledImage
from retinaview.core.text import shown
from retinaview.exchange import fields, mark_fields, photograph_fields, via_table
from retinaview.exchange.intake import Intake, Sides, Size
from retinaview.exchange.layout import Placed
from retinaview.exchange.merging import merged
from retinaview.exchange.spreadsheet import Row, Sheet, read_sheet, table

PHOTOGRAPH_COLUMNS = ("image_width", "image_height", "sha256")
BOX_COLUMNS = ("image", "patient", "eye", "class", "x", "y", "width", "height")
GRADE_COLUMNS = (
    "image",
    "patient",
    "eye",
    "dr_grade",
    "dme_grade",
    "ungradable",
    "ungradable_reason",
    "unsure",
    "flag",
    "comment",
    "reader",
    "graded_at",
    "grading_source",
    "decided_by",
)
_ANSWERS = ("dr_grade", "dme_grade", "ungradable", "unsure", "flag", "comment")
"""Columns of which a table of answers has at least one beside the photograph's name."""

# Other tools' and data sets' names of our columns, compared without case, spaces and underscores.
_SYNONYMS = {
    "image": "filename file imagename imageid imagefile imagepath idcode photo photograph",
    "class": "label category lesion lesiontype classname labelname type",
    "dr_grade": "retinopathygrade drlevel level diagnosis dr adjudicateddrgrade",
    "dme_grade": "riskofmacularedema riskofmacularoedema",
    "xmin": "x1 left",
    "ymin": "y1 top",
    "xmax": "x2 right",
    "ymax": "y2 bottom",
    "x": "bboxx",
    "y": "bboxy",
    "width": "w bboxwidth",
    "height": "h bboxheight",
    "eye": "laterality side",
    "patient": "patientid subject",
    "score": "confidence",
}
_KNOWN = {
    "".join(ch for ch in name.casefold() if ch.isalnum()): ours
    for ours, names in _SYNONYMS.items()
    for name in (ours, *names.split())
}
_PLACE_COLUMNS = ("file", "split")
"""Where an export put its copy of the photograph, which may have another name, and its part."""
_OWN = {*BOX_COLUMNS, *GRADE_COLUMNS, *PHOTOGRAPH_COLUMNS, *mark_fields.EXTRAS}
_PARSED: dict[str, Callable[..., object]] = {
    "eye": fields.eye,
    "dr_grade": fields.dr_grade,
    "dme_grade": fields.dme_grade,
}
_CORNERS = ("xmin", "ymin", "xmax", "ymax")


def encode(places: Sequence[Placed]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of these photographs as (relative path, content)."""
    yield "boxes.csv", boxes_csv(places)
    yield "grades.csv", grades_csv(places)


def boxes_csv(places: Sequence[Placed]) -> bytes:
    """Return a CSV with one row per mark."""
    rows = [
        _photograph_cells(place)
        | {"class": str(mark.lesion)}
        | {name: _plain(getattr(mark.box, name)) for name in ("x", "y", "width", "height")}
        | {name: _cell(value) for name, value in mark_fields.extras_of(mark).items()}
        for place in places
        for mark in place.image.marks
    ]
    return table((*BOX_COLUMNS, *mark_fields.EXTRAS, *PHOTOGRAPH_COLUMNS, *_places(places)), rows)


def grades_csv(places: Sequence[Placed]) -> bytes:
    """Return a CSV with one row per photograph, answered or not."""
    rows = [
        _photograph_cells(place)
        | {
            name: _cell(value)
            for name, value in photograph_fields.grading_cells(place.image.grading).items()
        }
        | {"quality": place.image.quality}
        | {
            name: _cell(value)
            for name, value in photograph_fields.first_cells(place.image.first).items()
        }
        | {"other_answers": photograph_fields.answers_in_words(place.image.others)}
        for place in places
    ]
    more = ("quality", *photograph_fields.FIRST_COLUMNS, "other_answers")
    return table((*GRADE_COLUMNS, *more, *PHOTOGRAPH_COLUMNS, *_places(places)), rows)


def _places(places: Sequence[Placed]) -> tuple[str, ...]:
    """Return the columns of pictures and of the split, if there are any."""
    return tuple(name for name in _PLACE_COLUMNS if any(getattr(p, name) for p in places))


def _photograph_cells(place: Placed) -> Row:
    image = place.image
    return {
        "image": image.image,
        "patient": image.patient,
        "eye": image.eye or "",
        "image_width": _cell(image.width),
        "image_height": _cell(image.height),
        "sha256": image.sha256,
        "file": place.file and f"images/{place.file}",
        "split": place.split,
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


def read(
    path: Path, intake: Intake | None = None, *, where: Mapping[str, str] | None = None
) -> tuple[LabelledImage, ...]:
    """Read one CSV file of boxes, of grades, or of both.

    Parameters
    ----------
    path : Path
        The file.
    intake : Intake, optional
        Takes the boxes.
    where : mapping of str to str, optional
        Read only rows in which these columns have these values.

    Raises
    ------
    LabelError
        Names the file, the row (numbered as in a spreadsheet) and the column.
    """
    sheet = read_sheet(path)
    if via_table.COLUMN in sheet.columns and not where:
        return via_table.read(sheet, intake or Intake(), path=path)
    for name in where or {}:
        if name not in sheet.columns:
            raise LabelError("there is no such column", path=path, field=name)
    kept = [(n, r) for n, r in sheet.rows if all(r[k] == v for k, v in (where or {}).items())]
    names = _our_names(sheet)
    _require_columns(set(names.values()), sheet, path=path)
    strip = not _is_export(sheet)  # other tools may pad cells with spaces
    twins = _twins(sheet, names)
    rows = [(n, _ours(n, row, names, twins, strip=strip, path=path)) for n, row in kept]
    reader = intake or Intake()
    return merged((_photograph(n, row, sheet, reader, path=path) for n, row in rows), path=path)


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
    sheet = read_sheet(path)
    for name in ("image", column, *(where or {})):
        if name not in sheet.columns:
            raise LabelError("there is no such column", path=path, field=name)
    found: dict[str, str] = {}
    for _, row in sheet.rows:
        if all(row[key] == value for key, value in (where or {}).items()):
            found.setdefault(row["image"].strip(), row[column].strip())
    return found


def _our_names(sheet: Sheet) -> dict[str, str]:
    """Return our name of every column that has one."""
    own = _OWN.union(_PLACE_COLUMNS) if _is_export(sheet) else _OWN
    names = {column: column for column in sheet.columns if column in own}
    for column in sheet.columns:
        ours = known_column(column)
        if ours is not None and ours not in names.values():
            names[column] = ours
    corners = {ours: column for column, ours in names.items() if ours in _CORNERS}
    if len(corners) == 4 and "x" not in names.values():
        # Beside corners, width and height are those of the photograph.
        sides = {"width": "image_width", "height": "image_height"}
        return {column: sides.get(ours, ours) for column, ours in names.items()}
    grades_alone = not {"x", "y", "width", "height"} & set(names.values())
    unused = (*_CORNERS, "class") if grades_alone else _CORNERS
    return {column: ours for column, ours in names.items() if ours not in unused}


def _is_export(sheet: Sheet) -> bool:
    """Return whether this program wrote a file; only its exports have checksums."""
    return "sha256" in sheet.columns


def known_column(column: str) -> str | None:
    """Return our name of a column, by whatever name of it is known."""
    return _KNOWN.get("".join(ch for ch in column.casefold() if ch.isalnum()))


def _twins(sheet: Sheet, names: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the columns that say once more what a column of ours says, by our name."""
    found: dict[str, list[str]] = {}
    for column in sheet.columns:
        ours = known_column(column)
        if ours is None or column in names or ours not in names.values():
            continue
        if _is_telling(ours, column):
            found.setdefault(ours, []).append(column)
    return found


def _is_telling(ours: str, column: str) -> bool:
    """Return whether a second column surely means the same: a number of a photograph does not."""
    if ours == "image":
        return any(word in column.casefold() for word in ("file", "name", "path"))
    return ours in ("patient", *_PARSED)


def _ours(
    n: int,
    row: Row,
    names: Mapping[str, str],
    twins: Mapping[str, Sequence[str]],
    *,
    strip: bool,
    path: Path,
) -> Row:
    """Return a row by our names of the columns; columns that mean the same must agree."""
    ours = {names[k]: (cell.strip() if strip else cell) for k, cell in row.items() if k in names}
    for name, columns in twins.items():
        for column in columns:
            cell, other = ours[name].strip(), row[column].strip()
            if cell and other and not _agree(name, cell, other):
                message = f"is {shown(cell)}, but {column} is {shown(other)}"
                raise LabelError(message, path=path, field=f"row {n}, {name}")
            ours[name] = ours[name] if cell else other
    return ours


def _agree(name: str, cell: str, other: str) -> bool:
    """Return whether two cells of one row mean the same: a path and its file name do."""
    if name == "image":
        return stem_of(_last(cell)).casefold() == stem_of(_last(other)).casefold()
    if name not in _PARSED:
        return cell == other
    read, path = _PARSED[name], Path()
    try:
        said = read(other, name, path=path)
    except LabelError:  # such as a diagnosis in words
        return True
    return said == read(cell, name, path=path)


def _last(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2]


def _require_columns(columns: set[str], sheet: Sheet, *, path: Path) -> None:
    if any("ophthalmologic department" in column.casefold() for column in sheet.columns):
        message = "are Messidor's grades 0-3, which are another scale than the ICDR grades 0-4"
        raise LabelError(message, path=path)
    has_boxes, has_answers = "class" in columns, bool(columns.intersection(_ANSWERS))
    has_eyes = {"image", "patient", "eye"} <= columns and "x" not in columns
    if not (has_boxes or has_answers or has_eyes):
        if sum(map(_is_number, sheet.columns)) > 1:
            raise LabelError("has no first row with the names of its columns", path=path)
        raise LabelError(
            "has neither the columns of boxes (image, class, x, y, width, height) nor of grades "
            "(image, dr_grade)",
            path=path,
        )
    sides = _CORNERS if set(_CORNERS) <= columns else ("x", "y", "width", "height")
    required = ("image", *sides) if has_boxes else ("image",)
    missing = [name for name in required if name not in columns]
    if missing:
        raise LabelError("the column is missing", path=path, field=missing[0])


def _is_number(name: str) -> bool:
    return name.replace(".", "", 1).isdecimal()


def _photograph(n: int, row: Row, sheet: Sheet, intake: Intake, *, path: Path) -> LabelledImage:
    field = f"row {n}"
    if not row["image"].strip():
        raise LabelError("must not be empty", path=path, field=f"{field}, image")
    size = tuple(
        fields.pixels(row.get(name), f"{field}, {name}", path=path)
        for name in ("image_width", "image_height")
    )
    known = intake.size(row["image"], size[0], size[1])
    found = [_mark(row, sheet, known, intake, field, path=path)] if row.get("class") else []
    # If a row has a mark, its comment and its doubt belong to the mark.
    answer = row | {"comment": "", "unsure": ""} if row.get("class") else row
    return photograph_fields.photograph(
        row["image"], (size[0], size[1]), found, answer, f"{field}, ", path=path
    )


def _mark(
    row: Row, sheet: Sheet, size: Size, intake: Intake, field: str, *, path: Path
) -> Mark | Box | None:
    extras: dict[str, object] = {name: row.get(name) for name in mark_fields.EXTRAS}
    sides = _sides(row, sheet, field, path=path)
    return intake.mark(row["class"], sides, size, extras, field, path=path)


def _sides(row: Row, sheet: Sheet, field: str, *, path: Path) -> Sides:
    names = _CORNERS if "xmin" in row else ("x", "y", "width", "height")
    a, b, c, d = (
        fields.number(sheet.number(row[name]), f"{field}, {name}", path=path) for name in names
    )
    return (a, b, c - a, d - b) if names is _CORNERS else (a, b, c, d)
