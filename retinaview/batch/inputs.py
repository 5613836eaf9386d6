"""Inputs of a screening run: its photographs, the names of their map files, and pairs of eyes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from retinaview.batch.manifest import SUFFIXES as TABLES
from retinaview.batch.manifest import read_manifest
from retinaview.core.errors import LabelError, ReadError
from retinaview.core.fellow_eyes import PhotographedEye, fellow_eyes
from retinaview.core.file_names import UniqueNames, safe_stem
from retinaview.core.grades import Laterality
from retinaview.core.name_pattern import NamePattern
from retinaview.core.paths import AnyPath, followed
from retinaview.core.photograph_names import match_names
from retinaview.core.text import shown
from retinaview.exchange import read_labels
from retinaview.imaging.dicom.directory import is_directory
from retinaview.imaging.listing import find_photographs
from retinaview.imaging.remote_files import is_address, list_addresses, name_of
from retinaview.imaging.whose_eye import read_eye


class Inputs(Mapping[str, Path]):
    """Photographs by path as given, in their order; of a million, little more than the names."""

    def __init__(self) -> None:
        self._paths: dict[str, Path | None] = {}

    def add(self, image: str, path: Path | None = None) -> None:
        """Add a photograph; its path is given only if it is not the name's own."""
        self._paths.setdefault(image, path)

    def __getitem__(self, image: str) -> Path:
        path = self._paths[image]
        return Path(image) if path is None else path

    def __contains__(self, image: object) -> bool:
        return image in self._paths

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


def list_inputs(paths: Iterable[AnyPath]) -> Inputs:
    """List photographs by path as given, in order, without duplicates.

    Parameters
    ----------
    paths : iterable of str or path-like
        Photographs; folders of photographs; tables that name some (see
        `retinaview.batch.manifest.read_manifest`); and addresses, where one that ends with ``/``
        stands for a folder.

    Returns
    -------
    Inputs
        File by path as given. Files are compared by where links lead, names in tables as they are.
        For an address, the path only stands for its parts, and the file is
        that which `retinaview.imaging.remote_files.fetched` makes.

    Raises
    ------
    ReadError
        There is no photograph, or an address of a folder cannot be listed.
    LabelError
        A table names no photographs.
    """
    inputs = Inputs()
    seen: set[Path] = set()
    given = [os.fspath(path) for path in paths]
    for text in given:
        if is_address(text):
            names: Iterable[str] = list_addresses(text)
        elif _is_table(Path(text)):
            names = read_manifest(Path(text))
        else:
            _add_files(Path(text), inputs, seen)
            continue
        for name in names:
            if _is_text(name):
                inputs.add(name)
            else:  # the table lies in a folder whose name is bytes
                inputs.add(_text(name, inputs), Path(name))
    if not inputs:
        raise ReadError("no photographs in " + ", ".join(given))
    return inputs


def _is_table(path: Path) -> bool:
    try:
        return path.suffix.lower() in TABLES and path.is_file()
    except (OSError, ValueError):
        return False


def _add_files(given: Path, inputs: Inputs, seen: set[Path]) -> None:
    """Add a photograph, or those of a folder; a file once, whatever links lead to it."""
    for path in _listed(given):
        if (place := followed(path)) not in seen:
            seen.add(place)
            image = _text(path, inputs)
            inputs.add(image, None if image == str(path) else path)


def _listed(path: Path) -> Iterable[Path]:
    """Return the photographs of a folder, and any other path as it is."""
    try:
        is_folder = path.is_dir()
    except (OSError, ValueError):  # the name is impossible, or its folder cannot be read
        is_folder = False
    return find_photographs([path]) if is_folder or is_directory(path) else [path]


def named(images: Iterable[str], taken: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield photographs with a NAME that is unique regardless of case.

    Parameters
    ----------
    images : iterable of str
        Paths as given.
    taken : dict of str to str
        Names that photographs of this run or an earlier one already have.
    """
    before = dict(taken)  # it grows while the run goes on
    unique = UniqueNames(before.values())
    for image in images:
        if image in before:
            yield image, before[image]
        else:
            stem = Path(name_of(image) if is_address(image) else image).stem
            yield image, unique.give(safe_stem(stem))


Patients = Mapping[str, tuple[str, Laterality | None]]
"""Patient and eye of photographs, as a table gives them."""


def pair_eyes(inputs: Mapping[str, Path], table: Patients | None = None) -> dict[str, str]:
    """Return the fellow eye's photograph for every photograph that has one.

    Patient and eye are those of the table or, for photographs that are not in it, read from the
    names (`retinaview.imaging.eye_names.guess_eye`); of several photographs
    `retinaview.core.fellow_eyes.fellow_eyes` chooses.

    Parameters
    ----------
    inputs : mapping of str to Path
        As from `list_inputs`.
    table : mapping, optional
        From `read_patients`.
    """
    shown: dict[str, PhotographedEye] = {}
    for image, path in inputs.items():
        name, stated = read_eye(path)
        if table is not None and image in table:
            shown[image] = PhotographedEye(*table[image], path.parent, name.visit, stated=True)
        else:
            shown[image] = PhotographedEye(
                name.patient, name.eye, path.parent, name.visit, stated=stated
            )
    return fellow_eyes(shown)


def read_patients(given: str, inputs: Mapping[str, Path]) -> Patients:
    """Read which patient's eye each photograph shows, from a table or by a pattern.

    Parameters
    ----------
    given : str
        Label file or CSV with the columns image, patient and eye; or the end of paths without
        suffix, such as ``{patient}/{eye}/*``, where ``*`` stands for anything within a name.
    inputs : mapping of str to Path
        The photographs, as from `list_inputs`.

    Raises
    ------
    LabelError
        The file is invalid, a name in it does not tell which photograph is meant, or the pattern
        has no eye or fits no photograph.
    """
    if "{patient}" in given:
        return _by_pattern(given, inputs)
    rows = {row.image: row for row in read_labels([Path(given)])}
    matches = match_names(rows, inputs)
    return {match: (rows[n].patient, rows[n].eye) for n, match in matches.items() if match}


def _by_pattern(text: str, inputs: Mapping[str, Path]) -> Patients:
    pattern = NamePattern(text)
    parsed = {
        image: pattern.parse(path.as_posix(), known=("", None)) for image, path in inputs.items()
    }
    found = {image: said for image, said in parsed.items() if said is not None and all(said)}
    if not found:
        raise LabelError(f"{shown(text)} must have {{patient}} and {{eye}}, and fit photographs")
    return found


def _is_text(path: str) -> bool:
    """Whether a path is valid text, as it is in most folders."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def _text(path: AnyPath, taken: Inputs) -> str:
    """Return a path as text for JSON, even if its bytes are not valid text."""
    text = str(path).encode("utf-8", "backslashreplace").decode("utf-8")
    while text in taken:  # a name may spell out what another one's bytes become
        text += "_"
    return text
