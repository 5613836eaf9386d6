"""Run a grading network on a photograph and its mirror image, and average the outputs."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from retinaview.core.errors import ModelError
from retinaview.models.layers import device_of

Floats = NDArray[np.float32]


def as_batch(image: Floats, module: nn.Module, *, mirrored: bool) -> Tensor:
    """Return a batch of a normalised photograph ``(3, H, W)`` and, optionally, its mirror image.

    The batch is channels-last and on the module's device.
    """
    batch = torch.from_numpy(image)[None]
    if mirrored:
        batch = torch.cat([batch, batch.flip(3)])
    device = device_of(module)
    return batch.to(device, memory_format=torch.channels_last)


def mean_probabilities(logits: Tensor, *, temperature: float) -> Floats:
    """Return the softmax of logits (N, grades), averaged over the batch: ``(grades,)``."""
    softened = torch.softmax(logits.float() / temperature, dim=1)
    return _numpy(softened.mean(dim=0))


def mean_maps(maps: Tensor) -> Floats:
    """Return maps (N, C, h, w) averaged over the batch, those of the mirror image flipped back."""
    if len(maps) == 2:
        maps = torch.stack([maps[0], maps[1].flip(2)])
    return _numpy(maps.float().mean(dim=0))


def require_finite(*outputs: Tensor | None) -> None:
    """Raise `ModelError` unless all values of a network's outputs are finite."""
    if not all(bool(torch.isfinite(output).all()) for output in outputs if output is not None):
        raise ModelError("the grading network's output is not finite")


def _numpy(tensor: Tensor) -> Floats:
    values: Floats = tensor.detach().cpu().numpy()
    return values
