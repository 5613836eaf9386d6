"""Class weights that compensate for rare grades."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor


def class_weights(counts: Sequence[float], *, power: float = 1.0, largest: float = 10.0) -> Tensor:
    """Return class weights that decrease with a grade's frequency.

    Parameters
    ----------
    counts : sequence of float
        Frequency of each grade in the training data; 0 is replaced by the smallest positive one.
    power : float
        1 gives all grades the same total weight, 0 all photographs.
    largest : float
        Largest allowed ratio of two weights.

    Returns
    -------
    Tensor of float32, shape (grades,)
        Weights, whose mean over the photographs is 1.
    """
    share = np.asarray(counts, np.float64)
    share = np.maximum(share, share[share > 0].min())
    weights = share**-power
    weights = np.minimum(weights, largest * weights.min())
    return torch.tensor(weights * share.sum() / (weights * share).sum(), dtype=torch.float32)


def frequencies(pools: Sequence[tuple[Sequence[int], float]], grades: int = 5) -> list[float]:
    """Return how often each grade is drawn from pools, given as (grades, views per batch)."""
    total = np.zeros(grades)
    for drawn, per_batch in pools:
        known = [grade for grade in drawn if grade >= 0]
        if known:
            total += np.bincount(known, minlength=grades) * per_batch / len(drawn)
    return [float(value) for value in total]
