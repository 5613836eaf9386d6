"""The MD-Block of SUNet: one classifier per disease, with class activation maps."""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor, nn


class GradeMaps(NamedTuple):
    """Output of one classifier, float32.

    Attributes
    ----------
    logits : Tensor
        Shape (N, grades), before the softmax.
    maps : Tensor
        Shape (N, grades, h, w): class activation maps. The mean of a map, plus the classifier's
        bias, is the logit.
    """

    logits: Tensor
    maps: Tensor


class DiseaseClassifier(nn.Module):
    """Convolution, max-pooling and ReLU, then what class activation maps need.

    Those maps (Zhou et al., Learning Deep Features for Discriminative Localization, CVPR 2016,
    eq. 2) need a mean over space and a linear layer at the end; the paper shows the maps and does
    not print the layers.

    Parameters
    ----------
    channels : int
        Channels of D and of the convolution.
    grades : int
        Number of grades of the disease.
    pool_stride : int
        Stride of the 3x3 max-pooling; 1 keeps the resolution of D, 0 leaves convolution, pooling
        and ReLU out.

    References
    ----------
    Tu et al., SUNet, ISBI 2020, section 2.2.
    """

    def __init__(self, channels: int, grades: int, *, pool_stride: int = 1) -> None:
        super().__init__()
        self.refine: nn.Module = nn.Identity()
        if pool_stride:
            self.refine = nn.Sequential(
                nn.Conv2d(channels, channels, 3, padding=1),
                nn.MaxPool2d(3, stride=pool_stride, padding=1),
                nn.ReLU(inplace=True),
            )
        self.grade = nn.Linear(channels, grades)

    def forward(self, diagnosis: Tensor) -> GradeMaps:
        """Grade D, shape (N, channels, h, w)."""
        features = self.refine(diagnosis)
        logits = self.grade(features.mean(dim=(2, 3), dtype=torch.float32))
        maps = torch.einsum("gc,nchw->nghw", self.grade.weight.to(features.dtype), features)
        return GradeMaps(logits.float(), maps.float())
