"""Export a trained SUNet, SEA-Net or Grad-CAM network with its measured card."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from retinaview.core.grades import DMEGrade, DRGrade
from retinaview.core.lesions import lesion_class
from retinaview.evaluation.grading import GradingReport
from retinaview.models.grade_options import GradeOptions
from retinaview.models.outputs.mirrored_pass import as_batch, require_finite
from retinaview.models.precision import in_precision
from retinaview.models.preprocessing import Preprocessing
from retinaview.models.weights.card import ModelCard
from retinaview.models.weights.files import LoadedModel
from training.export import export
from training.grading import lesion_map_scores
from training.grading.calibration import averaged_softmax, fit_temperature
from training.grading.choices import Answers, calibrate, choose_response, with_chance
from training.grading.scores import (
    Case,
    GradingScores,
    Split,
    cases,
    measure,
    read_with_field,
    score_probabilities,
    with_metrics,
)
from training.grading.validation import Logits
from training.segmentation import scores as segmentation_scores

logger = logging.getLogger(__name__)

Read = Callable[[Any], Logits]
USEFUL_DICE = 0.1
"""Smallest pooled Dice on validation at which a lesion class is displayed."""
NEVER = 1.0
"""Threshold of a class that is not displayed."""


PER_GRADE = 312
"""Photographs of each grade in SEA-Net's balanced test of 1560; fewer where a grade has fewer."""


@dataclass(frozen=True)
class ExportPlan:
    """How to measure a network and choose the options of its card.

    Attributes
    ----------
    read : Read
        Extracts the logits from the network's output.
    maps_per_grade : bool
        Whether the network has a map per grade, so that its response must be chosen.
    lesions : tuple of str
        Classes of its lesion map, without the background.
    bfloat16 : bool
        Compute under bfloat16 autocast.
    eyepacs_every : int
        Use every n-th of EyePACS's held-out photographs, to save time.
    eyepacs_alone : bool
        Choose and measure on EyePACS alone, on all of its held-out photographs; a subset with as
        many of every grade is measured as well.
    """

    read: Read
    maps_per_grade: bool
    lesions: tuple[str, ...] = ()
    bfloat16: bool = False
    eyepacs_every: int = 4
    eyepacs_alone: bool = False


def write_grader(
    network: nn.Module, card: ModelCard, *, data: Path, path: Path, plan: ExportPlan
) -> Path:
    """Choose the card's options on validation, measure there, and write weights and card."""
    network.eval()
    if plan.eyepacs_alone:
        card = _on_eyepacs(network, card, data, plan)
        export(path, network, card)
        return path
    preprocessing = card.preprocessing
    listed: dict[Split, list[Case]] = {
        "validation": cases(data, "validation"),
        "eyepacs": cases(data, "eyepacs")[:: plan.eyepacs_every],
    }
    found = {
        split: answers(network, preprocessing, chosen, plan) for split, chosen in listed.items()
    }
    logger.info("answers of %s", card.name)
    card = _calibrated(card, found, plan)
    if plan.maps_per_grade:
        card = _with_response(network, card, listed["validation"], plan)
    if plan.lesions:
        card = _with_lesions(network, card, data, plan)
    scores = measure(LoadedModel(network, card), data, "validation", bfloat16=plan.bfloat16)
    card = with_metrics(card, scores, "validation")
    card = with_chance(card, listed["validation"], "validation")
    grade_options = card.grade_options
    eyepacs = score_answers(found["eyepacs"], grade_options)
    if eyepacs is not None:
        card = with_metrics(card, GradingScores(eyepacs, None), "eyepacs")
        card = with_chance(card, listed["eyepacs"], "eyepacs")
    export(path, network, card)
    return path


def _on_eyepacs(network: nn.Module, card: ModelCard, data: Path, plan: ExportPlan) -> ModelCard:
    """Return the card with options chosen and scores measured on EyePACS's held-out patients."""
    listed = cases(data, "eyepacs")
    found = answers(network, card.preprocessing, listed, plan)
    card = _calibrated(card, {"eyepacs": found}, plan)
    kept = balanced([case.dr for case in listed])
    part = Answers(found.dr[kept], found.dme[:0], [listed[index] for index in kept])
    parts: tuple[tuple[Split, Answers], ...] = (("eyepacs", found), ("eyepacs, balanced", part))
    for split, chosen in parts:
        report = score_answers(chosen, card.grade_options) if chosen.cases else None
        if report is not None:
            card = with_metrics(card, GradingScores(report, None), split)
            card = with_chance(card, chosen.cases, split)
    return card


