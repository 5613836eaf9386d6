"""Choose on validation which heads of a complete Zoom-in-Net count, and write weights and card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from retinaview.core.grades import DRGrade
from retinaview.evaluation.grading import evaluate_grading
from retinaview.inference.device import choose_device
from retinaview.models.card import Metric, ModelCard
from retinaview.models.graded import GradeReading
from retinaview.models.preprocessing import Preprocessing
from retinaview.models.response import Sight
from retinaview.models.weights import LoadedModel
from retinaview.models.zoom_in_net import Head, ZoomInNet
from retinaview.models.zoom_in_reading import answers_of, first_look, look_closer
from training import grading_scores
from training.calibration import averaged_softmax, fit_temperature
from training.data import eyepacs
from training.data.mixture import Grouped, hold_out
from training.export import export
from training.grading_export import youden_threshold
from training.grading_scores import (
    HELD_OUT,
    SPLIT_SEED,
    Case,
    Split,
    cases,
    measure,
    metrics_from,
    read_with_field,
    with_metrics,
)
from training.pair_learner import eyes_of

Floats = NDArray[np.float32]
Heads = tuple[Head, ...]

ONE_EYE: tuple[Heads, ...] = (("main", "attention"), ("main", "attention", "crop"), ("crop",))
"""What may count when one eye is seen; IDRiD decides, whose photographs can be zoomed into."""
BOTH_EYES: tuple[Heads, ...] = (("main", "attention"), ("main", "attention", "pair"), ("pair",))
"""What may count when both eyes are seen; EyePACS decides, which has both."""
TITLES: Mapping[Head, str] = {
    "main": "M-Net",
    "attention": "A-Net",
    "crop": "C-Net",
    "pair": "pair of eyes",
}
VALIDATION: tuple[Split, ...] = ("validation", "eyepacs")
REPORTED = ("DR accuracy", "quadratic weighted kappa", "referable AUC")


@dataclass(frozen=True, eq=False)
class Examined:
    """Logits of the heads for photographs of one set, and the truth.

    Attributes
    ----------
    logits
        By head ``(N, 2, 5)``: for the photograph and its mirror image; C-Net's one answer twice.
        Only heads that answered for every photograph.
    pooled
        ``(N, 2, C)``: ``d_M``.
    cases
        The photographs.
    """

    logits: Mapping[Head, Floats]
    pooled: Floats
    cases: Sequence[Case]

    def answered(self, heads: Heads) -> Heads:
        """Return those of the heads that answered, else M-Net, as inference does."""
        return tuple(head for head in heads if head in self.logits) or ("main",)

    def of(self, heads: Heads) -> Floats:
        """Logits ``(N, 2 * len(heads), 5)``, every head with the same weight."""
        return np.concatenate([self.logits[head] for head in heads], axis=1)

    @property
    def grades(self) -> NDArray[np.int64]:
        """The truth."""
        return np.array([case.dr for case in self.cases])


@dataclass(frozen=True)
class Choice:
    """Heads that count, the temperature of their probabilities, and the loss with both."""

    heads: Heads
    temperature: float
    loss: float


def write(network: ZoomInNet, card: ModelCard, *, data: Path, path: Path) -> Path:
    """Choose the heads that count, and write weights and card to `path`.

    The card comes from the main and the attention network: where these two alone are chosen for
    one eye, its temperature, threshold and numbers stay.
    """
    network.eval()
    idrid = examine(network, card, cases(data, "validation"))
    patients = hold_out(eyepacs.entries(data), share=HELD_OUT, seed=SPLIT_SEED)[1]
    single = examine(network, card, cases(data, "eyepacs"))
    eyes = with_fellows(network, single, patients)
    alone = [fitted(idrid, heads) for heads in ONE_EYE if set(heads) <= set(idrid.logits)]
    together = [fitted(eyes, heads) for heads in BOTH_EYES]
    before = GradeReading.from_dict(card.reading)
    reading = chosen_reading(before, alone, together)
    card = card.model_copy(update={"reading": reading.to_dict()})
    if reading.heads != before.heads:
        card = _measured(network, card, data, (idrid, single))
    for found, guesses in (
        head_metrics(idrid, "validation", alone, "one eye"),
        head_metrics(eyes, "eyepacs", together, "both eyes"),
    ):
        card = card.model_copy(
            update={"metrics": [*card.metrics, *found], "chance": {**card.chance, **guesses}}
        )
    limitations = f"{card.limitations} {in_words(reading)}"
    export(path, network, card.model_copy(update={"limitations": limitations}))
    return path


def in_words(reading: GradeReading) -> str:
    """Say which heads count, for the model card."""
    one, both = (
        " + ".join(TITLES[head] for head in heads)
        for heads in (reading.heads, reading.heads_together)
    )
    return (
        "C-Net learnt from 340 photographs of one camera, the head for pairs of eyes from "
        f"photographs of 256 px. The smallest loss on held-out photographs had, for one eye "
        f"(IDRiD), {one}, and for both eyes (EyePACS), {both}: these count. Every head answers, "
        "and its numbers are above; none of the differences was tested on other cameras."
    )


def examine(network: ZoomInNet, card: ModelCard, listed: Sequence[Case]) -> Examined:
    """Ask every head about photographs, each with its mirror image, without the fellow eye."""
    preprocessing = Preprocessing.from_dict(card.preprocessing)
    reading = replace(GradeReading.from_dict(card.reading), mirrored=True)
    device = next(network.parameters()).device.type
    bfloat16 = choose_device(device).precision == "bfloat16"
    rows: dict[Head, list[Floats]] = {}
    pooled = []
    for case in listed:
        eye = read_with_field(case.path)
        look = first_look(network, Sight.of(preprocessing, *eye), reading, bfloat16=bfloat16)
        patches = look_closer(network, preprocessing, reading, eye, look)
        with torch.inference_mode():
            answers = answers_of(network, look.output, patches)
        for head, logits in answers.items():
            rows.setdefault(head, []).append(_numpy(logits.expand(2, -1)))
        pooled.append(_numpy(look.output.main.pooled))
    whole = {head: np.stack(found) for head, found in rows.items() if len(found) == len(listed)}
    return Examined(whole, np.stack(pooled), listed)


def with_fellows(network: ZoomInNet, examined: Examined, patients: Sequence[Grouped]) -> Examined:
    """Ask the pair's head again, with the fellow eyes; photographs without one are left out.

    `patients` tells which photographs belong together, in the order of `examined`.
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
    kept["pair"] = _numpy(logits).reshape(len(seen), 2, -1)
    return Examined(kept, examined.pooled[seen], [examined.cases[index] for index in seen])


