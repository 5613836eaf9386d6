"""Errors of optic disc and fovea in disc diameters; score weights on photographs never seen.

On IDRiD's test photographs places are scored; on rahim600, of another camera and without places,
whether disc and fovea tell the right eye.

python -m training.landmarks.scores --data DATA [--weights FILE]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from retinaview.core.grades import Laterality
from retinaview.evaluation.estimates import Estimate, bootstrap
from retinaview.imaging.field_of_view import find_field_of_view
from retinaview.models.layers import device_of
from retinaview.models.outputs.landmarks import find_landmarks, places_of
from retinaview.models.preprocessing import Preprocessing
from retinaview.models.weights import files
from retinaview.models.weights.card import Metric
from retinaview.models.weights.card_checks import LANDMARK_CLASSES
from training.answer import answer
from training.export import metric_of
from training.grading.data.graded_list import read_rows
from training.grading.data.scaled import read_rgb
from training.landmarks.photographs import MarkedPhotograph, read_marked, tensors

Errors = NDArray[np.float64]
CLASSES = tuple(each.value for each in LANDMARK_CLASSES)
NEAR = {"optic_disc": 0.15, "fovea": 0.25}
"""Distances in disc diameters within which a landmark counts as found."""
_PROTOCOL = "distance to IDRiD's centres; disc diameter: mean side of its CODRAS box"


def errors_of(
    network: nn.Module, photographs: Sequence[MarkedPhotograph], preprocessing: Preprocessing
) -> Errors:
    """Return the distance of every landmark from its true place.

    Returns
    -------
    ndarray of float64, shape (photographs, 2)
        Errors of disc and fovea in disc diameters.
    """
    network.eval()
    device = device_of(network)
    errors = []
    with torch.inference_mode():
        for photograph in photographs:
            image = tensors(photograph, preprocessing)["image"][None].to(device)
            places = places_of(*network(image))[0][0].cpu().double().numpy()
            away = places * photograph.image.shape[0] - photograph.points
            errors.append(np.linalg.norm(away, axis=1) / photograph.disc_px)
    return np.array(errors)


def guessed_errors(
    taught: Sequence[MarkedPhotograph], photographs: Sequence[MarkedPhotograph]
) -> Errors:
    """Return what `errors_of` would of a guess: the median place of the photographs taught."""
    guess = np.median([photograph.points for photograph in taught], axis=0)
    return np.array(
        [np.linalg.norm(each.points - guess, axis=1) / each.disc_px for each in photographs]
    )


def landmark_metrics(errors: Errors, split: str) -> list[Metric]:
    """Return the metrics of a split: median error, and share of photographs within `NEAR`."""
    found = []
    for index, name in enumerate(CLASSES):
        own, near = errors[:, index], NEAR[name]
        for title, values, statistic in (
            (f"median error, {name}", own, np.median),
            (f"within {near} disc diameters, {name}", own < near, np.mean),
        ):
            estimate = _estimate(values, statistic)
            found.append(metric_of(title, estimate, split=split, protocol=_PROTOCOL))
    return found


def eyes_told(model: files.LoadedModel, data: Path) -> str:
    """Return in words how often disc and fovea tell the eye of rahim600's photographs."""
    eyes = {row["image"]: row["eye"] for row in read_rows(data / "rahim600/labels.csv")}
    told = [_told(model, data / f"rahim600/images/{name}.jpg") for name in eyes]
    sides = {Laterality.OD: "right", Laterality.OS: "left"}
    sure = [(sides[eye], true) for eye, true in zip(told, eyes.values(), strict=True) if eye]
    right = sum(eye == true for eye, true in sure)
    return f"rahim600: eye told of {len(sure)} of {len(eyes)} photographs, {right} of them right"


def _told(model: files.LoadedModel, path: Path) -> Laterality | None:
    rgb = read_rgb(path)
    fov = find_field_of_view(rgb)
    if fov is None:
        return None
    return find_landmarks(model.module, model.card.preprocessing, rgb, fov).laterality


def _estimate(values: NDArray[Any], statistic: Callable[[NDArray[Any]], Any]) -> Estimate:
    return bootstrap(lambda chosen: float(statistic(values[chosen])), len(values))


def main(arguments: list[str] | None = None) -> int:
    """Print the scores; return the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m training.landmarks.scores", description=__doc__.splitlines()[0]
    )
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    parser.add_argument("--weights", default="landmark-net", help="name, or .safetensors file")
    given = parser.parse_args(arguments)
    return answer(lambda: scored(files.load(files.find(given.weights)), given.data))


def scored(model: files.LoadedModel, data: Path) -> str:
    """Measure the network and return the text to print."""
    preprocessing = model.card.preprocessing
    errors = errors_of(model.module, read_marked(data, "test", preprocessing), preprocessing)
    rows = [
        f"{metric.name:45} {metric.value:.3f} [{metric.low}, {metric.high}] n={metric.n}"
        for metric in landmark_metrics(errors, "test")
    ]
    return "\n".join([*rows, eyes_told(model, data)])


if __name__ == "__main__":
    sys.exit(main())
