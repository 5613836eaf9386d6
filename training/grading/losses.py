"""Losses for ordered grades, partly labelled lesions, and attention."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

UNKNOWN = -1


def ordinal_cross_entropy(logits: Tensor, grades: Tensor, *, sharpness: float = 2.0) -> Tensor:
    """Return the cross-entropy with soft targets that decay with the distance from the true grade.

    The target of grade k for a photograph of grade y is proportional to
    ``exp(-sharpness * |k - y|)`` (Diaz and Marathe, Soft Labels for Ordinal Regression, CVPR 2019).

    Parameters
    ----------
    logits : Tensor of float, shape (N, grades)
        Output for each grade, before softmax.
    grades : Tensor of int, shape (N,)
        Photographs with -1 do not count.
    sharpness : float
        Infinity gives plain cross-entropy.

    Returns
    -------
    Tensor
        Scalar mean over the graded photographs, zero without any.
    """
    known = grades >= 0
    if not bool(known.any()):
        return logits.sum() * 0
    levels = torch.arange(logits.shape[1], device=logits.device)
    distance = (levels[None] - grades[known][:, None]).abs().float()
    target = torch.softmax(-sharpness * distance, dim=1)
    return functional.cross_entropy(logits[known].float(), target)


def expected_grade_loss(logits: Tensor, grades: Tensor) -> Tensor:
    """Return the mean squared distance of the expected from the true grade, as kappa weights it.

    Parameters
    ----------
    logits : Tensor of float, shape (N, grades)
        Output for each grade, before softmax.
    grades : Tensor of int, shape (N,)
        Photographs with -1 do not count.
    """
    known = grades >= 0
    if not bool(known.any()):
        return logits.sum() * 0
    levels = torch.arange(logits.shape[1], device=logits.device, dtype=torch.float32)
    expected = torch.softmax(logits[known].float(), dim=1) @ levels
    return functional.mse_loss(expected, grades[known].float())


def known_cells_loss(logits: Tensor, cells: Tensor, *, positive_weight: float = 3.0) -> Tensor:
    """Return the binary cross-entropy over the cells whose label is known.

    Parameters
    ----------
    logits : Tensor of float, shape (N, classes, h, w)
        Output for each lesion class and cell, before the sigmoid.
    cells : Tensor
        Float tensor of the same shape: 1, 0, or -1 for unknown.
    positive_weight : float
        Weight of positive cells, which are rare.
    """
    known = cells >= 0
    weight = known.float() * torch.where(cells > 0, positive_weight, 1.0)
    loss = functional.binary_cross_entropy_with_logits(
        logits.float(), cells.clamp_min(0), weight=weight, reduction="sum"
    )
    return loss / known.sum().clamp_min(1)


def gate_loss(gates: Tensor, cells: Tensor, grades: Tensor) -> Tensor:
    """Return a loss that draws the gate of a photograph's grade to its lesions.

    It is minus the logarithm of the share of the gate, which sums to 1 over space, on cells with a
    lesion. Not in the paper, whose attention is trained on grades alone.

    Parameters
    ----------
    gates : Tensor of float, shape (N, grades, h, w)
        Gate of each grade; sums to 1 over space.
    cells : Tensor of float, shape (N, classes, h, w)
        Of lesions: 1, 0, or -1 for unknown.
    grades : Tensor of int, shape (N,)
        Only grades from 1 up with a positive cell count.
    """
    lesion = (cells > 0).any(dim=1).float()
    counted = (grades > 0) & (lesion.sum(dim=(1, 2)) > 0)
    if not bool(counted.any()):
        return gates.sum() * 0
    gate = gates[counted, grades[counted]].float()
    inside = (gate * lesion[counted]).sum(dim=(1, 2))
    return -inside.clamp_min(1e-4).log().mean()
