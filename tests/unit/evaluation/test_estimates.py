import math

import numpy as np
import pytest

from retinaview.evaluation.estimates import bootstrap


def test_the_interval_of_a_mean_is_the_textbook_one() -> None:
    values = np.random.default_rng(1).normal(5, 2, 400)
    estimate = bootstrap(lambda i: float(values[i].mean()), 400)
    half = 1.96 * values.std() / 20
    assert estimate.value == pytest.approx(values.mean())
    assert estimate.low == pytest.approx(values.mean() - half, abs=0.05)
    assert estimate.high == pytest.approx(values.mean() + half, abs=0.05)


def test_same_seed_same_interval() -> None:
    values = np.arange(30.0)
    first, second = (bootstrap(lambda i: float(values[i].mean()), 30, seed=3) for _ in range(2))
    assert first == second


def test_undefined_samples_are_left_out_of_the_interval() -> None:
    estimate = bootstrap(lambda i: float("nan") if 0 in i else 1.0, 5)
    assert math.isnan(estimate.value)
    assert (estimate.low, estimate.high) == (1.0, 1.0)


def test_no_units_is_undefined_and_null_in_json() -> None:
    estimate = bootstrap(lambda _: 1.0, 0)
    assert estimate.as_dict() == {"value": None, "low": None, "high": None, "n": 0}


def test_one_unit_has_a_value_and_no_interval() -> None:
    estimate = bootstrap(lambda _: 0.6, 1)
    assert estimate.as_dict() == {"value": 0.6, "low": None, "high": None, "n": 1}
    assert str(estimate) == "0.600 [–]"
    assert str(bootstrap(lambda _: 0.6, 0)) == "–"
