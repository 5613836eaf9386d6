"""Several models as one."""

import numpy as np
import pytest

from retinaview.core.errors import RetinaViewError
from retinaview.evaluation.ensembles import ensemble


def test_the_mean_of_three_models() -> None:
    models = [np.array([[0.8, 0.2]]), np.array([[0.2, 0.8]]), np.array([[0.5, 0.5]])]
    np.testing.assert_allclose(ensemble(models), [[0.5, 0.5]])


def test_one_model_is_itself_and_order_does_not_matter() -> None:
    random = np.random.default_rng(0)
    models = [random.dirichlet(np.ones(5), size=7) for _ in range(3)]
    np.testing.assert_array_equal(ensemble(models[:1]), models[0])
    np.testing.assert_allclose(ensemble(models), ensemble(models[::-1]))
    np.testing.assert_allclose(ensemble(models).sum(axis=1), 1)


@pytest.mark.parametrize(
    ("models", "message"),
    [
        ([], "at least one"),
        ([np.full((2, 2), 0.5), np.full((3, 2), 0.5)], "same photographs"),
        ([np.full((2, 2), 0.5), np.full((2, 2), 0.4)], "model 2: every photograph"),
        ([np.array([[1.5, -0.5]])], "model 1: probabilities"),
        ([np.array([0.5, 0.5])], "table"),
    ],
)
def test_what_is_no_ensemble_is_refused(models: list[np.ndarray], message: str) -> None:
    with pytest.raises(RetinaViewError, match=message):
        ensemble(models)
