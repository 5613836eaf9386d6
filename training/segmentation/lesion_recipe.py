"""What the recipes of networks that segment lesions share: training, validation and export."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from retinaview.core.lesions import LesionClass
from retinaview.evaluation.segmentation import (
    SegmentationTally,
    best_threshold,
    evaluate_segmentation,
)
from retinaview.models.precision import in_precision
from retinaview.models.preprocessing import Preprocessing
from retinaview.models.weights.card import DataSource, ModelCard
from retinaview.models.weights.files import LoadedModel
from training import engine
from training.export import IDRID, export
from training.segmentation import scores
from training.segmentation.idrid import CLASSES
from training.segmentation.losses import dice_bce

INTENDED_USE = (
    "Research: shows where hard exudates, haemorrhages, microaneurysms and cotton-wool "
    "spots may lie in a fundus photograph. Not for diagnosis."
)


class Sampler(Protocol):
    """Draws batches of images, targets and known, as `training.segmentation.crops` does."""

    def batches(self, seed: int, count: int) -> Iterator[tuple[Tensor, Tensor, Tensor]]:
        """Yield this process's share of `count` batches."""


class ScaledPhotograph(Protocol):
    """A scaled photograph of IDRiD with its masks."""

    @property
    def name(self) -> str:
        """Name of the photograph."""

    @property
    def image(self) -> NDArray[np.uint8]:
        """The photograph, RGB, shape (H, W, 3)."""

    @property
    def field(self) -> NDArray[np.uint8]:
        """255 within the field of view, else 0, shape (H, W)."""

    @property
    def known(self) -> NDArray[np.bool_]:
        """Whether each class is labelled."""

    def truth(self, index: int) -> NDArray[np.bool_]:
        """Return where a class of `training.segmentation.idrid.CLASSES` is, shape (H, W)."""


def fit(
    network: nn.Module,
    sampler: Sampler,
    *,
    class_weights: Sequence[float],
    validation: Sequence[ScaledPhotograph],
    preprocessing: Preprocessing,
    scored: Sequence[str],
    settings: engine.TrainingSettings,
    out: Path,
    device: torch.device,
    make_optimizer: engine.MakeOptimizer | None = None,
    resume: bool = False,
) -> nn.Module:
    """Train a network on Dice and cross-entropy, and return its average of the best epoch.

    Parameters
    ----------
    network : nn.Module
        The network, changed in place.
    sampler : Sampler
        Draws the batches.
    class_weights : sequence of float
        Weights of the classes in the loss.
    validation : sequence of ScaledPhotograph
        Photographs for `validate`.
    preprocessing : Preprocessing
        Preprocessing of the network.
    scored : sequence of str
        Classes whose Dice coefficients add up to the score that marks the best epoch.
    settings, out, device, make_optimizer, resume
        See `training.engine.fit`.
    """
    weights = torch.tensor(class_weights, device=device)

    def loss(module: nn.Module, batch: tuple[Tensor, Tensor, Tensor]) -> Tensor:
        images, targets, known = batch
        return dice_bce(module(images), targets, known=known, weights=weights)

    return engine.fit(
        network.to(memory_format=torch.channels_last),
        batches=lambda epoch: sampler.batches(
            settings.seed * 10_000 + epoch, settings.steps_per_epoch
        ),
        loss=loss,
        settings=settings,
        out=out,
        device=device,
        validate=functools.partial(
            validate,
            photographs=validation,
            preprocessing=preprocessing,
            scored=scored,
            bfloat16=settings.bfloat16,
        ),
        make_optimizer=make_optimizer,
        resume=resume,
    )


def validate(
    module: nn.Module,
    *,
    photographs: Sequence[ScaledPhotograph],
    preprocessing: Preprocessing,
    scored: Sequence[str],
    bfloat16: bool,
) -> dict[str, float]:
    """Measure pooled Dice (at the best threshold) and average precision on whole photographs.

    Measured at the network's scale, for speed; the card's metrics are measured at source size.
    """
    tallies: scores.Tallies = {lesion: [] for lesion in CLASSES}
    for photograph in photographs:
        levels = _levels(module, photograph, preprocessing, bfloat16=bfloat16)
        for index in map(int, np.flatnonzero(photograph.known[: len(CLASSES)])):
            lesion = CLASSES[index]
            tallies[lesion].append(
                SegmentationTally.of(
                    photograph.name,
                    LesionClass(lesion),
                    probability=levels[index],
                    truth=photograph.truth(index),
                )
            )
    metrics: dict[str, float] = {}
    for lesion, counts in tallies.items():
        if not counts:
            continue
        threshold = best_threshold(counts)
        report = evaluate_segmentation(counts, threshold=threshold, resamples=0)
        metrics[f"dice_{lesion}"] = round(report.pooled_dice.value, 4)
        metrics[f"ap_{lesion}"] = round(report.average_precision.value, 4)
        metrics[f"threshold_{lesion}"] = round(threshold, 4)
    dice = [metrics.get(f"dice_{lesion}", math.nan) for lesion in scored]
    metrics["score"] = float(np.nansum(dice))
    return metrics


def _levels(
    module: nn.Module,
    photograph: ScaledPhotograph,
    preprocessing: Preprocessing,
    *,
    bfloat16: bool,
) -> NDArray[np.uint8]:
    """Return the probabilities of all classes in a scaled photograph, 0-255."""
    inside = photograph.field > 127
    image = torch.from_numpy(preprocessing.normalise(photograph.image, inside))[None]
    device = next(module.parameters()).device
    with torch.inference_mode(), in_precision(module, bfloat16=bfloat16):
        logits = module(image.to(device, memory_format=torch.channels_last))[0]
    return scores.to_levels(torch.sigmoid(logits.float()).cpu().numpy() * inside)


def idrid_sources(healthy: int) -> list[DataSource]:
    """Return IDRiD's parts that a recipe trains on, with `healthy` photographs without DR."""
    splits = (
        "segmentation train; every sixth for validation",
        f"grading train: {healthy} without DR",
    )
    return [IDRID.model_copy(update={"split": split}) for split in splits]


def write(module: nn.Module, card: ModelCard, *, data: Path, path: Path) -> Path:
    """Choose thresholds at source size on validation, and write weights and card to `path`."""
    folder, names = scores.names_of_split(data, "validation")
    tallies = scores.tally(LoadedModel(module, card), data, folder, names)
    measured = {
        "thresholds": scores.choose_thresholds(tallies),
        "chance": scores.chance(tallies),
    }
    card = card.model_copy(update=measured)
    reports = scores.reports(tallies, card.thresholds)
    export(path, module, scores.with_metrics(card, reports, "validation"))
    return path
