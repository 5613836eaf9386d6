"""The feature maps that a grading network classifies: M of Zoom-in-Net, and its counterparts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from torch import Tensor, nn

from retinaview.core.errors import ModelError
from retinaview.models.networks.gradcam_network import GradCamNetwork
from retinaview.models.networks.sea_net import SEANet
from retinaview.models.networks.split_network import SplitNetwork
from retinaview.models.networks.sunet import SUNet
from retinaview.models.networks.two_softmaxes import TwoSoftmaxes
from retinaview.models.networks.zoom_in_net import ZoomInNet


def feature_layer(module: nn.Module) -> nn.Module:
    """Return the layer whose output is the feature maps, or a tuple that ends with them.

    Raises
    ------
    ModelError
        If the feature layer of this kind of network is not known.
    """
    match module:
        case ZoomInNet():
            return module.main.bring  # M
        case SEANet():
            return module.before  # U
        case SUNet() | TwoSoftmaxes():
            return module.trunk  # M_0
        case SplitNetwork():
            return module.to_diagnosis
        case GradCamNetwork():
            return module.features  # A
    raise ModelError(f"{type(module).__name__} has no feature maps that could be clustered")


@contextmanager
def recorded_features(module: nn.Module) -> Iterator[list[Tensor]]:
    """Record the feature maps of every call of a network within the context.

    Yields
    ------
    list of Tensor
        One tensor of shape (N, C, h, w) per call so far.

    Raises
    ------
    ModelError
        If the feature layer of this kind of network is not known.
    """
    seen: list[Tensor] = []

    def keep(_module: nn.Module, _inputs: object, output: Tensor | tuple[Tensor, ...]) -> None:
        seen.append((output[-1] if isinstance(output, tuple) else output).detach())

    handle = feature_layer(module).register_forward_hook(keep)
    try:
        yield seen
    finally:
        handle.remove()
