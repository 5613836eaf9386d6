"""Measure a grading network on whole photographs, processed as in the program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from retinaview.core.errors import ModelError
from retinaview.core.field_circle import FieldCircle
from retinaview.core.geometry import box_array
from retinaview.core.grades import DRGrade
from retinaview.evaluation.estimates import Estimate, Indices, bootstrap
from retinaview.evaluation.grading import GradingReport, evaluate_grading
from retinaview.evaluation.localization import (
    LocalizationCase,
    LocalizationReport,
    evaluate_localization,
)
from retinaview.evaluation.ranking import auc
from retinaview.imaging.field_of_view import FieldOfView, find_field_of_view
from retinaview.models.outputs.dispatch import GradedPhotograph, grade_photograph
from retinaview.models.precision import in_precision
from retinaview.models.weights.card import Metric, ModelCard
from retinaview.models.weights.files import LoadedModel
from training.export import metric_of
from training.grading.data import eyepacs, idrid, rahim
from training.grading.data.graded import UNKNOWN
from training.grading.data.graded_list import ListedPhotograph
from training.grading.data.mixture import hold_out
from training.grading.data.scaled import read_rgb

RESAMPLES = 1000
SetName = Literal["idrid", "eyepacs", "rahim"]

Image = NDArray[np.uint8]
Split = Literal["test", "validation", "eyepacs", "rahim", "eyepacs, balanced"]

PROTOCOLS: dict[Split, str] = {
    "test": "IDRiD grading/test, on which nothing was chosen; 95 % bootstrap over photographs",
    "validation": "held-out photographs of IDRiD grading/train, on which choices were made",
    "eyepacs": "held-out patients of EyePACS, on which choices were made",
    "rahim": "held-out patients of rahim600, on which choices were made",
    "eyepacs, balanced": (
        "held-out patients of EyePACS, on which choices were made; as many of every grade"
    ),
}
LEFT_OUT = "a camera that was left out of training and of every choice"
"""Protocol of the held-out photographs of a set that a run leaves out."""
SPLIT_OF: dict[SetName, Split] = {
    "idrid": "validation",
    "eyepacs": "eyepacs",
    "rahim": "rahim",
}
"""Held-out photographs of each set."""
MEASURED: tuple[Split, ...] = ("test", "validation", "eyepacs", "rahim")
"""Splits on which weights are measured; the other is part of one of them."""

HELD_OUT_PATIENTS: tuple[Split, ...] = ("eyepacs", "rahim")
"""Splits by patient, without grades of oedema and without lesion boxes."""


@dataclass(frozen=True)
class Case:
    """A photograph to measure on; `boxes` are its lesions, without the optic disc."""

    name: str
    path: Path
    dr: int
    dme: int
    boxes: idrid.Boxes


@dataclass(frozen=True)
class GradingScores:
    """Scores of the grades and, if the set has lesion boxes, of the regions."""

    grading: GradingReport
    localization: LocalizationReport | None

    def as_dict(self) -> dict[str, object]:
        """Return the scores as JSON values."""
        where = None if self.localization is None else self.localization.as_dict()
        return {"grading": self.grading.as_dict(), "localization": where}

    def table(self) -> str:
        """Return both reports as text."""
        parts = [self.grading.table()]
        if self.localization is not None:
            parts.append(self.localization.table())
        return "\n\n".join(parts)


def cases(data: Path, split: Split) -> list[Case]:
    """List the graded photographs of a split."""
    if split in HELD_OUT_PATIENTS:
        held = held_out_patients(data, split)
        return [Case(entry.name, entry.path(data), entry.dr, UNKNOWN, []) for entry in held]
    if split == "test":
        entries = idrid.test_entries(data)
    else:
        entries = hold_out(idrid.train_entries(data))[1]
        entries = [entry for entry in entries if entry.dr >= 0]
    boxes = idrid.read_boxes(data)
    return [_case(data, entry, boxes.get(entry.key, [])) for entry in entries]


def held_out_patients(data: Path, split: Split) -> list[ListedPhotograph]:
    """List the photographs of held-out patients of EyePACS or rahim600."""
    if split == "rahim":
        return hold_out(rahim.entries(data))[1]
    return hold_out(eyepacs.entries(data))[1]


def measure(
    model: LoadedModel, data: Path, split: Split, *, bfloat16: bool = False
) -> GradingScores:
    """Grade every photograph of a split and score the grades and the regions."""
    preprocessing = model.card.preprocessing
    grade_options = model.card.grade_options
    listed, graded, places = cases(data, split), [], []
    for case in listed:
        rgb, fov = read_with_field(case.path)
        with in_precision(model.module, bfloat16=bfloat16):
            found = grade_photograph(model.module, preprocessing, grade_options, rgb, fov)
        graded.append(found)
        places.append(localization_case(case, found, fov))
    with_truth = [place for place in places if len(place.truth)]
    return GradingScores(
        score_grades(listed, graded), evaluate_localization(with_truth) if with_truth else None
    )


def score_grades(listed: Sequence[Case], graded: Sequence[GradedPhotograph]) -> GradingReport:
    """Score the most probable grades."""
    dme = [found.dme for found in graded if found.dme is not None]
    return score_probabilities(
        listed,
        np.stack([found.dr for found in graded]).astype(np.float64),
        np.stack(dme).astype(np.float64) if len(dme) == len(graded) else None,
    )


def score_probabilities(
    listed: Sequence[Case], dr: NDArray[np.float64], dme: NDArray[np.float64] | None
) -> GradingReport:
    """Score probabilities ``(N, 5)`` and ``(N, 3)``; `dr` is empty if only oedema is graded."""
    if dme is not None and any(case.dme < 0 for case in listed):
        dme = None
    if not dr.size:
        return _score_dme(listed, dme)
    report = evaluate_grading(
        [case.dr for case in listed],
        [int(row.argmax()) for row in dr],
        probabilities=dr,
        dme_truth=None if dme is None else [case.dme for case in listed],
        dme_predicted=None if dme is None else [int(row.argmax()) for row in dme],
        resamples=RESAMPLES,
    )
    return replace(report, scores=report.scores | grade_aucs(listed, dr))


def grade_aucs(listed: Sequence[Case], dr: NDArray[np.float64]) -> dict[str, Estimate]:
    """Compute the AUC of each grade against all others (Mensah et al. 2020, table 1)."""
    truth = np.array([case.dr for case in listed])

    def one_against_rest(grade: DRGrade, chosen: Indices) -> float:
        return auc(truth[chosen] == grade, dr[chosen, grade])

    return {
        f"AUC of grade {int(grade)}": bootstrap(
            partial(one_against_rest, grade), len(truth), resamples=RESAMPLES
        )
        for grade in DRGrade
    }


def _score_dme(listed: Sequence[Case], dme: NDArray[np.float64] | None) -> GradingReport:
    if dme is None:
        raise ModelError("the photographs have no grade that the network gives", field="dme")
    right = np.array([case.dme for case in listed]) == dme.argmax(axis=1)
    accuracy = bootstrap(lambda i: float(right[i].mean()), len(right), resamples=RESAMPLES)
    return GradingReport({"DME accuracy": accuracy}, ())


def localization_case(case: Case, found: GradedPhotograph, fov: FieldOfView) -> LocalizationCase:
    """Pair a photograph's lesion boxes with its regions; each photograph counts as a person."""
    circle = FieldCircle(*fov.centre, fov.radius_px, fov.width, fov.height)
    return LocalizationCase(
        image=case.name,
        person=case.name,
        truth=box_array([box for _, box in case.boxes]),
        classes=tuple(lesion for lesion, _ in case.boxes),
        regions=box_array([region.box for region in found.regions]),
        field=circle,
    )


