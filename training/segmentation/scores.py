"""Score a segmentation network on IDRiD, at the photographs' own size."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retinaview.core.errors import ReadError
from retinaview.core.lesions import LesionClass
from retinaview.evaluation.segmentation import (
    SegmentationReport,
    SegmentationTally,
    best_threshold,
    evaluate_segmentation,
)
from retinaview.imaging.field_of_view import find_field_of_view
from retinaview.models.outputs.lesion_probability import predict_probability
from retinaview.models.weights.card import Metric, ModelCard
from retinaview.models.weights.files import LoadedModel
from training.export import metric_of
from training.segmentation.idrid import (
    CLASSES,
    known_classes,
    photograph_path,
    read_mask,
    read_rgb,
    segmentation_names,
    split_validation,
)

logger = logging.getLogger(__name__)

Tallies = dict[str, list[SegmentationTally]]
PROTOCOL = "source size 4288x2848, all pixels pooled, one global threshold chosen on validation"


def names_of_split(data: Path, split: str) -> tuple[str, list[str]]:
    """Return the folder and the names of ``test`` or of our ``validation`` photographs."""
    if split == "validation":
        return "train", split_validation(data)[1]
    return split, segmentation_names(data, split)


def measure(model: LoadedModel, data: Path, split: str) -> list[SegmentationReport]:
    """Score every class of a network at the thresholds of its card."""
    folder, names = names_of_split(data, split)
    return reports(tally(model, data, folder, names), model.card.thresholds)


def reports(tallies: Tallies, thresholds: Mapping[str, float]) -> list[SegmentationReport]:
    """Score every class at its threshold."""
    return [
        evaluate_segmentation(counts, threshold=thresholds[lesion])
        for lesion, counts in tallies.items()
        if counts
    ]


def tally(model: LoadedModel, data: Path, folder: str, names: Sequence[str]) -> Tallies:
    """Count the pixels of every photograph and labelled class at the photograph's own size."""
    tallies: Tallies = {lesion: [] for lesion in model.card.classes}
    preprocessing = model.card.preprocessing
    told = known_classes(data, folder)
    for name in names:
        path = photograph_path(data, folder, name)
        rgb = read_rgb(path)
        fov = find_field_of_view(rgb)
        if fov is None:
            raise ReadError("no field of view found", path=path)
        found = predict_probability(model.module, preprocessing, rgb, fov)
        for index, lesion in enumerate(model.card.classes):
            if name in told and not told[name][CLASSES.index(lesion)]:
                continue
            level = to_levels(found.frame.to_source(found.values[index]))
            truth = read_mask(data, folder, name, lesion) > 0
            tallies[lesion].append(
                SegmentationTally.of(name, LesionClass(lesion), probability=level, truth=truth)
            )
        logger.info("counted %s", name)
    return tallies


def choose_thresholds(tallies: Tallies) -> dict[str, float]:
    """Return the threshold with the highest pooled Dice for each class; use on validation only.

    A class that no photograph has cannot be told from chance, and is never shown: its is 1.
    """
    return {
        lesion: best_threshold(counts) if _occurs(counts) else 1.0
        for lesion, counts in tallies.items()
    }


def _occurs(counts: Sequence[SegmentationTally]) -> bool:
    return any(count.positive.any() for count in counts)


def chance(tallies: Tallies) -> dict[str, float]:
    """Return chance levels: Dice of marking everything, average precision of random maps."""
    scores = {}
    for lesion, counts in tallies.items():
        lesion_px = sum(int(count.positive.sum()) for count in counts)
        every_px = lesion_px + sum(int(count.negative.sum()) for count in counts)
        share = lesion_px / max(every_px, 1)
        scores[f"dice_{lesion}"] = round(2 * share / (1 + share), 4)
        scores[f"average_precision_{lesion}"] = round(share, 4)
    return scores


def with_chance(card: ModelCard, tallies: Tallies, split: str) -> ModelCard:
    """Return the card with the chance levels of a split."""
    label = f"IDRiD segmentation, {split}"
    guesses = {f"{name}, {label}": value for name, value in chance(tallies).items()}
    return card.model_copy(update={"chance": card.chance | guesses})


def to_levels(probability: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Quantise probabilities to 0-255, as the program stores them."""
    return np.rint(probability * 255).astype(np.uint8)


def metrics_of(measured: Sequence[SegmentationReport], split: str) -> list[Metric]:
    """Convert reports into metrics of a model card, without undefined ones."""
    metrics = []
    for report in measured:
        estimates = {
            "dice": report.pooled_dice,
            "mean_dice_per_photograph": report.mean_dice,
            "average_precision": report.average_precision,
            "sensitivity": report.sensitivity,
        }
        protocol = f"{PROTOCOL}; threshold {report.threshold:.3f}"
        metrics += [
            metric_of(
                f"{name}_{report.lesion}",
                estimate,
                split=f"IDRiD segmentation, {split}",
                protocol=protocol,
            )
            for name, estimate in estimates.items()
            if np.isfinite(estimate.value)
        ]
    return metrics


def with_metrics(card: ModelCard, measured: Sequence[SegmentationReport], split: str) -> ModelCard:
    """Return the card with the metrics of a split replaced."""
    label = f"IDRiD segmentation, {split}"
    kept = [metric for metric in card.metrics if metric.split != label]
    return card.model_copy(update={"metrics": [*kept, *metrics_of(measured, split)]})