def fitted(examined: Examined, heads: Heads) -> Choice:
    """Fit the temperature of heads, and return it with the mean negative log-likelihood."""
    logits, grades = examined.of(heads), examined.grades
    temperature = fit_temperature(logits, grades)
    probabilities = averaged_softmax(logits, temperature)
    likelihood = probabilities[np.arange(len(grades)), grades]
    return Choice(heads, temperature, float(-np.log(np.maximum(likelihood, 1e-12)).mean()))


def chosen_reading(
    reading: GradeReading, alone: Sequence[Choice], together: Sequence[Choice]
) -> GradeReading:
    """Let the heads of the smallest loss count; of equal ones the first.

    The temperature for one eye stays where the heads that count stay: it was fitted on more.
    """
    one, both = (min(tried, key=lambda choice: choice.loss) for tried in (alone, together))
    stays = one.heads == reading.heads
    return replace(
        reading,
        heads=one.heads,
        temperature=reading.temperature if stays else one.temperature,
        heads_together=both.heads,
        temperature_together=both.temperature,
    )


def head_metrics(
    examined: Examined, split: Split, choices: Sequence[Choice], eyes: str
) -> tuple[list[Metric], dict[str, float]]:
    """Score what was tried, and what always guessing the commonest grade scores.

    The names say which heads counted, for example ``"referable AUC, one eye: M-Net + A-Net"``.
    """
    truth = [int(grade) for grade in examined.grades]
    commonest = float(np.bincount(truth).max() / len(truth))
    guesses = dict(zip(REPORTED, (round(commonest, 4), 0.0, 0.5), strict=True))
    metrics, chance = [], {}
    for choice in choices:
        probabilities = averaged_softmax(examined.of(choice.heads), choice.temperature)
        report = evaluate_grading(
            truth,
            [int(grade) for grade in probabilities.argmax(axis=1)],
            probabilities=probabilities,
            resamples=grading_scores.RESAMPLES,
        )
        for name in REPORTED:
            found = f"{name}, {eyes}: {' + '.join(TITLES[head] for head in choice.heads)}"
            metrics += metrics_from({found: report.scores[name]}, split)
            chance[found] = guesses[name]
    return metrics, chance


def _measured(
    network: ZoomInNet, card: ModelCard, data: Path, sets: Sequence[Examined]
) -> ModelCard:
    """Choose the threshold for the heads that count, and measure them."""
    reading = GradeReading.from_dict(card.reading)
    truth = np.concatenate([found.grades for found in sets])
    weight = np.concatenate([np.full(len(found.cases), 1 / len(found.cases)) for found in sets])
    referable = [
        averaged_softmax(found.of(found.answered(reading.heads)), reading.temperature)
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
