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
from retinaview.core.server_address import Place, ServerAddress
from retinaview.project.images import NewImage
from retinaview.project.places import create_store, open_store
from retinaview.project.store import PROJECT_SUFFIX, ProjectStore
from retinaview.session.photograph_files import (
    NewImages,
    absolute,
    is_text,
    new_images,
    require_inside,
)
from retinaview.session.session import Session


def open_study(places: Sequence[Place], *, reader: str) -> Session:
    """Open a ``.retinaview`` file, a study on a server, a folder, or one or several photographs.

    For folders and photographs the project file is ``FOLDER/FOLDERNAME.retinaview`` in the
    (first photograph's) folder, or the only project that is there already; where that folder
    cannot be written, one in the user's data folder, and ``session.notes`` says so. Photographs
    given beside a project file join it. The photograph to begin with is the one asked for, else the
    one that was in front when the study was closed. Nothing is decoded.

    Parameters
    ----------
    places : sequence of Path or ServerAddress
        What the reader opened or dropped.
    reader : str
        Who reads; author of every mark. On a server that is the account.

    Raises
    ------
    ReadError
        A path does not exist, or no photograph was found.
    ProjectError
        The project file cannot be opened, or there are several to choose from.
    """
    if not places:
        raise ReadError("nothing to open was given")
    paths = [absolute(place) for place in places if isinstance(place, Path)]
    addresses = [place for place in places if isinstance(place, ServerAddress)]
    if len(addresses) > 1:
        raise ProjectError(f"only one study can be open at a time, not {addresses[1].name} as well")
    if addresses:
        return _on_server(addresses[0], paths)
    for path in paths:
        with guard(ReadError, path):
            path.is_dir()  # a name that is too long, a folder that may not be searched
    projects = [
        path for path in paths if path.suffix.lower() == PROJECT_SUFFIX and not path.is_dir()
    ]
    others = [path for path in paths if path not in projects]
    if len(projects) > 1:
        raise ProjectError("only one project can be open at a time", path=projects[1])
    with guard(ReadError, paths[0]):
        project, notes = (projects[0], []) if projects else _project_for(others[0])
    if not is_text(str(project)):
        raise ProjectError("its path is not UTF-8 text; rename the file or folder", path=project)
    found = new_images(others, project.parent)
    left_out = [str(found)] if found.unnamed else []
    if not project.exists() and not projects:
        if not found.images:
            why = "; ".join(["holds no photograph that can be opened", *left_out])
            raise ReadError(why, path=others[0])
        _create(project)
    notes = [*notes, *left_out]
    return _session(project, found.images, reader=reader, notes=notes, shown=others)


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


def _on_server(address: ServerAddress, paths: Sequence[Path]) -> Session:
    store = open_store(address)
    try:
        folder = store.path.parent
        found = new_images(paths, folder) if paths else NewImages(())
        require_inside(found.images, folder)
        store.add_images(found.images)
        left_out = [str(found)] if found.unnamed else []
        session = Session(store, reader=store.reader, notes=[*store.notes, *left_out])
        _start(session, found.images, shown=paths)
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
    shown: Sequence[Path],
) -> Session:
    store = ProjectStore.open(project)
    try:
        notes += store.notes
        if store.read_only:
            notes.append(f"{project} is read-only: it can be looked at, not changed")
        else:
            store.add_images(images)
        session = Session(store, reader=reader, notes=notes)
        _start(session, images, shown=shown)
        return session
    except BaseException:
        store.close()
        raise


def _start(session: Session, images: Sequence[NewImage], *, shown: Sequence[Path]) -> None:
    """Begin with the photograph that was asked for, else with the one that was left."""
    if any(path.is_file() for path in shown):
        session.start_with(image.path for image in images)
    elif (left := LeftAt.from_text(session.setting(left_at.KEY))) is not None:
        session.start_with([left.path])


def _project_for(path: Path) -> tuple[Path, list[str]]:
    """Return the project file of a folder or of a photograph's folder, and what to say about it."""
    folder = path if path.is_dir() else path.parent
    project = _project_in(folder)
    if project.exists() or _is_writable(folder):
        return project, []
    key = hashlib.sha256(str(folder).encode(errors="surrogateescape")).hexdigest()[:12]
    elsewhere = user_data_path("retinaview", appauthor=False) / "projects"
    project = elsewhere / f"{folder.name or 'study'}-{key}{PROJECT_SUFFIX}"
    return project, [f"{folder} cannot be written; its project is kept as {project}"]


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