def balanced(grades: Sequence[int]) -> list[int]:
    """Return indices of as many photographs of every grade, evenly spaced, at most `PER_GRADE`."""
    by_grade = [[index for index, each in enumerate(grades) if each == grade] for grade in DRGrade]
    count = min(PER_GRADE, *map(len, by_grade))
    return sorted(
        group[number * len(group) // count] for group in by_grade for number in range(count)
    )


@torch.inference_mode()
def answers(
    network: nn.Module, preprocessing: Preprocessing, listed: Sequence[Case], plan: ExportPlan
) -> Answers:
    """Return the logits of a network for photographs and their mirror images."""
    rows: dict[str, list[np.ndarray[Any, Any]]] = {"dr": [], "dme": []}
    for case in listed:
        image, field, _ = preprocessing.scale(*read_with_field(case.path))
        batch = as_batch(preprocessing.normalise(image, field), network, mirrored=True)
        with in_precision(network, bfloat16=plan.bfloat16):
            logits = plan.read(network(batch))
        require_finite(*logits.values())
        for disease, values in logits.items():
            rows[disease].append(values.float().cpu().numpy())
    dr = np.stack(rows["dr"]) if rows["dr"] else np.zeros((0, 2, len(DRGrade)), np.float32)
    dme = np.stack(rows["dme"]) if rows["dme"] else np.zeros((0, 2, len(DMEGrade)), np.float32)
    return Answers(dr, dme, listed)


def score_answers(found: Answers, grade_options: GradeOptions) -> GradingReport | None:
    """Score logits in the same way as `grade_photograph`; None if DR is not graded."""
    if not len(found.dr):
        return None
    dr = averaged_softmax(found.dr, grade_options.temperature)
    dme = averaged_softmax(found.dme, grade_options.dme_temperature) if len(found.dme) else None
    return score_probabilities(found.cases, dr, dme)


def _calibrated(card: ModelCard, found: dict[Split, Answers], plan: ExportPlan) -> ModelCard:
    """Fit the temperatures and the threshold of referable retinopathy."""
    grade_options, thresholds = GradeOptions(lesions=plan.lesions), {}
    if all(len(answer.dr) for answer in found.values()):
        grade_options, referable = calibrate(list(found.values()))
        grade_options = replace(grade_options, lesions=plan.lesions)
        thresholds["referable"] = round(referable, 4)
    else:
        graded = found["validation"]
        truth = np.array([case.dme for case in graded.cases])
        grade_options = replace(grade_options, dme_temperature=fit_temperature(graded.dme, truth))
    return card.model_copy(
        update={
            "grade_options": grade_options,
            "thresholds": thresholds | dict.fromkeys(plan.lesions, 0.5),
        }
    )


def _with_response(
    network: nn.Module, card: ModelCard, listed: Sequence[Case], plan: ExportPlan
) -> ModelCard:
    grade_options = choose_response(
        network,
        card.preprocessing,
        card.grade_options,
        listed,
        bfloat16=plan.bfloat16,
    )
    return card.model_copy(update={"grade_options": grade_options})


def _with_lesions(network: nn.Module, card: ModelCard, data: Path, plan: ExportPlan) -> ModelCard:
    """Choose the lesion thresholds with the best pooled Dice, and add scores and chance levels.

    A class that is hardly found gets the threshold `NEVER`, since its best one would mark half the
    retina; its average precision is still reported. If no held-out photograph has masks, the
    thresholds do not change.
    """
    folder, names = lesion_map_scores.names_of_split(data, "validation")
    if not names:
        return card
    model = LoadedModel(network, card)
    counts = lesion_map_scores.tally(model, data, folder, names, bfloat16=plan.bfloat16)
    best = segmentation_scores.choose_thresholds(counts)
    useful = {
        report.lesion: report.pooled_dice.value >= USEFUL_DICE
        for report in segmentation_scores.reports(counts, best)
    }
    thresholds = card.thresholds | {
        name: value if useful[lesion_class(name)] else NEVER for name, value in best.items()
    }
    card = card.model_copy(update={"thresholds": thresholds})
    card = segmentation_scores.with_chance(card, counts, "validation")
    measured = segmentation_scores.reports(counts, thresholds)
    return segmentation_scores.with_metrics(card, measured, "validation")
