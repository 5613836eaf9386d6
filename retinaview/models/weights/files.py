"""Read and write weights: a safetensors file with its model card beside it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load as load_tensors
from safetensors.torch import save as save_tensors
from torch import Tensor, nn

from retinaview.core.errors import ModelError, WeightsError
from retinaview.core.guard import guard
from retinaview.core.regular_files import read_regular
from retinaview.core.text import shown
from retinaview.models import registry
from retinaview.models.guests.description import Output
from retinaview.models.guests.network import as_guest
from retinaview.models.guests.onnx_network import OnnxNetwork
from retinaview.models.weights.card import ModelCard, read_card
from retinaview.models.weights.folders import available, find, search_folders
from retinaview.models.weights.header import DAMAGED, UNREADABLE

__all__ = ["LoadedModel", "available", "find", "load", "load_file", "save", "search_folders"]


@dataclass(frozen=True)
class LoadedModel:
    """A network in evaluation mode on its device, with its card."""

    module: nn.Module
    card: ModelCard


def load(name_or_path: str | Path, *, device: str | torch.device = "cpu") -> LoadedModel:
    """Load a network with its weights, in float32 and evaluation mode.

    Raises
    ------
    WeightsError
        If the file or card is missing, damaged, altered, or belongs to another network.
    """
    path = find(name_or_path)
    return load_file(path, read_card(path.with_suffix(".json")), device=device)


def load_file(path: Path, card: ModelCard, *, device: str | torch.device = "cpu") -> LoadedModel:
    """Load a weights file with the given card; raises as `load` does.

    A network that is not the program's own comes as a `GuestNetwork`; an ONNX file stays on the
    processor.
    """
    if card.is_onnx:
        return LoadedModel(_as_guest(_read_onnx(path, card), card.outputs, card), card)
    tensors = {name: tensor.float() for name, tensor in _read_tensors(path, card).items()}
    try:
        module = registry.build_as_card_says(card.architecture, card.arguments)
    except ModelError as error:
        message = f"the model card's architecture cannot be built: {error}"
        raise WeightsError(message, path=path, field="architecture") from error
    _check_classes(card, path)
    _check_tensors(tensors, module, path)
    module.load_state_dict(tensors)
    guest = registry.network(card.architecture).guest
    if guest is not None:
        module = _as_guest(module, guest.outputs, card)
    return LoadedModel(module.to(device).eval(), card)


def save(path: Path, module: nn.Module, card: ModelCard) -> ModelCard:
    """Write weights as float16 and, beside them, their card with the SHA-256.

    Each file is written under a temporary name and moved into place.

    Returns
    -------
    ModelCard
        The card as written.

    Raises
    ------
    WeightsError
        If a weight is not finite in float16.
    """
    tensors = {name: _to_half(name, tensor, path) for name, tensor in module.state_dict().items()}
    content = save_tensors(tensors, metadata={"architecture": card.architecture})
    card = card.model_copy(update={"weights_sha256": hashlib.sha256(content).hexdigest()})
    _write(path, content)
    write_card(path.with_suffix(".json"), card)
    return card


def write_card(path: Path, card: ModelCard) -> None:
    """Write a model card atomically."""
    _write(path, (card.model_dump_json(indent=2, by_alias=True) + "\n").encode())


def _as_guest(inner: nn.Module, outputs: Sequence[Output], card: ModelCard) -> nn.Module:
    classes = len(card.lesions)
    return as_guest(inner, outputs, name=card.name, task=card.task, classes=classes)


def _read_tensors(path: Path, card: ModelCard) -> dict[str, Tensor]:
    with guard(WeightsError, path, DAMAGED, system=UNREADABLE, say_why=True, field="header"):
        content = read_regular(path)
        tensors = load_tensors(content)
    _check_sum(content, card, path)
    return tensors


def _read_onnx(path: Path, card: ModelCard) -> OnnxNetwork:
    with guard(WeightsError, path, system=UNREADABLE):
        content = read_regular(path)
    _check_sum(content, card, path)
    return OnnxNetwork(content, path)


def _check_sum(content: bytes, card: ModelCard, path: Path) -> None:
    if hashlib.sha256(content).hexdigest() != card.weights_sha256:
        message = "the weights are not those that the model card describes (SHA-256 differs)"
        raise WeightsError(message, path=path, field="weights_sha256")


def _check_classes(card: ModelCard, path: Path) -> None:
    """Compare the classes with the argument that sets the outputs, if the card has one."""
    for argument in ("outputs", "grades", "dr_grades"):
        outputs = card.arguments.get(argument) or len(card.classes)
        if outputs != len(card.classes):
            message = f"the model card names {len(card.classes)} classes, the network has {outputs}"
            raise WeightsError(message, path=path, field="classes")


def _check_tensors(tensors: dict[str, Tensor], module: nn.Module, path: Path) -> None:
    expected = module.state_dict()
    for name in expected | tensors:
        if name not in tensors or name not in expected:
            state = "is missing" if name not in tensors else "is not part of this network"
            raise WeightsError(f"the weight {shown(name)} {state}", path=path, field=name)
        if tensors[name].shape != expected[name].shape:
            found, wanted = tuple(tensors[name].shape), tuple(expected[name].shape)
            message = f"the weight {shown(name)} has shape {found}, the network needs {wanted}"
            raise WeightsError(message, path=path, field=name)
        if not _is_finite(tensors[name]):
            message = f"the weight {shown(name)} holds values that are not finite"
            raise WeightsError(message, path=path, field=name)


def _is_finite(weights: Tensor) -> bool:
    """Return whether all weights are finite.

    Checking the sum takes a tenth of the time; it can overflow, so then all are checked.
    """
    return bool(torch.isfinite(weights.sum())) or bool(torch.isfinite(weights).all())


def _to_half(name: str, tensor: Tensor, path: Path) -> Tensor:
    half = tensor.detach().cpu()
    if half.is_floating_point():
        half = half.half()
        if not bool(torch.isfinite(half).all()):
            message = f"the weight {shown(name)} is not finite as float16"
            raise WeightsError(message, path=path, field=name)
    return half.contiguous()


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.name}.{os.getpid()}.part")
    temporary.write_bytes(content)
    temporary.replace(path)
