"""CSV that is safe to open in a spreadsheet and reads back unchanged.

A spreadsheet runs a cell that begins with ``=``, ``+``, ``-`` or ``@`` as a formula. An apostrophe
in front makes it text; reading removes that apostrophe. Columns of numbers are not changed.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence

NUMBERS = frozenset(
    {
        "x", "y", "width", "height", "score", "threshold", "image_width", "image_height",
        "dr_grade", "dme_grade", "cluster", "response",
    }
)  # fmt: skip
"""Columns whose cells are numbers or empty."""

# Text that begins like an escaped cell is escaped as well, so that it reads back unchanged.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_ESCAPED = re.compile(r"'+[=+\-@\t\r]")
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
    return f"'{cell}" if column not in NUMBERS and _FORMULA.match(cell) else cell


def unescaped(column: str, cell: str) -> str:
    """Return the cell as it was before `escaped`."""
    return cell[1:] if column not in NUMBERS and _ESCAPED.match(cell) else cell


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if _QUOTED.search(cell) else cell
