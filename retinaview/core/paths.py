"""Paths: their type in public functions, and where links lead."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TypeAlias

AnyPath: TypeAlias = str | os.PathLike[str]
"""Whoever calls the rooms that are made for notebooks may say a path as text."""


def followed(path: Path) -> Path:
    """Return an absolute path without links, or with those that form a circle."""
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):  # RuntimeError is Python's own for a circle
        return path.absolute()
