"""All sources of answers about a photograph: weights by name, and networks without weights.

Does not import torch, so that a list in the window appears at once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from retinaview.core.errors import WeightsError
from retinaview.models import registry
from retinaview.models.guests.packages import guests
from retinaview.models.registry import is_shipped, network_of, title_of, train_command
from retinaview.models.weights.card import read_card
from retinaview.models.weights.folders import parameter_count, weights_files

__all__ = ["Source", "sources", "title_of", "train_command"]


@dataclass(frozen=True)
class Source:
    """One network, with or without weights.

    Attributes
    ----------
    name : str
        Name of the weights, or of a network without weights; the argument of `Engine.ask`.
    title : str
        The name as spelled in its paper.
    architecture : str
        The network's name in the registry.
    paper, task : str
        From the registry or the weights' card; `task` is ``"grading"`` or ``"segmentation"``.
    parameters : int
        Number of trained parameters.
    input_size : tuple of int
        Height and width in pixels, before the canvas is cropped to the visible field.
    train_command : str
        Command that trains weights for it.
    path : Path or None
        Path of the weights; None if there are none, so that the network can only be trained.
    version, sha256, licence_of_data : str
        Version, checksum and data licence of the weights; empty if there are none.
    pairs_eyes : bool
        Whether it grades both eyes of a patient together.
    fault : str
        Why the weights cannot be used, in one sentence; empty if no fault is known.
    """

    name: str
    title: str
    architecture: str
    paper: str
    task: str
    parameters: int
    input_size: tuple[int, int]
    train_command: str
    path: Path | None = None
    version: str = ""
    sha256: str = ""
    licence_of_data: str = ""
    pairs_eyes: bool = False
    fault: str = ""

    @property
    def has_weights(self) -> bool:
        """Whether there are usable weights."""
        return self.path is not None and not self.fault


def sources() -> tuple[Source, ...]:
    """List all local weights, then the networks without any, each by name.

    Networks of packages that cannot be imported come last, with the reason.
    """
    trained = {name: _trained(name, path) for name, path in sorted(weights_files().items())}
    untrained = (_registered(name, name) for name in registry.names() if name not in trained)
    faulty = (
        Source(name, name, name, "", "", 0, (0, 0), "", fault=fault)
        for name, fault in guests().faults.items()
    )
    return (*trained.values(), *untrained, *faulty)


def _trained_by(name: str, architecture: str) -> str:
    return train_command(name if is_shipped(name) else architecture)


def _trained(name: str, path: Path) -> Source:
    try:
        card = read_card(path.with_suffix(".json"))
        side = card.preprocessing.diameter_px
        return Source(
            name=name,
            title=name if card.is_onnx else title_of(name),
            architecture=card.architecture,
            paper=card.paper,
            task=card.task,
            parameters=parameter_count(path, card),
            input_size=(side, side),
            train_command="" if card.is_onnx else _trained_by(name, card.architecture),
            path=path,
            version=card.version,
            sha256=card.weights_sha256,
            licence_of_data=card.licence_of_data,
            pairs_eyes=card.pairs_eyes,
        )
    except WeightsError as error:
        return _faulty(name, path, str(error))


def _faulty(name: str, path: Path, fault: str) -> Source:
    architecture = network_of(name)
    if architecture is None:
        return Source(name, title_of(name), "", "", "", 0, (0, 0), "", path, fault=fault)
    return replace(_registered(name, architecture), path=path, fault=fault)


def _registered(name: str, architecture: str) -> Source:
    """Return the registry's entry of a network, named after its weights or itself."""
    spec = registry.network(architecture)
    return Source(
        name=name,
        title=title_of(name),
        architecture=architecture,
        paper=spec.paper,
        task=spec.task,
        parameters=spec.parameters,
        input_size=spec.input_size,
        train_command=train_command(name),
    )
