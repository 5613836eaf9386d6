"""Download a large file, in several goes where the connection breaks, and check it."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from retinaview.core.errors import ReadError, WeightsError, WriteError
from retinaview.models.weights.remote_files import ConnectionLost, open_at

OnBytes = Callable[[int, int], None]
"""Told of the bytes that are there and of all; what it raises ends the download."""

_GOES = 8


def download(
    address: str,
    target: Path,
    *,
    parts: Path,
    size: int,
    sha256: str,
    on_bytes: OnBytes | None = None,
) -> None:
    """Bring a file to `target`, where it appears whole and checked or not at all.

    What has come of it stands in `parts` under a name that holds the expected SHA-256, so that the
    next call goes on from there, and a changed file starts anew.

    Parameters
    ----------
    address : str
        As for `retinaview.models.weights.remote_files.open_at`.
    target : Path
        Where the file goes; replaced where there is one.
    parts : Path
        Folder for what has come so far, on the same disk; made where there is none.
    size : int
        Its length in bytes.
    sha256 : str
        Its SHA-256, 64 hexadecimal digits.
    on_bytes : OnBytes, optional
        Progress, and the place to cancel: what has come by then is kept.

    Raises
    ------
    ReadError
        The address cannot be reached or read, or its file ends early.
    WeightsError
        What came is not the file that was meant, or another program is downloading it.
    WriteError
        The disk is full or cannot be written to.
    """
    part = parts / f"{target.name}.{sha256[:16]}.part"
    with _writing(parts), _alone(parts / f"{target.name}.lock"):
        for continued in (True, False) if _length(part) else (False,):
            _complete(address, part, size, on_bytes)
            if digest(part) == sha256:
                part.replace(target)
                return
            part.unlink()
            if not continued:
                break
    message = "what came is not the file that the index names (SHA-256 differs)"
    raise WeightsError(message, path=address, field="sha256")


def digest(path: Path) -> str:
    """Return a file's SHA-256 as hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _complete(address: str, part: Path, size: int, on_bytes: OnBytes | None) -> None:
    """Go on until the part has its length, as long as every go brings it further."""
    for _ in range(_GOES):
        before = _length(part)
        if before == size:
            return
        _refuse_full_disk(part, size - before)
        try:
            _go_on(address, part, size, on_bytes)
        except ConnectionLost:
            if _length(part) <= before:
                raise
        else:
            break  # the server says that this was all
    if (there := _length(part)) != size:
        message = f"ends after {there} of {size} bytes; they are kept for the next try"
        raise ReadError(message, path=address)


def _go_on(address: str, part: Path, size: int, on_bytes: OnBytes | None) -> None:
    have = _length(part)
    with (
        open_at(address, start=have if have < size else 0) as opened,
        part.open("r+b" if have else "wb") as file,
    ):
        file.seek(opened.start)
        file.truncate()
        done = opened.start
        for piece in opened.pieces:
            done += len(piece)
            if done > size:
                file.truncate(0)
                message = f"is longer than the {size} bytes that the index names"
                raise WeightsError(message, path=address, field="size")
            file.write(piece)
            if on_bytes is not None:
                on_bytes(done, size)
        file.flush()
        os.fsync(file.fileno())


def _length(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _refuse_full_disk(part: Path, missing: int) -> None:
    free = shutil.disk_usage(part.parent).free
    if missing > free:
        message = f"{missing / 1e6:.0f} MB are still to come, the disk has {free / 1e6:.0f} MB left"
        raise WriteError(message, path=part.parent)


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    """Turn what the disk refuses into a sentence."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        raise WriteError(f"cannot be written: {error.strerror or error}", path=folder) from error


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Keep a second program away; the system lets go of the lock where the first one dies."""
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise WeightsError("another program is downloading this now", path=path) from error
    try:
        yield
    finally:
        with suppress(OSError):  # Windows deletes no open file
            path.unlink()
        lock.release()
