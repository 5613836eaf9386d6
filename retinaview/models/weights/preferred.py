"""Weights of the user's own that run in place of shipped ones.

``preferred.json`` in the user's weights folder names them. Weights that are gone are not used, so
that removing them brings the shipped ones back.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from retinaview.core.errors import WriteError
from retinaview.core.guard import guard
from retinaview.core.regular_files import read_regular
from retinaview.core.whole_files import write_atomically
from retinaview.models.weights import folders

_NAME = "preferred.json"


def preferred(names: Iterable[str]) -> tuple[str, ...]:
    """Return the weights to run in place of shipped ones, or these themselves.

    Parameters
    ----------
    names : iterable of str
        Names of shipped weights.
    """
    chosen = _read()
    there = folders.weights_files([folders.user_folder()]) if chosen else {}
    return tuple(own if (own := chosen.get(name, "")) in there else name for name in names)


def prefer(own: str, *, over: str) -> None:
    """Run weights of the user's own in place of shipped ones from the next start on.

    Parameters
    ----------
    own : str
        Name of weights in the user's folder.
    over : str
        Name of the shipped ones.

    Raises
    ------
    WriteError
        The user's folder cannot be written.
    """
    path = _path()
    with guard(WriteError, path, system="cannot be written"):
        path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, json.dumps(_read() | {over: own}, indent=1).encode())


def _read() -> dict[str, str]:
    """Return the own weights by shipped name; a damaged file counts as none."""
    found: object = None
    with suppress(OSError, ValueError, RecursionError):
        found = json.loads(read_regular(_path()))
    pairs = found.items() if isinstance(found, dict) else ()
    return {str(k): v for k, v in pairs if isinstance(v, str)}


def _path() -> Path:
    return folders.user_folder() / _NAME
