"""Files and tables of the data folder."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from retinaview.core.errors import WriteError
from retinaview.core.guard import guard
from retinaview.core.whole_files import write_atomically

Row = dict[str, object]


def write(path: Path, content: bytes) -> None:
    """Write a file and its folder; raise `WriteError` if that is not possible."""
    with guard(WriteError, path, system="cannot be written"):
        path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, content)


def write_table(path: Path, rows: Sequence[Row], columns: Sequence[str] = ()) -> None:
    """Write rows as CSV, by default with the columns of the first one."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns or rows[0], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    write(path, text.getvalue().encode())


def link(path: Path, target: Path) -> None:
    """Link to a photograph, unless that was done before; raise `WriteError` if it cannot be."""
    with guard(WriteError, path, system="cannot be written"):
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_symlink() or path.exists():
            return
        try:
            path.symlink_to(target.resolve())
        except OSError:  # Windows asks for a privilege; a hard link needs the same disk
            path.hardlink_to(target)
