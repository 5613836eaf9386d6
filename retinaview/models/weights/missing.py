"""Suggest what to do about missing weights; does not import torch."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from retinaview.core.errors import RetinaViewError
from retinaview.models import registry
from retinaview.models.registry import network_of, train_command


def what_to_do(name: str, there: Iterable[str]) -> str:
    """Suggest what to do about weights that are missing.

    Parameters
    ----------
    name : str
        Name of the missing weights.
    there : iterable of str
        Names of the available weights.

    Returns
    -------
    str
        The end of a sentence: the command that downloads them, else the command that trains them,
        else similar names.
    """
    offered = _offered()
    if name in offered:
        return f"`retinaview models download {name}` downloads them"
    if network_of(name) is not None and (command := train_command(name)):
        return f"`{command}` trains them"
    close = get_close_matches(name.lower(), sorted({*there, *offered, *registry.names()}))
    meant = f"did you mean {' or '.join(close)}? " if close else ""
    return f"{meant}`retinaview models` lists the names"


def _offered() -> set[str]:
    """Return the names in the index; skips remote indexes so that errors stay fast."""
    # Imported here because it imports requests, which only an error needs.
    from retinaview.models.weights.index import index_address, read_index
    from retinaview.models.weights.remote_files import is_web

    address = index_address()
    try:
        return set() if is_web(address) else {entry.name for entry in read_index(address).weights}
    except RetinaViewError:
        return set()  # the missing weights are reported, not the unreadable index
