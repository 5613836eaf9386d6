"""`retinaview models`: all networks, and the weights on this machine."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from retinaview.cli.terminal import complain, say
from retinaview.core.errors import WeightsError
from retinaview.models.guests.packages import guests

if TYPE_CHECKING:
    from retinaview.inference.sources import Source


@dataclass(frozen=True)
class WeightsEntry:
    """Weights on this machine; empty if there are none, so that the network can only be trained."""

    present: bool = False
    version: str = ""
    path: str = ""
    sha256: str = ""


@dataclass(frozen=True)
class ModelEntry:
    """One line of the list.

    Attributes
    ----------
    name : str
        Name of the network, or of its weights if that differs.
    architecture : str
        The network's name in the registry.
    paper, task : str
        From the registry or the weights' card.
    parameters : int
        Number of trained parameters.
    input_size : tuple of int
        Height and width in pixels, before the canvas is cropped to the visible field.
    weights : WeightsEntry
        The weights on this machine.
    licence_of_data : str
        Licence of the training data; empty without weights.
    title : str
        The name as spelled in its paper.
    train : str
        The command that trains weights; empty if there are some.
    """

    name: str
    architecture: str
    paper: str
    task: str
    parameters: int
    input_size: tuple[int, int]
    weights: WeightsEntry = WeightsEntry()
    licence_of_data: str = ""
    title: str = ""
    train: str = ""


def models(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
) -> None:
    """List the networks and their weights.

    Name, task, parameters, input size, weights on this machine, licence of their data, paper; for
    networks without weights, --json also gives the command that trains them.
    """
    entries = list_models()
    for fault in guests().faults.values():
        complain(f"retinaview: {fault}")
    if as_json:
        say(json.dumps([asdict(entry) for entry in entries], indent=2))
    else:
        say(_table(entries))


def list_models() -> list[ModelEntry]:
    """List all registered networks and local weights by name, without importing torch.

    Networks of packages that cannot be imported are left out; see `guests`.

    Raises
    ------
    WeightsError
        Weights or their card are damaged.
    """
    from retinaview.inference.sources import sources

    usable = (source for source in sources() if source.path or not source.fault)
    return sorted(map(_entry, usable), key=lambda entry: entry.name)


def _entry(source: Source) -> ModelEntry:
    if source.fault:
        raise WeightsError(source.fault)
    weights = WeightsEntry()
    if source.has_weights:
        weights = WeightsEntry(True, source.version, str(source.path), source.sha256)
    return ModelEntry(
        name=source.name,
        architecture=source.architecture,
        paper=source.paper,
        task=source.task,
        parameters=source.parameters,
        input_size=source.input_size,
        weights=weights,
        licence_of_data=source.licence_of_data,
        title=source.title,
        train="" if source.has_weights else source.train_command,
    )


def _table(entries: list[ModelEntry]) -> str:
    head = ("NAME", "TASK", "PARAMETERS", "INPUT", "WEIGHTS", "LICENCE OF DATA", "PAPER")
    rows = [head, *(_row(entry) for entry in entries)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    lines = (
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        for row in rows
    )
    return "\n".join(line.rstrip() for line in lines)


def _row(entry: ModelEntry) -> tuple[str, ...]:
    height, width = entry.input_size
    weights = entry.weights
    return (
        entry.name,
        entry.task,
        f"{entry.parameters / 1e6:.3f} M",
        f"{height}x{width}",
        f"{weights.version} {weights.sha256[:8]}" if weights.present else "none",
        entry.licence_of_data or "-",
        entry.paper,
    )
