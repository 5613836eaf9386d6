"""What leads to a network's lesion map alone, taught while its grades stay as they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from retinaview.core.errors import ModelError
from retinaview.models.lesion_regulariser import LesionRegulariser
from retinaview.models.split_network import SplitNetwork
from retinaview.models.sunet import SUNet
from training.data.graded import OUTLINED, GradedPhotograph, lesion_map


class LesionBranch(nn.Module):
    """A network of which only LR-Net and what feeds nothing else learns.

    Attributes
    ----------
    network
        A SUNet or one of its split baselines, with a lesion map.
    """

    def __init__(self, network: SUNet | SplitNetwork) -> None:
        super().__init__()
        self.network = network
        network.requires_grad_(False)
        for part in self._parts():
            part.requires_grad_(True)

    def forward(self, image: Tensor) -> Tensor:
        """Return the lesion map's logits (N, 1 + classes, H, W) of images (N, 3, H, W)."""
        return cast(Tensor, self.network(image).lesions)

    def train(self, mode: bool = True) -> LesionBranch:
        """Switch to training, all but what stays: so does its normalisation."""
        super().train(mode)
        self.network.eval()
        for part in self._parts():
            part.train(mode)
        return self

    @torch.no_grad()
    def start_at(self, shares: NDArray[np.float64]) -> None:
        """Let every pixel start at the classes' shares, float ``(1 + classes,)``.

        Lesions cover a hundredth of the pixels: a classifier that first has to learn that learns
        little else for a long time (Lin et al., Focal Loss, ICCV 2017, section 3.3).
        """
        classify = self._regulariser().classify
        nn.init.normal_(classify.weight, std=0.01)
        classify.get_parameter("bias").copy_(torch.from_numpy(np.log(shares)))

    def _parts(self) -> list[nn.Module]:
        own: list[nn.Module | None]
        if isinstance(self.network, SUNet):
            blend = self.network.blend
            own = [blend.to_lesions[-1], blend.compress_lesions]
        else:
            own = [self.network.to_lesions]
        return [self._regulariser(), *(part for part in own if part is not None)]

    def _regulariser(self) -> LesionRegulariser:
        regulariser = self.network.heads.regulariser
        if regulariser is None:
            raise ModelError("the network has no lesion map", field="lesion_classes")
        return regulariser


def class_shares(photographs: Sequence[GradedPhotograph]) -> NDArray[np.float64]:
    """Return the share of each class among the labelled pixels, background first; none is 0."""
    counts = np.ones(1 + len(OUTLINED))
    for photograph in photographs:
        classes = lesion_map(photograph)
        counts += np.bincount(classes[classes >= 0], minlength=len(counts))
    return np.asarray(counts / counts.sum())
