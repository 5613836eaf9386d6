"""How much a label would teach: uncertainty, novelty, disagreement."""

import numpy as np
import pytest

from retinaview.core.teaching import novelty, teaching_values, uncertainty


def test_even_odds_teach_most() -> None:
    found = uncertainty(np.array([[1.0, 0.0], [0.9, 0.1], [0.5, 0.5]]))
    assert found[0] == pytest.approx(0, abs=1e-6)
    assert found[2] == pytest.approx(1)
    assert found[0] < found[1] < found[2]


def test_what_is_unlike_all_that_is_labelled_is_new() -> None:
    vectors = np.array([[0.0], [0.1], [5.0], [9.0]])
    found = novelty(vectors, np.array([True, False, False, True]))
    assert found.argmax() == 2
    assert found[0] == found[3] == 0
    assert (novelty(vectors, np.zeros(4, bool)) == 1).all()


def test_disagreement_counts_as_much_as_the_others() -> None:
    same = np.tile([[0.7, 0.3]], (3, 1)), np.zeros((3, 2)), np.array([True, False, False])
    found = teaching_values(*same, apart=np.array([0.0, 0.0, 1.0]))
    assert found[2] - found[1] == pytest.approx(1 / 3)
    assert found[0] == found[1]


def test_a_hundred_thousand_photographs_take_a_moment() -> None:
    random = np.random.default_rng(0)
    probability = random.random(100_000)
    vectors = np.stack([probability, np.round(probability * 4)], axis=1)
    labelled = random.random(100_000) < 0.3
    both = np.stack([probability, 1 - probability], axis=1)
    assert len(teaching_values(both, vectors, labelled)) == 100_000
