import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from retinaview.evaluation.kappa import cohen_kappa, confusion_of, quadratic_weighted_kappa

grades = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=40)


@given(grades)
def test_both_are_scikit_learn_s_over_all_five_grades(pairs: list[tuple[int, int]]) -> None:
    first, second = np.array(pairs).T
    if len(np.unique(pairs)) < 2:
        assert math.isnan(cohen_kappa(first, second))
        assert math.isnan(quadratic_weighted_kappa(first, second))
        return
    labels = [0, 1, 2, 3, 4]
    plain = cohen_kappa_score(first, second, labels=labels)
    weighted = cohen_kappa_score(first, second, labels=labels, weights="quadratic")
    assert cohen_kappa(first, second) == pytest.approx(plain)
    assert quadratic_weighted_kappa(first, second) == pytest.approx(weighted)


def test_grades_that_do_not_occur_keep_their_distance() -> None:
    first, second = np.array([0, 1, 4, 4]), np.array([0, 4, 4, 4])
    disagreement = 3**2
    by_chance = (0 * 1 + 4**2 * 3 + 1 * 1 + 3**2 * 3 + 2 * 4**2 * 1 + 0) / 4
    assert quadratic_weighted_kappa(first, second) == pytest.approx(1 - disagreement / by_chance)


def test_the_first_column_is_counted_by_row() -> None:
    assert confusion_of(np.array([1, 1]), np.array([4, 0]))[1].tolist() == [1, 0, 0, 0, 1]
