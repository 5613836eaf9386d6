"""A photograph and its mirror image through a grading network, and their answers as one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from retinaview.core.errors import ModelError

Floats = NDArray[np.float32]


def as_batch(image: Floats, module: nn.Module, *, mirrored: bool) -> Tensor:
    """A normalised photograph ``(3, H, W)`` and, second, its mirror image, where `module` is."""
    batch = torch.from_numpy(image)[None]
    if mirrored:
        batch = torch.cat([batch, batch.flip(3)])
    device = next(module.parameters()).device
    return batch.to(device, memory_format=torch.channels_last)


@contextmanager
def precision(module: nn.Module, *, bfloat16: bool) -> Iterator[None]:
    """Compute in bfloat16 autocast on the module's device where that is asked for."""
    device = next(module.parameters()).device
    with torch.autocast(device.type, dtype=torch.bfloat16, enabled=bfloat16):
        yield


def mean_probabilities(logits: Tensor, *, temperature: float) -> Floats:
    """Probabilities ``(grades,)`` of logits (N, grades), averaged over the batch."""
    softened = torch.softmax(logits.float() / temperature, dim=1)
    return _numpy(softened.mean(dim=0))


def mean_maps(maps: Tensor) -> Floats:
    """Maps ``(C, h, w)`` of a batch (N, C, h, w); the second image's are mirrored back."""
    if len(maps) == 2:
        maps = torch.stack([maps[0], maps[1].flip(2)])
    return _numpy(maps.float().mean(dim=0))


def require_finite(*outputs: Tensor | None) -> None:
    """Raise `ModelError` unless every number of a network's outputs is finite."""
    if not all(bool(torch.isfinite(output).all()) for output in outputs if output is not None):
        raise ModelError("the grading network's output is not finite")


def _numpy(tensor: Tensor) -> Floats:
    values: Floats = tensor.detach().cpu().numpy()
    return values
