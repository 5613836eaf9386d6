"""List the photographs in a folder in natural order."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from retinaview.core.errors import ReadError
from retinaview.core.guard import guard
from retinaview.core.paths import AnyPath
from retinaview.imaging.dicom.directory import is_directory, listed_photographs
from retinaview.imaging.dicom.parsing import DIRECTORY, is_dicom_file
from retinaview.imaging.photograph import SUFFIXES

_DIGITS = re.compile(r"(\d+)")


def find_photographs(paths: Iterable[AnyPath]) -> Iterator[Path]:
    """Find photographs among files and folders, opening none whose suffix says what it is.

    Parameters
    ----------
    paths : iterable of str or path-like
        A file is listed whatever its suffix; a folder stands for the photographs directly in it,
        by suffix regardless of case, in natural order (``img2`` before ``img10``). DICOM files
        often have no suffix, or a number for one: such files are listed if they begin as DICOM. The
        directory of a DICOM medium (``DICOMDIR``) stands for the photographs that it lists. The
        ``._`` files that macOS leaves on other file systems are skipped.

    Yields
    ------
    Path
        In the order of `paths`; each folder is only listed when it is reached.

    Raises
    ------
    ReadError
        A path does not exist, or a folder cannot be listed.
    """
    for path in map(Path, paths):
        with guard(ReadError, path):
            is_folder = stat.S_ISDIR(path.stat().st_mode)
        if is_folder:
            yield from _in_folder(path)
        elif is_directory(path):
            yield from listed_photographs(path)
        else:
            yield path


def natural_key(name: str) -> tuple[list[str | int], str]:
    """Return a sort key that reads digits as numbers and ignores case before comparing it."""
    parts = _DIGITS.split(name.casefold())
    # Text and numbers alternate, so that the keys of any two names can be compared.
    return [int(part) if index % 2 else part for index, part in enumerate(parts)], name


def _in_folder(folder: Path) -> list[Path]:
    with guard(ReadError, folder, system="cannot be listed"), os.scandir(folder) as entries:
        names = [entry.name for entry in entries if _is_photograph(entry)]
    found = [folder / name for name in sorted(names, key=natural_key)]
    directory = next((path for path in found if path.name.upper() == DIRECTORY), None)
    if directory is None:
        return found
    listed = listed_photographs(directory)
    return list(dict.fromkeys([*listed, *(path for path in found if path != directory)]))


def _is_photograph(entry: os.DirEntry[str]) -> bool:
    suffix = os.path.splitext(entry.name)[1].lower()  # noqa: PTH122  (no Path for each of thousands)
    if entry.name.startswith("._"):
        return False
    if suffix in SUFFIXES:
        return _is_file(entry)
    # The last part of a unique identifier looks like a suffix.
    bare = not suffix or suffix[1:].isdecimal()
    return bare and _is_file(entry) and is_dicom_file(entry.path)


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Return whether an entry is a file, or may be one where the system does not say."""
    try:
        return entry.is_file()
    except OSError:  # links that form a circle
        return True
