"""Compare lesion networks on other cameras: ``python -m training.segmentation.unseen_cameras``.

No test photograph is read. Measured are

- Dice on IDRiD's validation photographs, changed as other cameras would show them, at the card's
  thresholds;
- whether the expected area of lesions tells eyes with from eyes without retinopathy, and that of
  exudates maculopathy, in the held-out patients of rahim600 and of EyePACS at 256 px;
- recall of the microaneurysms of every third photograph of the Retinopathy Online Challenge.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from skimage.measure import label, regionprops

from retinaview.core.lesions import LesionClass
from retinaview.evaluation.lesions import LesionTally, mean_recall
from retinaview.evaluation.ranking import auc
from retinaview.evaluation.segmentation import SegmentationTally, evaluate_segmentation
from retinaview.imaging.field_of_view import find_field_of_view
from retinaview.models.outputs.lesion_probability import LesionProbability, predict_probability
from retinaview.models.precision import in_precision
from retinaview.models.preprocessing import Circle
from retinaview.models.weights import files
from retinaview.models.weights.files import LoadedModel
from training.answer import answer
from training.engine import choose_device
from training.grading.data import eyepacs, rahim
from training.grading.data.eyepacs import FOLDER as EYEPACS
from training.grading.data.listed_sets import eyepacs_set, rahim_set
from training.grading.data.rahim import FOLDER as RAHIM
from training.segmentation import idrid, scores
from training.segmentation.other_cameras import OtherCameras
from training.segmentation.photographs import LESIONS, cumulative, palettes
from training.segmentation.taught import roc_split

Image = NDArray[np.uint8]
STRONG = OtherCameras(palette=1.0, shade=0.5, blur=0.6, sharpen=0.2, noise=0.5, recode=0.6)
VERSIONS, PER_GRADE = 2, 12
"""Changed versions of each validation photograph; photographs of EyePACS of each grade."""
FAINT = 0.1
"""Candidate microaneurysms are the components at or above this probability."""


@dataclass(frozen=True)
class Graded:
    """A photograph with its grade and, where known, maculopathy."""

    path: Path
    grade: int
    maculopathy: bool | None = None


def measure(model: LoadedModel, data: Path) -> dict[str, float]:
    """Return all scores of a network by name."""
    return {
        **changed_validation(model, data),
        **_graded("rahim600", model, rahim_held_out(data)),
        **_graded("EyePACS", model, eyepacs_held_out(data)),
        "microaneurysms of ROC, mean recall": microaneurysms(model, data),
    }


def changed_validation(model: LoadedModel, data: Path) -> dict[str, float]:
    """Return pooled Dice of every lesion in photographs as other cameras would show them."""
    preprocessing, classes = model.card.preprocessing, model.card.classes
    others = palettes(data)
    tallies: scores.Tallies = {lesion: [] for lesion in LESIONS}
    for number, name in enumerate(idrid.split_validation(data)[1]):
        photo = idrid.load_labelled(data, "train", name, scale=preprocessing)
        for version in range(VERSIONS):
            image = _changed(photo.image, photo.field > 127, others, seed=(number, version))
            level = _levels(model, image, photo.field > 127)
            for lesion in LESIONS:
                tally = SegmentationTally.of(
                    f"{name}, {version}",
                    LesionClass(lesion),
                    probability=level[classes.index(lesion)],
                    truth=photo.truth(idrid.CLASSES.index(lesion)),
                )
                tallies[lesion].append(tally)
    found = {}
    for lesion, counts in tallies.items():
        report = evaluate_segmentation(counts, threshold=model.card.thresholds[lesion], resamples=0)
        found[f"changed IDRiD, Dice of {lesion}"] = round(report.pooled_dice.value, 4)
    return found | {"changed IDRiD, sum of Dice": round(sum(found.values()), 4)}


def _changed(
    image: Image,
    inside: NDArray[np.bool_],
    others: list[NDArray[np.float64]],
    *,
    seed: tuple[int, int],
) -> Image:
    """Return a scaled photograph as another camera would show it."""
    random = np.random.default_rng(seed)
    height, width = inside.shape
    square = np.zeros((max(height, width), max(height, width), 3), np.uint8)
    recolour = STRONG.colours(cumulative(image[inside]), others, random)
    square[:height, :width] = recolour(image)
    changed: Image = STRONG.faults(square, random)[:height, :width].copy()
    changed[~inside] = 0
    return changed


def _levels(model: LoadedModel, image: Image, inside: NDArray[np.bool_]) -> NDArray[np.uint8]:
    normalised = torch.from_numpy(model.card.preprocessing.normalise(image, inside))[None]
    with torch.inference_mode(), in_precision(model.module, bfloat16=True):
        logits = model.module(normalised.to(memory_format=torch.channels_last))[0]
    return scores.to_levels(torch.sigmoid(logits.float()).numpy() * inside)


def rahim_held_out(data: Path) -> list[Graded]:
    """List the photographs of rahim600's held-out patients."""
    listed = rahim.entries(data)
    macula = {
        row["image"]: row["maculopathy"] == "1" for row in idrid.rows(data / RAHIM / "labels.csv")
    }
    chosen = [listed[index] for index in rahim_set(data).split()[1]]
    return [
        Graded(data / RAHIM / "images" / f"{each.name}.jpg", each.dr, macula[each.name])
        for each in chosen
    ]


