"""Where weights and their cards lie; does not import torch, so that listing them is instant."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from pathlib import Path

from platformdirs import user_data_path

from retinaview.core.errors import WeightsError
from retinaview.core.paths import AnyPath
from retinaview.core.resources import resource_path
from retinaview.core.text import shown
from retinaview.models.weights.card import ModelCard, read_card
from retinaview.models.weights.header import read_shapes
from retinaview.models.weights.missing import what_to_do
from retinaview.models.weights.replacing import finish_replacing


def shipped_folder() -> Path:
    """Return the folder of the weights that come with the program."""
    return resource_path("weights")


def user_folder() -> Path:
    """Return the folder of the user's own and downloaded weights; it need not exist."""
    return user_data_path("retinaview") / "weights"


def search_folders() -> list[Path]:
    """Return the folders in which weights are looked for, in order."""
    own = user_folder()
    finish_replacing(own)
    return [shipped_folder(), own]


def find(name_or_path: AnyPath, *, folders: Sequence[Path] | None = None) -> Path:
    """Return the weights file of a name or path.

    A path (anything that ends in ``.safetensors`` or has a folder) is taken as it is. A name is
    looked for in `folders`; without them among the weights shipped with the program, then in the
    user's data folder.

    Raises
    ------
    WeightsError
        If there is no such file; of a name, says what can be done.
    """
    path = Path(name_or_path)
    if path.suffix == ".safetensors" or len(path.parts) > 1:
        if path.is_file():
            return path
        raise WeightsError(f"no weights {shown(path.name)} in {path.parent}", path=path)
    among = folders or search_folders()
    candidates = [folder / f"{path.name}.safetensors" for folder in among]
    for candidate in candidates:
        if candidate.is_file():
            return candidate
    looked = ", ".join(map(str, among))
    advice = what_to_do(path.name, there=weights_files(among))
    raise WeightsError(f"no weights {shown(path.name)} in {looked}; {advice}", path=candidates[0])


def available() -> list[ModelCard]:
    """Return the cards of all weights that a name finds, sorted by name."""
    return [read_card(path.with_suffix(".json")) for _, path in sorted(weights_files().items())]


def weights_files(folders: Sequence[Path] | None = None) -> dict[str, Path]:
    """Return the weights that a name finds, in `folders` as in `find`: file by name."""
    files: dict[str, Path] = {}
    for folder in folders or search_folders():
        for path in folder.glob("*.safetensors"):
            files.setdefault(path.stem, path)
    return files


def parameter_count(path: Path) -> int:
    """Return how many trained numbers a weights file holds, from its header alone.

    Raises
    ------
    WeightsError
        If the file is damaged.
    """
    shapes = read_shapes(path)
    return sum(math.prod(shapes[name]) for name in _trained_names(shapes))


def _trained_names(names: Iterable[str]) -> list[str]:
    """Names without batch normalisation's running statistics, which no optimiser trains."""
    statistics = ("running_mean", "running_var", "num_batches_tracked")
    return [name for name in names if not name.endswith(statistics)]
