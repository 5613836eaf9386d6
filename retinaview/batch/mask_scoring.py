"""Scoring of lesion maps from `screen` against readers' masks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np

from retinaview.batch.findings_file import FINDINGS, FindingRow, read_findings
from retinaview.core.errors import LabelError, ReadError, WeightsError
from retinaview.core.file_names import inside
from retinaview.core.guard import guard
from retinaview.core.lesions import LesionClass, lesion_class
from retinaview.core.text import shown
from retinaview.evaluation.matching import match_names
from retinaview.evaluation.segmentation import (
    SegmentationReport,
    SegmentationTally,
    evaluate_segmentation,
)
from retinaview.imaging.grey import read_grey
from retinaview.inference.pipeline import SEGMENTATION
from retinaview.models.weights import folders
from retinaview.models.weights.card import ModelCard, read_card


def score_segmentation(
    truth: Path, predictions: Path, *, threshold: float | None = None
) -> tuple[SegmentationReport, ...]:
    """Score the probability maps of a findings folder against masks, class by class.

    Every screened photograph counts for every class in the truth folder; a missing truth mask
    counts as empty.

    Parameters
    ----------
    truth : Path
        Folder with one subfolder per class (``EX/NAME.png`` or ``hard_exudate/NAME.png``).
    predictions : Path
        Output folder of `screen`.
    threshold : float, optional
        0-1; by default from the model card of the weights that wrote the maps.

    Raises
    ------
    LabelError, ReadError
        A file is invalid, or no class of the truth was predicted.
    WeightsError
        The model card of those weights has no threshold.
    """
    if not truth.is_dir():
        raise ReadError("is not a folder of masks", path=truth)
    rows = [row for row in read_findings(predictions) if isinstance(row, FindingRow)]
    reports = []
    for lesion, folder in sorted(_mask_folders(truth).items()):
        screened = [row for row in rows if str(lesion) in row.files.probability]
        if screened:
            value = threshold
            if value is None:
                value = _threshold(screened[0], lesion, predictions)
            tallies = _tallies(lesion, folder, predictions, screened)
            reports.append(evaluate_segmentation(tallies, threshold=value))
    if not reports:
        raise LabelError("contains no probability map for any class of the truth", path=predictions)
    return tuple(reports)


def without_masks(truth: Path, predictions: Path) -> tuple[str, ...]:
    """Return the screened photographs for which the truth has no mask of any class.

    They count as free of lesions, even if no reader has looked at them.

    Parameters
    ----------
    truth, predictions : Path
        As for `score_segmentation`.
    """
    with guard(ReadError, truth):
        masks = sorted({mask.name for mask in truth.glob("*/*.png")})
    images = [row.image for row in read_findings(predictions) if isinstance(row, FindingRow)]
    found = set(match_names(masks, images).values())
    return tuple(image for image in images if image not in found)


def _mask_folders(truth: Path) -> dict[LesionClass, Path]:
    folders = {}
    with guard(ReadError, truth):
        below = sorted(path for path in truth.iterdir() if path.is_dir())
    for folder in below:
        lesion = _class_of(folder.name)
        if lesion is not None:  # there may be other folders
            folders[lesion] = folder
    return folders


def _threshold(row: FindingRow, lesion: LesionClass, predictions: Path) -> float:
    """Return the threshold that the weights that wrote the maps use for a lesion class."""
    model = row.models.get(SEGMENTATION)
    if model is None:
        message = f"{row.image} does not name the weights that wrote its maps; give --threshold"
        raise LabelError(message, path=predictions / FINDINGS, field=f"models.{SEGMENTATION}")
    for weights in folders.weights_files().values():
        path = weights.with_suffix(".json")
        card = read_card(path)
        if card.weights_sha256 == model.weights_sha256:
            return _threshold_of(card, path, lesion)
    absent = f"weights {shown(model.name)}, which are not on this computer"
    message = f"{row.image} has maps of {absent}; give --threshold"
    raise LabelError(message, path=predictions / FINDINGS, field=f"models.{SEGMENTATION}")


def _threshold_of(card: ModelCard, path: Path, lesion: LesionClass) -> float:
    thresholds = {_class_of(name): value for name, value in card.thresholds.items()}
    if lesion not in thresholds:
        message = "is missing on the card of the weights that wrote the maps; give --threshold"
        raise WeightsError(message, path=path, field=f"thresholds.{lesion}")
    return thresholds[lesion]


def _class_of(name: str) -> LesionClass | None:
    """Return the class of a name; None if it has none."""
    try:
        return lesion_class(name)
    except LabelError:
        return None


def _tallies(
    lesion: LesionClass, folder: Path, predictions: Path, rows: Sequence[FindingRow]
) -> list[SegmentationTally]:
    masks = {path.name: path for path in folder.glob("*.png")}
    matches = match_names(masks, [row.image for row in rows])
    mask_of = {image: masks[name] for name, image in matches.items() if image}
    return [_tally(lesion, row, mask_of.get(row.image), predictions) for row in rows]


def _tally(
    lesion: LesionClass, row: FindingRow, mask: Path | None, predictions: Path
) -> SegmentationTally:
    size = (row.width, row.height)
    probability = read_grey(inside(predictions, row.files.probability[lesion]))
    if probability.shape[::-1] != size:
        probability = np.asarray(
            cv2.resize(probability, size, interpolation=cv2.INTER_LINEAR), dtype=np.uint8
        )
    truth = np.zeros(probability.shape, bool) if mask is None else read_grey(mask) > 0
    if truth.shape != probability.shape:
        raise LabelError(
            f"is {truth.shape[1]}x{truth.shape[0]} px, but its photograph {size[0]}x{size[1]} px",
            path=mask,
        )
    return SegmentationTally.of(row.image, lesion, probability=probability, truth=truth)
