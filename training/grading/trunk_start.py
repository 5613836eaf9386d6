"""Initial weights of a grading network's trunk, and its fixed stages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, cast, get_args

from torch import Tensor, nn

from retinaview.core.errors import ModelError
from retinaview.models import registry
from retinaview.models.networks.efficientnet_lite import EfficientNetLite
from retinaview.models.networks.gradcam_network import GradCamNetwork
from retinaview.models.networks.trunks import Trunk, copy_weights
from retinaview.models.networks.zoom_in_net import ZoomInNet
from retinaview.models.weights import files
from training.imagenet_start import PACKAGES, load_imagenet
from training.vgg_start import load_vgg16

Start = Literal["zoom-in-net-small", "imagenet", "offline", "random"]
"""Initial weights of a trunk: the shipped Zoom-in-Net's, ImageNet's as torchvision and timm
download them, those of packages (`training.imagenet_start`, `training.vgg_start`), or random."""


def build_started(architecture: str, start: Start, **arguments: object) -> nn.Module:
    """Build a network with the initial trunk weights `start` and otherwise random weights.

    ``"imagenet"`` downloads the weights if they are not cached. The others need no connection.

    Raises
    ------
    ModelError
        For an unknown start, a trunk that the shipped one does not fit or that no package has, or
        ImageNet weights that cannot be downloaded or are not installed.
    """
    if start not in get_args(Start):
        known = ", ".join(get_args(Start))
        raise ModelError(f"{start!r} is none of {known}", field="start")
    try:
        network = registry.build(architecture, **arguments, pretrained=start == "imagenet")
    except (OSError, RuntimeError) as error:
        reason = str(error).partition("\n")[0]
        message = f"the ImageNet weights of {architecture} are not available: {reason}"
        raise ModelError(message, field="start") from error
    if start == "zoom-in-net-small":
        shipped = cast(ZoomInNet, files.load(start).module)
        copy_weights(shipped.main.trunk, trunk_of(network))
    if start == "offline":
        _load_from_package(network, architecture, arguments)
    return network


def _load_from_package(
    network: nn.Module, architecture: str, arguments: Mapping[str, object]
) -> None:
    name = str({**registry.network(architecture).arguments, **arguments}.get("trunk", ""))
    if name == "vgg16" and isinstance(network, GradCamNetwork):
        load_vgg16(network.features)
    elif name in PACKAGES:
        load_imagenet(trunk_of(network).body, name)
    else:
        message = f"no package has a start for {architecture}; start=imagenet downloads one"
        raise ModelError(message, field="start")


def trunk_of(network: nn.Module) -> Trunk:
    """Return the timm trunk of a network; raise `ModelError` if it has none."""
    for module in network.modules():
        if isinstance(module, Trunk):
            return module
    raise ModelError("the network has no trunk of timm's", field="trunk")


def first_stages(trunk: Trunk, count: int) -> list[nn.Module]:
    """Return the stem and the first ``count - 1`` stages of a trunk, none for 0."""
    stages: list[nn.Module] = []
    if isinstance(trunk.body, EfficientNetLite):
        body = trunk.body
        return [body.conv_stem, body.bn1, *list(body.blocks)[: count - 1]] if count > 0 else []
    for name, module in trunk.body.named_children():
        if not name.startswith("layer"):
            if count > 0:
                stages.append(module)
        elif int(name.removeprefix("layer")) < count:
            stages.append(module)
    return stages


class GraderLearner(nn.Module):
    """A network of which the trunk's first stages are not trained.

    Their batch normalisation keeps its statistics too. No gradients are computed for them, which
    halves the time of a step.

    Attributes
    ----------
    network : nn.Module
        The network to export.

    Parameters
    ----------
    network : nn.Module
        The network to train.
    fixed_stages : int
        Number of fixed stages, see `first_stages`; 0 trains everything.
    """

    def __init__(self, network: nn.Module, *, fixed_stages: int = 0) -> None:
        super().__init__()
        self.network = network
        self.fixed_stages = fixed_stages
        for stage in self._fixed():
            stage.requires_grad_(False)

    def forward(self, image: Tensor) -> Any:  # noqa: ANN401
        """Return the network's output for images (N, 3, H, W)."""
        return self.network(image)

    def train(self, mode: bool = True) -> GraderLearner:
        """Set the mode of all but the fixed stages, which stay in evaluation mode."""
        super().train(mode)
        for stage in self._fixed():
            stage.eval()
        return self

    def _fixed(self) -> list[nn.Module]:
        if not self.fixed_stages:
            return []
        return first_stages(trunk_of(self.network), self.fixed_stages)
