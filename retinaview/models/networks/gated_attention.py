"""A-Net of Zoom-in-Net: score maps, attention gates and their products, one per grade."""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor, nn


class GatedMaps(NamedTuple):
    """Output of the attention network.

    Attributes
    ----------
    logits : Tensor
        ``y_A``, shape (N, grades): the sum of ``gated`` over space.
    gated : Tensor
        ``G``, shape (N, grades, h, w): ``scores * gates``.
    scores : Tensor
        ``S``, shape (N, grades, h, w): a linear classifier at every cell.
    gates : Tensor
        ``A``, shape (N, grades, h, w): non-negative, sums to 1 over space.
    """

    logits: Tensor
    gated: Tensor
    scores: Tensor
    gates: Tensor


class GatedAttention(nn.Module):
    """The attention network (A-Net) on the feature maps M of a main network.

    Part I is a 1x1 convolution giving score maps S. Part II is three convolutions and a softmax
    over space per grade, giving gates A. The gated maps are ``G = S * A`` (eq. 1), and the score
    vector is their sum over space.

    Parameters
    ----------
    in_channels : int
        Channels of M.
    grades : int
        Number of grades.
    hidden_channels : int
        Width of the first two convolutions of part II. The paper's figure does not print it.
    kernel_sizes : tuple of int
        Kernels of the three convolutions of part II (odd). The paper does not print them either.

    References
    ----------
    Wang et al., Zoom-in-Net, MICCAI 2017, section 2 and eq. 1.
    """

    def __init__(
        self,
        in_channels: int,
        grades: int,
        *,
        hidden_channels: int = 128,
        kernel_sizes: tuple[int, int, int] = (1, 3, 1),
    ) -> None:
        super().__init__()
        widths = (in_channels, hidden_channels, hidden_channels, grades)
        gate_layers: list[nn.Module] = []
        for index, kernel in enumerate(kernel_sizes):
            gate_layers.append(
                nn.Conv2d(widths[index], widths[index + 1], kernel, padding=kernel // 2)
            )
            if index < len(kernel_sizes) - 1:
                gate_layers.append(nn.ReLU(inplace=True))
        self.score = nn.Conv2d(in_channels, grades, 1)
        self.gate = nn.Sequential(*gate_layers)

    def forward(self, features: Tensor) -> GatedMaps:
        """Score, gate and sum feature maps.

        Parameters
        ----------
        features : Tensor
            M, shape (N, in_channels, h, w).

        Returns
        -------
        GatedMaps
            ``y_A``, G, S and A, in float32: a softmax over a few hundred cells and a sum of small
            products lose too much in bfloat16.
        """
        scores = self.score(features).float()
        gates = torch.softmax(self.gate(features).float().flatten(2), dim=2).view_as(scores)
        gated = scores * gates
        return GatedMaps(gated.sum(dim=(2, 3)), gated, scores, gates)
