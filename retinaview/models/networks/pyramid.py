"""What the feature pyramids of the lesion and the landmark network are built of."""

from __future__ import annotations

from torch import Tensor, nn
from torch.nn import functional


def convolution(fan_in: int, width: int, *, size: int = 3) -> list[nn.Module]:
    """Return a convolution that keeps height and width, its normalisation and a ReLU."""
    return [
        nn.Conv2d(fan_in, width, kernel_size=size, padding=size // 2, bias=False),
        nn.BatchNorm2d(width),
        nn.ReLU(inplace=True),
    ]


def enlarge(features: Tensor) -> Tensor:
    """Double height and width of features (N, C, H, W)."""
    return functional.interpolate(features, scale_factor=2, mode="bilinear")
