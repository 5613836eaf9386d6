"""SUNet's loss: two diseases and, in batches with masks, the lesion map."""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn import functional

from retinaview.core.errors import ModelError
from retinaview.models.networks.disease_grading import GradeMaps
from retinaview.models.networks.sunet import SUNetOutput
from training.grading.losses import UNKNOWN


class SUNetTargets(NamedTuple):
    """Labels of a batch.

    Attributes
    ----------
    dr, dme : Tensor of int, shape (N,), or None
        -1 where a photograph is not graded; None where none is.
    lesions : Tensor of int, shape (N, H, W), or None
        0 for background and -1 for pixels that are not labelled; None for a
        batch without masks.
    """

    dr: Tensor | None
    dme: Tensor | None
    lesions: Tensor | None = None


def sunet_loss(
    output: SUNetOutput,
    targets: SUNetTargets,
    *,
    alpha: float = 1.0,
    beta: float = 0.5,
    gamma: float = 1.0,
) -> Tensor:
    """Return ``gamma * L_R + alpha * L_DR + beta * L_DME``, a scalar; eq. 5 with gamma = 1.

    L_R is 0 for a batch without masks. Tasks that the network lacks, or that are not labelled, are
    skipped, so that the ablations are trained in the same way.

    Raises
    ------
    ModelError
        If none of the network's tasks is labelled.

    References
    ----------
    Tu et al., SUNet, ISBI 2020, section 2.3.
    """
    terms: list[Tensor] = []
    if output.lesions is not None and targets.lesions is not None:
        terms.append(gamma * lesion_loss(output.lesions, targets.lesions))
    for weight, grading, truth in (
        (alpha, output.dr, targets.dr),
        (beta, output.dme, targets.dme),
    ):
        if grading is not None and truth is not None:
            terms.append(weight * disease_loss(grading, truth))
    if not terms:
        raise ModelError("the batch has no label for any task of the network", field="targets")
    return torch.stack(terms).sum()


def disease_loss(grading: GradeMaps, grades: Tensor) -> Tensor:
    """Return the cross-entropy of one disease (eq. 3), averaged over the graded photographs.

    Parameters
    ----------
    grading : GradeMaps
        Logits ``(N, grades)`` and maps.
    grades : Tensor of int, shape (N,)
        -1 does not count.
    """
    return _mean_cross_entropy(grading.logits, grades)


def lesion_loss(logits: Tensor, lesions: Tensor) -> Tensor:
    """Return the cross-entropy of the lesion map (eq. 4), averaged over the labelled pixels.

    Parameters
    ----------
    logits : Tensor, shape (N, 1 + classes, H, W)
        Output for background and each class, before softmax.
    lesions : Tensor of int, shape (N, H, W)
        0 background, then the classes; -1 does not count.
    """
    return _mean_cross_entropy(logits, lesions)


def _mean_cross_entropy(logits: Tensor, truth: Tensor) -> Tensor:
    total = functional.cross_entropy(logits.float(), truth, ignore_index=UNKNOWN, reduction="sum")
    return total / (truth != UNKNOWN).sum().clamp_min(1)
