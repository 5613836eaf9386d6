"""Support vector machines on grade probabilities."""

from typing import Any

import numpy as np
import pytest

from retinaview.core.errors import RetinaViewError
from retinaview.evaluation.support_vectors import (
    cross_validated_svm,
    sensitivity_at,
    transferred_svm,
)


def probabilities(grades: np.ndarray, *, sure: float, seed: int = 0) -> np.ndarray:
    """Dirichlet probabilities around the grades."""
    random = np.random.default_rng(seed)
    return np.stack([random.dirichlet(0.5 + sure * np.eye(5)[grade]) for grade in grades])


GRADES = np.arange(100) % 5


def test_what_probabilities_tell_is_learnt_and_what_they_do_not_is_chance() -> None:
    referable = GRADES >= 2
    known = cross_validated_svm(probabilities(GRADES, sure=8.0), referable, resamples=50)
    unknown = cross_validated_svm(probabilities(GRADES, sure=0.0), referable, resamples=50)
    assert known.auc.value > 0.95
    assert known.accuracy.value > 0.9
    assert known.sensitivity.value > 0.95
    assert unknown.auc.low < 0.5 < unknown.auc.high
    assert (known.positives, known.auc.n) == (60, 100)


def test_no_photograph_is_judged_by_a_machine_that_saw_it() -> None:
    """With truth at random, an SVM that had seen its photographs would score near 1."""
    truth = np.random.default_rng(3).random(100) < 0.5
    features = probabilities(GRADES, sure=0.0)
    options: dict[str, Any] = {"cost": 1e6, "gamma": 1e4, "resamples": 10}
    held_out = cross_validated_svm(features, truth, **options)
    seen = transferred_svm(
        features, truth, test_probabilities=features, test_positive=truth, **options
    )
    assert seen.accuracy.value == 1.0
    assert held_out.accuracy.value < 0.7


def test_normal_against_abnormal_is_carried_to_another_set() -> None:
    other = np.arange(60) % 4
    found = transferred_svm(
        probabilities(GRADES, sure=8.0),
        GRADES > 0,
        test_probabilities=probabilities(other, sure=8.0, seed=1),
        test_positive=other > 0,
        resamples=50,
    )
    assert found.auc.value > 0.9
    assert found.auc.n == 60


def test_the_same_seed_gives_the_same_report() -> None:
    features = probabilities(GRADES, sure=1.0)
    first, second = (cross_validated_svm(features, GRADES >= 2, resamples=20) for _ in range(2))
    assert first == second


def test_sensitivity_is_read_at_a_specificity() -> None:
    truth = np.array([True, True, True, True, False, False, False, False])
    score = np.array([0.9, 0.8, 0.45, 0.1, 0.7, 0.4, 0.3, 0.2])
    assert sensitivity_at(truth, score, 1.0) == 0.5
    assert sensitivity_at(truth, score, 0.75) == 0.75
    assert sensitivity_at(truth, score, 0.0) == 1.0
    assert np.isnan(sensitivity_at(np.ones(3, np.bool_), score[:3], 0.5))


def test_the_table_says_what_a_guess_scores() -> None:
    found = cross_validated_svm(probabilities(GRADES, sure=8.0), GRADES >= 2, resamples=10)
    table = found.table()
    assert "100 photographs, 60 positive" in table
    assert "(chance 0.600)" in table
    assert "specificity 0.50" in table


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"folds": 41}, "only 40"),
        ({"folds": 1}, "1 folds"),
        ({"positive": GRADES[:50] >= 2}, "50 truth values"),
        ({"probabilities": np.ones((100, 5))}, "sum to 1"),
    ],
)
def test_what_cannot_be_cross_validated_is_refused(changes: dict[str, Any], message: str) -> None:
    given = {"probabilities": probabilities(GRADES, sure=1.0), "positive": GRADES >= 2}
    with pytest.raises(RetinaViewError, match=message):
        cross_validated_svm(**given | changes)


def test_one_kind_alone_cannot_be_learnt() -> None:
    features = probabilities(GRADES, sure=1.0)
    with pytest.raises(RetinaViewError, match="positives and negatives"):
        transferred_svm(
            features, GRADES >= 0, test_probabilities=features, test_positive=GRADES >= 2
        )
