"""`retinaview models add|download|export|remove`: weights in the user's folder, and out of it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from retinaview.cli.models import models
from retinaview.cli.options import Replace as ReplaceFiles
from retinaview.cli.terminal import complain, say
from retinaview.core.errors import WriteError
from retinaview.core.whole_files import require_own

if TYPE_CHECKING:
    from retinaview.models.weights.index import WeightsIndex

app = typer.Typer(rich_markup_mode=None)
Replace = Annotated[bool, typer.Option(help="Replace your own weights of that name.")]


@app.callback(invoke_without_command=True)
def group(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
) -> None:
    """List the networks; add and remove weights.

    Without a command: name, task, parameters, input size, weights on this machine, licence of
    their data, paper.
    """
    if context.invoked_subcommand is None:
        models(as_json=as_json)


@app.command()
def add(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Weights (.safetensors), or a network (.onnx).")
    ],
    card: Annotated[
        Path | None,
        typer.Option(metavar="CARD", help="Their card; default: FILE with suffix .json."),
    ] = None,
    name: Annotated[str, typer.Option(help="Name for the weights; default: from the card.")] = "",
    replace: Replace = False,
) -> None:
    """Check your own weights, or a network of your own, and add them to your weights folder.

    The checks cover the card's fields, names and shapes of all tensors, the number of classes, the
    preprocessing, that all values are finite, and the answer to a phantom. An ONNX
    file needs a card that says what its outputs are; docs/weights.md shows one.
    """
    from retinaview.models.weights.own_weights import add_weights

    path = add_weights(file, card=card, name=name, replace=replace)
    say(f"{path.stem} is added: {path}")


@app.command()
def download(
    name: Annotated[
        str, typer.Argument(help="Name of the weights; default: list those available.")
    ] = "",
    index: Annotated[
        str,
        typer.Option(
            metavar="FILE|URL",
            help="Index of weights; default: $RETINAVIEW_INDEX, else the program's own.",
            show_default=False,
        ),
    ] = "",
    replace: Replace = False,
) -> None:
    """Download weights from an index, check them, and add them to your weights folder.

    Run the same command again to resume an interrupted download.
    """
    from retinaview.models.weights.index import index_address, read_index

    address = index_address(index)
    found = read_index(address)
    if name:
        _fetch(name, found, replace=replace)
    else:
        say(_offers(found) or f"nothing can be downloaded by {address}")


@app.command()
def export(
    name: Annotated[str, typer.Argument(help="Name or file of the weights.")],
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The ONNX file; default: NAME-onnx.onnx, here."),
    ] = None,
    replace: ReplaceFiles = False,
) -> None:
    """Write a network with its weights as an ONNX file, with a card beside it."""
    from retinaview.models.weights.files import load
    from retinaview.models.weights.onnx_export import export_onnx

    loaded = load(name)
    path = out or Path(f"{loaded.card.name}-onnx.onnx")
    if path.suffix.lower() != ".onnx":
        raise WriteError("an ONNX file ends in .onnx", path=path)
    for file in () if replace else (path, path.with_suffix(".json")):
        require_own(file, set(), message="is there already")
    export_onnx(loaded, path)
    say(f"{name} is exported: {path} and {path.with_suffix('.json').name}")


@app.command()
def remove(name: Annotated[str, typer.Argument(help="Name of the weights.")]) -> None:
    """Delete weights that were added or downloaded, with their card."""
    from retinaview.models.weights.own_weights import remove_weights

    remove_weights(name)
    say(f"{name} is removed")


def _fetch(name: str, index: WeightsIndex, *, replace: bool) -> None:
    from retinaview.models.weights.fetching import fetch_weights

    entry = index.entry(name)
    try:
        with _progress_bar(name) as progress:
            path = fetch_weights(entry, replace=replace, progress=progress)
    except KeyboardInterrupt:
        complain("retinaview: stopped; run the same command again to resume")
        raise
    say(f"{path.stem} is added: {path}")


def _offers(index: WeightsIndex) -> str:
    return "\n".join(f"{entry.name}  {entry.size / 1e6:.1f} MB" for entry in index.weights)


@contextmanager
def _progress_bar(name: str) -> Iterator[Callable[[int, int], None] | None]:
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

    columns = (TextColumn(name, markup=False), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(name, total=None)
        yield lambda done, size: bar.update(task, completed=done, total=size)
