"""GANet, a U-Net with channel and spatial group attention (Ye et al. 2020), and its ablations.

The paper is silent on a few points; the choices made here are named arguments of `GANet`, or these:
convolutions before batch normalisation keep their bias (this gives the paper's parameter counts),
and F^{n+1} in a skip connection is the decoder's feature that is upsampled beside it.

CGA as printed has little to say: every map is normalised to mean 0 over its own pixels before the
sigmoid, so its mean over these pixels is near one half for whatever the group responds to (.473 to
.512 in the trained `ganet`), and the gate is nearly a learned constant. `GANet` keeps it so;
``channel_attention="cga-range"`` is a reading whose pooled value has range, and not the paper's.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

import torch
from torch import Tensor, nn
from torch.nn import functional

from retinaview.core.errors import ModelError
from retinaview.core.text import shown
from retinaview.models.networks.squeeze_excitation import SqueezeExcitation


class ChannelGroupAttention(nn.Module):
    """CGA, equations 1 and 2: one learned weight for every group of channels.

    Parameters
    ----------
    groups : int
        Number of groups, the paper's m; must divide the number of channels.
    normalised : {"space", "image"}
        ``"space"``, as printed: each group's map by its own mean and deviation over space; what is
        pooled then hardly depends on the image. ``"image"``: all maps of an image by their common
        mean and deviation, so that a group that responds more than the others is pooled to more.
    """

    def __init__(
        self, groups: int = 32, *, normalised: Literal["space", "image"] = "space"
    ) -> None:
        super().__init__()
        self.groups, self.normalised = groups, normalised
        self.weigh = nn.Linear(groups, groups)

    def forward(self, x: Tensor) -> Tensor:
        """Scale the groups of ``(N, C, H, W)``."""
        weights = torch.sigmoid(self.weigh(self.pooled(x)))  # eq. 2
        return x * _per_channel(weights, x)

    def pooled(self, x: Tensor) -> Tensor:
        """Return the global average of each group's map (eq. 1), float32 ``(N, m)``, 0-1."""
        summed = sum_groups(x, self.groups)
        if self.normalised == "image":
            maps = normalise_over_space(summed.flatten(1, 2)[:, None])
            maps = maps.reshape(summed.shape)
        else:
            maps = normalise_over_space(summed)
        return torch.sigmoid(maps).mean(dim=(2, 3), dtype=torch.float32)


class SpatialGroupAttention(nn.Module):
    """SGAU without its concatenation (equation 3): deep features weight the skip connection.

    Has no trainable parameters.

    Parameters
    ----------
    groups : int
        Number of groups, the paper's m.
    interpolation : str
        How the attention map is upsampled: ``"bilinear"`` or ``"nearest"``.
    """

    def __init__(self, groups: int = 32, *, interpolation: str = "bilinear") -> None:
        super().__init__()
        self.groups, self.interpolation = groups, interpolation

    def forward(self, low: Tensor, high: Tensor) -> Tensor:
        """Weight the skip features F^n by attention computed from F^{n+1}, with a residual.

        Parameters
        ----------
        low : Tensor, shape (N, C, H, W)
            Skip features F^n.
        high : Tensor, shape (N, 2C, H/2, W/2)
            Features F^{n+1} of the next deeper stage.

        Returns
        -------
        Tensor
            ``(N, C, H, W)``.
        """
        weights = 1 + self.attention(high)
        repeats = low.shape[1] // self.groups
        weights = weights.permute(0, 2, 3, 1).repeat_interleave(repeats, dim=3).permute(0, 3, 1, 2)
        return low * functional.interpolate(weights, scale_factor=2, mode=self.interpolation)

    def attention(self, high: Tensor) -> Tensor:
        """Return the attention maps ``(N, m, H/2, W/2)``, 0-1, before upsampling."""
        importance = high.mean(dim=(2, 3), dtype=torch.float32)
        summed = sum_groups(high, self.groups, weights=importance)
        return torch.sigmoid(normalise_over_space(summed))


