"""Build networks by name.

Builders register themselves in `retinaview.models.catalogue`, which does not import torch: the
network's own module is imported only when it is built, so listing the names is instant.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING

from retinaview.core.errors import ModelError

if TYPE_CHECKING:
    from torch import nn

    Builder = Callable[..., nn.Module]


@dataclass(frozen=True)
class ModelSpec:
    """What is known of a network before it is built.

    Attributes
    ----------
    name
        Registry name, for instance ``"ganet"``.
    paper
        Author, title and year of the paper that describes the network.
    task
        What it answers: ``"segmentation"`` or ``"grading"``.
    input_size
        Height and width in pixels for which the paper, or our recipe, trains it.
    stride
        Heights and widths that this number divides are accepted.
    parameters
        Number of trained weights with the builder's default arguments, written down because
        counting takes a network that is built; a test counts.
    unsaid
        What a model card means that does not mention these arguments: they came after the first
        cards were written, and the builder's defaults are other ones.
    """

    name: str
    paper: str
    task: str
    input_size: tuple[int, int]
    stride: int
    parameters: int
    unsaid: Mapping[str, object] = field(default_factory=dict)


_registered: dict[str, tuple[ModelSpec, Builder]] = {}


def register(
    name: str,
    *,
    paper: str,
    task: str,
    input_size: tuple[int, int],
    stride: int,
    parameters: int,
    unsaid: Mapping[str, object] | None = None,
) -> Callable[[Builder], Builder]:
    """Register the decorated builder under `name`.

    Raises
    ------
    ModelError
        If the name is taken.
    """

    def add(builder: Builder) -> Builder:
        if name in _registered:
            raise ModelError(f"two networks are registered as {name!r}", field="name")
        spec = ModelSpec(name, paper, task, input_size, stride, parameters, unsaid or {})
        _registered[name] = (spec, builder)
        return builder

    return add


def names() -> list[str]:
    """Return the names of all networks, sorted."""
    _load_catalogue()
    return sorted(_registered)


def spec(name: str) -> ModelSpec:
    """Return what is known of the network `name`; raise `ModelError` for an unknown name."""
    return _entry(name)[0]


def build(name: str, **arguments: object) -> nn.Module:
    """Build the network `name` with random weights.

    Raises
    ------
    ModelError
        For an unknown name, or for arguments that its builder does not take.
    """
    builder = _entry(name)[1]
    try:
        return builder(**arguments)
    except (TypeError, ValueError) as error:
        raise ModelError(f"network {name!r} cannot be built: {error}", field="arguments") from error


def build_as_card_says(name: str, arguments: Mapping[str, object]) -> nn.Module:
    """Build the network of a model card, which may be older than some arguments."""
    return build(name, **{**spec(name).unsaid, **arguments})


def _entry(name: str) -> tuple[ModelSpec, Builder]:
    _load_catalogue()
    if name not in _registered:
        known = ", ".join(sorted(_registered))
        raise ModelError(f"unknown network {name!r}; known are {known}", field="name")
    return _registered[name]


def _load_catalogue() -> None:
    import_module("retinaview.models.catalogue")
