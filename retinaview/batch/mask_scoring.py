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
from retinaview.core.lesions import STYLES, LesionClass, class_of_folder
from retinaview.core.photograph_names import PHOTOGRAPH_SUFFIXES, match_names
from retinaview.core.text import shown
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
        Folder with one subfolder per class (``EX/NAME.png``, ``hard_exudate/NAME.png``); masks may
        have the class at the end of their names, as in IDRiD (``EX/NAME_EX.tif``).
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
    images = [row.image for row in read_findings(predictions) if isinstance(row, FindingRow)]
    found = {
        image
        for lesion, folder in _mask_folders(truth).items()
        for image in _masks(lesion, folder, images)
    }
    return tuple(image for image in images if image not in found)


def _mask_folders(truth: Path) -> dict[LesionClass, Path]:
    folders = {}
    with guard(ReadError, truth):
        below = sorted(path for path in truth.iterdir() if path.is_dir())
    for folder in below:
        lesion = class_of_folder(folder.name)
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
    thresholds = {class_of_folder(name): value for name, value in card.thresholds.items()}
    if lesion not in thresholds:
        message = "is missing on the card of the weights that wrote the maps; give --threshold"
        raise WeightsError(message, path=path, field=f"thresholds.{lesion}")
    return thresholds[lesion]


def _masks(lesion: LesionClass, folder: Path, images: Sequence[str]) -> dict[str, Path]:
    """Return the masks of a class by the photograph that each is of."""
    with guard(ReadError, folder):
        files = sorted(p for p in folder.rglob("*") if p.suffix.lower() in PHOTOGRAPH_SUFFIXES)
    masks = {path.relative_to(folder).as_posix(): path for path in files}
    matches = match_names(masks, images, added=(STYLES[lesion].code, lesion))
    found = {image: masks[name] for name, image in matches.items() if image}
    if masks and not found:
        one = next(iter(masks))
        raise LabelError(
            f"none of its masks, such as {one}, is of a screened photograph", path=folder
        )
    return found


def _tallies(
    lesion: LesionClass, folder: Path, predictions: Path, rows: Sequence[FindingRow]
) -> list[SegmentationTally]:
    mask_of = _masks(lesion, folder, [row.image for row in rows])
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
