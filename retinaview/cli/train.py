"""`retinaview train`: training by a recipe, without a window."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from retinaview.cli.terminal import say


def train(
    recipe: Annotated[str, typer.Argument(help="Name of the recipe, such as ganet.")],
    data: Annotated[Path, typer.Option(help="Folder with idrid/ and eyepacs256/.")],
    out: Annotated[Path, typer.Option(help="Folder for checkpoints, log and weights.")],
    device: Annotated[str, typer.Option(help="auto, cpu, cuda or mps.")] = "auto",
    epochs: Annotated[int | None, typer.Option(help="Default: as in the recipe.")] = None,
    resume: Annotated[bool, typer.Option(help="Continue from the last checkpoint in OUT.")] = False,
    changes: Annotated[
        list[str] | None,
        typer.Option("--set", help="NAME=VALUE: change a setting, such as settings.seed=1."),
    ] = None,
) -> None:
    """Train the networks of one recipe.

    training/README.md describes each recipe.
    """
    from training import run

    weights = run.train(
        recipe,
        data=data,
        out=out,
        device=device,
        epochs=epochs,
        resume=resume,
        changes=changes or (),
    )
    if os.environ.get("RANK", "0") == "0":  # under torchrun, only the first process
        say(f"written: {weights}")
