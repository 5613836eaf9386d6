"""What a reader asks to open: a study, and photographs as files, in tables and at addresses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from retinaview.batch.manifest import SUFFIXES as TABLES
from retinaview.batch.manifest import read_manifest
from retinaview.core.errors import ProjectError, ReadError
from retinaview.core.guard import guard
from retinaview.core.server_address import PhotographsAddress, ServerAddress, Wanted
from retinaview.imaging.remote_files import is_address, list_addresses
from retinaview.project.store import PROJECT_SUFFIX
from retinaview.session.photograph_files import NewImages, absolute, named_image, new_images
from retinaview.session.remote_photographs import allow, remote_image


@dataclass(frozen=True)
class Asked:
    """What is to be opened, sorted by its kind.

    Attributes
    ----------
    server : ServerAddress or None
        A study on a server.
    project : Path or None
        A project file.
    paths : tuple of Path
        Photographs and folders.
    tables : tuple of Path
        Tables whose rows name photographs.
    addresses : tuple of str
        Of photographs, and of folders, which end with ``/``.
    """

    server: ServerAddress | None
    project: Path | None
    paths: tuple[Path, ...]
    tables: tuple[Path, ...]
    addresses: tuple[str, ...]

    @classmethod
    def of(cls, places: Sequence[Wanted]) -> Asked:
        """Sort what is asked for.

        Raises
        ------
        ReadError
            A path is impossible, or nothing was given.
        ProjectError
            More than one study is asked for.
        """
        if not places:
            raise ReadError("nothing to open was given")
        servers = [place for place in places if isinstance(place, ServerAddress)]
        if len(servers) > 1:
            message = f"only one study can be open at a time, not {servers[1].name} as well"
            raise ProjectError(message)
        files: list[Path] = []
        paths: list[Path] = []
        for path in (absolute(place) for place in places if isinstance(place, Path)):
            with guard(ReadError, path):  # a name that is too long, a folder that may not be read
                is_file = path.suffix.lower() in {PROJECT_SUFFIX, *TABLES} and not path.is_dir()
            (files if is_file else paths).append(path)
        projects = [path for path in files if path.suffix.lower() == PROJECT_SUFFIX]
        if len(projects) > 1:
            raise ProjectError("only one project can be open at a time", path=projects[1])
        return cls(
            next(iter(servers), None),
            next(iter(projects), None),
            tuple(paths),
            tuple(path for path in files if path not in projects),
            tuple(place.text for place in places if isinstance(place, PhotographsAddress)),
        )

    @property
    def names_photographs(self) -> bool:
        """Whether single photographs are asked for, the first of which is to be shown."""
        return any(path.is_file() for path in self.paths) or any(
            not address.endswith("/") for address in self.addresses
        )

    def photographs(self, folder: Path) -> tuple[NewImages, list[str]]:
        """Return the photographs, and sentences about folders at addresses that cannot be listed.

        Parameters
        ----------
        folder : Path
            Where the project file lies or will lie.

        Raises
        ------
        ReadError
            A path does not exist.
        LabelError
            A table names no photographs.
        """
        found = new_images(self.paths, folder) if self.paths else NewImages(())
        images, problems = [*found.images], list[str]()
        rows = [row for table in self.tables for row in read_manifest(table)]
        if remote := [*self.addresses, *filter(is_address, rows)]:
            allow(remote)
        images += [
            remote_image(row) if is_address(row) else named_image(Path(row), folder) for row in rows
        ]
        images += map(remote_image, _listed(self.addresses, problems))
        return NewImages(tuple(images), found.unnamed), problems


def _listed(addresses: Sequence[str], problems: list[str]) -> Iterator[str]:
    for address in addresses:
        try:
            with guard(ReadError, address):
                yield from list_addresses(address)
        except ReadError as error:
            problems.append(str(error))
