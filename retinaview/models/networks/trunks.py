"""Convolutional trunks for the grading networks: the last two scales of a timm network."""

from __future__ import annotations

from typing import Any

import timm
from torch import Tensor, nn

from retinaview.core.errors import ModelError

_INCEPTION_TO_STRIDE_16 = (
    *("conv2d_1a", "conv2d_2a", "conv2d_2b", "maxpool_3a", "conv2d_3b", "conv2d_4a"),
    *("maxpool_5a", "mixed_5b", "repeat", "mixed_6a", "repeat_1"),
)
_INCEPTION_TO_STRIDE_32 = ("mixed_7a", "repeat_2", "block8")


class Trunk(nn.Module):
    """A timm network without its head that returns its last two scales.

    Attributes
    ----------
    channels : tuple of int
        Channels of the two outputs, at strides 16 and 32.

    Parameters
    ----------
    name : str
        A timm model that offers ``features_only``, for example ``"resnet18d"``.
    pretrained : bool
        Download the weights that timm offers.
    **changes
        Of timm's network, for instance ``layers``.
    """

    def __init__(
        self,
        name: str,
        *,
        pretrained: bool = False,
        **changes: Any,  # noqa: ANN401 - whatever timm takes
    ) -> None:
        super().__init__()
        body: Any = timm.create_model(
            name, pretrained=pretrained, features_only=True, out_indices=(-2, -1), **changes
        )
        self.body = body
        middle, last = body.feature_info.channels()
        self.channels: tuple[int, int] = (middle, last)

    def forward(self, image: Tensor) -> tuple[Tensor, Tensor]:
        """Return the features at strides 16 and 32 of images (N, 3, H, W)."""
        middle, last = self.body(image)
        return middle, last


class InceptionResNetTrunk(nn.Module):
    """Inception-ResNet-v2 up to its last Inception-ResNet-C block (2080 channels).

    Its convolutions are unpadded: 492 px give 14 x 14 cells. timm's ``features_only`` ends one
    convolution later than Zoom-in-Net's M, hence a trunk of its own.
    """

    def __init__(self, *, pretrained: bool = False) -> None:
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
    name
        ``"inception_resnet_v2"``, ``"resnet16d"`` or a timm model's name. ``"resnet16d"`` is
        timm's ResNet-18-D less its last block: 6.5 million weights, 512 channels.
    pretrained
        Download ImageNet weights; those of ``"resnet16d"`` are ResNet-18-D's.

    Raises
    ------
    ModelError
        For a name that timm does not know.
    """
    if name == "inception_resnet_v2":
        return InceptionResNetTrunk(pretrained=pretrained)
    if name == "resnet16d":
        return _resnet16d(pretrained=pretrained)
    if not timm.is_model(name):
        raise ModelError(f"timm has no network {name!r}", field="trunk")
    return Trunk(name, pretrained=pretrained)


def copy_weights(source: nn.Module, target: nn.Module) -> None:
    """Copy to `target` the weights of a `source` that has all of its weights, and maybe more.

    Raises
    ------
    ModelError
        If a weight is missing, or its shape differs.
    """
    given = source.state_dict()
    for name, weight in target.state_dict().items():
        if name not in given or given[name].shape != weight.shape:
            raise ModelError(f"the trunk to start from has no fitting {name!r}", field="trunk")
    target.load_state_dict({name: given[name] for name in target.state_dict()})


def _resnet16d(*, pretrained: bool) -> Trunk:
    trunk = Trunk("resnet18d", layers=(2, 2, 2, 1))
    if pretrained:
        copy_weights(Trunk("resnet18d", pretrained=True), trunk)
    return trunk


def _in_sequence(network: nn.Module, names: tuple[str, ...]) -> nn.Sequential:
    return nn.Sequential(*(network.get_submodule(name) for name in names))
