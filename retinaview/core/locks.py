"""Locks between programs, which the system releases where the holder dies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout


@contextmanager
def locked(path: Path) -> Iterator[bool]:
    """Hold a lock file against other programs, and delete it in the end.

    Returns
    -------
    iterator of bool
        False where another program holds it; nobody waits.
    """
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        yield False
        return
    try:
        yield True
    finally:
        with suppress(OSError):  # Windows keeps a file that is open
            path.unlink()
        lock.release()
