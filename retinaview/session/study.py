"""Opening a study: a project file, an address, a folder of photographs, or photographs."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from platformdirs import user_data_path

from retinaview.core import left_at
from retinaview.core.errors import ProjectError, ReadError
from retinaview.core.guard import guard
from retinaview.core.left_at import LeftAt
from retinaview.core.server_address import Place, ServerAddress, Wanted
from retinaview.core.text import shown
from retinaview.imaging.listing import find_photographs
from retinaview.project.images import NewImage
from retinaview.project.places import create_store, open_store
from retinaview.project.store import PROJECT_SUFFIX, ProjectStore
from retinaview.session.asked import Asked
from retinaview.session.photograph_files import absolute, is_text, require_inside
from retinaview.session.remote_photographs import not_allowed, project_name
from retinaview.session.session import Session

_LOOKED_INTO = 100
"""Most entries of a folder without photographs that are looked into for some."""


def open_study(places: Sequence[Wanted], *, reader: str) -> Session:
    """Open a ``.retinaview`` file, a study on a server, or photographs.

    Photographs are given as files, folders, tables that name some, and addresses.

    For folders and photographs the project file is ``FOLDER/FOLDERNAME.retinaview`` in the
    (first photograph's) folder, or the only project that is there already; where that folder
    cannot be written, one in the user's data folder, and ``session.notes`` says so; for addresses
    that as well, and for a table one of its name beside it. Photographs
    given beside a project file join it. The photograph to begin with is the one asked for, else the
    one that was in front when the study was closed. Nothing is decoded.

    Parameters
    ----------
    places : sequence of Path, ServerAddress or PhotographsAddress
        What the reader opened or dropped. Only folders at addresses are asked here.
    reader : str
        Who reads; author of every mark. On a server that is the account.

    Raises
    ------
    ReadError
        A path does not exist, or no photograph was found.
    ProjectError
        The project file cannot be opened, or there are several to choose from.
    """
    asked = Asked.of(places)
    if asked.server is not None:
        return _on_server(asked.server, asked)
    project, notes = (asked.project, []) if asked.project is not None else _project_for(asked)
    if not is_text(str(project)):
        raise ProjectError("its path is not UTF-8 text; rename the file or folder", path=project)
    found, unlisted = asked.photographs(project.parent)
    left_out = [str(found)] if found.unnamed else []
    if not project.exists() and asked.project is None:
        if not found.images:
            raise _nothing_in(asked, [*unlisted, *left_out])
        _create(project)
    return _session(
        project, found.images, reader=reader, notes=[*notes, *unlisted, *left_out], asked=asked
    )


def _nothing_in(asked: Asked, why: Sequence[str]) -> ReadError:
    if asked.addresses and why:
        return ReadError("; ".join(why))
    places: list[Path | str] = [*asked.paths, *asked.tables, *asked.addresses]
    deeper = [_deeper(path) for path in asked.paths[:1]]
    said = ["holds no photograph that can be opened", *filter(None, deeper), *why]
    return ReadError("; ".join(said), path=places[0])


def _deeper(folder: Path) -> str:
    """Return what to do where only the folders in a folder hold photographs; else nothing."""
    try:
        with guard(ReadError, folder):
            folders = [path for path in sorted(folder.iterdir())[:_LOOKED_INTO] if path.is_dir()]
        one = next((path for path in folders if any(find_photographs([path]))), None)
    except ReadError:  # what can be said without it is said
        return ""
    return "" if one is None else f"its folders do, such as {shown(one.name)}; open these together"


def new_study(place: Place, photographs: Path) -> tuple[str, ...]:
    """Make an empty study; on a server, with the folder at which paths of photographs start.

    Returns
    -------
    tuple of str
        Sentences about what should be known.

    Raises
    ------
    ProjectError
        There is one already, or it cannot be written.
    """
    if not photographs.is_dir():
        raise ProjectError("is not a folder", path=photographs)
    with closing(create_store(place, photographs=absolute(photographs))) as store:
        return store.notes


def _on_server(address: ServerAddress, asked: Asked) -> Session:
    if asked.project is not None:
        raise ProjectError(
            f"only one study can be open at a time, not {address.name} as well", path=asked.project
        )
    store = open_store(address)
    try:
        folder = store.path.parent
        found, notes = asked.photographs(folder)
        require_inside(found.images, folder)
        store.add_images(found.images)
        left_out = [str(found)] if found.unnamed else []
        session = Session(store, reader=store.reader, notes=[*store.notes, *notes, *left_out])
        _start(session, found.images, asked=asked)
        session.all_marks()  # so that they can be read when the line is lost
        return session
    except BaseException:
        store.close()
        raise


def _session(
    project: Path,
    images: Sequence[NewImage],
    *,
    reader: str,
    notes: list[str],
    asked: Asked,
) -> Session:
    store = ProjectStore.open(project)
    try:
        notes += store.notes
        if store.read_only:
            notes.append(f"{project} is read-only: it can be looked at, not changed")
        else:
            store.add_images(images)
        session = Session(store, reader=reader, notes=notes)
        _start(session, images, asked=asked)
        return session
    except BaseException:
        store.close()
        raise


def _start(session: Session, images: Sequence[NewImage], *, asked: Asked) -> None:
    """Begin with the photograph that was asked for, else with the one that was left."""
    if closed := not_allowed(session.images):
        session.notes = (*session.notes, closed)
    if asked.names_photographs:
        session.start_with(image.path for image in images)
    elif (left := LeftAt.from_text(session.setting(left_at.KEY))) is not None:
        session.start_with([left.path])


def _project_for(asked: Asked) -> tuple[Path, list[str]]:
    """Return the project file of what is asked for, and what to say about it."""
    if asked.paths:
        with guard(ReadError, asked.paths[0]):
            return _project_at(asked.paths[0])
    if asked.tables:
        table = asked.tables[0]
        return _project_beside(table.with_suffix(PROJECT_SUFFIX), table.parent)
    return _elsewhere(project_name(asked.addresses)), []


def _project_at(path: Path) -> tuple[Path, list[str]]:
    """Return the project file of a folder or of a photograph's folder."""
    folder = path if path.is_dir() else path.parent
    return _project_beside(_project_in(folder), folder)


def _project_beside(project: Path, folder: Path) -> tuple[Path, list[str]]:
    if project.exists() or _is_writable(folder):
        return project, []
    key = hashlib.sha256(str(folder).encode(errors="surrogateescape")).hexdigest()[:12]
    project = _elsewhere(f"{project.stem}-{key}")
    return project, [f"{folder} cannot be written; its project is kept as {project}"]


def _elsewhere(name: str) -> Path:
    folder = user_data_path("retinaview", appauthor=False) / "projects"
    return folder / f"{name}{PROJECT_SUFFIX}"


def _project_in(folder: Path) -> Path:
    """Return the project that a folder has, or will have.

    A folder that was renamed keeps the project of its old name.
    """
    own = folder / f"{folder.name or 'study'}{PROJECT_SUFFIX}"
    if own.exists() or not folder.is_dir():
        return own
    there = sorted(path for path in folder.glob(f"*{PROJECT_SUFFIX}") if path.is_file())
    if len(there) > 1:
        names = ", ".join(path.name for path in there)
        raise ProjectError(f"holds several projects ({names}); open one of them", path=folder)
    return there[0] if there else own


def _is_writable(folder: Path) -> bool:
    # Asking for permission bits is not enough: shares, disks and Windows have their own mind.
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return not folder.is_dir()


def _create(project: Path) -> None:
    try:
        project.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ProjectError(f"cannot be written ({error.strerror})", path=project) from error
    ProjectStore.create(project).close()
