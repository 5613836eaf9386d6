"""Photographs behind addresses: each has a file in the user's cache, fetched when it is read.

Who has such a file's path reads it like any other. The cache is bounded: the copies that were
read longest ago make room for new ones.
"""

from __future__ import annotations

import hashlib
import os
import threading
import time
from collections import defaultdict
from pathlib import Path
from uuid import uuid4

from platformdirs import user_cache_path

from retinaview.core.guard import guard
from retinaview.core.paths import AnyPath

MOST_BYTES = 4 * 2**30
_addresses: dict[Path, str] = {}
_fetching: defaultdict[Path, threading.Lock] = defaultdict(threading.Lock)


def copy_of(address: str) -> Path:
    """Return the file that holds what lies at an address, from when it is first read."""
    from retinaview.imaging.remote_files import safe_name

    key = hashlib.sha256(address.encode(errors="surrogateescape")).hexdigest()[:24]
    path = _folder() / key / safe_name(address)
    _addresses[path] = address
    return path


def is_copy(path: AnyPath) -> bool:
    """Whether a path was returned by `copy_of`."""
    return Path(path) in _addresses


def bring(path: AnyPath) -> None:
    """Fetch the file of `copy_of` unless it is there; any other path is left alone.

    Raises
    ------
    ReadError
        It cannot be fetched; the address is named.
    """
    path = Path(path)
    if (address := _addresses.get(path)) is None:
        return
    with _fetching[path]:
        try:
            # When it was read; when it was written tells whether its thumbnail is still right.
            os.utime(path, ns=(time.time_ns(), path.stat().st_mtime_ns))
        except OSError:
            _fetch(address, path)


def _fetch(address: str, path: Path) -> None:
    from retinaview.core.errors import ReadError
    from retinaview.imaging.remote_files import fetch

    part = path.with_name(f".{uuid4().hex[:8]}")
    with guard(ReadError, address, system="cannot be fetched"):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            fetch(address, part)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    _make_room(path)


def _make_room(newest: Path) -> None:
    """Delete the copies that were read longest ago, until the others are few enough."""
    left = MOST_BYTES
    for path in sorted(_folder().glob("*/*"), key=_read_at, reverse=True):
        try:
            left -= path.stat().st_size
            if left < 0 and path != newest:
                path.unlink()
                path.parent.rmdir()
        except OSError:  # in use, or gone already
            continue


def _read_at(path: Path) -> float:
    try:
        return path.stat().st_atime
    except OSError:
        return 0.0


def _folder() -> Path:
    return user_cache_path("retinaview", appauthor=False) / "photographs"
