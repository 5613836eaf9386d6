"""The area under the ROC curve from ranks, fast enough for thousands of bootstrap samples."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata


def auc(positive: NDArray[np.bool_], score: NDArray[np.floating]) -> float:
    """Return the probability that a positive scores above a negative, ties counting half.

    This is the area under the ROC curve, and Mann and Whitney's U over the number of pairs (Hanley
    and McNeil, Radiology 143, 1982).

    Parameters
    ----------
    positive : ndarray of bool, shape (N,)
        The truth.
    score : ndarray of float, shape (N,)
        Higher for more probably positive.

    Returns
    -------
    float
        0-1; NaN if there is no positive or no negative.
    """
    n_positive = int(positive.sum())
    n_pairs = n_positive * (len(positive) - n_positive)
    if not n_pairs:
        return float("nan")
    lowest = n_positive * (n_positive + 1) / 2
    return float((rankdata(score)[positive].sum() - lowest) / n_pairs)


def average_precision(positive: NDArray[np.bool_], score: NDArray[np.floating]) -> float:
    """Return the sum of precision times recall step, without interpolation, ties as one step.

    Parameters
    ----------
    positive : ndarray of bool, shape (N,)
        The truth.
    score : ndarray of float, shape (N,)
        Higher for more probably positive.

    Returns
    -------
    float
        0-1; NaN if there is no positive.
    """
    if not positive.any():
        return float("nan")
    order = np.argsort(-score, kind="stable")
    ranked, hits = score[order], np.cumsum(positive[order])
    last = np.append(np.flatnonzero(np.diff(ranked)), len(ranked) - 1)
    precision, recall = hits[last] / (last + 1), hits[last] / hits[-1]
    return float((precision * np.diff(recall, prepend=0.0)).sum())
