"""A temporary place for a file that is incomplete or unchecked."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from retinaview.core.errors import WriteError
from retinaview.core.locks import locked

_PREFIX, _LOCK = ".adding-", "lock"


@contextmanager
def staged(folder: Path, name: str) -> Iterator[Path]:
    """Provide a path in a temporary subfolder, which is deleted at the end.

    Subfolders left behind by a killed program are deleted too.

    Parameters
    ----------
    folder : Path
        Parent folder; created if needed.
    name : str
        Name of the file to be written.

    Yields
    ------
    Path
        Where to write the file.

    Raises
    ------
    WriteError
        If the folder is not writable.
    """
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
        staging = Path(mkdtemp(prefix=_PREFIX, dir=folder))
    try:
        with locked(staging / _LOCK):
            yield staging / name
    finally:
        shutil.rmtree(staging, ignore_errors=True)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn an `OSError` into a `WriteError`."""
    try:
        yield
    except OSError as error:
        raise WriteError(f"cannot be written: {error.strerror or error}", path=path) from error


def _sweep(folder: Path) -> None:
    """Delete subfolders whose lock is free, because the program that held it has died."""
    for lock_file in folder.glob(f"{_PREFIX}*/{_LOCK}"):
        with locked(lock_file) as is_left_over:
            pass
        if is_left_over:
            shutil.rmtree(lock_file.parent, ignore_errors=True)
