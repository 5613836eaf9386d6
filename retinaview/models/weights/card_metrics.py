"""The metrics of a model card, each with its chance level."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from retinaview.models.weights.card import Metric, ModelCard

RANDOM_SQUARES = ", random squares"
"""Suffix of a metric's name for the score of randomly placed squares on the same photographs."""
OTHERS_REGIONS = ", another photograph's regions"
"""The same for every photograph's regions, each laid on the other photographs."""
_BASELINES = (RANDOM_SQUARES, OTHERS_REGIONS)
"""Where a card has both, the second is the fairer one."""


@dataclass(frozen=True)
class JudgedMetric:
    """A metric with its chance level, which is None if the card does not give it."""

    metric: Metric
    chance: float | None


def judged_metrics(card: ModelCard) -> dict[str, list[JudgedMetric]]:
    """Return a card's metrics by split, in order, without those of baselines."""
    by_split: dict[str, list[JudgedMetric]] = {}
    for judged in _judged(card):
        by_split.setdefault(judged.metric.split, []).append(judged)
    return by_split


def _judged(card: ModelCard) -> Iterator[JudgedMetric]:
    guesses = {
        (metric.split, metric.name.removesuffix(baseline)): metric.value
        for baseline in _BASELINES
        for metric in card.metrics
        if metric.name.endswith(baseline)
    }
    for metric in card.metrics:
        if not metric.name.endswith(_BASELINES):
            baseline = guesses.get((metric.split, metric.name))
            yield JudgedMetric(metric, _guess(card, metric) if baseline is None else baseline)


def _guess(card: ModelCard, metric: Metric) -> float | None:
    """Return the card's chance level for the metric's split if given, else for any split."""
    return card.chance.get(f"{metric.name}, {metric.split}", card.chance.get(metric.name))
