"""Squeeze-and-excitation: one learned weight for every channel."""

from __future__ import annotations

import torch
from torch import Tensor, nn


class SqueezeExcitation(nn.Module):
    """Weight channels by factors computed from the spatial means of all channels.

    Parameters
    ----------
    channels : int
        Channels of the features.
    reduction : int
        The hidden layer has ``channels / reduction`` units, at least one.

    References
    ----------
    Hu et al., Squeeze-and-Excitation Networks, CVPR 2018, eqs. 2-4.
    """

    def __init__(self, channels: int, *, reduction: int = 16) -> None:
        super().__init__()
        hidden = max(channels // reduction, 1)
        self.weigh = nn.Sequential(
            nn.Linear(channels, hidden),
            nn.ReLU(inplace=True),
            nn.Linear(hidden, channels),
            nn.Sigmoid(),
        )

    def forward(self, x: Tensor) -> Tensor:
        """Scale the channels of ``(N, C, H, W)``."""
        weights: Tensor = self.weigh(x.mean(dim=(2, 3), dtype=torch.float32))
        return x * weights[:, :, None, None].to(x.dtype)