class GANet(nn.Module):
    """GANet (figure 1), which segments one or several lesion classes.

    Attributes
    ----------
    stride : int
        Heights and widths of the input must be multiples of it.

    Parameters
    ----------
    outputs : int
        Number of classes; each has a map of its own, since lesions may overlap.
    widths : tuple of int
        Channels of the encoder's stages.
    decoder_convs : int
        3x3 convolutions in every decoder stage; 2 is the plain U-Net.
    channel_attention : {"cga", "cga-range", "se"} or None
        Attention after every encoder stage; ``"cga-range"`` is `ChannelGroupAttention` normalised
        over the image.
    group_skip : bool
        Use SGAU in the skip connections.
    groups : int
        Number of groups, the paper's m.
    reduction : int
        Reduction of squeeze-and-excitation.
    interpolation : str
        How SGAU upsamples its attention; see `SpatialGroupAttention`.

    Raises
    ------
    ModelError
        If `groups` does not divide every width, or `channel_attention` is unknown.
    """

    def __init__(
        self,
        outputs: int = 1,
        *,
        widths: tuple[int, ...] = (32, 64, 128, 256, 512),
        decoder_convs: int = 1,
        channel_attention: Literal["cga", "cga-range", "se"] | None = "cga",
        group_skip: bool = True,
        groups: int = 32,
        reduction: int = 16,
        interpolation: str = "bilinear",
    ) -> None:
        super().__init__()
        if any(width % groups for width in widths):
            raise ModelError(f"{groups} groups do not divide the widths {widths}", field="groups")
        if channel_attention not in ("cga", "cga-range", "se", None):
            message = f"unknown channel attention {shown(channel_attention)}"
            raise ModelError(message, field="channel_attention")
        self.stride = 2 ** (len(widths) - 1)
        self.encoder = nn.ModuleList(
            nn.Sequential(
                *_convs(fan_in, width, 2),
                *_attention(channel_attention, width, groups=groups, reduction=reduction),
            )
            for fan_in, width in zip((3, *widths), widths, strict=False)
        )
        self.skip = SpatialGroupAttention(groups, interpolation=interpolation)
        self.group_skip = group_skip
        self.up = nn.ModuleList(
            nn.ConvTranspose2d(below, width, kernel_size=2, stride=2)
            for width, below in pairwise(widths)
        )
        self.decoder = nn.ModuleList(
            nn.Sequential(*_convs(2 * width, width, decoder_convs)) for width in widths[:-1]
        )
        self.head = nn.Conv2d(widths[0], outputs, kernel_size=1)

    def forward(self, x: Tensor) -> Tensor:
        """Segment images.

        Parameters
        ----------
        x : Tensor
            Normalised RGB, ``(N, 3, H, W)``; `stride` (16 for five stages) divides H and W.

        Returns
        -------
        Tensor
            Float32 logits ``(N, outputs, H, W)``.
        """
        if x.shape[2] % self.stride or x.shape[3] % self.stride:
            raise ModelError(f"input sides {tuple(x.shape[2:])} are no multiples of {self.stride}")
        features: list[Tensor] = []
        for stage in self.encoder:
            x = stage(functional.max_pool2d(x, 2) if features else x)
            features.append(x)
        for level in reversed(range(len(self.decoder))):
            low = self.skip(features[level], x) if self.group_skip else features[level]
            x = self.decoder[level](torch.cat([low, self.up[level](x)], dim=1))  # eq. 3
        logits: Tensor = self.head(x)
        return logits.float()


def sum_groups(x: Tensor, groups: int, *, weights: Tensor | None = None) -> Tensor:
    """Sum the channels of each group: ``(N, C, H, W)`` to ``(N, groups, H, W)``.

    A matrix product over channels-last features keeps their memory order and is much faster than a
    reduction over a short axis.

    Parameters
    ----------
    x : Tensor
        Features.
    groups : int
        Number of groups; channel c belongs to group c // (C / groups).
    weights : Tensor, optional
        Factor for each channel of each image, ``(N, C)``; default 1.
    """
    channels = x.shape[1]
    if channels == groups and weights is None:
        return x
    members = torch.eye(groups, device=x.device).repeat_interleave(channels // groups, dim=1)
    mixing = members[None] if weights is None else members * weights[:, None]
    mixing = mixing.transpose(1, 2)[:, None].to(x.dtype)
    return torch.matmul(x.permute(0, 2, 3, 1), mixing).permute(0, 3, 1, 2)


def normalise_over_space(maps: Tensor, *, epsilon: float = 1e-5) -> Tensor:
    """Normalise each map of ``(N, m, H, W)`` to mean 0 and variance 1 over its pixels.

    The statistics are computed in float32 whatever the dtype of the maps.
    """
    if torch.onnx.is_in_onnx_export():  # ONNX normalises a batch by stored statistics alone
        centred = maps - maps.mean(dim=(2, 3), keepdim=True)
        variance = centred.square().mean(dim=(2, 3), keepdim=True)
        return centred * torch.rsqrt(variance + epsilon)
    if len(maps) == 1:  # the same result, and channels-last maps stay channels-last
        return functional.batch_norm(maps, None, None, training=True, eps=epsilon)
    return functional.instance_norm(maps, eps=epsilon)


def _per_channel(weights: Tensor, x: Tensor) -> Tensor:
    """Repeat one weight per group for the group's channels, shaped to multiply `x`."""
    repeats = x.shape[1] // weights.shape[1]
    return weights.repeat_interleave(repeats, dim=1)[:, :, None, None].to(x.dtype)


def _convs(fan_in: int, width: int, count: int) -> list[nn.Module]:
    layers: list[nn.Module] = []
    for index in range(count):
        layers += [
            nn.Conv2d(fan_in if index == 0 else width, width, kernel_size=3, padding=1),
            nn.BatchNorm2d(width),
            nn.ReLU(inplace=True),
        ]
    return layers


def _attention(kind: str | None, width: int, *, groups: int, reduction: int) -> list[nn.Module]:
    if kind in ("cga", "cga-range"):
        normalised: Literal["space", "image"] = "space" if kind == "cga" else "image"
        return [ChannelGroupAttention(groups, normalised=normalised)]
    return [SqueezeExcitation(width, reduction=reduction)] if kind == "se" else []
