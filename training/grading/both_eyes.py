"""Choose on held-out patients how Zoom-in-Net grades both eyes together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from retinaview.evaluation.kappa import quadratic_weighted_kappa
from retinaview.models.networks.zoom_in_net import ZoomInNet
from retinaview.models.weights.card import ModelCard
from training.grading.calibration import averaged_softmax, fit_temperature
from training.grading.head_choice import (
    BOTH_EYES,
    Choice,
    Examined,
    Heads,
    head_metrics,
)
from training.grading.heads import examine, with_fellows
from training.grading.scores import HELD_OUT_PATIENTS, Split, cases, held_out_patients


def with_both_eyes(network: ZoomInNet, card: ModelCard, data: Path) -> ModelCard:
    """Return the card with the heads that grade both eyes, their temperature and metrics.

    The combination with the largest mean kappa over the sets is chosen; its temperature is fitted
    on all of them, each with the same weight.
    """
    network.eval()
    examined: dict[Split, Examined] = {}
    for split in HELD_OUT_PATIENTS:
        single = examine(network, card, cases(data, split))
        examined[split] = with_fellows(network, single, held_out_patients(data, split))
    tried = [_fitted(list(examined.values()), heads) for heads in BOTH_EYES]
    best = max(tried, key=lambda choice: choice.kappa)
    grade_options = replace(
        card.grade_options,
        heads_together=best.heads,
        temperature_together=best.temperature,
    )
    card = card.model_copy(update={"grade_options": grade_options})
    return _with_metrics(card, examined, tried)


def _fitted(sets: Sequence[Examined], heads: Heads) -> Choice:
    """Fit the temperature of a combination on all sets, and average its kappa over them."""
    logits = np.concatenate([found.of(heads) for found in sets])
    grades = np.concatenate([found.grades for found in sets])
    weights = np.concatenate([np.full(len(found.cases), 1 / len(found.cases)) for found in sets])
    temperature = fit_temperature(logits, grades, weights)
    kappas = [
        quadratic_weighted_kappa(
            found.grades, averaged_softmax(found.of(heads), temperature).argmax(axis=1)
        )
        for found in sets
    ]
    return Choice(heads, temperature, float(np.mean(kappas)))


def _with_metrics(
    card: ModelCard, examined: Mapping[Split, Examined], tried: Sequence[Choice]
) -> ModelCard:
    """Add what every combination scores on each set, and the chance levels."""
    for split, eyes in examined.items():
        found, guesses = head_metrics(eyes, split, tried, "both eyes")
        chance = card.chance | {f"{name}, {split}": value for name, value in guesses.items()}
        card = card.model_copy(update={"metrics": [*card.metrics, *found], "chance": chance})
    return card
