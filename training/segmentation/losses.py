"""Losses that torch does not have."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from retinaview.core.errors import ModelError


def dice_bce(
    logits: Tensor, target: Tensor, *, known: Tensor, weights: Tensor, dice_share: float = 0.5
) -> Tensor:
    """Soft Dice plus binary cross-entropy, per class, over the pixels that are labelled.

    Dice is pooled over the batch: a patch without the lesion then still counts its false
    positives, and does not make the ratio 0/0.

    Parameters
    ----------
    logits : Tensor, shape (N, C, H, W)
    target : Tensor
        Share of each pixel that the lesion covers, 0-1, same shape.
    known : Tensor
        1 where an image's class is labelled, else 0, ``(N, C)``, or for each pixel,
        ``(N, C, H, W)``.
    weights : Tensor
        Weight of each class, ``(C,)``.
    dice_share : float
        Weight of Dice; the rest goes to the cross-entropy.

    Returns
    -------
    Tensor
        Scalar.
    """
    mask = known if known.ndim == 4 else known[:, :, None, None].expand_as(logits)
    mask = mask.to(logits.dtype)
    probability = torch.sigmoid(logits) * mask
    labelled = target * mask
    both = (probability * labelled).sum(dim=(0, 2, 3))
    either = probability.square().sum(dim=(0, 2, 3)) + labelled.square().sum(dim=(0, 2, 3))
    dice = 1 - (2 * both + 1) / (either + 1)
    entropy = functional.binary_cross_entropy_with_logits(logits, target, reduction="none")
    pixels = mask.sum(dim=(0, 2, 3)).clamp(min=logits.shape[2] * logits.shape[3])
    entropy = (entropy * mask).sum(dim=(0, 2, 3)) / pixels
    per_class = dice_share * dice + (1 - dice_share) * 10 * entropy
    return (per_class * weights).sum() / weights.sum()


def generalised_dice(logits: Tensor, target: Tensor) -> Tensor:
    """Generalised Dice loss (Sudre et al. 2017), GANet's own; scalar.

    Lesion and background are both counted, each weighted by its inverse squared area, so the
    single output channel is taken with its complement.

    Raises
    ------
    ModelError
        MONAI, an extra requirement, is not installed.
    """
    try:
        from monai.losses.dice import GeneralizedDiceLoss
    except ModuleNotFoundError as error:
        raise ModelError(
            'the paper\'s loss needs MONAI: pip install "retinaview[train]"'
        ) from error

    probability = torch.sigmoid(logits)
    loss: Tensor = GeneralizedDiceLoss()(
        torch.cat([1 - probability, probability], dim=1), torch.cat([1 - target, target], dim=1)
    )
    return loss
