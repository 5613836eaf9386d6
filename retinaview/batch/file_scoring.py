"""Scoring of regions and agreement: output of `screen`, or other tools' labels, against readers.

Masks and grades are scored in `mask_scoring` and `grade_scoring`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from retinaview.batch.findings_file import ScreenedRow, read_findings
from retinaview.batch.row_regions import SCREENED, RegionChoice, chosen_regions, field_of
from retinaview.core.errors import LabelError
from retinaview.core.field_circle import FieldCircle
from retinaview.core.geometry import FloatArray, box_array
from retinaview.core.marks import boxes_by_class
from retinaview.core.photograph_names import match_names
from retinaview.core.photos import LabelledImage
from retinaview.evaluation.agreement import AgreementReport, evaluate_agreement
from retinaview.evaluation.localization import (
    LocalizationCase,
    LocalizationReport,
    evaluate_localization,
)
from retinaview.evaluation.localization_comparison import (
    LocalizationComparison,
    compare_localization,
)
from retinaview.evaluation.mask_overlap import overlaps_of
from retinaview.exchange import read_labels
from retinaview.exchange.fields import ends_outside


def score_localization(
    truth: Sequence[Path],
    predictions: Path,
    *,
    where: Mapping[str, str] | None = None,
    choice: RegionChoice = SCREENED,
) -> LocalizationReport:
    """Score regions against boxes.

    Parameters
    ----------
    truth : sequence of Path
        Label files or folders; landmarks (disc, fovea) and networks' regions are ignored.
    predictions : Path
        Output folder of `screen`, or a label file whose boxes are the regions.
    where : mapping, optional
        Use only truth rows in which these CSV columns have these values.
    choice : RegionChoice
        Which regions of a findings folder count; a label file's boxes all do.

    Returns
    -------
    LocalizationReport
        Boxes of a photograph that was not screened or could not be read count as not found.

    Raises
    ------
    LabelError, ReadError
        A file is invalid, no truth photograph was screened, or there is no truth box.
    """
    name = f"{choice.source} regions" if choice.source else "regions"
    return evaluate_localization(_cases(_boxed(truth, where), predictions, choice), name=name)


def score_localizations(
    truth: Sequence[Path],
    predictions: Sequence[Path],
    *,
    where: Mapping[str, str] | None = None,
    choice: RegionChoice = SCREENED,
) -> LocalizationComparison:
    """Score the regions of several runs against the same boxes, side by side.

    Parameters and errors are those of `score_localization`; naming a run twice is an error.
    """
    names = [str(path) for path in predictions]
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise LabelError("is given twice as predictions", path=twice)
    labelled = _boxed(truth, where)
    return compare_localization({str(path): _cases(labelled, path, choice) for path in predictions})


def _boxed(truth: Sequence[Path], where: Mapping[str, str] | None) -> list[LabelledImage]:
    labelled = [image for image in read_labels(truth, where=where) if image.lesion_labels]
    if not labelled:
        raise LabelError("contains no lesion box", path=truth[0])
    return labelled


def _cases(
    labelled: Sequence[LabelledImage], predictions: Path, choice: RegionChoice
) -> list[LocalizationCase]:
    found = _regions(predictions, choice)
    matches = match_names([image.image for image in labelled], found)
    if not any(matches.values()):
        raise LabelError("contains none of the truth's photographs", path=predictions)
    return [_case(image, found.get(matches[image.image] or "")) for image in labelled]


_Regions = tuple[FloatArray, FieldCircle | None, tuple[int, int] | None]
"""Regions, field of view, and width and height of a photograph, as far as they are known."""


def _regions(predictions: Path, choice: RegionChoice) -> dict[str, _Regions]:
    """Return regions and field of view by photograph, from a findings or label file."""
    if _is_findings(predictions):
        rows = finding_rows(predictions)
        return {
            row.image: (chosen_regions(row, choice), field_of(row), (row.width, row.height))
            for row in rows
        }
    boxes = {
        image.image: box_array([*image.places, *(mark.box for mark in image.marks)])
        for image in read_labels([predictions])
    }
    return {name: (regions, None, None) for name, regions in boxes.items()}


def _is_findings(path: Path) -> bool:
    return path.suffix == ".jsonl" or (path / "findings.jsonl").is_file()


def finding_rows(path: Path) -> list[ScreenedRow]:
    """Return the rows of the photographs that could be read."""
    return [row for row in read_findings(path) if isinstance(row, ScreenedRow)]


def _case(image: LabelledImage, found: _Regions | None) -> LocalizationCase:
    marks = image.lesion_labels
    truth = box_array([mark.box for mark in marks])
    regions, field, size = found or (box_array([]), None, None)
    if size is not None:
        _require_size(image, size)
    return LocalizationCase(
        image=image.image,
        person=image.person,
        truth=truth,
        classes=tuple(mark.lesion for mark in marks),
        regions=regions,
        field=field or image.frame(np.concatenate([truth, regions])),
    )


def _require_size(image: LabelledImage, size: tuple[int, int]) -> None:
    """Raise a LabelError if boxes are of a photograph of another size than was screened."""
    stated = (image.width or size[0], image.height or size[1])
    boxes = (mark.box for mark in image.lesion_labels)
    outside = next((box for box in boxes if ends_outside(box, size)), None)
    if stated != size:
        message = f"its labels are for {stated[0]}x{stated[1]} px"
    elif outside is not None:
        message = f"a box ends at ({outside.right:g}, {outside.bottom:g})"
    else:
        return
    raise LabelError(f"{message}, but {size[0]}x{size[1]} px were screened", field=image.image)


def score_agreement(
    first: Path, second: Path, *, where: Mapping[str, str] | None = None
) -> AgreementReport:
    """Compare two readers' label files on the photographs that both contain.

    Parameters
    ----------
    first, second : Path
        Label files, folders of label files, or projects.
    where : mapping, optional
        Conditions on CSV columns of the first.

    Raises
    ------
    LabelError
        A file is invalid, or the two have no photograph in common.
    """
    one = read_labels([first], where=where)
    other = {image.image: image for image in read_labels([second])}
    matches = match_names([image.image for image in one], other)
    pairs = [(image, other[name]) for image in one if (name := matches[image.image])]
    grades = [(a.grading.dr, b.grading.dr) for a, b in pairs]
    graded = [(int(a), int(b)) for a, b in grades if a is not None and b is not None]
    marked = [(a, b) for a, b in pairs if a.lesion_labels or b.lesion_labels]
    classed = [(a, b) for a, b in pairs if a.class_labels or b.class_labels]
    if not graded and not classed:
        raise LabelError(f"has no photograph in common with {second}", path=first)
    return evaluate_agreement(
        [a for a, _ in graded],
        [b for _, b in graded],
        first_boxes=[_boxes(a) for a, _ in marked],
        second_boxes=[_boxes(b) for _, b in marked],
        first_classes=[boxes_by_class(a.class_labels) for a, _ in classed],
        second_classes=[boxes_by_class(b.class_labels) for _, b in classed],
        overlaps=overlaps_of((a.lesion_labels, b.lesion_labels) for a, b in marked),
    )


def _boxes(image: LabelledImage) -> FloatArray:
    return box_array([mark.box for mark in image.lesion_labels])
