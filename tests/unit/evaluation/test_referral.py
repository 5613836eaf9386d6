"""Operating points, reliability and net benefit, against hand and scikit-learn."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.calibration import calibration_curve
from sklearn.metrics import average_precision_score, brier_score_loss

from retinaview.core.errors import RetinaViewError
from retinaview.evaluation.grader_comparison import compare_graders
from retinaview.evaluation.referral import (
    evaluate_referral,
    threshold_for_sensitivity,
    threshold_for_specificity,
)
from retinaview.evaluation.site_threshold import choose_threshold
from retinaview.evaluation.subgroups import evaluate_subgroups

TRUTH = np.array([0, 0, 0, 0, 0, 0, 1, 1, 1, 1], bool)
SCORE = np.array([0.05, 0.1, 0.15, 0.2, 0.6, 0.7, 0.3, 0.6, 0.8, 0.95])


def drawn(count: int, *, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    score = random.uniform(size=count)
    return random.uniform(size=count) < score, score


def test_rates_at_a_threshold_by_hand() -> None:
    report = evaluate_referral(TRUTH, SCORE, thresholds=[0.5], decisions=SCORE > 0.65)
    screened, given, sensitive, specific = report.points
    assert given.sensitivity.value == 3 / 4
    assert given.specificity.value == 4 / 6
    assert given.positive_predictive_value.value == 3 / 5
    assert given.negative_predictive_value.value == 4 / 5
    assert given.referred.value == 0.5
    assert (screened.sensitivity.value, screened.specificity.value) == (2 / 4, 5 / 6)
    assert sensitive.threshold == 0.3
    assert (specific.threshold, specific.specificity.value) == (0.8, 1)
    assert not report.persons_known
    assert "each photograph counts as one" in report.table()


def test_net_benefit_by_hand() -> None:
    curve = evaluate_referral(TRUTH, SCORE, resamples=20).net_benefit
    at = int(np.flatnonzero(curve.threshold == 0.25)[0])
    assert curve.model[at] == pytest.approx(4 / 10 - 2 / 10 * (0.25 / 0.75))
    assert curve.everyone[at] == pytest.approx(4 / 10 - 6 / 10 * (0.25 / 0.75))
    assert curve.low[at] <= curve.model[at] <= curve.high[at]


def test_what_scikit_learn_counts_too() -> None:
    truth, score = drawn(400)
    report = evaluate_referral(truth, score, resamples=50)
    assert report.average_precision.value == pytest.approx(average_precision_score(truth, score))
    assert report.brier.value == pytest.approx(brier_score_loss(truth, score))
    observed, mean = calibration_curve(truth, score, n_bins=10)
    assert [each.observed.value for each in report.reliability] == pytest.approx(observed)
    assert [each.mean for each in report.reliability] == pytest.approx(mean)
    sizes = np.array([each.observed.n for each in report.reliability])
    error = (np.abs(observed - mean) * sizes).sum() / 400
    assert report.calibration_error.value == pytest.approx(error)
    assert all(x.observed.low < x.observed.value < x.observed.high for x in report.reliability)


def test_thresholds_reach_what_is_wanted_and_no_more() -> None:
    truth, score = drawn(300, seed=2)
    at = threshold_for_sensitivity(truth, score, 0.9)
    assert (score[truth] >= at).mean() >= 0.9 > (score[truth] > at).mean()
    at = threshold_for_specificity(truth, score, 0.9)
    below = np.max(score[score < at])
    assert (score[~truth] < at).mean() >= 0.9 > (score[~truth] < below).mean()


def test_one_class_alone_has_no_auc_and_no_chosen_points() -> None:
    report = evaluate_referral([True, True], [0.3, 0.9], decisions=[True, False])
    assert np.isnan(report.auc.value)
    assert [point.name for point in report.points] == ["as screened"]
    assert report.as_dict()["roc"] == {"false_positive": [], "sensitivity": []}
    with pytest.raises(ValueError, match="1 probabilities"):
        evaluate_referral([True, False], [0.3])


def test_subgroups_have_their_own_rates() -> None:
    eyes = ["OD", "OS"] * 5
    groups = evaluate_subgroups(
        TRUTH, SCORE, SCORE > 0.5, persons=range(10), properties={"eye": eyes}, resamples=20
    ).groups["eye"]
    assert (groups["OD"].photographs, groups["OD"].positives) == (5, 2)
    assert groups["OD"].sensitivity.value == 0.5
    assert groups["OS"].specificity.value == 2 / 3


def test_a_site_threshold_is_chosen_for_its_sensitivity_and_tried_elsewhere() -> None:
    truth, score = drawn(200, seed=3)
    shifted = score / 4  # another camera: everything looks healthier
    persons = [f"P{i // 2}" for i in range(200)]
    chosen = choose_threshold(
        truth, shifted, decisions=shifted >= 0.5, persons=persons, resamples=100
    )
    assert chosen.persons == 100
    assert (shifted[truth] >= chosen.threshold).mean() >= 0.9
    assert chosen.before.sensitivity.value == 0
    assert 0.8 < chosen.chosen.sensitivity.value < 1
    assert chosen.chosen.sensitivity.low < 0.9 < chosen.chosen.sensitivity.high
    assert "refer from" in chosen.table()


@pytest.mark.parametrize("positives", [5, 95])
def test_too_few_photographs_of_a_kind_are_refused(positives: int) -> None:
    truth = np.arange(100) < positives
    with pytest.raises(RetinaViewError, match="at least 80 graded photographs"):
        choose_threshold(truth, truth * 1.0, decisions=truth, persons=range(100))


def test_two_graders_are_compared_on_the_same_photographs() -> None:
    grades = np.arange(50) % 5
    right, wrong = np.eye(5)[grades] * 0.6 + 0.08, np.eye(5)[(grades + 3) % 5] * 0.6 + 0.08
    found = compare_graders(grades.tolist(), wrong, right, resamples=50, names=("a", "b"))
    assert found.differences["DR accuracy"].value == 1
    assert found.mcnemar["DR grade"].only_second == 50
    assert found.delong is not None
    assert found.delong.second == 1
    assert "b less a" in found.table()
    assert found.as_dict()["photographs"] == 50
