"""Choose, on the held-out photographs of several sets, which heads of Zoom-in-Net are averaged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retinaview.core.grades import DRGrade
from retinaview.evaluation.kappa import quadratic_weighted_kappa
from retinaview.models.networks.zoom_in_net import ZoomInNet
from retinaview.models.weights.card import ModelCard
from retinaview.models.weights.files import LoadedModel
from training.grading.calibration import averaged_softmax, fit_temperature
from training.grading.choices import youden_threshold
from training.grading.head_choice import (
    BOTH_EYES,
    ONE_EYE,
    Choice,
    Examined,
    Heads,
    head_metrics,
)
from training.grading.heads import examine, with_fellows
from training.grading.scores import (
    HELD_OUT_PATIENTS,
    Split,
    cases,
    held_out_patients,
    measure,
    with_metrics,
)

Floats = NDArray[np.float32]
_VIEWS = 12
"""A multiple of the views of every combination of heads, so that sets can be joined."""


def with_one_eye(
    network: ZoomInNet, card: ModelCard, data: Path, splits: Sequence[Split]
) -> ModelCard:
    """Return the card with the heads that grade one eye, C-Net possibly among them.

    The combination with the largest mean kappa is chosen, on the sets whose photographs are large
    enough for C-Net; on the others the heads that answer count. Temperature and threshold are
    chosen again, and the metrics measured again, if the heads change. If the head for pairs of
    eyes does not count, each eye is graded by the same heads where both are present.
    """
    network.eval()
    examined = {split: examine(network, card, cases(data, split)) for split in splits}
    zoomed = [found for found in examined.values() if "crop" in found.logits]
    every = list(examined.values())
    tried = [
        Choice(heads, _temperature(every, heads), _kappa(zoomed or every, heads))
        for heads in ONE_EYE
    ]
    best = max(tried, key=lambda choice: choice.kappa)
    if zoomed and best.heads != card.grade_options.heads:
        card = _with_heads(card, best, examined)
        for split in splits:
            card = with_metrics(card, measure(LoadedModel(network, card), data, split), split)
    return _with_metrics(card, examined, tried, "one eye")


def with_both_eyes(
    network: ZoomInNet,
    card: ModelCard,
    data: Path,
    splits: Sequence[Split] = HELD_OUT_PATIENTS,
) -> ModelCard:
    """Return the card with the heads that grade both eyes, their temperature and metrics.

    The combination with the largest mean kappa over the sets is chosen; its temperature is fitted
    on all of them, each with the same weight. Without held-out patients with both eyes, each eye is
    graded alone.
    """
    network.eval()
    examined: dict[Split, Examined] = {}
    for split in splits:
        single = examine(network, card, cases(data, split))
        found = with_fellows(network, single, held_out_patients(data, split))
        if found.cases:
            examined[split] = found
    if not examined:
        return _each_alone(card)
    tried = [_fitted(list(examined.values()), heads) for heads in BOTH_EYES]
    best = max(tried, key=lambda choice: choice.kappa)
    grade_options = replace(
        card.grade_options,
        heads_together=best.heads,
        temperature_together=best.temperature,
    )
    card = card.model_copy(update={"grade_options": grade_options})
    return _with_metrics(card, examined, tried, "both eyes")


def _each_alone(card: ModelCard) -> ModelCard:
    options = card.grade_options
    options = replace(
        options, heads_together=options.heads, temperature_together=options.temperature
    )
    return card.model_copy(update={"grade_options": options})


def _fitted(sets: Sequence[Examined], heads: Heads) -> Choice:
    """Fit the temperature of a combination on all sets, and average its kappa over them."""
    return Choice(heads, _temperature(sets, heads), _kappa(sets, heads))


def _temperature(sets: Sequence[Examined], heads: Heads) -> float:
    """Fit the temperature of a combination, each set with the same weight."""
    logits = np.concatenate([_joinable(found, heads) for found in sets])
    grades = np.concatenate([found.grades for found in sets])
    return fit_temperature(logits, grades, _weights(sets))


def _kappa(sets: Sequence[Examined], heads: Heads) -> float:
    """Return the mean kappa over sets, each with a combination's temperature on all of them."""
    temperature = _temperature(sets, heads)
    kappas = [
        quadratic_weighted_kappa(
            found.grades, averaged_softmax(_joinable(found, heads), temperature).argmax(axis=1)
        )
        for found in sets
    ]
    return float(np.mean(kappas))


def _joinable(found: Examined, heads: Heads) -> Floats:
    """Return the logits of the heads that answer, ``(N, 12, 5)``, all repeated equally often."""
    logits = found.of(found.answered(heads))
    return np.tile(logits, (1, _VIEWS // logits.shape[1], 1))


def _weights(sets: Sequence[Examined]) -> NDArray[np.float64]:
    return np.concatenate([np.full(len(found.cases), 1 / len(found.cases)) for found in sets])


def _with_heads(card: ModelCard, best: Choice, examined: Mapping[Split, Examined]) -> ModelCard:
    """Return the card with heads, their temperature and threshold."""
    grade_options = replace(card.grade_options, heads=best.heads, temperature=best.temperature)
    if "pair" not in grade_options.heads_together:
        grade_options = replace(
            grade_options, heads_together=best.heads, temperature_together=best.temperature
        )
    sets = list(examined.values())
    probabilities = np.concatenate(
        [averaged_softmax(_joinable(found, best.heads), best.temperature) for found in sets]
    )
    threshold = youden_threshold(
        np.concatenate([found.grades for found in sets]),
        probabilities[:, DRGrade.MODERATE :].sum(axis=1),
        _weights(sets),
    )
    thresholds = {"referable": round(threshold, 4)}
    return card.model_copy(update={"grade_options": grade_options, "thresholds": thresholds})


def _with_metrics(
    card: ModelCard, examined: Mapping[Split, Examined], tried: Sequence[Choice], eyes: str
) -> ModelCard:
    """Add what every combination scores on the sets where it answers, and the chance levels."""
    for split, found in examined.items():
        answering = [choice for choice in tried if set(choice.heads) <= set(found.logits)]
        metrics, guesses = head_metrics(found, split, answering, eyes)
        others = [
            metric for metric in card.metrics if metric.split != split or metric.name not in guesses
        ]
        chance = card.chance | {f"{name}, {split}": value for name, value in guesses.items()}
        card = card.model_copy(update={"metrics": [*others, *metrics], "chance": chance})
    return card
