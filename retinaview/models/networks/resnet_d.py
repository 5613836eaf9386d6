"""ResNet-D with basic blocks, the small trunk of the shipped networks.

Layers have the same names and order as in timm's version, so that its weights fit. timm is avoided
because importing it imports torch's compiler, which takes as long as importing torch itself.
"""

from __future__ import annotations

from torch import Tensor, nn

_STEM_WIDTHS = (32, 32, 64)
_STAGE_WIDTHS = (64, 128, 256, 512)


class ResNetD(nn.Module):
    """Four stages of basic blocks on a stem of three convolutions, without a head.

    Attributes
    ----------
    channels : tuple of int
        Channels of the two outputs.

    Parameters
    ----------
    blocks : tuple of int
        Blocks per stage; (2, 2, 2, 2) gives ResNet-18-D.

    References
    ----------
    He et al., Bag of tricks for image classification with convolutional neural networks, CVPR 2019,
    figure 2.
    """

    def __init__(self, blocks: tuple[int, int, int, int]) -> None:
        super().__init__()
        first, second, last = _STEM_WIDTHS
        self.conv1 = nn.Sequential(
            *_convolution(3, first, stride=2),
            nn.ReLU(inplace=True),
            *_convolution(first, second),
            nn.ReLU(inplace=True),
            nn.Conv2d(second, last, 3, padding=1, bias=False),
        )
        self.bn1 = nn.BatchNorm2d(last)
        self.act1 = nn.ReLU(inplace=True)
        self.maxpool = nn.MaxPool2d(3, stride=2, padding=1)
        width = last
        for number, (out, count) in enumerate(zip(_STAGE_WIDTHS, blocks, strict=True), start=1):
            rest = (BasicBlock(out, out) for _ in range(count - 1))
            stride = 1 if number == 1 else 2
            stage = nn.Sequential(BasicBlock(width, out, stride=stride), *rest)
            self.add_module(f"layer{number}", stage)
            width = out
        self.channels: tuple[int, int] = _STAGE_WIDTHS[2], _STAGE_WIDTHS[3]
        _initialise(self)

    def forward(self, image: Tensor) -> tuple[Tensor, Tensor]:
        """Return the features at strides 16 and 32 of images (N, 3, H, W)."""
        features = self.maxpool(self.act1(self.bn1(self.conv1(image))))
        features = self.get_submodule("layer2")(self.get_submodule("layer1")(features))
        middle: Tensor = self.get_submodule("layer3")(features)
        last: Tensor = self.get_submodule("layer4")(middle)
        return middle, last


class BasicBlock(nn.Module):
    """Two convolutions with a shortcut, which average-pools where the resolution changes."""

    def __init__(self, width: int, out: int, *, stride: int = 1) -> None:
        super().__init__()
        self.conv1, self.bn1 = _convolution(width, out, stride=stride)
        self.act1 = nn.ReLU(inplace=True)
        self.conv2, self.bn2 = _convolution(out, out)
        self.act2 = nn.ReLU(inplace=True)
        self.downsample: nn.Sequential | None = None
        if stride != 1 or width != out:
            self.downsample = nn.Sequential(
                nn.AvgPool2d(2, stride, ceil_mode=True, count_include_pad=False),
                nn.Conv2d(width, out, 1, bias=False),
                nn.BatchNorm2d(out),
            )

    def forward(self, features: Tensor) -> Tensor:
        """Return features (N, out, H / stride, W / stride) of features (N, width, H, W)."""
        shortcut = features if self.downsample is None else self.downsample(features)
        inner = self.act1(self.bn1(self.conv1(features)))
        outer: Tensor = self.act2(self.bn2(self.conv2(inner)) + shortcut)
        return outer


def _convolution(width: int, out: int, *, stride: int = 1) -> tuple[nn.Conv2d, nn.BatchNorm2d]:
    convolution = nn.Conv2d(width, out, 3, stride=stride, padding=1, bias=False)
    return convolution, nn.BatchNorm2d(out)


def _initialise(network: nn.Module) -> None:
    """Initialise as timm does: He initialisation, and every block starts as its shortcut."""
    for module in network.modules():
        if isinstance(module, nn.Conv2d):
            nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")
        elif isinstance(module, BasicBlock):
            nn.init.zeros_(module.bn2.weight)
