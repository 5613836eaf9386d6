"""Run recipes by name; the implementation of ``retinaview train``."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from retinaview.core.errors import ModelError, ReadError
from retinaview.models.network_table import NETWORKS, SHIPPED
from training.option_changes import changed

if TYPE_CHECKING:
    from retinaview.exchange.data_sets import DataSet
    from training.downloads.needs import Needs

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

    def needs_of(self, variant: str) -> Needs:
        """Return what the recipe reads of a data set."""

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
        Folder that contains the folders of the data sets, or a single set in one of the layouts
        that `retinaview.exchange.data_sets` reads.
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
        folder, found = _folder(recipe, module, Path(data), Path(out))
        result = module.train(
            data=folder,
            out=Path(out),
            device=choose_device(device),
            epochs=epochs,
            resume=resume,
            **more,
        )
        if found is not None and result.suffix == ".safetensors":
            from training.downloads.naming import name_source

            parallel.on_first(lambda: name_source(result, found, recipe=recipe))
        return result


def _folder(recipe: str, module: Recipe, data: Path, out: Path) -> tuple[Path, DataSet | None]:
    """Return the recipe's data folder and, if it was made from a single set, the set."""
    from training import parallel
    from training.downloads.one_set import dealt, is_one_set

    if not is_one_set(data):
        return data, None
    needs = module.needs_of(recipe)
    found = parallel.first_then_others(lambda: dealt(data, out / "data", recipe, needs))
    return out / "data", found


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
