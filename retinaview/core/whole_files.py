"""Writing of whole files: a file is complete or as it was, and one of somebody else stays."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from retinaview.core.errors import NOT_OURS, FileInTheWay, WriteError
from retinaview.core.regular_files import require_regular


@contextmanager
def written_atomically(path: Path) -> Iterator[BinaryIO]:
    """Write a file atomically: complete or unchanged, even after a power failure.

    The new name is on disk once its folder is, see `sync_folder`.

    Raises
    ------
    WriteError
        The file cannot be written.
    """
    if not path.name:
        raise WriteError("is no name of a file", path=path)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with temporary.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        raise WriteError(f"cannot be written: {error.strerror}", path=path) from error
    finally:
        temporary.unlink(missing_ok=True)


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file as `written_atomically` does."""
    with written_atomically(path) as file:
        file.write(content)


def write_new(path: Path, content: bytes, *, replace: bool) -> None:
    """Write a file atomically, unless another one of that name is there.

    Parameters
    ----------
    path : Path
        The file.
    content : bytes
        All of it.
    replace : bool
        Replace a file of that name with another content.

    Raises
    ------
    FileInTheWay
        There is one, and it is not to be replaced.
    WriteError
        The file cannot be written.
    """
    if not replace:
        known = {hashlib.sha256(content).hexdigest()}
        require_own(path, known, message="is there already, with another content")
    write_atomically(path, content)


def require_own(path: Path, known: set[str], *, message: str = NOT_OURS) -> None:
    """Raise if a name is taken by a file whose content this program has not written there.

    Parameters
    ----------
    path : Path
        The file; it need not exist.
    known : set of str
        SHA-256 of the contents that may be replaced.
    message : str
        What is wrong with another one.

    Raises
    ------
    FileInTheWay
        The file is another one.
    """
    try:
        require_regular(path)
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        if path.is_symlink():  # one that leads nowhere
            raise FileInTheWay(message, path=path) from None
        return
    except OSError as error:
        raise FileInTheWay(message, path=path) from error
    if found not in known:
        raise FileInTheWay(message, path=path)


def sync_folder(folder: Path) -> None:
    """Flush a folder's file names to disk, which some systems do by themselves."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:  # Windows cannot open folders
        return
    try:
        os.fsync(descriptor)
    except OSError as error:
        raise WriteError(f"cannot be written: {error.strerror}", path=folder) from error
    finally:
        os.close(descriptor)
