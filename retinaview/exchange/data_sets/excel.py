"""Tables of Excel, which Messidor and DeepDRiD bring; the packages that read them are optional."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path

from retinaview.core.errors import LabelError
from retinaview.core.guard import guard
from retinaview.core.regular_files import require_regular

_PACKAGES = {".xlsx": "openpyxl", ".xls": "xlrd"}
_MOST_BYTES, _MOST_CELLS = 1 << 24, 1 << 22
_MOST_TAGS, _MOST_TAGS_OF_STYLES = 1_300_000, 50_000
"""A table of 90,000 rows and three columns has 1,260,000."""
_TOO_LARGE = "is too large for an Excel table; save it as CSV"


def read_excel(path: Path) -> list[tuple[int, dict[str, str]]]:
    """Return the rows of an Excel file's first sheet.

    Returns
    -------
    list of (int, dict)
        Number of each row and its cells by column, whose names are lower case.

    Raises
    ------
    LabelError
        The file is no Excel table, or the package that reads it is not installed.
    """
    package = _PACKAGES[path.suffix.lower()]
    if find_spec(package) is None:
        message = (
            f'is an Excel table, which needs {package}: pip install "retinaview[excel]", '
            "or save it as CSV under the same name"
        )
        raise LabelError(message, path=path)
    with guard(LabelError, path, "is no Excel table"):
        require_regular(path)
        lines = _xlsx(path) if package == "openpyxl" else _xls(path)
        return _rows(lines)


def _rows(lines: Iterable[Sequence[object]]) -> list[tuple[int, dict[str, str]]]:
    names: list[str] = []
    rows = []
    for n, line in enumerate(lines, start=1):
        cells = ["" if cell is None else str(cell).strip() for cell in line]
        if not names:
            names = [" ".join(cell.casefold().split()) for cell in cells]
        elif any(cells):
            rows.append((n, {k: v for k, v in zip(names, cells, strict=False) if k}))
    return rows


def _xlsx(path: Path) -> list[Sequence[object]]:
    import openpyxl

    _require_affordable(path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and extensions, which do not matter here
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        try:
            sheet = book.worksheets[0]
            sheet.reset_dimensions()  # what it says of its size need not be so
            return _affordable(sheet.iter_rows(values_only=True))
        finally:
            book.close()


def _require_affordable(path: Path) -> None:
    """Refuse an archive whose parts would take long to read, or much memory."""
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
        if sum(part.file_size for part in parts) > _MOST_BYTES:
            raise LabelError(_TOO_LARGE)
        for part in parts:
            holds_cells = re.search("sheet|strings", part.filename, re.IGNORECASE)
            most = _MOST_TAGS if holds_cells else _MOST_TAGS_OF_STYLES
            if archive.read(part).count(b"<") > most:
                raise LabelError(_TOO_LARGE)


def _xls(path: Path) -> list[Sequence[object]]:
    import xlrd

    if path.stat().st_size > _MOST_BYTES:
        raise LabelError(_TOO_LARGE)
    with xlrd.open_workbook(path) as book:
        sheet = book.sheet_by_index(0)
        return _affordable(sheet.row_values(n) for n in range(sheet.nrows))


def _affordable(lines: Iterable[Sequence[object]]) -> list[Sequence[object]]:
    """Return lines, also the blank ones between others, unless there are too many cells."""
    kept, cells = list[Sequence[object]](), 0
    for line in lines:
        cells += len(line) + 1
        if cells > _MOST_CELLS:
            raise LabelError(_TOO_LARGE)
        kept.append(line)
    return kept
