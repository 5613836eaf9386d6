"""`retinaview models`: the networks that can be built, and the weights that are there."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Annotated

import typer


@dataclass(frozen=True)
class WeightsEntry:
    """Weights on this machine; empty where there are none: the network can be trained, not run."""

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
        Of the network, or of weights that have a name of their own.
    architecture : str
        The network's name in the registry.
    paper, task : str
        As the registry or the weights' card says.
    parameters : int
        Trained numbers.
    input_size : tuple of int
        Height and width in pixels, before the canvas is cut to what the sensor saw.
    weights : WeightsEntry
        Where they are, and which.
    licence_of_data : str
        Of what the weights were trained on; empty without weights.
    """

    name: str
    architecture: str
    paper: str
    task: str
    parameters: int
    input_size: tuple[int, int]
    weights: WeightsEntry = WeightsEntry()
    licence_of_data: str = ""


def models(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
) -> None:
    """List the networks and their weights.

    Name, task, parameters, input size, weights on this machine, licence of their data, paper.
    """
    entries = list_models()
    if as_json:
        typer.echo(json.dumps([asdict(entry) for entry in entries], indent=2))
    else:
        typer.echo(_table(entries))


def list_models() -> list[ModelEntry]:
    """Every registered network and all weights on this machine, by name; does not import torch.

    Raises
    ------
    WeightsError
        Weights or their card are damaged.
    """
    from retinaview.models import registry

    trained = {entry.name: entry for entry in _trained()}
    untrained = {
        spec.name: ModelEntry(
            spec.name, spec.name, spec.paper, spec.task, spec.parameters, spec.input_size
        )
        for spec in map(registry.spec, registry.names())
    }
    return [entry for _, entry in sorted({**untrained, **trained}.items())]


def _trained() -> list[ModelEntry]:
    from retinaview.models.card import read_card
    from retinaview.models.places import parameter_count, weights_files

    entries = []
    for name, path in weights_files().items():
        card = read_card(path.with_suffix(".json"))
        side = int(card.preprocessing["diameter_px"])
        entries.append(
            ModelEntry(
                name,
                card.architecture,
                card.paper,
                card.task,
                parameter_count(path),
                (side, side),
                WeightsEntry(True, card.version, str(path), card.weights_sha256),
                card.licence_of_data,
            )
        )
    return entries


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
