"""DeLong, McNemar and the paired bootstrap, against other ways to count the same."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import binomtest
from sklearn.metrics import roc_auc_score

from retinaview.evaluation.paired_tests import (
    delong_covariance,
    delong_test,
    mcnemar_test,
    paired_bootstrap,
)
from retinaview.evaluation.ranking import auc


def scores_of(seed: int, count: int = 60) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    positive = np.arange(count) % 3 == 0
    shared = random.normal(size=count) + positive
    first = np.round(shared + random.normal(size=count), 1)  # rounded, so that there are ties
    return positive, first, shared + 0.5 * random.normal(size=count)


def placements(positive: np.ndarray, score: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Mann and Whitney's comparison of every positive with every negative, one by one."""
    wins = np.array(
        [
            [1.0 if p > n else 0.5 if p == n else 0.0 for n in score[~positive]]
            for p in score[positive]
        ]
    )
    return wins.mean(axis=1), wins.mean(axis=0)


@pytest.mark.parametrize("seed", range(3))
def test_delong_is_the_covariance_of_all_pairs(seed: int) -> None:
    positive, first, second = scores_of(seed)
    areas, covariance = delong_covariance(positive, np.stack([first, second]))
    assert areas == pytest.approx([roc_auc_score(positive, x) for x in (first, second)])
    above = [placements(positive, x)[0] for x in (first, second)]
    below = [placements(positive, x)[1] for x in (first, second)]
    m, n = positive.sum(), (~positive).sum()
    np.testing.assert_allclose(covariance, np.cov(above) / m + np.cov(below) / n)


def test_delong_agrees_with_the_bootstrap_and_finds_no_gap_of_a_score_to_itself() -> None:
    positive, first, second = scores_of(1, 300)
    test = delong_test(positive, first, second)
    drawn = paired_bootstrap(
        lambda i: auc(positive[i], first[i]),
        lambda i: auc(positive[i], second[i]),
        range(300),
        resamples=300,
    )
    assert test.difference.value == pytest.approx(drawn.value)
    assert test.difference.low == pytest.approx(drawn.low, abs=0.02)
    assert test.difference.high == pytest.approx(drawn.high, abs=0.02)
    assert (test.p < 0.05) == (test.difference.low > 0)
    itself = delong_test(positive, first, first * 2)
    assert (itself.p, itself.difference.value) == (1, 0)
    with pytest.raises(ValueError, match="at least two"):
        delong_test(np.array([True, False, False]), np.arange(3.0), np.arange(3.0))


def test_mcnemar_is_the_binomial_test_of_the_photographs_that_differ() -> None:
    first = np.array([True] * 9 + [False] * 2 + [True] * 20)
    second = np.array([False] * 9 + [True] * 2 + [True] * 20)
    test = mcnemar_test(first, second)
    assert (test.only_first, test.only_second) == (9, 2)
    assert test.p == pytest.approx(binomtest(2, 11, 0.5).pvalue)
    assert test.p == pytest.approx(2 * (1 + 11 + 55) / 2**11)  # by hand
    assert mcnemar_test(first, first).p == 1


def test_both_eyes_of_a_person_are_drawn_together() -> None:
    right = np.repeat(np.arange(20) % 2 == 0, 2)
    alone = paired_bootstrap(lambda _: 0.0, lambda i: float(right[i].mean()), range(40))
    eyes = paired_bootstrap(
        lambda _: 0.0, lambda i: float(right[i].mean()), np.repeat(range(20), 2)
    )
    assert (alone.n, eyes.n) == (40, 20)
    assert eyes.high - eyes.low > 1.2 * (alone.high - alone.low)
