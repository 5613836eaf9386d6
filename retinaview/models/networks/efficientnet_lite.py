"""EfficientNet-Lite, the trunk of the shipped networks that start from ImageNet.

Layers have the same names and order as in timm's ``tf_efficientnet_lite``, so that its weights fit.
timm is avoided because importing it takes as long as importing torch.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from torch import Tensor, nn
from torch.nn import functional

from retinaview.core.errors import ModelError
from retinaview.core.text import shown

_EPSILON = 1e-3  # of all normalisation, as in TensorFlow


@dataclass(frozen=True)
class _Stage:
    """Blocks of one resolution in Lite0: their count, kernel, first stride and channels."""

    blocks: int
    kernel: int
    stride: int
    channels: int


_STAGES = (
    _Stage(1, 3, 1, 16),
    _Stage(2, 3, 2, 24),
    _Stage(2, 5, 2, 40),
    _Stage(3, 3, 2, 80),
    _Stage(3, 5, 1, 112),
    _Stage(4, 5, 2, 192),
    _Stage(1, 3, 1, 320),
)
_ENDS = (0, 1, 2, 4, 6)
"""Last stage at each of the strides 2, 4, 8, 16 and 32."""
_SCALES = {
    "tf_efficientnet_lite0": (1.0, 1.0),
    "tf_efficientnet_lite1": (1.0, 1.1),
    "tf_efficientnet_lite2": (1.1, 1.2),
}
"""Factors of channels and of blocks per stage, by timm's names."""


class EfficientNetLite(nn.Module):
    """EfficientNet-Lite without its head.

    Attributes
    ----------
    channels : tuple of int
        Channels of the outputs.

    Parameters
    ----------
    name : str
        ``"tf_efficientnet_lite0"``, ``"...1"`` or ``"...2"``.
    levels : tuple of int
        Which of the strides 2, 4, 8, 16 and 32 are returned, by their indices.

    Raises
    ------
    ModelError
        For another name.

    References
    ----------
    Tan and Le, EfficientNet: Rethinking Model Scaling for CNNs, ICML 2019; the Lite variants, with
    ReLU6 and without squeeze-and-excitation, are Liu's (2020).
    """

    def __init__(self, name: str, *, levels: tuple[int, ...] = (0, 1, 2, 3, 4)) -> None:
        super().__init__()
        if name not in _SCALES:
            known = ", ".join(_SCALES)
            raise ModelError(f"{shown(name)} is none of {known}", field="encoder")
        wider, deeper = _SCALES[name]
        widths = [_multiple_of_8(stage.channels * wider) for stage in _STAGES]
        self.conv_stem = SameConv2d(3, 32, 3, stride=2)
        self.bn1 = _normalisation(32)
        self.blocks = nn.Sequential()
        before = 32
        for stage, width in zip(_STAGES, widths, strict=True):
            is_outermost = stage in (_STAGES[0], _STAGES[-1])
            count = stage.blocks if is_outermost else math.ceil(stage.blocks * deeper)
            self.blocks.append(_stage_of(stage, count, before, width))
            before = width
        self._ends = [_ENDS[level] for level in levels]
        self.channels = tuple(widths[end] for end in self._ends)

    def forward(self, image: Tensor) -> tuple[Tensor, ...]:
        """Return the features of images (N, 3, H, W) at the levels."""
        features = functional.relu6(self.bn1(self.conv_stem(image)))
        found = []
        for number, stage in enumerate(self.blocks):
            features = stage(features)
            if number in self._ends:
                found.append(features)
        return tuple(found)


class SameConv2d(nn.Conv2d):
    """A convolution without bias, padded as in TensorFlow: the odd pixel goes right and below."""

    def __init__(
        self, fan_in: int, fan_out: int, kernel: int, *, stride: int = 1, groups: int = 1
    ) -> None:
        super().__init__(fan_in, fan_out, kernel, stride=stride, groups=groups, bias=False)

    def forward(self, image: Tensor) -> Tensor:
        """Return the convolution of images (N, C, H, W)."""
        kernel, stride = self.kernel_size[0], self.stride[0]
        high, wide = (
            max((-(-side // stride) - 1) * stride + kernel - side, 0) for side in image.shape[2:]
        )
        padding = (wide // 2, wide - wide // 2, high // 2, high - high // 2)
        return super().forward(functional.pad(image, padding))


class DepthwiseBlock(nn.Module):
    """The first stage's block: a depthwise and a 1x1 convolution."""

    def __init__(self, fan_in: int, width: int, *, kernel: int) -> None:
        super().__init__()
        self.conv_dw = nn.Conv2d(
            fan_in, fan_in, kernel, padding=kernel // 2, groups=fan_in, bias=False
        )
        self.bn1 = _normalisation(fan_in)
        self.conv_pw = nn.Conv2d(fan_in, width, 1, bias=False)
        self.bn2 = _normalisation(width)

    def forward(self, features: Tensor) -> Tensor:
        """Transform features (N, C, H, W)."""
        features = functional.relu6(self.bn1(self.conv_dw(features)))
        narrowed: Tensor = self.bn2(self.conv_pw(features))
        return narrowed


class InvertedResidual(nn.Module):
    """Expand six-fold, filter each channel, narrow; with a shortcut where the shape stays."""

    def __init__(self, fan_in: int, width: int, *, kernel: int, stride: int) -> None:
        super().__init__()
        inner = 6 * fan_in
        self.conv_pw = nn.Conv2d(fan_in, inner, 1, bias=False)
        self.bn1 = _normalisation(inner)
        self.conv_dw = (
            SameConv2d(inner, inner, kernel, stride=stride, groups=inner)
            if stride > 1
            else nn.Conv2d(inner, inner, kernel, padding=kernel // 2, groups=inner, bias=False)
        )
        self.bn2 = _normalisation(inner)
        self.conv_pwl = nn.Conv2d(inner, width, 1, bias=False)
        self.bn3 = _normalisation(width)
        self._has_shortcut = stride == 1 and fan_in == width

    def forward(self, features: Tensor) -> Tensor:
        """Transform features (N, C, H, W)."""
        inner = functional.relu6(self.bn1(self.conv_pw(features)))
        inner = functional.relu6(self.bn2(self.conv_dw(inner)))
        narrowed: Tensor = self.bn3(self.conv_pwl(inner))
        return narrowed + features if self._has_shortcut else narrowed


def is_efficientnet_lite(name: str) -> bool:
    """Return whether a timm name is that of an EfficientNet-Lite that is built here."""
    return name in _SCALES


def _stage_of(stage: _Stage, count: int, fan_in: int, width: int) -> nn.Sequential:
    if stage is _STAGES[0]:
        return nn.Sequential(DepthwiseBlock(fan_in, width, kernel=stage.kernel))
    first = InvertedResidual(fan_in, width, kernel=stage.kernel, stride=stage.stride)
    rest = (InvertedResidual(width, width, kernel=stage.kernel, stride=1) for _ in range(count - 1))
    return nn.Sequential(first, *rest)


def _multiple_of_8(channels: float) -> int:
    """Return the nearest multiple of 8 that is not a tenth smaller."""
    nearest = int(channels + 4) // 8 * 8
    return nearest + 8 if nearest < 0.9 * channels else nearest


def _normalisation(channels: int) -> nn.BatchNorm2d:
    return nn.BatchNorm2d(channels, eps=_EPSILON)