def eyepacs_held_out(data: Path) -> list[Graded]:
    """List up to `PER_GRADE` photographs of every grade of EyePACS's held-out patients."""
    listed = eyepacs.entries(data)
    found = []
    held_out = np.random.default_rng(0).permutation(eyepacs_set(data).split()[1])
    for grade in range(5):
        of_grade = [listed[i] for i in held_out if listed[i].dr == grade]
        found += [
            Graded(data / EYEPACS / "images" / f"{each.name}.jpg", grade)
            for each in of_grade[:PER_GRADE]
        ]
    return found


def _graded(name: str, model: LoadedModel, photographs: list[Graded]) -> dict[str, float]:
    """Return how well areas of lesions rank the photographs of a set."""
    kept, areas = [], []
    for photo in photographs:
        found = _find(model, idrid.read_rgb(photo.path))
        if found is not None:
            kept.append(photo)
            areas.append(found.values.sum(axis=(1, 2)))
    area = dict(zip(model.card.classes, np.array(areas).T, strict=True))
    every = np.sum([area[lesion] for lesion in LESIONS], axis=0)
    grade = np.array([photo.grade for photo in kept])
    found_aucs = {
        f"{name}, AUC of any retinopathy": auc(grade > 0, every),
        f"{name}, AUC of referable retinopathy": auc(grade > 1, every),
    }
    if all(photo.maculopathy is not None for photo in kept):
        macula = np.array([bool(photo.maculopathy) for photo in kept])
        found_aucs[f"{name}, AUC of maculopathy"] = auc(macula, area["hard_exudate"])
    return {title: round(value, 4) for title, value in found_aucs.items()}


def microaneurysms(model: LoadedModel, data: Path) -> float:
    """Return mean recall at the usual numbers of false candidates, in ROC's held-out photographs.

    A microaneurysm is found by a candidate whose centre lies within the marked circle.
    """
    folder = data / "roc_ma"
    marks = idrid.rows(folder / "microaneurysms.csv")
    tallies = []
    for name in roc_split(data)[1]:
        circles = np.array(
            [[float(row[k]) for k in ("x", "y", "radius")] for row in marks if row["image"] == name]
        )
        found = _find(model, idrid.read_rgb(folder / "train" / f"{name}.jpg"))
        if found is not None:
            tallies.append(_matched(name, model.card.classes, found, circles))
    return round(mean_recall(tallies), 4)


def _matched(
    name: str, classes: Sequence[str], found: LesionProbability, circles: NDArray[np.float64]
) -> LesionTally:
    plane = found.frame.to_source(found.values[classes.index("microaneurysm")])
    candidates = regionprops(label(plane >= FAINT), intensity_image=plane)
    centres = np.array([each.centroid[::-1] for each in candidates]).reshape(-1, 2)
    peaks = np.array([float(each.intensity_max) for each in candidates])
    distance = np.linalg.norm(centres[:, None] - circles[None, :, :2], axis=2)
    within = distance <= circles[None, :, 2]
    best = np.where(within, peaks[:, None], -1.0)
    return LesionTally(
        name,
        LesionClass.MICROANEURYSM,
        2 * circles[:, 2] / found.frame.source_width,
        best.max(axis=0, initial=-1.0),
        peaks,
        within.any(axis=1),
    )


def _find(model: LoadedModel, rgb: Image) -> LesionProbability | None:
    fov: Circle | None = find_field_of_view(rgb)
    if fov is None:
        return None
    with in_precision(model.module, bfloat16=True):
        return predict_probability(model.module, model.card.preprocessing, rgb, fov)


def table(found: Mapping[str, Mapping[str, float]]) -> str:
    """Return one line per score, one column per network."""
    names = list(found)
    lines = [" | ".join(["", *names])]
    for title in found[names[0]]:
        lines.append(" | ".join([title, *(f"{found[name][title]:.4f}" for name in names)]))
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """Print a table, or one JSON object; return the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m training.segmentation.unseen_cameras",
        description=__doc__,
    )
    parser.add_argument("weights", nargs="+", help="names of weights, or .safetensors files")
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    parser.add_argument("--device", default="auto")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args(arguments)
    return answer(lambda: _run(options))


def _run(options: argparse.Namespace) -> str:
    device = choose_device(options.device)
    found = {
        each: measure(files.load(files.find(each), device=device), options.data)
        for each in options.weights
    }
    return json.dumps(found, indent=2) if options.json else table(found)


if __name__ == "__main__":
    sys.exit(main())
