"""Train C-Net: the network with an auxiliary lesion head, its loss and its validation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
import torch
from torch import Tensor, nn

from retinaview.models.networks.crop_network import CropNetwork
from retinaview.models.networks.trunks import Trunk, copy_weights
from retinaview.models.networks.zoom_in_net import MainNetwork
from training.grading.data.graded import LESIONS
from training.grading.data.zoomed import PatchViews, ZoomedPhotograph, stack
from training.grading.losses import known_cells_loss, ordinal_cross_entropy
from training.grading.trunk_start import first_stages
from training.grading.validation import disease_scores

Batch = dict[str, Tensor]


def start_from_main(crop: CropNetwork, main: MainNetwork) -> None:
    """Initialise C-Net from M-Net, so that both initially give the same logits.

    The classifier's weights for the patches start at zero.

    Raises
    ------
    ModelError
        If the trunks do not fit.
    """
    copy_weights(main.trunk, crop.trunk)
    with torch.no_grad():
        crop.classifier.weight.zero_()
        crop.classifier.weight[:, -main.channels :] = main.classifier.weight
        crop.classifier.bias.copy_(main.classifier.bias)


class CropLearner(nn.Module):
    """C-Net with a lesion head for training.

    M-Net is not part of it and does not change: its pooled features are in the batch.

    Attributes
    ----------
    crop : CropNetwork
        The network to export.

    Parameters
    ----------
    crop : CropNetwork
        The network to train.
    fixed_stages : int
        Number of fixed stages of its trunk; see `training.grading.trunk_start.first_stages`.
    withhold : float
        Probability that a photograph's ``d_M`` is set to zero in training. Otherwise C-Net would
        rely on M-Net, which has been trained on the same photographs.
    """

    def __init__(self, crop: CropNetwork, *, fixed_stages: int = 0, withhold: float = 0.5) -> None:
        super().__init__()
        self.crop = crop
        self.withhold = withhold
        middle, last = crop.trunk.channels
        self.lesions_16 = nn.Conv2d(middle, len(LESIONS), 1)
        self.lesions_32 = nn.Conv2d(last, len(LESIONS), 1)
        self._fixed: tuple[nn.Module, ...] = ()
        if isinstance(crop.trunk, Trunk):
            self._fixed = tuple(first_stages(crop.trunk, fixed_stages))
        for stage in self._fixed:
            stage.requires_grad_(False)

    def forward(self, patches: Tensor, pooled: Tensor) -> tuple[Tensor, dict[str, Tensor]]:
        """Return C-Net's logits and the lesion logits of cells, (N * P, 4, h, w)."""
        flat = patches.flatten(0, 1).contiguous(memory_format=torch.channels_last)
        middle, last = self.crop.trunk(flat)
        if self.training:
            kept = torch.rand(len(pooled), 1, device=pooled.device) >= self.withhold
            pooled = pooled * kept
        features = last.mean(dim=(2, 3)).unflatten(0, patches.shape[:2])
        cells = {"cells_16": self.lesions_16(middle), "cells_32": self.lesions_32(last)}
        return self.crop.classify(features, pooled), cells

    def train(self, mode: bool = True) -> CropLearner:
        """Set the mode of all but the fixed stages, which stay in evaluation mode."""
        super().train(mode)
        for stage in self._fixed:
            stage.eval()
        return self


@dataclass(frozen=True)
class CropLoss:
    """Loss of the grades, plus `lesions` times the loss of the lesion cells."""

    lesions: float = 2.0

    def __call__(self, learner: nn.Module, batch: Batch) -> Tensor:
        """Return the loss of a batch."""
        logits, cells = learner(batch["image"], batch["pooled"])
        total = ordinal_cross_entropy(logits, batch["dr"])
        for key, found in cells.items():
            total = total + self.lesions * known_cells_loss(found, batch[key].flatten(0, 1))
        return total


@dataclass(frozen=True)
class CropValidation:
    """Metrics on the held-out photographs of every set, without augmentation."""

    held_out: Mapping[str, Sequence[ZoomedPhotograph]]
    views: PatchViews

    @torch.inference_mode()
    def __call__(self, learner: nn.Module) -> dict[str, float]:
        """Return accuracy, kappa, mean recall and referable AUC by set."""
        crop = cast(CropLearner, learner).crop
        metrics: dict[str, float] = {}
        for name, photographs in self.held_out.items():
            graded = [photograph for photograph in photographs if photograph.dr >= 0]
            if graded:
                scores = self._scores(crop, graded)
                metrics |= {f"{name}_{key}": round(value, 4) for key, value in scores.items()}
        return metrics

    def _scores(self, crop: CropNetwork, graded: Sequence[ZoomedPhotograph]) -> dict[str, float]:
        device = next(crop.parameters()).device
        rows = []
        for photograph in graded:
            batch = stack([self.views.plain(photograph)])
            rows.append(crop(batch["image"].to(device), batch["pooled"].to(device)).float())
        probabilities = torch.softmax(torch.cat(rows), dim=1).cpu().numpy()
        truth = np.array([photograph.dr for photograph in graded])
        return disease_scores(truth, probabilities, referable="dr")