def read_with_field(path: Path) -> tuple[Image, FieldOfView]:
    """Read a photograph and find its field of view; raise `ModelError` if there is none."""
    rgb = read_rgb(path)
    fov = find_field_of_view(rgb)
    if fov is None:
        raise ModelError(f"{path}: no field of view was found")
    return rgb, fov


def metrics_of(scores: GradingScores, split: Split) -> list[Metric]:
    """Convert scores into metrics of a model card."""
    measured = dict(scores.grading.scores)
    if scores.localization is not None:
        local = scores.localization
        kinds = (
            ("", local.regions),
            (", another photograph's regions", local.swapped),
            (", random squares", local.random),
        )
        for name, pair in kinds:
            measured[f"IoM 0.3 recall for box{name}"] = pair.box.at(0.3, local.boxes)
            measured[f"IoM 0.3 recall for person{name}"] = pair.person.at(0.3, local.persons)
    return metrics_from(measured, split)


def metrics_from(measured: Mapping[str, Estimate], split: Split) -> list[Metric]:
    """Convert estimates by name into metrics of a model card, without undefined ones."""
    return [
        metric_of(name, estimate, split=split, protocol=PROTOCOLS[split])
        for name, estimate in measured.items()
        if np.isfinite(estimate.value)
    ]


def with_metrics(card: ModelCard, scores: GradingScores, split: Split) -> ModelCard:
    """Return the card with these metrics of a split replaced; others on it stay."""
    found = metrics_of(scores, split)
    names = {metric.name for metric in found}
    others = [each for each in card.metrics if each.split != split or each.name not in names]
    return card.model_copy(update={"metrics": others + found})


def splits_without(left_out: str) -> tuple[Split, ...]:
    """Return the held-out splits of all sets but one; of all if `left_out` is empty."""
    return tuple(split for name, split in SPLIT_OF.items() if name != left_out)


def with_camera_left_out(
    model: LoadedModel, data: Path, left_out: SetName | Literal[""]
) -> ModelCard:
    """Return the card with the scores on the held-out photographs of a set left out, if any."""
    if not left_out:
        return model.card
    split = SPLIT_OF[left_out]
    card = with_metrics(model.card, measure(model, data, split), split)
    metrics = [
        metric.model_copy(update={"protocol": LEFT_OUT}) if metric.split == split else metric
        for metric in card.metrics
    ]
    return card.model_copy(update={"metrics": metrics})


def _case(data: Path, entry: idrid.IdridPhotograph, boxes: idrid.Boxes) -> Case:
    lesions = [(lesion, box) for lesion, box in boxes if lesion.is_lesion]
    return Case(entry.key, entry.path(data), entry.dr, entry.dme, lesions)
