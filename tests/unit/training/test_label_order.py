"""The simulation of labels by what they teach, on made-up features."""

from __future__ import annotations

import numpy as np

from training.label_order import FIRST, STEP, Pool, in_words, simulate


def test_both_orders_are_measured_on_the_same_photographs() -> None:
    random = np.random.default_rng(0)
    grades = np.arange(80) % 5
    features = random.normal(size=(80, 6)) + grades[:, None]
    table = simulate(Pool(features, grades), Pool(features[::4], grades[::4]), repeats=2)
    assert table["labels"] == list(range(FIRST, 81, STEP))
    taught, drawn = table["by what they teach"], table["random"]
    assert isinstance(taught, dict)
    assert isinstance(drawn, dict)
    assert taught["accuracy"][0] == drawn["accuracy"][0]  # they begin alike
    assert taught["accuracy"][-1] == drawn["accuracy"][-1]  # all is labelled
    assert "referable AUC" in in_words(table)
