"""The metrics of a model card, each beside what a guess would score."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from retinaview.models.weights.card import Metric, ModelCard

RANDOM_SQUARES = ", random squares"
"""Ends the name of a metric that squares at random places score on the same photographs."""


@dataclass(frozen=True)
class JudgedMetric:
    """A metric, and what a guess scores on it; None where the card does not say."""

    metric: Metric
    chance: float | None


def judged_metrics(card: ModelCard) -> dict[str, list[JudgedMetric]]:
    """Return a card's metrics by split, in its order, without those that are a guess's own."""
    by_split: dict[str, list[JudgedMetric]] = {}
    for judged in _judged(card):
        by_split.setdefault(judged.metric.split, []).append(judged)
    return by_split


def _judged(card: ModelCard) -> Iterator[JudgedMetric]:
    guesses = {
        (metric.split, metric.name.removesuffix(RANDOM_SQUARES)): metric.value
        for metric in card.metrics
        if metric.name.endswith(RANDOM_SQUARES)
    }
    for metric in card.metrics:
        if not metric.name.endswith(RANDOM_SQUARES):
            squares = guesses.get((metric.split, metric.name))
            yield JudgedMetric(metric, _guess(card, metric) if squares is None else squares)


def _guess(card: ModelCard, metric: Metric) -> float | None:
    """Return the card's chance on the metric's split where it says that, else on any."""
    return card.chance.get(f"{metric.name}, {metric.split}", card.chance.get(metric.name))
