"""Recipes by name: what ``retinaview train`` runs."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from retinaview.core.errors import ModelError, ReadError

_MODULES = {
    "ganet": "training.recipes.ganet",
    "ganet-paper": "training.recipes.ganet_paper",
    "zoom-in-net": "training.recipes.zoom_in_net",
}


class Recipe(Protocol):
    """What a module in `training.recipes` offers."""

    def train(
        self, *, data: Path, out: Path, device: object, epochs: int | None, resume: bool
    ) -> Path:
        """Train to the end and return what was written."""


def recipes() -> list[str]:
    """Return the names of all recipes, sorted; imports none of them."""
    return sorted(_MODULES)


def train(
    recipe: str,
    *,
    data: Path,
    out: Path,
    device: str = "auto",
    epochs: int | None = None,
    resume: bool = False,
) -> Path:
    """Run a recipe.

    Parameters
    ----------
    recipe
        One of `recipes`.
    data
        Folder with the data sets, each in its own folder.
    out
        Takes checkpoints, logs, scaled photographs and the result.
    device
        ``"auto"``, ``"cpu"``, ``"cuda"`` or ``"mps"``.
    epochs
        Default: the recipe's own.
    resume
        Go on where the last run into `out` stopped.

    Returns
    -------
    Path
        The weights, or the table of a cross-validation.

    Raises
    ------
    ModelError
        For an unknown recipe, or a loss that stops being finite.
    ReadError
        If `data` is no folder or lacks what the recipe needs.
    """
    if recipe not in _MODULES:
        message = f"unknown recipe {recipe!r}; known are {', '.join(recipes())}"
        raise ModelError(message, field="recipe")
    if not Path(data).is_dir():
        raise ReadError("the data folder does not exist", path=data)
    if epochs is not None and epochs < 1:
        raise ModelError("a run needs at least one epoch", field="epochs")
    from training.engine import choose_device

    module = cast(Recipe, import_module(_MODULES[recipe]))
    return module.train(
        data=Path(data), out=Path(out), device=choose_device(device), epochs=epochs, resume=resume
    )
