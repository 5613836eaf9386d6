import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import f1_score

from retinaview.evaluation.grading import (
    brier_score,
    evaluate_grading,
    expected_calibration_error,
    macro_f1,
    mean_class_recall,
)

grades = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=40)


@given(grades)
def test_macro_f1_is_scikit_learn_s(pairs: list[tuple[int, int]]) -> None:
    truth, guess = np.array(pairs).T
    theirs = f1_score(truth, guess, average="macro", zero_division=0.0)
    assert macro_f1(truth, guess) == pytest.approx(theirs)


def test_scores_by_hand() -> None:
    report = evaluate_grading(
        [0, 0, 2, 4],
        [0, 1, 2, 4],
        probabilities=np.eye(5)[[0, 1, 2, 4]],
        dme_truth=[0, 0, 1, 2],
        dme_predicted=[0, 0, 2, 2],
    )
    scores = {name: score.value for name, score in report.scores.items()}
    assert scores["DR accuracy"] == 0.75
    assert scores["mean recall of grades (ACA)"] == pytest.approx(2.5 / 3)
    assert scores["DME accuracy"] == 0.75
    assert scores["joint accuracy"] == 0.5
    assert scores["referable AUC"] == 1
    assert scores["Brier score"] == 0.5
    assert report.confusion[0] == (1, 1, 0, 0, 0)
    assert "joint accuracy" in report.table()


def test_calibration_of_a_coin() -> None:
    truth = np.array([0, 1] * 50)
    sure = np.tile([0.9, 0.1], (100, 1))
    assert expected_calibration_error(truth, sure) == pytest.approx(0.4)
    assert expected_calibration_error(truth, np.tile([0.5, 0.5], (100, 1))) == pytest.approx(0)
    assert brier_score(truth, np.tile([0.5, 0.5], (100, 1))) == pytest.approx(0.5)


def test_mean_class_recall_ignores_grades_that_do_not_occur() -> None:
    assert mean_class_recall(np.array([0, 0, 3]), np.array([0, 1, 3])) == 0.75


@pytest.mark.parametrize(("truth", "guess"), [([], []), ([1, 2], [1])])
def test_lengths_must_agree(truth: list[int], guess: list[int]) -> None:
    with pytest.raises(ValueError, match="predicted grades"):
        evaluate_grading(truth, guess)
