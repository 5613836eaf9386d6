"""Measure all heads of Zoom-in-Net on validation, choose among them, and write the weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from retinaview.core.grades import DRGrade
from retinaview.models.grade_options import Head
from retinaview.models.networks.zoom_in_net import ZoomInNet
from retinaview.models.outputs.response import NetworkInput
from retinaview.models.outputs.zoom_in_net import crop_patches, first_pass, head_logits
from retinaview.models.precision import in_precision
from retinaview.models.weights.card import ModelCard
from retinaview.models.weights.files import LoadedModel
from training.export import export
from training.grading.calibration import averaged_softmax
from training.grading.choices import youden_threshold
from training.grading.data import eyepacs
from training.grading.data.mixture import Grouped, hold_out
from training.grading.grader_options import multiplies_bfloat16
from training.grading.head_choice import (
    BOTH_EYES,
    LEARNT_FROM,
    ONE_EYE,
    Examined,
    chosen_options,
    fitted,
    head_metrics,
    in_words,
)
from training.grading.pair_learner import eyes_of
from training.grading.scores import (
    Case,
    Split,
    cases,
    measure,
    read_with_field,
    with_metrics,
)

Floats = NDArray[np.float32]
VALIDATION: tuple[Split, ...] = ("validation", "eyepacs")


def write(network: ZoomInNet, card: ModelCard, *, data: Path, path: Path) -> Path:
    """Choose the heads to average, and write weights and card to `path`.

    The card is that of the main and the attention network: if these two are chosen for one eye, its
    temperature, threshold and metrics are kept.
    """
    network.eval()
    idrid = examine(network, card, cases(data, "validation"))
    patients = hold_out(eyepacs.entries(data))[1]
    single = examine(network, card, cases(data, "eyepacs"))
    eyes = with_fellows(network, single, patients)
    alone = [fitted(idrid, heads) for heads in ONE_EYE if set(heads) <= set(idrid.logits)]
    together = [fitted(eyes, heads) for heads in BOTH_EYES]
    before = card.grade_options
    grade_options = chosen_options(before, alone, together)
    card = card.model_copy(update={"grade_options": grade_options})
    if grade_options.heads != before.heads:
        card = _measured(network, card, data, (idrid, single))
    for found, guesses in (
        head_metrics(idrid, "validation", alone, "one eye"),
        head_metrics(eyes, "eyepacs", together, "both eyes"),
    ):
        others = [metric for metric in card.metrics if metric.name not in guesses]
        card = card.model_copy(
            update={"metrics": [*others, *found], "chance": {**card.chance, **guesses}}
        )
    # Drop the sentence of an earlier choice.
    limitations = card.limitations.partition(LEARNT_FROM)[0].rstrip()
    limitations = f"{limitations} {LEARNT_FROM} {in_words(grade_options)}"
    export(path, network, card.model_copy(update={"limitations": limitations}))
    return path


def examine(network: ZoomInNet, card: ModelCard, listed: Sequence[Case]) -> Examined:
    """Run every head on photographs and their mirror images, without the fellow eye."""
    preprocessing = card.preprocessing
    grade_options = replace(card.grade_options, mirrored=True)
    bfloat16 = multiplies_bfloat16(next(network.parameters()).device)
    rows: dict[Head, list[Floats]] = {}
    pooled = []
    for case in listed:
        eye = read_with_field(case.path)
        with in_precision(network, bfloat16=bfloat16):
            first = first_pass(network, NetworkInput.of(preprocessing, *eye), grade_options)
        patches = crop_patches(network, preprocessing, grade_options, eye, first)
        with torch.inference_mode():
            answers = head_logits(network, first.output, patches)
        for head, logits in answers.items():
            rows.setdefault(head, []).append(_numpy(logits.expand(2, -1)))
        pooled.append(_numpy(first.output.main.pooled))
    whole = {head: np.stack(found) for head, found in rows.items() if len(found) == len(listed)}
    return Examined(whole, np.stack(pooled), listed)


def with_fellows(network: ZoomInNet, examined: Examined, patients: Sequence[Grouped]) -> Examined:
    """Run the head for pairs again with the fellow eyes, dropping photographs without one.

    `patients` has the group of each photograph, in the order of `examined`.
    """
    eyes = eyes_of(patients, list(examined.pooled))
    seen = np.flatnonzero(eyes.present)
    device = next(network.parameters()).device
    own, fellow = (
        torch.from_numpy(part[seen]).flatten(0, 1).to(device) for part in (eyes.own, eyes.fellow)
    )
    with torch.inference_mode():
        present = torch.ones(len(own), dtype=torch.bool, device=device)
        logits = network.grade_pair(own, fellow, present)
    kept = {head: values[seen] for head, values in examined.logits.items()}
    kept["pair"] = _numpy(logits).reshape(len(seen), 2, logits.shape[-1])
    return Examined(kept, examined.pooled[seen], [examined.cases[index] for index in seen.tolist()])


def _measured(
    network: ZoomInNet, card: ModelCard, data: Path, sets: Sequence[Examined]
) -> ModelCard:
    """Choose the threshold for the selected heads, and measure them."""
    grade_options = card.grade_options
    truth = np.concatenate([found.grades for found in sets])
    weight = np.concatenate([np.full(len(found.cases), 1 / len(found.cases)) for found in sets])
    referable = [
        averaged_softmax(found.of(found.answered(grade_options.heads)), grade_options.temperature)
        for found in sets
    ]
    threshold = youden_threshold(
        truth, np.concatenate(referable)[:, DRGrade.MODERATE :].sum(axis=1), weight
    )
    card = card.model_copy(update={"thresholds": {"referable": round(threshold, 4)}})
    for split in VALIDATION:
        scores = measure(LoadedModel(network, card), data, split)
        card = with_metrics(card, scores, split)
    return card


def _numpy(tensor: Tensor) -> Floats:
    values: Floats = tensor.detach().float().cpu().numpy()
    return values
