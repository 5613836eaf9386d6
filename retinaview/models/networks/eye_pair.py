"""Zoom-in-Net's head that grades an eye together with its fellow eye, which may be missing."""

from __future__ import annotations

import torch
from torch import Tensor, nn


class EyePair(nn.Module):
    """Grade an eye from the features of both eyes.

    The pooled features of both eyes are concatenated, the eye to be graded first, and classified;
    one classifier serves both eyes. A learnt vector replaces a missing eye.

    Parameters
    ----------
    channels : int
        Length of the main network's pooled feature ``d_M``.
    grades : int
        Number of grades.

    References
    ----------
    Wang et al., Zoom-in-Net, MICCAI 2017, section 2, "Main Network"; the paper does not say how it
    treats a missing eye.
    """

    def __init__(self, channels: int, grades: int) -> None:
        super().__init__()
        self.absent = nn.Parameter(torch.zeros(channels))
        self.classifier = nn.Linear(2 * channels, grades)

    def forward(self, own: Tensor, fellow: Tensor, present: Tensor) -> Tensor:
        """Grade eyes.

        Parameters
        ----------
        own, fellow : Tensor
            ``d_M`` of the eyes and of their fellow eyes, shape (N, channels).
        present : Tensor
            Bool, shape (N,): whether the fellow eye was photographed; elsewhere `fellow` is
            ignored.

        Returns
        -------
        Tensor
            Logits, shape (N, grades).
        """
        other = torch.where(present[:, None], fellow, self.absent)
        logits: Tensor = self.classifier(torch.cat([own, other], dim=1))
        return logits
