"""Train the head for pairs of eyes on pooled features, sometimes without the fellow eye."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from retinaview.models.networks.eye_pair import EyePair
from retinaview.models.networks.zoom_in_net import MainNetwork
from training.grading.data.mixture import Grouped
from training.grading.losses import ordinal_cross_entropy
from training.grading.validation import disease_scores
from training.parallel import own_share, world_size

Batch = dict[str, Tensor]
Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Eyes:
    """Eyes with the pooled features of their fellow eyes.

    Attributes
    ----------
    own, fellow : ndarray of float32, shape (N, C)
        ``d_M`` of the eyes and of their fellow eyes; arbitrary if there is no fellow eye.
    present : ndarray of bool, shape (N,)
        Whether there is a photograph of the fellow eye.
    dr : ndarray of int64, shape (N,)
        Grades of the eyes.
    """

    own: Floats
    fellow: Floats
    present: NDArray[np.bool_]
    dr: NDArray[np.int64]

    def chosen(self, which: Sequence[int] | NDArray[np.integer]) -> Eyes:
        """Return a selection of eyes, with their fellow eyes."""
        index = np.asarray(which, np.int64)
        return Eyes(self.own[index], self.fellow[index], self.present[index], self.dr[index])

    def batch(self) -> Batch:
        """Return the eyes as tensors."""
        return {
            "own": torch.from_numpy(self.own),
            "fellow": torch.from_numpy(self.fellow),
            "present": torch.from_numpy(self.present),
            "dr": torch.from_numpy(self.dr),
        }


def eyes_of(items: Sequence[Grouped], pooled: Sequence[Floats]) -> Eyes:
    """Pair the two photographs of every group, in both orders; other photographs have no fellow."""
    members: dict[str, list[int]] = {}
    for index, item in enumerate(items):
        members.setdefault(item.group, []).append(index)
    fellows = np.arange(len(items))
    for pair in members.values():
        if len(pair) == 2:
            fellows[pair] = pair[::-1]
    own = np.stack(list(pooled))
    present = fellows != np.arange(len(items))
    return Eyes(own, own[fellows], present, np.array([item.dr for item in items]))


def joined(parts: Sequence[Eyes]) -> Eyes:
    """Concatenate sets of eyes."""
    return Eyes(
        np.concatenate([part.own for part in parts]),
        np.concatenate([part.fellow for part in parts]),
        np.concatenate([part.present for part in parts]),
        np.concatenate([part.dr for part in parts]),
    )


def start_from_main(pair: EyePair, main: MainNetwork) -> None:
    """Initialise the head with M-Net's classifier, so that it initially ignores the fellow eye."""
    with torch.no_grad():
        pair.classifier.weight.zero_()
        pair.classifier.weight[:, : main.channels] = main.classifier.weight
        pair.classifier.bias.copy_(main.classifier.bias)


class PairLearner(nn.Module):
    """The head with dropout on its input; M-Net's features are fixed.

    Parameters
    ----------
    pair : EyePair
        The head to train.
    dropout : float
        Share of the features that are dropped, 0-1.
    """

    def __init__(self, pair: EyePair, *, dropout: float = 0.2) -> None:
        super().__init__()
        self.pair = pair
        self.dropout = nn.Dropout(dropout)

    def forward(self, own: Tensor, fellow: Tensor, present: Tensor) -> Tensor:
        """Return logits; see `EyePair.forward`."""
        logits: Tensor = self.pair(self.dropout(own), self.dropout(fellow), present)
        return logits


@dataclass(frozen=True)
class PairBatches:
    """Batches of eyes, seeded by the epoch; a share `absent` of the fellow eyes is hidden."""

    eyes: Eyes
    per_batch: int
    steps: int
    absent: float = 0.3
    seed: int = 0

    def __call__(self, epoch: int) -> Iterator[Batch]:
        """Yield the batches of an epoch."""
        random = np.random.default_rng((self.seed, epoch))
        count = len(self.eyes.dr)
        for _ in range(self.steps):
            # All processes get the same number, even if they need more than there are.
            size = min(self.per_batch, count // world_size()) * world_size()
            chosen = random.choice(count, size, replace=False)
            present = random.random(size) >= self.absent
            batch = self.eyes.chosen(np.asarray(own_share(chosen.tolist()))).batch()
            seen = torch.from_numpy(np.asarray(own_share(present.tolist())))
            yield batch | {"present": batch["present"] & seen}


def pair_loss(learner: nn.Module, batch: Batch) -> Tensor:
    """Return the loss of the grades."""
    logits = learner(batch["own"], batch["fellow"], batch["present"])
    return ordinal_cross_entropy(logits, batch["dr"])


@dataclass(frozen=True)
class PairValidation:
    """Metrics on held-out eyes that have a fellow eye, with it and without it."""

    eyes: Eyes

    @torch.inference_mode()
    def __call__(self, learner: nn.Module) -> dict[str, float]:
        """Return accuracy, kappa, mean recall and referable AUC of both."""
        pair = cast(PairLearner, learner).pair
        device = next(pair.parameters()).device
        eyes = self.eyes.chosen(np.flatnonzero(self.eyes.present))
        batch = {key: value.to(device) for key, value in eyes.batch().items()}
        present = batch["present"]
        metrics: dict[str, float] = {}
        for name, seen in (("pair", present), ("alone", torch.zeros_like(present))):
            logits = pair(batch["own"], batch["fellow"], seen)
            probabilities = torch.softmax(logits, dim=1).cpu().numpy()
            scores = disease_scores(eyes.dr, probabilities, referable="dr")
            metrics |= {f"{name}_{key}": round(value, 4) for key, value in scores.items()}
        return metrics
