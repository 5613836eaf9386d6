"""SEA-Net: spatial attention whose convolutions alternate with squeeze-and-excitation.

The variants AT-Net, SE-AT-Net and AT-SE-Net place the squeeze-and-excitation blocks differently.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Literal, NamedTuple, get_args

import torch
from torch import Tensor, nn

from retinaview.core.errors import ModelError
from retinaview.core.text import shown
from retinaview.models.networks.squeeze_excitation import SqueezeExcitation
from retinaview.models.networks.trunks import build_trunk

Excitation = Literal["none", "before", "after", "between"]
Division = Literal["weighted-mean", "printed"]


class AttendedGrades(NamedTuple):
    """Output of SEA-Net, float32.

    Attributes
    ----------
    logits : Tensor
        Shape (N, grades), before the softmax.
    attention : Tensor
        Shape (N, 1, h, w), 0-1: the sigmoid that is displayed.
    pooled : Tensor
        Shape (N, C): the pooled feature that is classified; x_i of the centre loss.
    """

    logits: Tensor
    attention: Tensor
    pooled: Tensor


class SpatialAttention(nn.Module):
    """The attention block, U -> A.

    Batch normalisation, 1x1 convolutions to 64, 16, 8 channels with ReLU, 1x1 to one channel, a
    sigmoid, and a 1x1 convolution back to U's channels.

    Parameters
    ----------
    channels : int
        Channels of U.
    widths : tuple of int
        Channels of the convolutions before the one to a single channel.
    reduction : int or None
        Reduction of a squeeze-and-excitation block after each of those; None omits the blocks.

    Notes
    -----
    The last convolution initially copies the sigmoid into every channel (weights 1, biases 0), so
    that A is positive and the division by its mean is safe. The paper does not specify this.
    """

    def __init__(
        self,
        channels: int,
        *,
        widths: tuple[int, ...] = (64, 16, 8),
        reduction: int | None = None,
    ) -> None:
        super().__init__()
        layers: list[nn.Module] = [nn.BatchNorm2d(channels)]
        for fan_in, width in pairwise((channels, *widths)):
            layers += [nn.Conv2d(fan_in, width, 1), nn.ReLU(inplace=True)]
            if reduction is not None:
                layers.append(SqueezeExcitation(width, reduction=reduction))
        self.locate = nn.Sequential(*layers, nn.Conv2d(widths[-1], 1, 1), nn.Sigmoid())
        self.spread = nn.Conv2d(1, channels, 1)
        nn.init.ones_(self.spread.weight)
        nn.init.zeros_(self.spread.get_parameter("bias"))

    def forward(self, features: Tensor) -> tuple[Tensor, Tensor]:
        """Return A of U's shape (N, C, h, w), and the one-channel sigmoid (N, 1, h, w)."""
        located = self.locate(features)
        return self.spread(located), located


class SEANet(nn.Module):
    """SEA-Net and its variants: ResNet-50 features, attended, pooled and classified.

    Parameters
    ----------
    grades : int
        Number of grades.
    trunk : str
        See `retinaview.models.networks.trunks.build_trunk`; the paper's is ResNet-50.
    excitation : {"between", "none", "before", "after"}
        Place of squeeze-and-excitation: between the attention block's convolutions (SEA-Net),
        nowhere (AT-Net), on U before the attention block (SE-AT-Net), or on the attended features
        A * U (AT-SE-Net). On A alone it would have no effect, since a factor per channel cancels
        in the division.
    division : {"weighted-mean", "printed"}
        See `attended_pooling`.
    attention_widths : sequence of int
        See `SpatialAttention`.
    reduction, narrow_reduction : int
        Reduction of squeeze-and-excitation on U or A * U, and within the attention block, which
        has few channels. The paper prints neither; the first is that of Hu et al.
    pretrained : bool
        Start the trunk from timm's ImageNet weights.

    Raises
    ------
    ModelError
        For an unknown trunk, `excitation` or `division`.

    References
    ----------
    Zhao et al., SEA-Net: Squeeze-and-Excitation Attention Net for Diabetic Retinopathy Grading,
    ICIP 2020.
    """

    def __init__(
        self,
        grades: int = 5,
        *,
        trunk: str = "resnet50",
        excitation: Excitation = "between",
        division: Division = "weighted-mean",
        attention_widths: tuple[int, ...] = (64, 16, 8),
        reduction: int = 16,
        narrow_reduction: int = 4,
        pretrained: bool = False,
    ) -> None:
        super().__init__()
        _check("excitation", excitation, get_args(Excitation))
        _check("division", division, get_args(Division))
        self.division: Division = division
        self.trunk = build_trunk(trunk, pretrained=pretrained)
        channels = self.trunk.channels[1]
        self.before = _recalibration(excitation == "before", channels, reduction)
        self.attention = SpatialAttention(
            channels,
            widths=tuple(attention_widths),
            reduction=narrow_reduction if excitation == "between" else None,
        )
        self.after = _recalibration(excitation == "after", channels, reduction)
        self.classifier = nn.Linear(channels, grades)

    def forward(self, image: Tensor) -> AttendedGrades:
        """Grade normalised images (N, 3, H, W)."""
        features = self.before(self.trunk(image)[1])
        attention, located = self.attention(features)
        pooled = attended_pooling(
            self.after(attention * features), attention, division=self.division
        )
        return AttendedGrades(self.classifier(pooled).float(), located.float(), pooled)


def attended_pooling(
    attended: Tensor,
    attention: Tensor,
    *,
    division: Division = "weighted-mean",
    epsilon: float = 1e-4,
) -> Tensor:
    """Pool attended features, channel by channel.

    The paper prints ``GAP(A) / GAP(A * U)``, which divides by the mean of features that are mostly
    zero after a ReLU. The default is the weighted mean ``GAP(A * U) / GAP(A)`` instead.

    Parameters
    ----------
    attended : Tensor
        ``A * U``, shape (N, C, h, w).
    attention : Tensor
        ``A``, the same shape.
    division : Division
        ``"weighted-mean"``, or ``"printed"`` for the paper's order.
    epsilon : float
        Divisors closer to zero are replaced by this value, with their sign.

    Returns
    -------
    Tensor
        Shape (N, C), always float32: a quotient of means needs the precision.
    """
    weighted = attended.mean(dim=(2, 3), dtype=torch.float32)
    weights = attention.mean(dim=(2, 3), dtype=torch.float32)
    above, below = (weights, weighted) if division == "printed" else (weighted, weights)
    smallest = torch.where(below < 0, -epsilon, epsilon)
    return above / torch.where(below.abs() < epsilon, smallest, below)


def _recalibration(wanted: bool, channels: int, reduction: int) -> nn.Module:
    return SqueezeExcitation(channels, reduction=reduction) if wanted else nn.Identity()


def _check(name: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise ModelError(f"{shown(value)} is none of {', '.join(known)}", field=name)
