"""Tables of Excel, which Messidor and DeepDRiD bring; the packages that read them are optional."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path

from retinaview.core.errors import LabelError
from retinaview.core.guard import guard
from retinaview.core.regular_files import require_regular

_PACKAGES = {".xlsx": "openpyxl", ".xls": "xlrd"}


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

    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    try:
        return list(book.worksheets[0].iter_rows(values_only=True))
    finally:
        book.close()


def _xls(path: Path) -> list[Sequence[object]]:
    import xlrd

    with xlrd.open_workbook(path) as book:
        sheet = book.sheet_by_index(0)
        return [sheet.row_values(n) for n in range(sheet.nrows)]
