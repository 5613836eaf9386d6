"""Networks of installed packages: the entry point group ``retinaview.networks``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, entry_points

from retinaview.core.errors import ModelError
from retinaview.core.guard import guard
from retinaview.core.text import shown
from retinaview.models.guests.description import Guest, Output, check_outputs
from retinaview.models.network_table import NAME_PATTERN

GROUP = "retinaview.networks"
_KINDS: tuple[tuple[str, type, str], ...] = (
    *((name, str, "text") for name in ("title", "paper", "task", "train")),
    ("outputs", Sequence, "a sequence of outputs"),
    ("input_size", Sequence, "height and width"),
    ("parameters", int, "a whole number"),
    ("arguments", Mapping, "arguments by name"),
)


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
    try:
        entries = list(_entries())
    except ModelError as error:
        return Guests(sound, {"": str(error)})
    for entry in entries:
        try:
            sound[entry.name] = _loaded(entry)
        except ModelError as error:
            faults[entry.name] = str(error)
    return Guests(sound, faults)


def _entries() -> Iterator[EntryPoint]:
    """Yield the entry points by name; of two with one name, the first found."""
    with guard(ModelError, None, "the list of installed packages cannot be read", say_why=True):
        found = {entry.name: entry for entry in reversed(list(entry_points(group=GROUP)))}
    yield from (found[name] for name in sorted(found))


def _loaded(entry: EntryPoint) -> Guest:
    package = entry.dist.name if entry.dist else entry.module
    about = f"the network {shown(entry.name)} of the package {package}"
    if not re.fullmatch(NAME_PATTERN, entry.name):
        raise ModelError(f"{about} has a name that no file can have")
    try:
        with guard(ModelError, None, f"{about} cannot be imported", say_why=True):
            guest = entry.load()
    except SystemExit:
        raise ModelError(f"{about} cannot be imported: it ends the program") from None
    if not isinstance(guest, Guest):
        raise ModelError(
            f"{about} is a {type(guest).__name__}, not a retinaview.models.guests.Guest"
        )
    try:
        with guard(ModelError, None, f"{about} is not described correctly", say_why=True):
            _check_kinds(guest)
            check_outputs(guest.task, guest.outputs)
            _check_numbers(guest)
    except ModelError as error:
        raise ModelError(f"{about}: {error.message}", field=error.field) from error
    return guest


def _check_kinds(guest: Guest) -> None:
    if not callable(guest.builder):
        raise ModelError("must be a function or a class", field="builder")
    for name, kind, wanted in _KINDS:
        if not isinstance(getattr(guest, name), kind):
            message = f"must be {wanted}, not {shown(getattr(guest, name))}"
            raise ModelError(message, field=name)
    if not all(isinstance(output, Output) for output in guest.outputs):
        raise ModelError("must be of the type Output", field="outputs")
    if not all(isinstance(name, str) for name in guest.arguments):
        raise ModelError("must have names", field="arguments")


def _check_numbers(guest: Guest) -> None:
    height, width = guest.input_size
    for name, number in (("stride", guest.stride), ("input_size", height), ("input_size", width)):
        if not isinstance(number, int) or isinstance(number, bool) or number < 1:
            raise ModelError("must be a positive number of pixels", field=name)
