"""Train Zoom-in-Net: the network with an auxiliary lesion head, its losses and its validation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.special import softmax
from sklearn.metrics import roc_auc_score
from torch import Tensor, nn

from retinaview.evaluation.kappa import quadratic_weighted_kappa
from retinaview.models.networks.zoom_in_net import ZoomInNet, ZoomInOutput
from retinaview.models.precision import in_precision
from retinaview.models.preprocessing import Preprocessing
from training.grading.data.graded import LESIONS, LabelledPhotograph, collate, plain_view
from training.grading.grader_options import multiplies_bfloat16
from training.grading.losses import gate_loss, known_cells_loss, ordinal_cross_entropy

Batch = dict[str, Tensor]


class ZoomInLearner(nn.Module):
    """The network with a lesion head for training.

    Attributes
    ----------
    network : ZoomInNet
        The network to export.
    """

    def __init__(self, network: ZoomInNet) -> None:
        super().__init__()
        self.network = network
        middle, _ = network.main.trunk.channels
        self.lesions_16 = nn.Conv2d(middle, len(LESIONS), 1)
        self.lesions_32 = nn.Conv2d(network.main.channels, len(LESIONS), 1)

    def forward(self, image: Tensor) -> tuple[ZoomInOutput, dict[str, Tensor]]:
        """Return the network's output and the lesion logits of cells."""
        output: ZoomInOutput = self.network(image)
        cells = {
            "cells_16": self.lesions_16(output.main.stride_16),
            "cells_32": self.lesions_32(output.main.features),
        }
        return output, cells

    def select(self, *, main: bool, attention: bool) -> None:
        """Choose which of the two networks are trained."""
        self.requires_grad_(main)
        self.network.attention.requires_grad_(attention)

    def train(self, mode: bool = True) -> ZoomInLearner:
        """Set the mode; a fixed main network stays in evaluation mode, with its statistics."""
        super().train(mode)
        if not self.lesions_32.weight.requires_grad:
            self.network.main.eval()
        return self


@dataclass(frozen=True)
class ZoomInLoss:
    """Weighted sum of the losses of the networks that are trained."""

    main: bool
    attention: bool
    dme: float = 0.5
    lesions: float = 2.0
    gate: float = 0.2

    def __call__(self, learner: nn.Module, batch: Batch) -> Tensor:
        """Return the loss of a batch."""
        output, cells = learner(batch["image"])
        return self.of(output, cells, batch)

    def of(self, output: ZoomInOutput, cells: dict[str, Tensor], batch: Batch) -> Tensor:
        """Return the loss of the learner's output for a batch."""
        total: Tensor = output.main.pooled.new_zeros((), dtype=torch.float32)
        if self.main:
            total = total + ordinal_cross_entropy(output.main.logits, batch["dr"])
            if output.main.dme_logits is not None:
                dme = ordinal_cross_entropy(output.main.dme_logits, batch["dme"])
                total = total + self.dme * dme
            for key, logits in cells.items():
                total = total + self.lesions * known_cells_loss(logits, batch[key])
        if self.attention:
            total = total + ordinal_cross_entropy(output.attention.logits, batch["dr"])
            lesions = batch["cells_32"][:, :3]
            total = total + self.gate * gate_loss(output.attention.gates, lesions, batch["dr"])
        return total


@torch.inference_mode()
def predict(
    network: ZoomInNet, photographs: Sequence[LabelledPhotograph], preprocessing: Preprocessing
) -> dict[str, NDArray[np.float32]]:
    """Run a network on photographs without augmentation.

    Returns
    -------
    dict of str to ndarray of float32
        Logits ``main`` and ``attention`` (N, 5), and ``dme`` (N, 3) if oedema is graded.
    """
    device = next(network.parameters()).device
    bfloat16 = multiplies_bfloat16(device)
    rows: dict[str, list[Tensor]] = {"main": [], "attention": [], "dme": []}
    for start in range(0, len(photographs), 16):
        chosen = photographs[start : start + 16]
        batch = collate([plain_view(photograph, preprocessing) for photograph in chosen])
        with in_precision(network, bfloat16=bfloat16):
            output: ZoomInOutput = network(batch["image"].to(device))
        rows["main"].append(output.main.logits)
        rows["attention"].append(output.attention.logits)
        if output.main.dme_logits is not None:
            rows["dme"].append(output.main.dme_logits)
    return {name: torch.cat(parts).float().cpu().numpy() for name, parts in rows.items() if parts}


@dataclass(frozen=True)
class ZoomInValidation:
    """Metrics of the trained heads on every held-out set."""

    held_out: Mapping[str, Sequence[LabelledPhotograph]]
    preprocessing: Preprocessing
    heads: tuple[str, ...]

    def __call__(self, learner: nn.Module) -> dict[str, float]:
        """Return accuracy, kappa and referable AUC by set and head, and DME accuracy."""
        network = cast(ZoomInLearner, learner).network
        metrics: dict[str, float] = {}
        for name, photographs in self.held_out.items():
            graded = [photograph for photograph in photographs if photograph.dr >= 0]
            if not graded:
                continue
            found = predict(network, graded, self.preprocessing)
            truth = np.array([photograph.dr for photograph in graded])
            for head in self.heads:
                scores = _scores(truth, softmax(found[head], axis=1))
                metrics |= {f"{name}_{head}_{key}": value for key, value in scores.items()}
            dme = np.array([photograph.dme for photograph in graded])
            if (dme >= 0).all() and "dme" in found:
                metrics[f"{name}_dme"] = float((found["dme"].argmax(axis=1) == dme).mean())
        return {key: round(value, 4) for key, value in metrics.items()}


def _scores(truth: NDArray[np.int64], probabilities: NDArray[np.float32]) -> dict[str, float]:
    grades = probabilities.argmax(axis=1)
    referable = truth >= 2
    scores = {
        "accuracy": float((grades == truth).mean()),
        "qwk": quadratic_weighted_kappa(truth, grades),
    }
    if 0 < referable.mean() < 1:
        scores["auc"] = float(roc_auc_score(referable, probabilities[:, 2:].sum(axis=1)))
    return scores
