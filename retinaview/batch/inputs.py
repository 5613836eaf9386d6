"""Inputs of a screening run: its photographs, the names of their map files, and pairs of eyes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from retinaview.core.errors import ReadError
from retinaview.core.file_names import safe_stem
from retinaview.core.grades import Laterality
from retinaview.imaging.eye_names import guess_eye
from retinaview.imaging.listing import find_photographs


def list_inputs(paths: Iterable[Path]) -> dict[str, Path]:
    """List photographs by path as given, in order, without duplicates.

    Raises
    ------
    ReadError
        There is no photograph.
    """
    inputs: dict[str, Path] = {}
    seen: set[Path] = set()
    given = list(paths)
    for path in given:
        for photograph in _listed(path):
            if (place := _place(photograph)) not in seen:
                seen.add(place)
                inputs[_text(photograph)] = photograph
    if not inputs:
        raise ReadError("no photographs in " + ", ".join(map(str, given)))
    return inputs


def _listed(path: Path) -> Iterable[Path]:
    """Return the photographs of a folder, and any other path as it is."""
    try:
        is_folder = path.is_dir()
    except (OSError, ValueError):  # the name is impossible, or its folder cannot be read
        is_folder = False
    return find_photographs([path]) if is_folder else [path]


def _place(path: Path) -> Path:
    """Return the resolved path, or the path itself if its links form a circle."""
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):
        return path.absolute()


def assign_names(images: Iterable[str], taken: Mapping[str, str]) -> dict[str, str]:
    """Assign each photograph a NAME that is unique regardless of case.

    Parameters
    ----------
    images : iterable of str
        Paths as given.
    taken : dict of str to str
        Names that photographs of this run or an earlier one already have.
    """
    names: dict[str, str] = {}
    used = {name.casefold() for name in taken.values()}
    last: dict[str, int] = {}  # last number given to a stem, which many photographs may share
    for image in images:
        if image in taken:
            names[image] = taken[image]
            continue
        stem = safe_stem(Path(image).stem)
        key, name = stem.casefold(), stem
        while name.casefold() in used:
            last[key] = last.get(key, 1) + 1
            name = f"{stem}_{last[key]}"
        names[image] = name
        used.add(name.casefold())
    return names


def pair_eyes(inputs: Mapping[str, Path]) -> dict[str, str]:
    """Return the fellow eye's photograph for every photograph that has one.

    Two photographs show fellow eyes if their names give the same patient and opposite eyes
    (`retinaview.imaging.eye_names.guess_eye`). Of several, the first in input order is taken, but
    those in the same folder come first, because many folders number patients from one.

    Parameters
    ----------
    inputs : mapping of str to Path
        As from `list_inputs`.
    """
    known: dict[str, tuple[str, Laterality]] = {}
    first: dict[tuple[str, Laterality, Path | None], str] = {}  # in a folder, and in any
    for image, path in inputs.items():
        name = guess_eye(path)
        if name.patient and name.eye is not None:
            known[image] = name.patient, name.eye
            for folder in (path.parent, None):
                first.setdefault((name.patient, name.eye, folder), image)
    fellows: dict[str, str] = {}
    for image, (patient, eye) in known.items():
        near = first.get((patient, eye.other, inputs[image].parent))
        fellow = near or first.get((patient, eye.other, None))
        if fellow is not None:
            fellows[image] = fellow
    return fellows


def _text(path: Path) -> str:
    """Return a path as text for JSON, even if its bytes are not valid text."""
    return str(path).encode("utf-8", "backslashreplace").decode("utf-8")
