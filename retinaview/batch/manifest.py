"""Manifests: tables whose rows name photographs, as CSV or Parquet."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from retinaview.core.errors import LabelError, ReadError
from retinaview.core.guard import guard
from retinaview.core.text import shown
from retinaview.imaging.remote_files import is_address, require_no_password

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

SUFFIXES = frozenset({".csv", ".parquet"})
COLUMNS = ("image", "path", "url")
"""Names of the column that names photographs, the preferred one first."""
_ROWS_AT_A_TIME = 10_000


def read_manifest(path: Path) -> Iterator[str]:
    """Yield the photographs of a manifest in its order; nothing is opened, blank cells are skipped.

    Parameters
    ----------
    path : Path
        The table; relative paths in it are relative to its folder.

    Yields
    ------
    str
        Path or address.

    Raises
    ------
    LabelError
        The table cannot be read, or has none of `COLUMNS`.
    ReadError
        An address in it holds a password.
    """
    folder = str(path.parent)
    is_parquet = path.suffix.lower() == ".parquet"
    for cell in _parquet(path) if is_parquet else _csv(path):
        text = cell.strip()
        if is_address(text):
            with guard(ReadError, path, "cannot be read"):
                require_no_password(text)
            yield text
        elif text:  # no Path for each of a million
            yield os.path.normpath(os.path.join(folder, text))  # noqa: PTH118


def _csv(path: Path) -> Iterator[str]:
    from retinaview.exchange.spreadsheet import begin_sheet  # not for opening photographs

    columns, rows, _ = begin_sheet(path)
    column = _column(columns, path)
    return (row[column] for _, row in rows)


def _parquet(path: Path) -> Iterator[str]:
    if find_spec("pyarrow") is None:
        message = "Parquet needs pyarrow: pip install 'retinaview[cluster]'"
        raise LabelError(message, path=path)
    from pyarrow import parquet

    with guard(LabelError, path, "is not a Parquet file"):
        file = parquet.ParquetFile(path)
    column = _column(file.schema_arrow.names, path)
    return chain.from_iterable(_batches(file, column, path))


def _batches(file: ParquetFile, column: str, path: Path) -> Iterator[list[str]]:
    batches = file.iter_batches(batch_size=_ROWS_AT_A_TIME, columns=[column])
    while True:
        with guard(LabelError, path, "is damaged"):
            batch = next(batches, None)
            cells = [] if batch is None else batch.column(0).to_pylist()
        if batch is None:
            return
        if wrong := next((cell for cell in cells if not isinstance(cell, str | None)), None):
            raise LabelError(f"must be text, not {shown(wrong)}", path=path, field=column)
        yield [cell for cell in cells if cell is not None]


def _column(names: tuple[str, ...] | list[str], path: Path) -> str:
    by_name = {name.strip().lower(): name for name in names}
    found = next((by_name[name] for name in COLUMNS if name in by_name), None)
    if found is None:
        raise LabelError(
            f"must have a column {', '.join(COLUMNS[:-1])} or {COLUMNS[-1]}", path=path
        )
    return found
