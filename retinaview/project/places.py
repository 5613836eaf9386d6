"""A study by its place: a project file, or an address on a server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from retinaview.core.errors import ProjectError
from retinaview.core.server_address import Place
from retinaview.project.store import ProjectStore, StudyStore

_NO_CLIENT = (
    "a study on a server needs psycopg, which is not installed: "
    "pip install 'retinaview[postgresql]'"
)


def open_store(place: Place) -> StudyStore:
    """Open a study.

    Raises
    ------
    ProjectError
        It cannot be opened.
    """
    if isinstance(place, Path):
        return ProjectStore.open(place)
    with needing_client():
        from retinaview.project.server.server_store import ServerStore
    return ServerStore(place)


def create_store(place: Place, *, photographs: Path) -> StudyStore:
    """Make a new, empty study and open it.

    Parameters
    ----------
    place : Path or ServerAddress
        Where.
    photographs : Path
        On a server, the folder at which the paths of photographs start; those of a file start at
        its folder.

    Raises
    ------
    ProjectError
        There is one already, or it cannot be written.
    """
    if isinstance(place, Path):
        return ProjectStore.create(place)
    with needing_client():
        from retinaview.project.server.server_store import ServerStore
    return ServerStore.create(place, photographs)


@contextmanager
def needing_client() -> Iterator[None]:
    """Say what to install where the client library of PostgreSQL is missing."""
    try:
        yield
    except ImportError as error:
        raise ProjectError(_NO_CLIENT) from error
