"""The findings file while it is being written: appended to, repaired, continued and sorted."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO, NamedTuple

from pydantic import ValidationError

from retinaview.batch.findings_file import ErrorRow, FindingRow, Row
from retinaview.core.errors import WriteError
from retinaview.core.text import brief

_BLOCK_BYTES = 1 << 16


class FindingsLog:
    """The file of rows, appended to one by one; a later row on a photograph replaces an earlier.

    Only where each photograph's last row stands is kept in memory, so that a hundred thousand
    photographs take no more than their names. A line that a killed run left half-written is cut off
    when the log is opened; such a photograph is simply not yet done.

    Parameters
    ----------
    path : Path
        The file; it need not exist.

    Attributes
    ----------
    names : dict of str to str
        The name of every photograph's images, by photograph; of those whose last row is a finding.

    Raises
    ------
    WriteError
        The file cannot be read or repaired.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.names: dict[str, str] = {}
        self._places: dict[str, _Place] = {}
        self._end = 0
        self._tidy = True
        try:
            path.touch()
            sync_folder(path.parent)
            self._repair()
            self._find_rows()
        except (OSError, UnicodeDecodeError) as error:
            raise WriteError(f"cannot be continued: {brief(error)}", path=path) from error

    def __contains__(self, image: str) -> bool:
        return image in self._places

    def row(self, image: str) -> Row | None:
        """Read the last row of a photograph; safe between threads."""
        place = self._places.get(image)
        if place is None:
            return None
        try:
            with self.path.open("rb") as file:
                return _parsed(_line(file, place))
        except OSError as error:
            raise WriteError(f"cannot be continued: {error.strerror}", path=self.path) from error

    def append(self, row: Row) -> None:
        """Add a row; it is on the disk when this returns."""
        line = (row.model_dump_json(by_alias=True) + "\n").encode()
        try:
            with self.path.open("ab") as file:
                file.write(line)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise WriteError(f"cannot be written: {error.strerror}", path=self.path) from error
        self._note(row, len(line))

    def sort(self, images: Iterable[str]) -> None:
        """Leave one row per photograph: those of `images` in that order, then all others."""
        first = dict.fromkeys(image for image in images if image in self._places)
        order = [*first, *(image for image in self._places if image not in first)]
        starts = [self._places[image].start for image in order]
        if not self._tidy or any(later < earlier for earlier, later in pairwise(starts)):
            self._rewrite(order)

    def _find_rows(self) -> None:
        if not self.path.exists():
            return
        with self.path.open("rb") as file:
            # Lines end at line feeds alone: a file's name may hold one of Unicode's other ends.
            for line in file:
                row = _parsed(line.decode())
                if row is None:
                    self._end, self._tidy = self._end + len(line), False
                else:
                    self._note(row, len(line))

    def _note(self, row: Row, length: int) -> None:
        """Remember the row that has just been found or written at the end."""
        self._tidy &= row.image not in self._places
        self._places[row.image] = _Place(self._end, length)
        self._end += length
        if isinstance(row, FindingRow):
            self.names[row.image] = row.name
        else:
            self.names.pop(row.image, None)

    def _rewrite(self, order: Sequence[str]) -> None:
        """Copy the rows, line by line, in this order."""
        places: dict[str, _Place] = {}
        end = 0
        with written_atomically(self.path) as target, self.path.open("rb") as file:
            for image in order:
                place = self._places[image]
                target.write(_line(file, place).encode())
                places[image] = _Place(end, place.length)
                end += place.length
        self._places, self._end, self._tidy = places, end, True

    def _repair(self) -> None:
        """Cut off a last line without its end."""
        if not self.path.exists():
            return
        with self.path.open("r+b") as file:
            end = file.seek(0, os.SEEK_END)
            whole = _last_end(file, end)
            if whole < end:
                file.truncate(whole)


class _Place(NamedTuple):
    """Where a line stands in the file, bytes."""

    start: int
    length: int


def _line(file: BinaryIO, place: _Place) -> str:
    file.seek(place.start)
    return file.read(place.length).decode()


def _last_end(file: BinaryIO, end: int) -> int:
    """Return the offset after the last line feed, searched from the end of the file."""
    while end > 0:
        start = max(0, end - _BLOCK_BYTES)
        file.seek(start)
        found = file.read(end - start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        end = start
    return 0


@contextmanager
def written_atomically(path: Path) -> Iterator[BinaryIO]:
    """Write a file so that it is whole or as it was before, also after a power cut.

    Its new name is on the disk once its folder is, see `sync_folder`.

    Raises
    ------
    WriteError
        It cannot be written.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with temporary.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        raise WriteError(f"cannot be written: {error.strerror}", path=path) from error
    finally:
        temporary.unlink(missing_ok=True)


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file as `written_atomically` does."""
    with written_atomically(path) as file:
        file.write(content)


def sync_folder(folder: Path) -> None:
    """Put the names of a folder's files on the disk; some systems do so by themselves."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:  # Windows opens no folder
        return
    try:
        os.fsync(descriptor)
    except OSError as error:
        raise WriteError(f"cannot be written: {error.strerror}", path=folder) from error
    finally:
        os.close(descriptor)


def _parsed(line: str) -> Row | None:
    """Return a row, or None if the line is not one."""
    for kind in (FindingRow, ErrorRow):
        try:
            row: Row = kind.model_validate_json(line)
        except ValidationError:
            continue
        return row
    return None
