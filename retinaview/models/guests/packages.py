"""Networks of installed packages: the entry point group ``retinaview.networks``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, entry_points

from retinaview.core.errors import ModelError
from retinaview.core.guard import guard
from retinaview.core.text import shown
from retinaview.models.guests.description import Guest, check_outputs
from retinaview.models.network_table import NAME_PATTERN

GROUP = "retinaview.networks"


@dataclass(frozen=True)
class Guests:
    """The networks of installed packages by name, and why others cannot be used."""

    sound: Mapping[str, Guest]
    faults: Mapping[str, str]


@cache
def guests() -> Guests:
    """Return the networks of installed packages; their modules are imported once."""
    sound: dict[str, Guest] = {}
    faults: dict[str, str] = {}
    for entry in _entries():
        try:
            sound[entry.name] = _loaded(entry)
        except ModelError as error:
            faults[entry.name] = str(error)
    return Guests(sound, faults)


def _entries() -> Iterator[EntryPoint]:
    """Yield the entry points by name; of two with one name, the first found."""
    found = {entry.name: entry for entry in reversed(list(entry_points(group=GROUP)))}
    yield from (found[name] for name in sorted(found))


def _loaded(entry: EntryPoint) -> Guest:
    package = entry.dist.name if entry.dist else entry.module
    about = f"the network {shown(entry.name)} of the package {package}"
    if not re.fullmatch(NAME_PATTERN, entry.name):
        raise ModelError(f"{about} has a name that no file can have")
    with guard(ModelError, None, f"{about} cannot be imported", say_why=True):
        guest = entry.load()
    if not isinstance(guest, Guest):
        raise ModelError(
            f"{about} is a {type(guest).__name__}, not a retinaview.models.guests.Guest"
        )
    try:
        with guard(ModelError, None, f"{about} is not described correctly", say_why=True):
            check_outputs(guest.task, guest.outputs)
            _check_numbers(guest)
    except ModelError as error:
        raise ModelError(f"{about}: {error.message}", field=error.field) from error
    return guest


def _check_numbers(guest: Guest) -> None:
    height, width = guest.input_size
    for name, number in (("stride", guest.stride), ("input_size", height), ("input_size", width)):
        if not isinstance(number, int) or number < 1:
            raise ModelError("must be a positive number of pixels", field=name)
