"""Find networks by name and build them; a network's module is imported only when it is built."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from inspect import Parameter, signature
from typing import TYPE_CHECKING, cast

from retinaview.core.errors import ModelError
from retinaview.core.guard import guard
from retinaview.core.text import brief, shown
from retinaview.models.guests.description import Guest
from retinaview.models.guests.packages import guests
from retinaview.models.network_table import NETWORKS, SHIPPED, NetworkRow, rows_by_name

if TYPE_CHECKING:
    from torch import nn

_ROWS = rows_by_name(NETWORKS)
_SHIPPED = {row.name: row for row in SHIPPED}


def names() -> list[str]:
    """Return the names of all networks, sorted; those of other packages included."""
    return sorted(_rows())


def network(name: str) -> NetworkRow:
    """Return the row of the network `name`; raise `ModelError` for an unknown name."""
    rows = _rows()
    if name not in rows:
        if name in guests().faults:
            raise ModelError(guests().faults[name], field="name")
        known = ", ".join(names())
        raise ModelError(f"unknown network {shown(name)}; known are {known}", field="name")
    return rows[name]


def build(name: str, **arguments: object) -> nn.Module:
    """Build the network `name` with random weights.

    Parameters
    ----------
    name : str
        One of `names`.
    **arguments : object
        Constructor arguments, except those that the name implies; of these, only one that older
        model cards lack may be given.

    Returns
    -------
    nn.Module
        The network.

    Raises
    ------
    ModelError
        For an unknown name, or for arguments that the network does not take.
    """
    row = network(name)
    builder = _builder(row)
    unbuilt = f"network {shown(name)} cannot be built"
    with guard(ModelError, None, unbuilt, say_why=True):
        taken = signature(builder).parameters
    takes_any = any(each.kind is Parameter.VAR_KEYWORD for each in taken.values())
    for argument in arguments:
        if argument not in taken and not takes_any:
            message = f"network {shown(name)} has no argument {shown(argument)}"
            raise ModelError(message, field=f"arguments.{argument}")
    given = arguments.keys() & row.missing_arguments.keys()
    implied = {key: value for key, value in row.arguments.items() if key not in given}
    with guard(ModelError, None, unbuilt, say_why=True, field="arguments"):
        return builder(**implied, **arguments)


def _builder(row: NetworkRow) -> Callable[..., nn.Module]:
    if row.guest is not None:
        return row.guest.builder
    module, _, cls = row.builder.partition(":")
    found = getattr(import_module(f"retinaview.models.networks.{module}"), cls)
    return cast("Callable[..., nn.Module]", found)


def build_as_card_says(name: str, arguments: Mapping[str, object]) -> nn.Module:
    """Build the network that a model card describes; the card may predate some arguments."""
    return build(name, **{**network(name).missing_arguments, **arguments})


def has_pair_head(name: str, arguments: Mapping[str, object]) -> bool:
    """Return whether the network that a model card describes has a head for pairs of eyes."""
    row = _ROWS.get(name)
    if row is None or row.builder != "zoom_in_net:ZoomInNet":
        return False
    return bool({"pair": True, **row.missing_arguments, **row.arguments, **arguments}["pair"])


def network_of(weights: str) -> str | None:
    """Return the network that weights of this name belong to; None if the name matches none."""
    if weights in _SHIPPED:
        return _SHIPPED[weights].network
    return _longest_beginning(weights, names())


def title_of(name: str) -> str:
    """Return the display name of a network or of weights, as its paper spells it."""
    if name in _SHIPPED:
        return _SHIPPED[name].title
    known = _longest_beginning(name, names())
    if known is None:
        return name
    rest = name[len(known) :].strip("-").replace("-", " ")
    title = _rows()[known].title
    return f"{title}, {rest}" if rest else title


def train_command(name: str) -> str:
    """Return the command that trains a network, or weights named after one; empty if unknown."""
    row = _rows().get(network_of(name) or "")
    if row is not None and row.guest is not None:
        return row.guest.train
    recipe = _SHIPPED[name].recipe if name in _SHIPPED else network_of(name) or name
    return f"retinaview train {shlex.quote(recipe)} --data DIR --out DIR"


def is_shipped(name: str) -> bool:
    """Return whether weights of this name are in `SHIPPED`."""
    return name in _SHIPPED


def _rows() -> dict[str, NetworkRow]:
    """Return our rows and those of other packages, which cannot replace ours."""
    return {name: _row_of(name, guest) for name, guest in guests().sound.items()} | _ROWS


def _row_of(name: str, guest: Guest) -> NetworkRow:
    return NetworkRow(
        name=name,
        title=brief(guest.title),
        paper=brief(guest.paper),
        task=guest.task,
        recipe="",
        builder="",
        input_size=guest.input_size,
        stride=guest.stride,
        parameters=guest.parameters,
        arguments=guest.arguments,
        guest=guest,
    )


def _longest_beginning(name: str, known: Iterable[str]) -> str | None:
    """Return the longest known name that equals `name` or is a prefix of it before a dash."""
    begins = [each for each in known if name == each or name.startswith(f"{each}-")]
    return max(begins, key=len, default=None)
