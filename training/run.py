"""Recipes by name: what ``retinaview train`` runs."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from retinaview.core.errors import ModelError, ReadError
from retinaview.models.network_table import NETWORKS, SHIPPED
from training.option_changes import changed

_EXTRA = {"ganet-paper": "ganet_paper", "zoom-in-net-heads": "zoom_in_net_heads"}
"""Recipes that are no network's own, and their modules."""


class Recipe(Protocol):
    """What a module in `training.recipes` offers."""

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
        """Train to the end and return what was written.

        Modules with variants take ``variant``, the recipe's name, and ``options``.
        """

    def options_of(self, variant: str) -> object:
        """Return a variant's numbers; modules with variants have this."""


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
        Folder with the data sets, each in its own folder.
    out : Path
        Takes checkpoints, logs, scaled photographs and the result.
    device : str
        ``"auto"``, ``"cpu"``, ``"cuda"`` or ``"mps"``.
    epochs : int, optional
        Default: the recipe's own.
    resume : bool
        Go on where the last run into `out` stopped.
    changes : sequence of str
        Of the recipe's numbers; see `training.option_changes.changed`.

    Returns
    -------
    Path
        The weights, or the table of a cross-validation.

    Raises
    ------
    ModelError
        For an unknown recipe, changes that it does not take, a loss that stops being finite, or
        the failure of another process of this run.
    ReadError
        If `data` is no folder or lacks what the recipe needs.
    """
    _check(recipe, Path(data), epochs)
    from training import parallel
    from training.engine import choose_device

    module = cast(Recipe, import_module(f"training.recipes.{_modules()[recipe]}"))
    has_variants = hasattr(module, "options_of")
    more: dict[str, object] = {"variant": recipe} if has_variants else {}
    if changes:
        if not has_variants:
            raise ModelError(f"the numbers of {recipe} stand in its recipe alone", field="set")
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


def _check(recipe: str, data: Path, epochs: int | None) -> None:
    """Raise what can be said before anything heavy is imported."""
    if recipe not in recipes():
        message = f"unknown recipe {recipe!r}; known are {', '.join(recipes())}"
        raise ModelError(message, field="recipe")
    if not data.is_dir():
        raise ReadError("the data folder does not exist", path=data)
    if epochs is not None and epochs < 1:
        raise ModelError("a run needs at least one epoch", field="epochs")


def _modules() -> dict[str, str]:
    """Return the module of `training.recipes` of every recipe."""
    of_networks = {row.name: row.recipe for row in NETWORKS}
    of_weights = {row.recipe: of_networks[row.network] for row in SHIPPED}
    return of_networks | of_weights | _EXTRA
