"""Temperatures against probabilities that are known to be too bold."""

import numpy as np
import pytest
from scipy.special import softmax

from training.grading.calibration import averaged_softmax, fit_temperature


def overconfident(factor: float, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Honest logits times a factor, and grades drawn from the honest probabilities."""
    random = np.random.default_rng(seed)
    honest = 2 * random.standard_normal((4000, 1, 5))
    chances = softmax(honest[:, 0], axis=1)
    grades = np.array([random.choice(5, p=row) for row in chances])
    return factor * honest, grades


@pytest.mark.parametrize("factor", [0.5, 1.0, 3.0])
def test_the_temperature_undoes_the_factor(factor: float) -> None:
    logits, grades = overconfident(factor)
    assert fit_temperature(logits, grades) == pytest.approx(factor, rel=0.08)


def test_weights_choose_whose_temperature_is_fitted() -> None:
    bold, grades = overconfident(3.0)
    shy, others = overconfident(0.5, seed=1)
    logits, truth = np.concatenate([bold, shy]), np.concatenate([grades, others])
    weights = np.repeat([1.0, 0.0], len(grades))
    assert fit_temperature(logits, truth, weights) == pytest.approx(3.0, rel=0.08)


def test_answers_are_averaged_as_probabilities() -> None:
    logits = np.array([[[0.0, 2.0], [4.0, 0.0]]])
    expected = (softmax([0.0, 1.0]) + softmax([2.0, 0.0])) / 2
    np.testing.assert_allclose(averaged_softmax(logits, 2.0)[0], expected)
