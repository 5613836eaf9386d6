"""Convolutional trunks of the grading networks, which return the last two scales of a network.

timm is imported only for trunks that are not built here.
"""

from __future__ import annotations

from typing import Any

from torch import Tensor, nn

from retinaview.core.errors import ModelError
from retinaview.core.text import shown
from retinaview.models.networks.efficientnet_lite import EfficientNetLite, is_efficientnet_lite
from retinaview.models.networks.resnet_d import ResNetD

_INCEPTION_TO_STRIDE_16 = (
    *("conv2d_1a", "conv2d_2a", "conv2d_2b", "maxpool_3a", "conv2d_3b", "conv2d_4a"),
    *("maxpool_5a", "mixed_5b", "repeat", "mixed_6a", "repeat_1"),
)
_INCEPTION_TO_STRIDE_32 = ("mixed_7a", "repeat_2", "block8")


_RESNETS_D = {"resnet16d": (2, 2, 2, 1), "resnet18d": (2, 2, 2, 2)}


class Trunk(nn.Module):
    """A network without its head, which returns its last two scales.

    Parameters
    ----------
    body : nn.Module
        Returns the features at strides 16 and 32.
    channels : tuple of int
        Channels of both.
    """

    def __init__(self, body: nn.Module, channels: tuple[int, int]) -> None:
        super().__init__()
        self.body = body
        self.channels = channels

    def forward(self, image: Tensor) -> tuple[Tensor, Tensor]:
        """Return the features at strides 16 and 32 of images (N, 3, H, W)."""
        middle, last = self.body(image)
        return middle, last


class InceptionResNetTrunk(nn.Module):
    """Inception-ResNet-v2 up to its last Inception-ResNet-C block (2080 channels).

    Its convolutions are unpadded: 492 px give 14 x 14 cells. A separate class, because timm's
    ``features_only`` ends one convolution after Zoom-in-Net's M.
    """

    def __init__(self, *, pretrained: bool = False) -> None:
        import timm

        super().__init__()
        network = timm.create_model("inception_resnet_v2", pretrained=pretrained)
        self.to_stride_16 = _in_sequence(network, _INCEPTION_TO_STRIDE_16)
        self.to_stride_32 = _in_sequence(network, _INCEPTION_TO_STRIDE_32)
        self.channels: tuple[int, int] = (1088, 2080)

    def forward(self, image: Tensor) -> tuple[Tensor, Tensor]:
        """Return the features at strides 16 and 32 of images (N, 3, H, W)."""
        middle = self.to_stride_16(image)
        return middle, self.to_stride_32(middle)


def build_trunk(name: str, *, pretrained: bool = False) -> Trunk | InceptionResNetTrunk:
    """Build the trunk called ``name``.

    Parameters
    ----------
    name : str
        ``"inception_resnet_v2"``, ``"resnet16d"`` or a timm model's name. ``"resnet16d"`` is
        timm's ResNet-18-D without its last block: 6.5 million weights, 512 channels.
    pretrained : bool
        Download ImageNet weights; those of ``"resnet16d"`` are ResNet-18-D's.

    Raises
    ------
    ModelError
        For a name that timm does not know.
    """
    if name == "inception_resnet_v2":
        return InceptionResNetTrunk(pretrained=pretrained)
    if is_efficientnet_lite(name) and not pretrained:
        lite = EfficientNetLite(name, levels=(3, 4))
        return Trunk(lite, (lite.channels[0], lite.channels[1]))
    if name not in _RESNETS_D:
        return timm_trunk(name, pretrained=pretrained)
    body = ResNetD(_RESNETS_D[name])
    trunk = Trunk(body, body.channels)
    if pretrained:
        copy_weights(timm_trunk("resnet18d", pretrained=True), trunk)
    return trunk


def timm_trunk(name: str, *, pretrained: bool = False) -> Trunk:
    """Build a trunk from a timm network that offers ``features_only``.

    Parameters
    ----------
    name : str
        Name of the network in timm.
    pretrained : bool
        Download the weights that timm offers.

    Raises
    ------
    ModelError
        For a name that timm does not know.
    """
    import timm

    if not timm.is_model(name):
        raise ModelError(f"timm has no network {shown(name)}", field="trunk")
    body: Any = timm.create_model(
        name, pretrained=pretrained, features_only=True, out_indices=(-2, -1)
    )
    middle, last = body.feature_info.channels()
    return Trunk(body, (middle, last))


def copy_weights(source: nn.Module, target: nn.Module) -> None:
    """Copy weights to `target` from `source`, which may have further weights of its own.

    Raises
    ------
    ModelError
        If a weight of `target` is missing in `source`, or its shape differs.
    """
    given = source.state_dict()
    for name, weight in target.state_dict().items():
        if name not in given or given[name].shape != weight.shape:
            raise ModelError(f"the trunk to start from has no fitting {shown(name)}", field="trunk")
    target.load_state_dict({name: given[name] for name in target.state_dict()})


def _in_sequence(network: nn.Module, names: tuple[str, ...]) -> nn.Sequential:
    return nn.Sequential(*(network.get_submodule(name) for name in names))
