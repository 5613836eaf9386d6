"""Weights that make rare grades count more in a loss."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor


def class_weights(counts: Sequence[float], *, power: float = 1.0, largest: float = 10.0) -> Tensor:
    """Return weights that fall with a grade's frequency.

    Parameters
    ----------
    counts : sequence of float
        Frequency of each grade among the training views; 0 counts as the smallest above 0.
    power : float
        1 weighs every grade the same in sum; 0 every photograph.
    largest : float
        Ratio of the largest weight to the smallest, at most.

    Returns
    -------
    Tensor
        Float32 ``(grades,)``, their mean over the photographs 1.
    """
    share = np.asarray(counts, np.float64)
    share = np.maximum(share, share[share > 0].min())
    weights = share**-power
    weights = np.minimum(weights, largest * weights.min())
    return torch.tensor(weights * share.sum() / (weights * share).sum(), dtype=torch.float32)


def frequencies(pools: Sequence[tuple[Sequence[int], float]], grades: int = 5) -> list[float]:
    """Return how often each grade is drawn: pools of grades, each with its views per batch."""
    total = np.zeros(grades)
    for drawn, per_batch in pools:
        known = [grade for grade in drawn if grade >= 0]
        if known:
            total += np.bincount(known, minlength=grades) * per_batch / len(drawn)
    return [float(value) for value in total]
