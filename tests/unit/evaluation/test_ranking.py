import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import roc_auc_score

from retinaview.evaluation.ranking import auc

scored = st.lists(st.tuples(st.booleans(), st.sampled_from([0.0, 0.2, 0.5, 0.9])), max_size=40)


@given(scored)
def test_it_is_scikit_learn_s_ties_included(pairs: list[tuple[bool, float]]) -> None:
    positive = np.array([truth for truth, _ in pairs], dtype=bool)
    score = np.array([value for _, value in pairs])
    if positive.all() or not positive.any():
        assert math.isnan(auc(positive, score))
    else:
        assert auc(positive, score) == pytest.approx(roc_auc_score(positive, score))


def test_a_perfect_order_is_1_and_its_reverse_0() -> None:
    positive, score = np.array([False, False, True]), np.array([0.1, 0.2, 0.3])
    assert (auc(positive, score), auc(~positive, score)) == (1.0, 0.0)
