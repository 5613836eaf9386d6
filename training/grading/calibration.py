"""Temperature scaling, which calibrates probabilities (Guo et al., ICML 2017)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.special import softmax

Floats = NDArray[np.floating]


def averaged_softmax(logits: Floats, temperature: float) -> NDArray[np.float64]:
    """Average the softmax of several outputs for each photograph.

    Parameters
    ----------
    logits : ndarray of float, shape (N, answers, grades)
        Logits, for instance of two heads, or of a photograph and its mirror image.
    temperature : float
        Divisor of the logits.

    Returns
    -------
    ndarray of float64, shape (N, grades)
        Rows summing to 1.
    """
    return np.asarray(softmax(logits.astype(np.float64) / temperature, axis=2).mean(axis=1))


def fit_temperature(
    logits: Floats, grades: NDArray[np.integer], weights: Floats | None = None
) -> float:
    """Return the temperature that minimises the (weighted) mean negative log-likelihood.

    Parameters
    ----------
    logits : ndarray of float32
        As in `averaged_softmax`.
    grades : ndarray of int, shape (N,)
        The truth.
    weights : ndarray of float, shape (N,), optional
        Of the photographs; default: all the same.

    Returns
    -------
    float
        Between 0.2 and 5.
    """
    share = np.ones(len(grades)) if weights is None else np.asarray(weights, np.float64)

    def loss(log_temperature: float) -> float:
        probabilities = averaged_softmax(logits, float(np.exp(log_temperature)))
        likelihood = probabilities[np.arange(len(grades)), grades]
        return float(-(share * np.log(np.maximum(likelihood, 1e-12))).sum() / share.sum())

    found = minimize_scalar(loss, bounds=(np.log(0.2), np.log(5.0)), method="bounded")
    return float(np.exp(found.x))
