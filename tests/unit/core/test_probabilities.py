from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retinaview.core.errors import ModelError
from retinaview.core.probabilities import DIGITS, printed


def decimals(values: tuple[float, ...]) -> list[Decimal]:
    """The numbers as a person or a JSON file has them."""
    return [Decimal(repr(value)) for value in values]


logits = st.lists(st.floats(-60, 60, width=32), min_size=2, max_size=7)


@given(logits, st.sampled_from([np.float32, np.float64]))
def test_printed_probabilities_add_to_exactly_1(values: list[float], dtype: type) -> None:
    powers = np.exp(np.array(values, dtype) - max(values))
    probabilities = (powers / powers.sum()).tolist()
    shown = printed(probabilities)
    assert sum(decimals(shown)) == 1
    assert all(0 <= value <= 1 for value in shown)
    assert all(value == round(value, DIGITS) for value in shown)
    np.testing.assert_allclose(shown, probabilities, atol=1.2 * 10**-DIGITS)
    ranked = [value for _, value in sorted(zip(probabilities, shown, strict=True))]
    assert ranked == sorted(shown)


@given(st.integers(2, 7), st.integers(1, 9))
def test_any_number_of_equal_ones_adds_to_1(count: int, digits: int) -> None:
    assert sum(decimals(printed([1 / count] * count, digits=digits))) == 1


@pytest.mark.parametrize(
    ("probabilities", "shown"),
    [
        ((0.1, 0.1, 0.5, 0.2, 0.1), (0.1, 0.1, 0.5, 0.2, 0.1)),
        ((1 / 3, 1 / 3, 1 / 3), (0.333334, 0.333333, 0.333333)),
        ((0.1000004, 0.1000003, 0.7999993), (0.100001, 0.1, 0.799999)),
        ((0.0, 1.0), (0.0, 1.0)),
        # What bfloat16 gives need not add to 1 by itself.
        ((0.50390625, 0.5), (0.501946, 0.498054)),
    ],
)
def test_the_largest_remainders_take_what_is_missing(
    probabilities: tuple[float, ...], shown: tuple[float, ...]
) -> None:
    assert printed(probabilities) == shown


@pytest.mark.parametrize(
    "wrong", [(), (0.0, 0.0), (float("nan"), 1.0), (float("inf"), 1.0), (-0.1, 1.1)]
)
def test_what_is_no_distribution_is_refused(wrong: tuple[float, ...]) -> None:
    with pytest.raises(ModelError, match="not probabilities"):
        printed(wrong)
