"""Run recipes by name; the implementation of ``retinaview train``."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from retinaview.core.errors import ModelError, ReadError
from retinaview.models.network_table import NETWORKS, SHIPPED
from training.option_changes import changed

_EXTRA = {
    "ganet-paper": "ganet_paper",
    "lesion-net-distilled": "lesion_net_distilled",
    "zoom-in-net-crop": "zoom_in_net_crop",
    "zoom-in-net-heads": "zoom_in_net_heads",
    "zoom-in-net-small": "zoom_in_net_small",
}
"""Recipes that are not named after a network, and their modules."""


class Recipe(Protocol):
    """Interface of the modules in `training.recipes`."""

    def train(
        self,
        *,
        data: Path,
        out: Path,
        device: object,
        epochs: int | None,
        resume: bool,
        **more: object,
    ) -> Path:
        """Train and return the path of the result.

        Modules with variants also take ``variant``, the recipe's name, and ``options``.
        """

    def options_of(self, variant: str) -> object:
        """Return a variant's options; only for modules with variants."""


def recipes() -> list[str]:
    """Return the names of all recipes, sorted; imports none of them."""
    return sorted(_modules())


def train(
    recipe: str,
    *,
    data: Path,
    out: Path,
    device: str = "auto",
    epochs: int | None = None,
    resume: bool = False,
    changes: Sequence[str] = (),
) -> Path:
    """Run a recipe.

    Parameters
    ----------
    recipe : str
        One of `recipes`.
    data : Path
        Folder that contains the folders of the data sets.
    out : Path
        Folder for checkpoints, logs, scaled photographs and the result.
    device : str
        ``"auto"``, ``"cpu"``, ``"cuda"`` or ``"mps"``.
    epochs : int, optional
        Number of epochs; default: the recipe's.
    resume : bool
        Resume the last run in `out`.
    changes : sequence of str
        Changes to the recipe's options; see `training.option_changes.changed`.

    Returns
    -------
    Path
        The weights, or the table of a cross-validation.

    Raises
    ------
    ModelError
        For an unknown recipe, unknown options, a loss that is no longer finite, or a failure in
        another process of this run.
    ReadError
        If `data` is not a folder or lacks files that the recipe needs.
    """
    _check(recipe, Path(data), epochs)
    from training import parallel
    from training.engine import choose_device

    module = module_of(recipe)
    has_variants = hasattr(module, "options_of")
    more: dict[str, object] = {"variant": recipe} if has_variants else {}
    if changes:
        if not has_variants:
            raise ModelError(f"{recipe} has no options that can be set", field="set")
        more["options"] = changed(module.options_of(recipe), changes)
    with parallel.together():
        return module.train(
            data=Path(data),
            out=Path(out),
            device=choose_device(device),
            epochs=epochs,
            resume=resume,
            **more,
        )


def module_of(recipe: str) -> Recipe:
    """Import and return the module of a recipe; one module may hold several."""
    return cast(Recipe, import_module(f"training.recipes.{_modules()[recipe]}"))


def _check(recipe: str, data: Path, epochs: int | None) -> None:
    """Check the arguments before anything slow is imported."""
    if recipe not in recipes():
        message = f"unknown recipe {recipe!r}; known are {', '.join(recipes())}"
        raise ModelError(message, field="recipe")
    if not data.is_dir():
        raise ReadError("the data folder does not exist", path=data)
    if epochs is not None and epochs < 1:
        raise ModelError("a run needs at least one epoch", field="epochs")


def _modules() -> dict[str, str]:
    """Return the module in `training.recipes` of each recipe."""
    of_networks = {row.name: row.recipe for row in NETWORKS}
    of_weights = {row.recipe: of_networks[row.network] for row in SHIPPED}
    return of_networks | of_weights | _EXTRA
