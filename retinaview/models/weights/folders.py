"""Find weights and their cards; does not import torch, so that listing them is instant."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from pathlib import Path

from platformdirs import user_data_path

from retinaview.core.errors import WeightsError
from retinaview.core.paths import AnyPath
from retinaview.core.resources import resource_path
from retinaview.core.text import shown
from retinaview.models.guests.onnx_file import PARAMETERS
from retinaview.models.weights.card import ModelCard, read_card
from retinaview.models.weights.header import read_shapes
from retinaview.models.weights.missing import what_to_do
from retinaview.models.weights.replacing import finish_replacing

SUFFIXES = (".safetensors", ".onnx")
"""Of weights files; the second also holds the network."""


def shipped_folder() -> Path:
    """Return the folder of the shipped weights."""
    return resource_path("weights")


def user_folder() -> Path:
    """Return the folder of the user's own and downloaded weights, which may not exist yet."""
    return user_data_path("retinaview") / "weights"


def search_folders() -> list[Path]:
    """Return the folders that are searched for weights, in order."""
    own = user_folder()
    finish_replacing(own)
    return [shipped_folder(), own]


def find(name_or_path: AnyPath, *, folders: Sequence[Path] | None = None) -> Path:
    """Return the weights file of a name or path.

    Parameters
    ----------
    name_or_path : str or Path
        A path (anything that ends in one of `SUFFIXES` or has a folder) or a name.
    folders : sequence of Path, optional
        Folders to search for a name; default: `search_folders`.

    Returns
    -------
    Path
        The weights file.

    Raises
    ------
    WeightsError
        If there is no such file; for a name, the message suggests what to do.
    """
    path = Path(name_or_path)
    if path.suffix in SUFFIXES or len(path.parts) > 1:
        if path.is_file():
            return path
        raise WeightsError(f"no weights {shown(path.name)} in {path.parent}", path=path)
    among = folders or search_folders()
    candidates = [folder / f"{path.name}{suffix}" for folder in among for suffix in SUFFIXES]
    for candidate in candidates:
        if candidate.is_file():
            return candidate
    looked = ", ".join(map(str, among))
    advice = what_to_do(path.name, there=weights_files(among))
    raise WeightsError(f"no weights {shown(path.name)} in {looked}; {advice}", path=candidates[0])


def available() -> list[ModelCard]:
    """Return the cards of all available weights, sorted by name."""
    return [read_card(path.with_suffix(".json")) for _, path in sorted(weights_files().items())]


def weights_files(folders: Sequence[Path] | None = None) -> dict[str, Path]:
    """Return the available weights files by name; `folders` as in `find`."""
    files: dict[str, Path] = {}
    for folder in folders or search_folders():
        for suffix in SUFFIXES:
            for path in folder.glob(f"*{suffix}"):
                files.setdefault(path.stem, path)
    return files


def suffix_of(card: ModelCard) -> str:
    """Return the suffix of the weights file that a card describes."""
    return SUFFIXES[1] if card.is_onnx else SUFFIXES[0]


def parameter_count(path: Path, card: ModelCard) -> int:
    """Return the number of trainable parameters of a weights file, from its header alone.

    That of an ONNX file stands on its card, where `retinaview models add` has written it.

    Raises
    ------
    WeightsError
        If the file is damaged.
    """
    if card.is_onnx:
        count = card.arguments.get(PARAMETERS, 0)
        return count if isinstance(count, int) else 0
    shapes = read_shapes(path)
    return sum(math.prod(shapes[name]) for name in _trained_names(shapes))


def _trained_names(names: Iterable[str]) -> list[str]:
    """Return the names without batch normalisation's running statistics, which are not trained."""
    statistics = ("running_mean", "running_var", "num_batches_tracked")
    return [name for name in names if not name.endswith(statistics)]
