"""Several models' probabilities as one (Zoom-in-Net, Wang et al. 2017, "Ensembles" in table 2)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from retinaview.core.errors import RetinaViewError
from retinaview.core.geometry import FloatArray


def ensemble(probabilities: Sequence[FloatArray]) -> FloatArray:
    """Average the probabilities of models that graded the same photographs.

    Parameters
    ----------
    probabilities : sequence of ndarray of float, each of shape (N, C)
        One array per model; rows are photographs in the same order, and sum to 1.

    Returns
    -------
    ndarray of float64, shape (N, C)
        Rows sum to 1. The paper does not say how it combines its three models; we take the mean.

    Raises
    ------
    RetinaViewError
        There is no model, shapes differ, or a row is not a probability distribution.
    """
    models = [
        as_probabilities(model, f"model {number}")
        for number, model in enumerate(probabilities, start=1)
    ]
    if not models:
        raise RetinaViewError("an ensemble needs at least one model", field="probabilities")
    shapes = {model.shape for model in models}
    if len(shapes) > 1:
        found = " and ".join(str(shape) for shape in sorted(shapes))
        message = f"the models must grade the same photographs, but have shapes {found}"
        raise RetinaViewError(message, field="probabilities")
    return np.asarray(np.mean(models, axis=0))


def as_probabilities(values: FloatArray, name: str) -> FloatArray:
    """Return probabilities as float64 (N, C); raise `RetinaViewError` if they are not valid."""
    found = np.asarray(values, np.float64)
    if found.ndim != 2 or not np.isfinite(found).all() or (found < 0).any():
        message = "probabilities must be a table of finite numbers, none below zero"
        raise RetinaViewError(message, field=name)
    if not np.allclose(found.sum(axis=1), 1, atol=1e-3):
        raise RetinaViewError("every photograph's probabilities must sum to 1", field=name)
    return found
