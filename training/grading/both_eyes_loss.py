"""The loss of Zoom-in-Net trained end to end, with the head for pairs of eyes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

from torch import Tensor, nn

from training.grading.losses import expected_grade_loss, ordinal_cross_entropy
from training.grading.zoom_in_learner import Batch, ZoomInLearner, ZoomInLoss


@dataclass(frozen=True)
class BothEyesLoss:
    """Weighted sum of the losses of M-Net, A-Net and the head for pairs.

    Attributes
    ----------
    zoom : ZoomInLoss
        Loss of M-Net and A-Net.
    expected, pair : float
        Weights of `training.grading.losses.expected_grade_loss`, and of the head for pairs.
    """

    zoom: ZoomInLoss = field(default_factory=lambda: ZoomInLoss(main=True, attention=True))
    expected: float = 0.2
    pair: float = 0.5

    def __call__(self, learner: nn.Module, batch: Batch) -> Tensor:
        """Return the loss of a batch of `training.grading.data.eye_batches.EyeBatches`."""
        output, cells = learner(batch["image"])
        grades, fellow, pooled = batch["dr"], batch["fellow"], output.main.pooled
        network = cast(ZoomInLearner, learner).network
        pair = network.grade_pair(pooled, pooled[fellow.clamp_min(0)], fellow >= 0)
        total = self.zoom.of(output, cells, batch)
        total = total + self.pair * ordinal_cross_entropy(pair, grades)
        for logits in (output.main.logits, output.attention.logits, pair):
            total = total + self.expected * expected_grade_loss(logits, grades)
        return total
