"""Measurements as a model card has them."""

from __future__ import annotations

import math

import pytest

from retinaview.evaluation.estimates import Estimate
from training.export import metric_of


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0.40, 0.60, (0.4, 0.6)),
        (0.52, 0.60, (0.51234, 0.6)),  # every resample lies above, as of a biased statistic
        (0.40, 0.45, (0.4, 0.51234)),
        (math.nan, math.nan, (None, None)),
    ],
)
def test_an_interval_holds_its_value(
    low: float, high: float, expected: tuple[float | None, float | None]
) -> None:
    metric = metric_of("ECE", Estimate(0.51234, low, high, 64), split="s", protocol="p")
    assert metric.value == 0.5123
    rounded = tuple(None if bound is None else round(bound, 4) for bound in expected)
    assert (metric.low, metric.high) == rounded
