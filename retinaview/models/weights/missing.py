"""What to do about weights that are not there; does not import torch."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from retinaview.core.errors import RetinaViewError
from retinaview.models import registry
from retinaview.models.registry import network_of, train_command


def what_to_do(name: str, there: Iterable[str]) -> str:
    """What a person can do who named weights that are not there.

    Parameters
    ----------
    name : str
        Of the weights.
    there : iterable of str
        The names that would have been found.

    Returns
    -------
    str
        The end of a sentence: the command that downloads them, else the one that trains them, else
        names that are spelled nearly so.
    """
    offered = _offered()
    if name in offered:
        return f"`retinaview models download {name}` fetches them"
    if network_of(name) is not None:
        return f"what trains them is: {train_command(name)}"
    close = get_close_matches(name.lower(), sorted({*there, *offered, *registry.names()}))
    meant = f"did you mean {' or '.join(close)}? " if close else ""
    return f"{meant}`retinaview models` lists the names"


def _offered() -> set[str]:
    """Names in the index of downloads where that is a file: an error does not wait for the web."""
    # Imported now: it brings what asks the web, and only a name that is wrong comes here.
    from retinaview.models.weights.index import index_address, read_index
    from retinaview.models.weights.remote_files import is_web

    address = index_address()
    try:
        return set() if is_web(address) else {entry.name for entry in read_index(address).weights}
    except RetinaViewError:
        return set()  # an index that cannot be read is not what is wrong here
