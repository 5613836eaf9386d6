"""From paths that the reader opened or dropped to photographs that join a project."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from retinaview.core.errors import ReadError
from retinaview.imaging.eye_names import guess_eye
from retinaview.imaging.listing import find_photographs
from retinaview.imaging.photograph import SUFFIXES, probe
from retinaview.project.images import NewImage
from retinaview.session.whereabouts import leads_elsewhere, relative_path


def gather(paths: Sequence[Path], folder: Path) -> tuple[NewImage, ...]:
    """Return the photographs at and in some paths, without decoding any.

    Parameters
    ----------
    paths : sequence of Path
        Photographs and folders.
    folder : Path
        Where the project file lies or will lie.

    Raises
    ------
    ReadError
        A path does not exist, or is a file of another kind.
    """
    for path in paths:
        # By suffix alone where that is one of a photograph's: thousands may be dropped at once.
        if not path.is_dir() and path.suffix.lower() not in SUFFIXES:
            probe(path)
    found = find_photographs([absolute(path) for path in paths])
    return tuple(_new_image(path, folder) for path in found if _is_text(path))


def absolute(path: Path) -> Path:
    """Return the path absolute and without ``..``, symbolic links as the reader sees them."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - Path.absolute keeps ".."


def _new_image(path: Path, folder: Path) -> NewImage:
    name, place = guess_eye(path), relative_path(path, folder)
    if leads_elsewhere(place, folder):
        raise ReadError(
            "lies on another computer than the project; give its share a drive letter, or keep "
            "the project there too",
            path=path,
        )
    return NewImage(place, name.patient, name.eye)


def _is_text(path: Path) -> bool:
    """Whether a name can be stored; a file system may hold bytes that are no text."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return False
    return True
