"""SEA-Net's hybrid loss: cross-entropy plus the centre loss, which makes each grade compact."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from retinaview.core.errors import ModelError


class CentreLoss(nn.Module):
    """Half the squared distance of features to the centre of their grade.

    ``L_ct = 1/2 sum_i ||x_i - c_{y_i}||^2``. The centres are not trained by the optimiser: call
    `update` once after every step to move them.

    Attributes
    ----------
    centres : Tensor of float32, shape (grades, features)
        Zero at first.

    Parameters
    ----------
    grades : int
        Number of disease levels.
    features : int
        Length of the pooled feature.
    rate : float
        Learning rate of the centres, 0-1: alpha of Wen et al.; not specified for SEA-Net.
    reduction : {"sum", "mean"}
        Reduction over the batch: ``"sum"`` as printed, or ``"mean"``, which does not grow with the
        batch.

    References
    ----------
    Wen et al., A Discriminative Feature Learning Approach for Deep Face Recognition, ECCV 2016,
    eqs. 2 and 4; Zhao et al., SEA-Net, ICIP 2020.
    """

    centres: Tensor

    def __init__(
        self, grades: int, features: int, *, rate: float = 0.5, reduction: str = "sum"
    ) -> None:
        super().__init__()
        if reduction not in ("sum", "mean"):
            raise ModelError(f"{reduction!r} is neither sum nor mean", field="reduction")
        self.rate, self.reduction = rate, reduction
        self.register_buffer("centres", torch.zeros(grades, features))

    def forward(self, features: Tensor, grades: Tensor) -> Tensor:
        """Return the scalar loss of features (N, features) with grades int (N,)."""
        distances = (features.float() - self.centres[grades]).square().sum(dim=1) / 2
        return distances.sum() if self.reduction == "sum" else distances.mean()

    @torch.no_grad()
    def update(self, features: Tensor, grades: Tensor) -> None:
        """Move each centre towards its grade's features in a batch, shapes as in `forward`.

        ``c_j -= rate * sum_{y_i = j} (c_j - x_i) / (1 + n_j)``, eq. 4 of Wen et al.
        """
        members = functional.one_hot(grades, len(self.centres)).float()
        counts = members.sum(dim=0)[:, None]
        pull = members.T @ features.float() - counts * self.centres
        self.centres += self.rate * pull / (1 + counts)


class HybridLoss(nn.Module):
    """``L = L_ce + lambda * L_ct``.

    Attributes
    ----------
    centre_loss : CentreLoss
        Call its `update` after every step.

    Parameters
    ----------
    features : int
        Length of the pooled feature.
    class_weights : Tensor of float, shape (grades,)
        Weight of each grade in the cross-entropy; larger for rare grades.
    centre_weight : float
        The paper's lambda.
    rate, reduction : float, str
        See `CentreLoss`.

    References
    ----------
    Zhao et al., SEA-Net, ICIP 2020, "Hybrid Loss Function".
    """

    class_weights: Tensor

    def __init__(
        self,
        features: int,
        *,
        class_weights: Tensor,
        centre_weight: float = 0.1,
        rate: float = 0.5,
        reduction: str = "sum",
    ) -> None:
        super().__init__()
        self.centre_weight = centre_weight
        self.centre_loss = CentreLoss(len(class_weights), features, rate=rate, reduction=reduction)
        self.register_buffer("class_weights", class_weights.detach().clone().float())

    def forward(self, logits: Tensor, features: Tensor, grades: Tensor) -> Tensor:
        """Return the scalar loss.

        Parameters
        ----------
        logits : Tensor, shape (N, grades)
            Output of the last linear layer, before softmax.
        features : Tensor, shape (N, features)
            What the last linear layer classifies.
        grades : Tensor of int, shape (N,)
            True grades.

        Notes
        -----
        The paper prints one photograph's cross-entropy, ``weight_y * -log softmax(x)[y]``; over a
        batch it is averaged by those weights, as in torch, whose formula the paper quotes.
        """
        entropy = functional.cross_entropy(logits.float(), grades, weight=self.class_weights)
        centre: Tensor = self.centre_loss(features, grades)
        return entropy + self.centre_weight * centre
