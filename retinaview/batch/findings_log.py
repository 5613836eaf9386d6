"""The findings file during screening: appended to, repaired, continued and sorted."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

from pydantic import ValidationError

from retinaview.batch.findings_file import ErrorRow, Row, ScreenedRow
from retinaview.core.errors import FileInTheWay, WriteError
from retinaview.core.regular_files import require_regular
from retinaview.core.text import brief
from retinaview.core.whole_files import sync_folder, written_atomically

_START = b'{"image":'
_OF_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO}


class FindingsLog:
    """A file of rows, appended one by one; a later row of a photograph replaces an earlier one.

    Memory holds only names and offsets of rows, so a hundred thousand photographs take little. A
    half-written line of a killed run is removed when the log is opened; that photograph then counts
    as not yet done.

    Parameters
    ----------
    path : Path
        The file; it need not exist.
    replace : bool
        Leave out lines that are no rows.

    Attributes
    ----------
    names : dict of str to str
        Prefix of the map files by photograph, for photographs whose last row is a finding.

    Raises
    ------
    FileInTheWay
        It has lines that are no rows, and they are not to be left out.
    WriteError
        The file cannot be read or repaired.
    """

    def __init__(self, path: Path, *, replace: bool = False) -> None:
        self.path = path
        self.names: dict[str, str] = {}
        self._places: dict[str, int] = {}  # offsets of lines, bytes
        self._end = 0
        self._tidy = True
        try:
            path.touch()
            sync_folder(path.parent)
            self._find_rows(replace=replace)
        except OSError as error:
            raise WriteError(f"cannot be continued: {brief(error)}", path=path) from error

    def __contains__(self, image: str) -> bool:
        return image in self._places

    @property
    def images(self) -> tuple[str, ...]:
        """All photographs that have a row."""
        return tuple(self._places)

    def rename(self, names: Mapping[str, str]) -> None:
        """Give photographs other paths, also where they are another one's fellow eye.

        Parameters
        ----------
        names : mapping of str to str
            New path by old path.
        """
        if names:
            self._rewrite(tuple(self._places), names)

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

    def append(self, *rows: Row) -> None:
        """Append rows and flush them to disk."""
        lines = [(row, (row.model_dump_json(by_alias=True) + "\n").encode()) for row in rows]
        try:
            with self.path.open("ab") as file:
                file.write(b"".join(line for _, line in lines))
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise WriteError(f"cannot be written: {error.strerror}", path=self.path) from error
        for row, line in lines:
            self._note(row, len(line))

    def sort(self, images: Iterable[str]) -> None:
        """Keep one row per photograph: those of `images` in that order, then all others."""
        first = dict.fromkeys(image for image in images if image in self._places)
        order = [*first, *(image for image in self._places if image not in first)]
        starts = [self._places[image] for image in order]
        if not self._tidy or any(later < earlier for earlier, later in pairwise(starts)):
            self._rewrite(order)

    def _find_rows(self, *, replace: bool) -> None:
        torn = False
        require_regular(self.path)
        with self.path.open("rb") as file:
            # Only line feeds end a line: a file name may contain another of Unicode's separators.
            for number, line in enumerate(file, start=1):
                row = _parsed(line.decode(errors="replace")) if line.endswith(b"\n") else None
                if row is not None:
                    self._note(row, len(line))
                elif _is_torn(line) or (replace and not line.endswith(b"\n")):
                    torn = True
                elif replace or not line.strip():
                    self._end, self._tidy = self._end + len(line), False
                else:
                    message = f"line {number} is not a finding of this program"
                    raise FileInTheWay(message, path=self.path)
        if torn:
            os.truncate(self.path, self._end)

    def _note(self, row: Row, length: int) -> None:
        """Record the position of a row that has just been found or appended."""
        self._tidy &= row.image not in self._places
        self._places[row.image] = self._end
        self._end += length
        if isinstance(row, ScreenedRow):
            self.names[row.image] = row.name
        else:
            self.names.pop(row.image, None)

    def _rewrite(self, order: Sequence[str], names: Mapping[str, str] | None = None) -> None:
        """Copy the rows, line by line, in this order, with the new paths of photographs."""
        places: dict[str, int] = {}
        end = 0
        with written_atomically(self.path) as target, self.path.open("rb") as file:
            for image in order:
                line = _line(file, self._places[image])
                content = (_renamed(line, names) if names else line).encode()
                target.write(content)
                name = names.get(image, image) if names else image
                places[name] = end
                end += len(content)
        self._places, self._end, self._tidy = places, end, True
        if names:
            self.names = {names.get(image, image): name for image, name in self.names.items()}


def _line(file: BinaryIO, place: int) -> str:
    file.seek(place)
    return file.readline().decode()


def _renamed(line: str, names: Mapping[str, str]) -> str:
    row = _parsed(line)
    if row is None:
        return line
    row = row.model_copy(update={"image": names.get(row.image, row.image)})
    if isinstance(row, ScreenedRow) and row.eyes is not None:
        fellow = names.get(row.eyes.fellow, row.eyes.fellow)
        row = row.model_copy(update={"eyes": row.eyes.model_copy(update={"fellow": fellow})})
    return row.model_dump_json(by_alias=True) + "\n"


def _is_torn(line: bytes) -> bool:
    """Return whether a line may be one that this program was writing when it was killed.

    After a power failure, what was not yet on disk can read as zeros.
    """
    written = line.rstrip(b"\0")
    if line.endswith(b"\n"):
        return False
    return _START.startswith(written) or written.startswith(_START)


def is_of_disk(error: WriteError) -> bool:
    """Return whether the disk refused, because it is full or fails, and not one file's name."""
    return isinstance(error.__cause__, OSError) and error.__cause__.errno in _OF_DISK


def _parsed(line: str) -> Row | None:
    """Return a row, or None if the line is not one."""
    for kind in (ScreenedRow, ErrorRow):
        try:
            row: Row = kind.model_validate_json(line)
        except ValidationError:
            continue
        return row
    return None
