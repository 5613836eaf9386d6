"""The same recipe with other seeds: their numbers on the card of the weights that are shipped."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from retinaview.core.errors import LabelError
from retinaview.models.weights.card import Metric, ModelCard, read_card
from retinaview.models.weights.files import write_card

_SAME = ("architecture", "arguments", "classes", "preprocessing", "recipe")
"""Fields of the card that differ between seeds only if the runs are not of one recipe."""


def join_seeds(card_path: Path, others: Sequence[Path]) -> ModelCard:
    """Store the metrics of runs with other seeds on a card, beside its own.

    Parameters
    ----------
    card_path : Path
        Card of the shipped weights; written.
    others : sequence of Path
        Cards of the other runs, measured on the same splits.

    Returns
    -------
    ModelCard
        The card as written; metrics that another run lacks keep the seeds that they have.

    Raises
    ------
    ReadError, WeightsError
        A card cannot be read.
    LabelError
        Two runs have one seed, or a run is of another recipe.
    """
    card = read_card(card_path)
    runs = [card, *(_checked(card, path) for path in others)]
    seeds = [run.seed for run in runs]
    if len(set(seeds)) < len(seeds):
        twice = next(seed for seed in seeds if seeds.count(seed) > 1)
        raise LabelError(f"two runs have the seed {twice}", path=card_path, field="seed")
    metrics = [_joined(metric, runs) for metric in card.metrics]
    card = card.model_copy(update={"metrics": metrics})
    write_card(card_path, card)
    return card


def _checked(card: ModelCard, path: Path) -> ModelCard:
    other = read_card(path)
    for field in _SAME:
        if getattr(other, field) != getattr(card, field):
            message = f"is not that of {card.name}; only the seed may differ"
            raise LabelError(message, path=path, field=field)
    return other


def _joined(metric: Metric, runs: Sequence[ModelCard]) -> Metric:
    found = {
        str(run.seed): each.value
        for run in runs
        for each in run.metrics
        if (each.split, each.name, each.n) == (metric.split, metric.name, metric.n)
    }
    by_seed = {**metric.by_seed, **found} if len(found) > 1 else metric.by_seed
    return metric.model_copy(update={"by_seed": by_seed})
