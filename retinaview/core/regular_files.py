"""Reading of regular files alone: a pipe may never end, and neither does a device."""

from __future__ import annotations

import errno
import stat
from pathlib import Path


def require_regular(path: Path) -> None:
    """Raise if a path leads to a pipe, a device or a socket.

    Raises
    ------
    OSError
        It does, or there is nothing. A folder passes: opening it as a file is refused anyway.
    """
    mode = path.stat().st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise OSError(errno.EINVAL, "it is not a regular file")


def read_regular(path: Path) -> bytes:
    """Return the content of a file; raises `OSError` as `require_regular` does."""
    require_regular(path)
    return path.read_bytes()
