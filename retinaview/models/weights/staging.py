"""A place for a file that is not yet whole or not yet checked; nothing of it stays."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from filelock import FileLock, Timeout

from retinaview.core.errors import WriteError

_PREFIX, _LOCK = ".adding-", "lock"


@contextmanager
def staged(folder: Path, name: str) -> Iterator[Path]:
    """Yield a path below a folder where nothing finds a file yet; gone at the end.

    What a killed program has left there goes as well.

    Parameters
    ----------
    folder : Path
        Made where there is none.
    name : str
        Of the file that is to come.

    Raises
    ------
    WriteError
        The folder cannot be written to.
    """
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
        staging = Path(mkdtemp(prefix=_PREFIX, dir=folder))
        lock = FileLock(staging / _LOCK)
        lock.acquire()
    try:
        yield staging / name
    finally:
        lock.release()
        shutil.rmtree(staging, ignore_errors=True)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn what the disk refuses into a sentence."""
    try:
        yield
    except OSError as error:
        raise WriteError(f"cannot be written: {error.strerror or error}", path=path) from error


def _sweep(folder: Path) -> None:
    """Remove what nobody works at: the system lets go of the lock of a program that died."""
    for lock_file in folder.glob(f"{_PREFIX}*/{_LOCK}"):
        lock = FileLock(lock_file)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            continue
        lock.release()
        shutil.rmtree(lock_file.parent, ignore_errors=True)
