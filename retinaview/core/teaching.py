"""How much a network would learn from a label, photograph by photograph (active learning).

A label teaches most where the network is unsure, where networks disagree, and where nothing like
the photograph has a label yet (Settles, Active Learning Literature Survey, 2009). None of the three
needs the label.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def teaching_values(
    probabilities: Floats,
    vectors: Floats,
    labelled: NDArray[np.bool_],
    *,
    apart: Floats | None = None,
) -> Floats:
    """Return how much a label of each photograph would teach, 0-1.

    Parameters
    ----------
    probabilities : ndarray of float64, shape (N, classes)
        A network's probabilities of the classes.
    vectors : ndarray of float64, shape (N, D)
        What tells photographs apart, such as features; distances between them count.
    labelled : ndarray of bool, shape (N,)
        Photographs that have a label.
    apart : ndarray of float64, shape (N,), optional
        How far networks disagree, 0-1; default: not at all.

    Returns
    -------
    ndarray of float64, shape (N,)
        Mean of `uncertainty`, disagreement and `novelty`; of labelled photographs as well.
    """
    parts = [uncertainty(probabilities), novelty(vectors, labelled)]
    if apart is not None:
        parts.append(np.asarray(apart, np.float64))
    return np.asarray(np.mean(parts, axis=0), np.float64)


def uncertainty(probabilities: Floats) -> Floats:
    """Return the entropy of probabilities (N, classes) as a share of the largest possible, 0-1."""
    safe = np.clip(probabilities, 1e-12, 1.0)
    entropy = -(safe * np.log(safe)).sum(axis=1) / np.log(probabilities.shape[1])
    return np.asarray(np.clip(entropy, 0.0, 1.0), np.float64)


def novelty(vectors: Floats, labelled: NDArray[np.bool_]) -> Floats:
    """Return how unlike anything labelled each photograph is, 0-1: its rank by distance.

    Parameters
    ----------
    vectors : ndarray of float64, shape (N, D)
        What tells photographs apart.
    labelled : ndarray of bool, shape (N,)
        Photographs that have a label; without any, all are as unlike as can be.
    """
    if not labelled.any():
        return np.ones(len(vectors))
    from scipy.spatial import KDTree  # a tenth of a second that a window need not wait for

    distance, _ = KDTree(vectors[labelled]).query(vectors)
    order = np.argsort(np.argsort(distance, kind="stable"), kind="stable")
    ranks = order / max(len(vectors) - 1, 1)
    return np.where(distance > 0, ranks, 0.0)
