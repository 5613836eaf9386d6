"""CSV that is safe to open in a spreadsheet and reads back unchanged, and CSV of spreadsheets.

A spreadsheet runs a cell that begins with ``=``, ``+``, ``-`` or ``@`` as a formula. An apostrophe
in front makes it text; reading removes that apostrophe. Numbers in columns of numbers are not
changed.
Spreadsheets themselves write semicolons and decimal commas in many countries, and blank rows.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from retinaview.core.errors import LabelError
from retinaview.core.text import brief
from retinaview.exchange.text_files import read_text

Row = dict[str, str]

NUMBERS = frozenset(
    {
        "x", "y", "width", "height", "score", "threshold", "image_width", "image_height",
        "dr_grade", "dme_grade", "cluster", "response",
    }
)  # fmt: skip
"""Columns whose cells should be numbers or empty."""

# Text that begins like an escaped cell is escaped as well, so that it reads back unchanged.
# The wide characters begin a formula where Japanese or Chinese is typed.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_ESCAPED = re.compile(r"'+[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_NUMBER = re.compile(r"[+-]?\d+(\.\d*)?([eE][+-]?\d+)?", re.ASCII)
_QUOTED = re.compile(r'[,"\r\n]')

csv.field_size_limit(2**31 - 1)  # comments may be long; the size of the whole file is limited


def table(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """Return header and rows as CSV in UTF-8, with line feeds."""
    lines = [",".join(_quoted(escaped("", name)) for name in columns)]
    lines += [
        ",".join(_quoted(escaped(name, row.get(name, ""))) for name in columns) for row in rows
    ]
    return "".join(f"{line}\n" for line in lines).encode()


def escaped(column: str, cell: str) -> str:
    """Return the cell as it is written."""
    return f"'{cell}" if _FORMULA.match(cell) and not _is_number(column, cell) else cell


def unescaped(column: str, cell: str) -> str:
    """Return the cell as it was before `escaped`."""
    return cell[1:] if _ESCAPED.match(cell) and not _is_number(column, cell[1:]) else cell


def _is_number(column: str, cell: str) -> bool:
    return column in NUMBERS and _NUMBER.fullmatch(cell) is not None


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if _QUOTED.search(cell) else cell


@dataclass(frozen=True)
class Sheet:
    """A table as read.

    Attributes
    ----------
    columns : tuple of str
        Names of the columns; those without a name are left out.
    rows : tuple of (int, dict)
        Number of each row as in a spreadsheet, and its cells by column; blank rows are left out.
    decimal_comma : bool
        Whether ``12,5`` is a number.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[int, Row], ...]
    decimal_comma: bool

    def number(self, cell: str) -> str:
        """Return a cell with a decimal point."""
        return cell.replace(",", ".", 1) if self.decimal_comma and "." not in cell else cell


def read_sheet(path: Path) -> Sheet:
    """Read a CSV file with commas, semicolons or tabs.

    Raises
    ------
    LabelError
        It is not CSV, two columns have the same name, or a row has more or fewer cells than the
        header.
    """
    columns, rows, decimal_comma = begin_sheet(path)
    return Sheet(columns, tuple(rows), decimal_comma)


def begin_sheet(path: Path) -> tuple[tuple[str, ...], Iterator[tuple[int, Row]], bool]:
    """Read the header of a CSV file; its rows follow one by one.

    Returns
    -------
    columns : tuple of str
        See `Sheet`.
    rows : iterator of (int, dict)
        See `Sheet`; raises as `read_sheet` does.
    decimal_comma : bool
        See `Sheet`.
    """
    text = read_text(path)
    stated = re.match(r"sep=(.)\r?\n", text) or re.match(r"#[^,;\t\r\n]*()\r?\n", text)
    body = text[stated.end() :] if stated else text
    header = body.lstrip().partition("\n")[0]
    delimiter = stated[1] if stated and stated[1] else max(",;\t", key=header.count)
    lines = _lines(body, delimiter, 1 if stated else 0, path=path)
    _, first = next(lines, (0, []))
    names = [unescaped("", name).strip() for name in first]
    if twice := next((name for name, count in Counter(names).items() if name and count > 1), ""):
        message = "two columns have this name"
        if _NUMBER.fullmatch(twice):
            message += "; is a first row with the names of the columns missing?"
        raise LabelError(message, path=path, field=twice)
    rows = ((n, _cells(names, cells, n, path=path)) for n, cells in lines)
    return tuple(name for name in names if name), rows, delimiter != ","


def _lines(
    body: str, delimiter: str, before: int, *, path: Path
) -> Iterator[tuple[int, list[str]]]:
    """Yield lines that are not blank, with their numbers as in a spreadsheet."""
    reader = csv.reader(io.StringIO(body, newline=""), strict=True, delimiter=delimiter)
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                yield reader.line_num + before, cells
    except csv.Error as error:
        place = f"row {reader.line_num + before}"
        raise LabelError(f"is not CSV: {brief(error)}", path=path, field=place) from error


def _cells(names: Sequence[str], cells: Sequence[str], n: int, *, path: Path) -> Row:
    if len(cells) != len(names):
        message = f"must have {len(names)} cells like the header"
        raise LabelError(message, path=path, field=f"row {n}")
    pairs = zip(names, cells, strict=True)
    return {name: unescaped(name, cell) for name, cell in pairs if name}
