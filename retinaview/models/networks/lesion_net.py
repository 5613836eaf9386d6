"""A lesion network on an ImageNet encoder, with GANet's two attentions in its decoder.

The group attentions (CGA and SGAU) are those of Ye et al. (2020); the encoder, the decoder and the
stem at full resolution are not the paper's, whose network is `retinaview.models.networks.ganet`.
"""

from __future__ import annotations

from itertools import pairwise

import torch
from torch import Tensor, nn

from retinaview.core.errors import ModelError
from retinaview.models.networks.efficientnet_lite import EfficientNetLite
from retinaview.models.networks.ganet import ChannelGroupAttention, SpatialGroupAttention
from retinaview.models.networks.pyramid import convolution, enlarge


class LesionNet(nn.Module):
    """Segment several lesion classes at the resolution of the input.

    Attributes
    ----------
    stride : int
        Heights and widths of the input must be multiples of it.
    encoder_name : str
        Name of the encoder.

    Parameters
    ----------
    outputs : int
        Number of classes; each has a map of its own, since lesions may overlap.
    encoder : str
        Name of an `EfficientNetLite`.
    widths : tuple of int
        Channels of the decoder at those strides; multiples of `groups`.
    stem : int
        Channels of the convolution at full resolution, which keeps microaneurysms separate.
    channel_attention : bool
        Use CGA on every level of the encoder, as printed; see `ganet` for how little it does.
    group_skip : bool
        Use SGAU in the skip connections.
    groups : int
        Number of groups of both attentions.

    Raises
    ------
    ModelError
        If there is no such encoder, or `groups` does not divide every width.
    """

    def __init__(
        self,
        outputs: int = 1,
        *,
        encoder: str = "tf_efficientnet_lite1",
        widths: tuple[int, ...] = (32, 64, 64, 96, 128),
        stem: int = 16,
        channel_attention: bool = True,
        group_skip: bool = True,
        groups: int = 32,
    ) -> None:
        super().__init__()
        if any(width % groups for width in widths):
            raise ModelError(f"{groups} groups do not divide the widths {widths}", field="groups")
        self.stride = 2 ** len(widths)
        self.encoder_name = encoder
        self.encoder = EfficientNetLite(encoder)
        self.lateral = nn.ModuleList(
            nn.Sequential(
                *convolution(fan_in, width, size=1),
                *([ChannelGroupAttention(groups)] if channel_attention else []),
            )
            for fan_in, width in zip(self.encoder.channels, widths, strict=True)
        )
        self.skip = SpatialGroupAttention(groups)
        self.group_skip = group_skip
        self.decoder = nn.ModuleList(
            nn.Sequential(*convolution(width + below, width)) for width, below in pairwise(widths)
        )
        self.stem = nn.Sequential(*convolution(3, stem))
        self.reduce = nn.Conv2d(widths[0], stem, kernel_size=1)
        self.head = nn.Sequential(
            *convolution(2 * stem, stem), nn.Conv2d(stem, outputs, kernel_size=1)
        )

    def forward(self, x: Tensor) -> Tensor:
        """Segment images.

        Parameters
        ----------
        x : Tensor
            Normalised RGB, ``(N, 3, H, W)``; `stride` (32) divides H and W.

        Returns
        -------
        Tensor
            Float32 logits ``(N, outputs, H, W)``.
        """
        if x.shape[2] % self.stride or x.shape[3] % self.stride:
            raise ModelError(f"input sides {tuple(x.shape[2:])} are no multiples of {self.stride}")
        levels = [
            lateral(feature) for lateral, feature in zip(self.lateral, self.encoder(x), strict=True)
        ]
        high = levels[-1]
        for low, decode in zip(levels[-2::-1], reversed(self.decoder), strict=True):
            low = self.skip(low, high) if self.group_skip else low  # eq. 3 of Ye et al.
            high = decode(torch.cat([low, enlarge(high)], dim=1))
        full = torch.cat([self.stem(x), enlarge(self.reduce(high))], dim=1)
        logits: Tensor = self.head(full)
        return logits.float()
