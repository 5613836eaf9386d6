"""Scoring of lesion maps from `screen` against readers' masks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from retinaview.batch.findings_file import FINDINGS, ScreenedRow, read_findings
from retinaview.batch.row_regions import field_of
from retinaview.core.errors import LabelError, ReadError, WeightsError
from retinaview.core.file_names import inside
from retinaview.core.findings import SEGMENTATION
from retinaview.core.guard import guard
from retinaview.core.lesions import LesionClass, class_of_folder, style_of
from retinaview.core.photograph_names import PHOTOGRAPH_SUFFIXES, match_names
from retinaview.core.text import shown
from retinaview.evaluation.lesions import LesionReport, LesionTally, evaluate_lesions
from retinaview.evaluation.segmentation import (
    SegmentationReport,
    SegmentationTally,
    evaluate_segmentation,
)
from retinaview.evaluation.segmentation_comparison import (
    SegmentationDifference,
    compare_segmentation,
)
from retinaview.exchange.folder_writing import complete_export, is_own
from retinaview.imaging.eye_names import guess_eye
from retinaview.imaging.grey import read_grey
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
    reports = []
    for found in _scored_classes(truth, predictions, threshold):
        tallies = [
            SegmentationTally.of(row.image, found.lesion, probability=probability, truth=mask)
            for row, probability, mask in found.maps()
        ]
        reports.append(evaluate_segmentation(tallies, threshold=found.threshold))
    return tuple(reports)


def compare_segmentations(
    truth: Path, first: Path, second: Path, *, threshold: float | None = None
) -> tuple[SegmentationDifference, ...]:
    """Compare the maps of two findings folders, class by class, on the photographs of both.

    Parameters and errors are those of `score_segmentation`.
    """
    classes = [
        {found.lesion: found for found in _scored_classes(truth, path, threshold)}
        for path in (first, second)
    ]
    return tuple(
        _compared(one, classes[1][lesion], second)
        for lesion, one in classes[0].items()
        if lesion in classes[1]
    )


def _compared(one: _ScoredClass, other: _ScoredClass, path: Path) -> SegmentationDifference:
    tallies = [
        {
            row.sha256: SegmentationTally.of(
                row.sha256, found.lesion, probability=probability, truth=mask
            )
            for row, probability, mask in found.maps()
        }
        for found in (one, other)
    ]
    shared = [row for row in one.rows if row.sha256 in tallies[1]]
    if not shared:
        raise LabelError("has no photograph in common with the first run", path=path)
    mine, yours = ([each[row.sha256] for row in shared] for each in tallies)
    return compare_segmentation(
        mine,
        yours,
        thresholds=(one.threshold, other.threshold),
        persons=[_person(row.image) for row in shared],
    )


def score_lesions(
    truth: Path, predictions: Path, *, threshold: float | None = None
) -> tuple[LesionReport, ...]:
    """Score the components of a findings folder's maps against those of masks, class by class.

    Parameters and errors are those of `score_segmentation`; persons are read from the names of
    photographs that say which eye they show, and every other photograph counts as a person.
    """
    reports = []
    for found in _scored_classes(truth, predictions, threshold):
        tallies = [
            LesionTally.of(
                row.image,
                found.lesion,
                probability=probability,
                truth=mask,
                threshold=found.threshold,
                field_diameter_px=2 * field_of(row).radius,
            )
            for row, probability, mask in found.maps()
        ]
        persons = [_person(row.image) for row in found.rows]
        reports.append(evaluate_lesions(tallies, threshold=found.threshold, persons=persons))
    return tuple(reports)


@dataclass(frozen=True, eq=False)
class _ScoredClass:
    """A class with masks in the truth and maps in the predictions."""

    lesion: LesionClass
    masks: Path
    predictions: Path
    rows: tuple[ScreenedRow, ...]
    threshold: float

    def maps(self) -> Iterator[tuple[ScreenedRow, NDArray[np.uint8], NDArray[np.bool_]]]:
        """Read every photograph's map and mask, one at a time, at the photograph's size."""
        mask_of = _masks(self.lesion, self.masks, [row.image for row in self.rows])
        for row in self.rows:
            yield row, *_map_and_mask(self.lesion, row, mask_of.get(row.image), self.predictions)


def _scored_classes(
    truth: Path, predictions: Path, threshold: float | None
) -> Iterator[_ScoredClass]:
    if not truth.is_dir():
        raise ReadError("is not a folder of masks", path=truth)
    rows = [row for row in read_findings(predictions) if isinstance(row, ScreenedRow)]
    found = False
    for lesion, folder in sorted(_mask_folders(truth).items()):
        screened = tuple(row for row in rows if str(lesion) in row.files.probability)
        if screened:
            found = True
            value = threshold
            if value is None:
                value = _threshold(screened[0], lesion, predictions)
            yield _ScoredClass(lesion, folder, predictions, screened, value)
    if not found:
        raise LabelError("contains no probability map for any class of the truth", path=predictions)


def _person(image: str) -> str:
    """Return folder and patient that a photograph's name gives beside the eye, or the name itself.

    Folders belong to it, because many number patients from one.
    """
    guess = guess_eye(image)
    known = guess.eye is not None and guess.patient
    return f"{image.rpartition('/')[0]}/{guess.patient}" if known else image


def without_masks(truth: Path, predictions: Path) -> tuple[str, ...]:
    """Return the screened photographs for which the truth has no mask of any class.

    They count as free of lesions, even if no reader has looked at them.

    Parameters
    ----------
    truth, predictions : Path
        As for `score_segmentation`.
    """
    images = [row.image for row in read_findings(predictions) if isinstance(row, ScreenedRow)]
    found = {
        image
        for lesion, folder in _mask_folders(truth).items()
        for image in _masks(lesion, folder, images)
    }
    return tuple(image for image in images if image not in found)


def _mask_folders(truth: Path) -> dict[LesionClass, Path]:
    folders = {}
    with guard(ReadError, truth):
        complete_export(truth)
        below = sorted(path for path in truth.iterdir() if path.is_dir())
    for folder in below:
        lesion = class_of_folder(folder.name)
        if lesion is not None:  # there may be other folders
            folders[lesion] = folder
    return folders


def _threshold(row: ScreenedRow, lesion: LesionClass, predictions: Path) -> float:
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
        images_below = (p for p in folder.rglob("*") if p.suffix.lower() in PHOTOGRAPH_SUFFIXES)
        files = sorted(path for path in images_below if not is_own(path, folder))
    masks = {path.relative_to(folder).as_posix(): path for path in files}
    matches = match_names(masks, images, added=(style_of(lesion).code, lesion))
    found = {image: masks[name] for name, image in matches.items() if image}
    if masks and not found:
        one = next(iter(masks))
        raise LabelError(
            f"none of its masks, such as {one}, is of a screened photograph", path=folder
        )
    return found


def _map_and_mask(
    lesion: LesionClass, row: ScreenedRow, mask: Path | None, predictions: Path
) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
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
    return probability, truth
