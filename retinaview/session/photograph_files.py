"""The photograph files of a study: found in what was opened, and found again after a move."""

from __future__ import annotations

import os
import re
import threading
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path, PurePosixPath

from retinaview.core.errors import ReadError
from retinaview.core.file_names import is_remote
from retinaview.core.text import brief
from retinaview.core.words import counted
from retinaview.imaging.dicom.directory import is_directory
from retinaview.imaging.listing import find_photographs
from retinaview.imaging.photograph import SUFFIXES, file_sha256, probe
from retinaview.imaging.remote_copies import copy_of, is_copy
from retinaview.imaging.remote_files import is_address, root_of, safe_name
from retinaview.imaging.whose_eye import read_eye
from retinaview.project.images import NewImage, StudyImage
from retinaview.session.remote_photographs import allowed_roots

# A project in a home folder must not make the window wait for a search of the whole disk.
_MAX_SEARCHED_FILES = 200_000


def relative_path(path: Path, folder: Path) -> str:
    """Return a path as the project keeps it: relative with ``/``, absolute on another drive."""
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:
        return path.absolute().as_posix()


def leads_elsewhere(path: str, folder: Path) -> bool:
    """Whether a path of a project names another computer than the one its folder lies on."""
    if not is_remote(path):
        return False
    own = str(folder)
    return not is_remote(own) or _host(path) != _host(own)


def _host(path: str) -> str:
    return path.replace("\\", "/").lstrip("/").split("/")[0].casefold()


def is_there(path: Path) -> bool:
    """Whether a file is there; one whose name is impossible is not."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


class PhotographFiles:
    """Finds photographs of one project, by path first and then by name and checksum.

    Safe in several threads.

    Parameters
    ----------
    folder : Path
        Where the project file lies.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._allowed = allowed_roots()
        self._paths_by_name: dict[str, list[Path]] | None = None
        self._lost: set[int] = set()
        self._searching = threading.Lock()

    def expected(self, image: StudyImage) -> Path:
        """Return where the project says that the photograph lies, absolute.

        A project may come from anybody: where it names another computer than its own, the
        photograph is looked for beside the project instead, and that computer is not asked. So it
        is with addresses that were never opened on this computer; for others it is the copy.
        """
        if is_address(image.path) and root_of(image.path) in self._allowed:
            return copy_of(image.path)
        if is_address(image.path):
            return self._folder / safe_name(image.path)
        if leads_elsewhere(image.path, self._folder):
            return self._folder / re.split(r"[\\/]", image.path)[-1]
        return Path(os.path.normpath(self._folder / image.path))

    def path_from(self, folder: Path, image: StudyImage) -> str:
        """Return the path of a photograph as a project in another folder keeps it."""
        return image.path if is_address(image.path) else relative_path(self.expected(image), folder)

    def is_in_place(self, image: StudyImage) -> bool:
        """Whether a photograph is where the project says; one at an address is taken to be."""
        expected = self.expected(image)
        return is_copy(expected) or is_there(expected)

    def search(self, image: StudyImage, *, taken: Collection[str]) -> Path | None:
        """Look for a photograph that is not where it should be, below the project's folder.

        Parameters
        ----------
        image : StudyImage
            The photograph. One whose checksum is known is found only where that fits; one that
            was never read, only where a single file has its name.
        taken : collection of str
            Paths (as the project keeps them) of the project's other photographs.

        Returns
        -------
        Path or None
            None where there is none, or no telling which.
        """
        with self._searching:
            return None if image.id in self._lost else self._search(image, taken)

    def _search(self, image: StudyImage, taken: Collection[str]) -> Path | None:
        named = self._index().get(PurePosixPath(image.path).name, [])
        found = [path for path in named if relative_path(path, self._folder) not in taken]
        if image.sha256:
            found = [path for path in found if _has_checksum(path, image.sha256)]
        elif len(found) > 1:
            found = []
        if not found:
            self._lost.add(image.id)
        return found[0] if found else None

    def _index(self) -> dict[str, list[Path]]:
        if self._paths_by_name is None:
            index = defaultdict(list)
            for path in islice(_files_below(self._folder), _MAX_SEARCHED_FILES):
                index[path.name].append(path)
            self._paths_by_name = index
        return self._paths_by_name


def _files_below(folder: Path) -> Iterator[Path]:
    """Yield all files but those of exports, whose pictures are no photographs of the study."""
    # Every format of label files comes with it; opening a study should not wait for them.
    from retinaview.exchange.folder_writing import RECORD, exported_files

    exported: set[Path] = set()
    for parent, folders, names in os.walk(folder):
        folders.sort()
        if RECORD in names:
            exported |= exported_files(Path(parent))
        for name in sorted(names):
            if (file := Path(parent, name)) not in exported:
                yield file


def _has_checksum(path: Path, sha256: str) -> bool:
    try:
        return file_sha256(path) == sha256
    except ReadError:
        return False


@dataclass(frozen=True)
class NewImages:
    """Photographs found in what was opened.

    Attributes
    ----------
    images : tuple of NewImage
        Those that a project can hold.
    unnamed : tuple of Path
        Those whose names are bytes that are no text, which a project cannot keep.
    """

    images: tuple[NewImage, ...]
    unnamed: tuple[Path, ...] = ()

    def __str__(self) -> str:
        """Say which photographs are left out; empty if none is."""
        if not self.unnamed:
            return ""
        count = counted(len(self.unnamed), "photograph")
        first = brief(self.unnamed[0].name)
        names = f"their names are not UTF-8 text, such as {first}; rename them"
        if len(self.unnamed) == 1:
            names = f"its name is not UTF-8 text: {first}; rename it"
        return f"{count} left out because {names}"


def require_inside(images: Sequence[NewImage], folder: Path) -> None:
    """Refuse photographs that other computers would not find below the study's folder.

    Raises
    ------
    ReadError
        One lies outside.
    """
    for image in images:
        if image.path.startswith("../") or PurePosixPath(image.path).is_absolute():
            raise ReadError(
                "lies outside the folder of the study's photographs, where its other readers "
                f"would not find it; copy it into {folder}",
                path=folder / image.path,
            )


def new_images(paths: Sequence[Path], folder: Path) -> NewImages:
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
        if not path.is_dir() and path.suffix.lower() not in SUFFIXES and not is_directory(path):
            probe(path)
    images: list[NewImage] = []
    unnamed: list[Path] = []
    for path in find_photographs([absolute(path) for path in paths]):
        image = named_image(path, folder)
        if is_text(image.path):
            images.append(image)
        else:
            unnamed.append(path)
    return NewImages(tuple(images), tuple(unnamed))


def absolute(path: Path) -> Path:
    """Return the path absolute and without ``..``, symbolic links as the reader sees them."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - Path.absolute keeps ".."


def named_image(path: Path, folder: Path) -> NewImage:
    """Return a photograph as a project in a folder keeps it; `ReadError` where it cannot."""
    name, place = read_eye(path)[0], relative_path(path, folder)
    if leads_elsewhere(place, folder):
        raise ReadError(
            "lies on another computer than the project; give its share a drive letter, or keep "
            "the project there too",
            path=path,
        )
    return NewImage(place, name.patient, name.eye, name.day)


def is_text(path: str) -> bool:
    """Whether a path can be stored; a file system may hold bytes that are no text."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True
