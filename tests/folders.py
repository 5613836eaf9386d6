"""Where the files of tests lie that write very many."""

from __future__ import annotations

import os
from pathlib import Path

_IN_MEMORY = Path("/dev/shm")


def fastest_folder() -> str | None:
    """Return a folder in memory, if the system has one; else None, its usual place."""
    is_usable = _IN_MEMORY.is_dir() and os.access(_IN_MEMORY, os.W_OK)
    return str(_IN_MEMORY) if is_usable else None
