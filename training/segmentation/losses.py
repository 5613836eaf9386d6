"""Losses for segmentation."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from retinaview.core.errors import ModelError


def dice_bce(
    logits: Tensor, target: Tensor, *, known: Tensor, weights: Tensor, dice_share: float = 0.5
) -> Tensor:
    """Return soft Dice plus binary cross-entropy, per class, over the labelled pixels.

    Dice is pooled over the batch, so that false positives in a patch without the lesion count and
    the ratio is never 0/0.

    Parameters
    ----------
    logits : Tensor, shape (N, C, H, W)
        Output of the network.
    target : Tensor, shape (N, C, H, W)
        Share of each pixel that the lesion covers, 0-1.
    known : Tensor, shape (N, C) or (N, C, H, W)
        1 for images, or pixels, where the class is labelled; else 0.
    weights : Tensor, shape (C,)
        Weight of each class.
    dice_share : float
        Weight of Dice, 0-1; the cross-entropy has the rest.

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
    """Return the generalised Dice loss (Sudre et al. 2017), which GANet uses; a scalar.

    Lesion and background are weighted by their inverse squared areas, so the single output channel
    is joined with its complement.

    Raises
    ------
    ModelError
        If MONAI is not installed.
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
