"""Metrics beside what a guess scores."""

from __future__ import annotations

from pathlib import Path

from retinaview.models.weights.card import Metric, read_card
from retinaview.models.weights.card_metrics import judged_metrics


def metric(name: str, value: float, split: str = "test") -> Metric:
    return Metric(name=name, value=value, n=9, split=split, protocol="p")


def test_every_metric_stands_beside_its_guess(tiny_weights: Path) -> None:
    card = read_card(tiny_weights / "ganet.json").model_copy(
        update={
            "metrics": [
                metric("DR accuracy", 0.6),
                metric("recall", 0.8),
                metric("recall, random squares", 0.5),
                metric("DR accuracy", 0.61, "clinic"),
                metric("Brier score", 0.3, "clinic"),
            ],
            "chance": {"DR accuracy": 0.3, "DR accuracy, clinic": 0.57, "recall": 0.1},
        }
    )
    listed = {
        split: [(each.metric.name, each.chance) for each in judged]
        for split, judged in judged_metrics(card).items()
    }
    assert listed == {
        "test": [("DR accuracy", 0.3), ("recall", 0.5)],
        "clinic": [("DR accuracy", 0.57), ("Brier score", None)],
    }
