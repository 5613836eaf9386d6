"""Download a large file, retrying when the connection breaks, and verify it."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from retinaview.core.cancel import CancelToken
from retinaview.core.errors import Cancelled, ReadError, WeightsError, WriteError
from retinaview.core.locks import locked
from retinaview.core.progress import OnProgress
from retinaview.models.weights.remote_files import ConnectionLost, open_at

_ATTEMPTS = 8


def download(
    address: str,
    target: Path,
    *,
    parts: Path,
    size: int,
    sha256: str,
    progress: OnProgress | None = None,
    cancel: CancelToken | None = None,
) -> None:
    """Download a file to `target`, where it appears complete and verified or not at all.

    A partial file is kept in `parts` under a name that contains the expected SHA-256, so that the
    next call resumes it, unless the file has changed.

    Parameters
    ----------
    address : str
        See `retinaview.models.weights.remote_files.open_at`.
    target : Path
        Destination; an existing file is replaced.
    parts : Path
        Folder for partial files, on the same disk; created if needed.
    size : int
        Expected length in bytes.
    sha256 : str
        Expected SHA-256, 64 hexadecimal digits.
    progress : OnProgress, optional
        Called with the bytes received and expected.
    cancel : CancelToken, optional
        Checked after every piece. The partial file is kept.

    Raises
    ------
    Cancelled
        On request.
    ReadError
        If the address cannot be reached or read, or its file ends early.
    WeightsError
        If the file has another size or SHA-256, or another program is downloading it.
    WriteError
        If the disk is full or not writable.
    """
    part = parts / f"{target.name}.{sha256[:16]}.part"
    with _writing(parts), _alone(parts / f"{target.name}.lock"):
        for continued in (True, False) if _length(part) else (False,):
            _complete(address, part, size, progress, cancel or CancelToken())
            if digest(part) == sha256:
                part.replace(target)
                return
            part.unlink()
            if not continued:
                break
    message = "the downloaded file is not the one that the index names (SHA-256 differs)"
    raise WeightsError(message, path=address, field="sha256")


def digest(path: Path) -> str:
    """Return a file's SHA-256 as hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _complete(
    address: str, part: Path, size: int, progress: OnProgress | None, cancel: CancelToken
) -> None:
    """Resume until the partial file is complete, as long as every attempt makes progress."""
    for _ in range(_ATTEMPTS):
        before = _length(part)
        if before == size:
            return
        _refuse_full_disk(part, size - before)
        try:
            _resume(address, part, size, progress, cancel)
        except ConnectionLost:
            if _length(part) <= before:
                raise
        else:
            break  # the server has sent the whole file
    if (there := _length(part)) != size:
        message = f"ends after {there} of {size} bytes, which are kept for the next attempt"
        raise ReadError(message, path=address)


def _resume(
    address: str, part: Path, size: int, progress: OnProgress | None, cancel: CancelToken
) -> None:
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
            if progress is not None:
                progress(done, size)
            if cancel.cancelled:
                raise Cancelled("Stopped. The next download goes on from there.")
        file.flush()
        os.fsync(file.fileno())


def _length(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _refuse_full_disk(part: Path, missing: int) -> None:
    free = shutil.disk_usage(part.parent).free
    if missing > free:
        message = f"{missing / 1e6:.0f} MB are needed, but the disk has {free / 1e6:.0f} MB left"
        raise WriteError(message, path=part.parent)


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    """Turn an `OSError` into a `WriteError`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        raise WriteError(f"cannot be written: {error.strerror or error}", path=folder) from error


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Keep other programs from downloading the same."""
    with locked(path) as is_ours:
        if not is_ours:
            raise WeightsError("another program is downloading this now", path=path)
        yield
