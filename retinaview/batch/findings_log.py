"""The findings file while it is being written: appended to, repaired, continued and sorted."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from retinaview.batch.findings_file import ErrorRow, FindingRow, Row
from retinaview.core.errors import WriteError


class FindingsLog:
    """The file of rows, appended to one by one; a later row on a photograph replaces an earlier.

    A line that a killed run left half-written is cut off when the log is opened; such a photograph
    is simply not yet done.

    Parameters
    ----------
    path : Path
        The file; it need not exist.

    Raises
    ------
    WriteError
        The file cannot be read or repaired.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._repair()
            text = path.read_text(encoding="utf-8") if path.exists() else ""
        except (OSError, UnicodeDecodeError) as error:
            raise WriteError(f"cannot be continued: {error}", path=path) from error
        # Not splitlines: a file's name may hold one of Unicode's other line separators.
        lines = text.split("\n")[:-1]
        parsed = (_parsed(line) for line in lines)
        self._rows = [row for row in parsed if row is not None]
        self._tidy = len(self._rows) == len(lines)

    @property
    def known(self) -> dict[str, Row]:
        """The last row of every photograph, in file order."""
        return {row.image: row for row in self._rows}

    def append(self, row: Row) -> None:
        """Add a row; it is on the disk when this returns."""
        line = row.model_dump_json(by_alias=True) + "\n"
        try:
            with self.path.open("a", encoding="utf-8") as file:
                file.write(line)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise WriteError(f"cannot be written: {error.strerror}", path=self.path) from error
        self._rows.append(row)

    def sort(self, images: Sequence[str]) -> None:
        """Leave one row per photograph: those of `images` in that order, then all others."""
        known = self.known
        wanted = set(images)
        first = [known[image] for image in images if image in known]
        others = [row for image, row in known.items() if image not in wanted]
        rows = [*first, *others]
        if rows != self._rows or not self._tidy:
            self._rewrite(rows)

    def _rewrite(self, rows: list[Row]) -> None:
        text = "".join(row.model_dump_json(by_alias=True) + "\n" for row in rows)
        write_atomically(self.path, text.encode())
        self._rows, self._tidy = rows, True

    def _repair(self) -> None:
        """Cut off a last line without its end."""
        if not self.path.exists():
            return
        with self.path.open("r+b") as file:
            content = file.read()
            whole = content.rfind(b"\n") + 1
            if whole < len(content):
                file.truncate(whole)


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file so that it is whole or as it was before.

    Raises
    ------
    WriteError
        It cannot be written.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise WriteError(f"cannot be written: {error.strerror}", path=path) from error


def _parsed(line: str) -> Row | None:
    """A row, or None where the line is none."""
    for kind in (FindingRow, ErrorRow):
        try:
            row: Row = kind.model_validate_json(line)
        except ValidationError:
            continue
        return row
    return None
