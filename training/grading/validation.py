"""Measure a grading network on held-out photographs during training."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.special import softmax
from sklearn.metrics import roc_auc_score
from torch import Tensor, nn

from retinaview.evaluation.grading import mean_class_recall
from retinaview.evaluation.kappa import quadratic_weighted_kappa
from retinaview.models.precision import in_precision
from retinaview.models.preprocessing import Preprocessing
from training.grading.data.graded import LabelledPhotograph, collate, plain_view
from training.grading.trunk_start import GraderLearner

Logits = dict[str, Tensor]
"""Logits of each disease that a network grades: ``dr`` (N, 5) and ``dme`` (N, 3)."""
BATCH = 8


@dataclass(frozen=True)
class GraderValidation:
    """Metrics on every held-out set, without augmentation.

    Attributes
    ----------
    held_out : mapping of str to sequence of LabelledPhotograph
        Photographs by set.
    preprocessing : Preprocessing
        Preprocessing of the network.
    read : callable
        Extracts the logits from the network's output.
    bfloat16 : bool
        Compute under bfloat16 autocast.
    most : int
        Largest number of photographs per set, evenly sampled, to save time.
    """

    held_out: Mapping[str, Sequence[LabelledPhotograph]]
    preprocessing: Preprocessing
    read: Callable[[Any], Logits]
    bfloat16: bool
    most: int = 60

    def __call__(self, learner: nn.Module) -> dict[str, float]:
        """Return accuracy, kappa, mean recall and referable AUC by set and disease."""
        network = cast(GraderLearner, learner).network
        metrics: dict[str, float] = {}
        for name, photographs in self.held_out.items():
            known = [photograph for photograph in photographs if photograph.dr >= 0]
            if not known:
                continue
            chosen = known[:: -(-len(known) // self.most)]
            for disease, logits in self.predict(network, chosen).items():
                truth = np.array([getattr(photograph, disease) for photograph in chosen])
                if (truth >= 0).all():
                    scores = disease_scores(truth, softmax(logits, axis=1), referable=disease)
                    metrics |= {f"{name}_{disease}_{key}": x for key, x in scores.items()}
        return {key: round(value, 4) for key, value in metrics.items()}

    @torch.inference_mode()
    def predict(
        self, network: nn.Module, photographs: Sequence[LabelledPhotograph]
    ) -> dict[str, NDArray[np.float32]]:
        """Return the logits by disease."""
        device = next(network.parameters()).device
        rows: dict[str, list[Tensor]] = {}
        for start in range(0, len(photographs), BATCH):
            views = [plain_view(x, self.preprocessing) for x in photographs[start : start + BATCH]]
            with in_precision(network, bfloat16=self.bfloat16):
                output = network(collate(views)["image"].to(device))
            for disease, logits in self.read(output).items():
                rows.setdefault(disease, []).append(logits.float().cpu())
        return {disease: torch.cat(parts).numpy() for disease, parts in rows.items()}


def disease_scores(
    truth: NDArray[np.int64], probabilities: NDArray[np.float32], *, referable: str
) -> dict[str, float]:
    """Score one disease; DR is referable from grade 2, DME from grade 1."""
    grades = probabilities.argmax(axis=1)
    scores = {
        "accuracy": float((grades == truth).mean()),
        "qwk": quadratic_weighted_kappa(truth, grades),
        "recall": mean_class_recall(truth, grades),
    }
    first = 2 if referable == "dr" else 1
    if 0 < (truth >= first).mean() < 1:
        score = probabilities[:, first:].sum(axis=1)
        scores["auc"] = float(roc_auc_score(truth >= first, score))
    return scores
