"""Both eyes of a patient graded together, one of them perhaps without a photograph."""

from __future__ import annotations

import torch
from torch import Tensor, nn


class EyePair(nn.Module):
    """Grades of an eye that also look at its fellow eye.

    The pooled features of both eyes are concatenated and classified, the eye in question first,
    so that one classifier serves both. A learnt vector stands for an eye without photograph.

    Parameters
    ----------
    channels : int
        Length of the main network's pooled feature ``d_M``.
    grades : int
        Number of disease levels.

    References
    ----------
    Wang et al., Zoom-in-Net, MICCAI 2017, section 2, "Main Network"; the paper does not say what
    it does about a missing eye.
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
            Bool, shape (N,): whether there is a photograph of the fellow eye; `fellow` counts
            only there.

        Returns
        -------
        Tensor
            Logits, shape (N, grades).
        """
        other = torch.where(present[:, None], fellow, self.absent)
        logits: Tensor = self.classifier(torch.cat([own, other], dim=1))
        return logits
