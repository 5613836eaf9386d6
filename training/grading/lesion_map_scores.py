"""Score the lesion map of a grading network, such as SUNet's, on IDRiD's masks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from retinaview.core.lesions import lesion_class
from retinaview.evaluation.segmentation import SegmentationReport, SegmentationTally
from retinaview.models.outputs.dispatch import grade_photograph
from retinaview.models.precision import in_precision
from retinaview.models.weights.files import LoadedModel
from training.grading.data import idrid as idrid_grading
from training.grading.data.mixture import hold_out
from training.grading.scores import read_with_field
from training.segmentation.idrid import photograph_path, read_mask, segmentation_names
from training.segmentation.scores import Tallies, reports, to_levels


def names_of_split(data: Path, split: str) -> tuple[str, list[str]]:
    """Return the folder and the names of the photographs with masks of a split.

    ``"test"`` is IDRiD's own split; ``"validation"`` are training photographs with masks that are
    held out in the split of the graded photographs.
    """
    if split == "test":
        return "test", segmentation_names(data, "test")
    held = hold_out(idrid_grading.train_entries(data))[1]
    keys = {entry.masks_key for entry in held if entry.masks_key}
    return "train", sorted(key.rpartition("/")[2] for key in keys)


def tally(
    model: LoadedModel, data: Path, folder: str, names: Sequence[str], *, bfloat16: bool = False
) -> Tallies:
    """Count the pixels of every photograph and class at the photograph's own size."""
    preprocessing = model.card.preprocessing
    grade_options = model.card.grade_options
    tallies: Tallies = {lesion: [] for lesion in grade_options.lesions}
    for name in names:
        rgb, fov = read_with_field(photograph_path(data, folder, name))
        with in_precision(model.module, bfloat16=bfloat16):
            found = grade_photograph(model.module, preprocessing, grade_options, rgb, fov)
        frame = preprocessing.frame(rgb.shape[0], rgb.shape[1], fov)
        values = [] if found.lesions is None else list(found.lesions)
        for lesion, value in zip(grade_options.lesions, values, strict=True):
            level = to_levels(frame.to_source(value))
            truth = read_mask(data, folder, name, lesion) > 0
            counts = SegmentationTally.of(
                name, lesion_class(lesion), probability=level, truth=truth
            )
            tallies[lesion].append(counts)
    return tallies


def measure(
    model: LoadedModel, data: Path, split: str, *, bfloat16: bool = False
) -> tuple[list[SegmentationReport], Tallies]:
    """Score the lesion map of a network at its card's thresholds.

    Returns
    -------
    reports : list of SegmentationReport
        One per lesion class; empty if the network has no lesion map.
    tallies : Tallies
        The counts behind them.
    """
    if not model.card.grade_options.lesions:
        return [], {}
    counts = tally(model, data, *names_of_split(data, split), bfloat16=bfloat16)
    return reports(counts, model.card.thresholds), counts
