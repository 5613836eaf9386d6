"""The files of a data set's folder, listed once."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from retinaview.core.errors import LabelError, ReadError
from retinaview.core.guard import guard
from retinaview.core.photograph_names import PHOTOGRAPH_SUFFIXES
from retinaview.exchange.data_sets.excel import read_excel
from retinaview.exchange.spreadsheet import read_sheet
from retinaview.exchange.text_files import read_text

MOST_FILES = 2_000_000
_EXCEL = (".xls", ".xlsx")


@dataclass(frozen=True)
class Table:
    """A list of a data set.

    Attributes
    ----------
    path : Path
        The file.
    columns : tuple of str
        Names of the columns, lower case, without spaces around them.
    rows : list of (int, dict)
        Number of each row and its cells by column.
    """

    path: Path
    columns: tuple[str, ...]
    rows: list[tuple[int, dict[str, str]]]

    def number(self, n: int, row: dict[str, str], column: str, most: int) -> int | None:
        """Return a whole number of a cell, 0 to `most`; None where it is empty.

        Raises
        ------
        LabelError
            It is another value; names the row and the column.
        """
        cell = row.get(column, "").strip()
        if not cell or cell.casefold() in ("nan", "none", "n/a"):
            return None
        if not re.fullmatch(r"\d{1,3}(\.0+)?", cell) or int(float(cell)) > most:
            message = f"must be a whole number from 0 to {most}, not {cell[:40]!r}"
            raise LabelError(message, path=self.path, field=f"row {n}, {column}")
        return int(float(cell))


class Files:
    """The files below a folder, by their relative paths.

    Parameters
    ----------
    folder : Path
        The folder.
    each_file : callable, optional
        Called now and then while listing; an exception from it stops.

    Raises
    ------
    ReadError
        It is no folder, cannot be listed, or has too many files.
    """

    def __init__(self, folder: Path, *, each_file: Callable[[], None] | None = None) -> None:
        self.folder = folder
        if not folder.is_dir():
            message = "is no folder" if folder.exists() else "does not exist"
            raise ReadError(message, path=folder)
        self.names: list[str] = []
        with guard(ReadError, folder, system="cannot be listed"):
            for root, folders, files in os.walk(folder):
                folders[:] = sorted(name for name in folders if not name.startswith("."))
                start = Path(root).relative_to(folder).as_posix()
                prefix = "" if start == "." else f"{start}/"
                self.names += [prefix + name for name in sorted(files) if name[0] != "."]
                if len(self.names) > MOST_FILES:
                    raise ReadError(f"has more than {MOST_FILES:,} files", path=folder)
                if each_file is not None:
                    each_file()

    def matching(self, pattern: str) -> Iterator[tuple[str, re.Match[str]]]:
        """Yield the names that a regular expression fits as a whole, regardless of case."""
        wanted = re.compile(pattern, re.IGNORECASE)
        for name in self.names:
            if match := wanted.fullmatch(name):
                yield name, match

    def first(self, pattern: str) -> str | None:
        """Return the first name that fits; None if there is none."""
        return next((name for name, _ in self.matching(pattern)), None)

    def pictures(self, pattern: str = ".*") -> Iterator[tuple[str, re.Match[str]]]:
        """Yield the names of pictures that fit a regular expression."""
        for name, match in self.matching(pattern):
            if Path(name).suffix.lower() in PHOTOGRAPH_SUFFIXES:
                yield name, match

    def path(self, name: str) -> Path:
        """Return the path of a file."""
        return self.folder / name

    def text(self, name: str) -> str:
        """Return a text file."""
        return read_text(self.path(name))

    def table(self, name: str) -> Table:
        """Return a CSV or Excel table.

        Raises
        ------
        LabelError
            It is no table.
        """
        path = self.path(name)
        if path.suffix.lower() in _EXCEL:
            rows = read_excel(path)
            return Table(path, tuple(rows[0][1]) if rows else (), rows)
        sheet = read_sheet(path)
        columns = {column: " ".join(column.casefold().split()) for column in sheet.columns}
        rows = [(n, {columns[k]: v.strip() for k, v in row.items()}) for n, row in sheet.rows]
        return Table(path, tuple(columns.values()), rows)
