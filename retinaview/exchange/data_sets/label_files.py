"""Exports of labels, ours or other tools', with the photographs beside them."""

from __future__ import annotations

from pathlib import Path

from retinaview.core.errors import LabelError
from retinaview.core.label_problems import OnProblem
from retinaview.core.photograph_names import PhotographIndex
from retinaview.core.photos import LabelledImage
from retinaview.exchange.data_sets.data_set import DataSet, ReadersBox
from retinaview.exchange.data_sets.files import Files
from retinaview.exchange.data_sets.gathering import Gathered, Gathering, split_of
from retinaview.exchange.intake import Intake
from retinaview.exchange.reading import read_labels
from retinaview.exchange.yolo_classes import lists_classes

_LABELS = r"(?:.*/)?(?:annotations[^/]*|[^/]+)\.(?:json|xml)"


def read(files: Files) -> DataSet | None:
    """Read a folder that holds JSON, XML or YOLO labels of photographs in it."""
    if files.first(_LABELS) is None and not lists_classes(files.folder):
        return None
    intake = Intake(on_problem=OnProblem.SKIP)
    try:
        found = read_labels([files.folder], intake=intake)
    except LabelError:
        return None
    gathering = Gathering("label files", files)
    photographs = {name: gathering.photograph(name) for name, _ in files.pictures()}
    index = PhotographIndex(photographs)
    for image in found:
        _take(image, index, photographs, gathering)
    for problem in intake.problems:
        gathering.note(f"left out: {problem}")
    return gathering.data_set()


def _take(
    image: LabelledImage,
    index: PhotographIndex,
    photographs: dict[str, Gathered],
    gathering: Gathering,
) -> None:
    """Take over what a label file says of a photograph."""
    try:
        match = index.find(image.image)
    except LabelError as error:
        gathering.note(f"left out: {error}")
        return
    photograph = photographs[match] if match else gathering.listed(image.image, "listed")
    take_labels(image, photograph)
    parts = Path(photograph.name).parts[:-1]
    word = next((p for p in parts if p.casefold() in ("train", "val", "valid", "test")), "")
    photograph.split = split_of(word) if word else ""


def take_labels(image: LabelledImage, photograph: Gathered) -> None:
    """Add a photograph's marks that are labels, its grades, patient and eye."""
    photograph.patient = image.patient or photograph.patient
    photograph.eye = image.eye or photograph.eye
    photograph.boxes += [
        ReadersBox(mark.lesion, mark.box, mark.author)
        for mark in image.marks
        if mark.status.is_label
    ]
    if image.grading.dr is not None:
        photograph.grades.append(int(image.grading.dr))
    if image.grading.dme is not None:
        photograph.dme.append(int(image.grading.dme))
    if image.grading.ungradable:
        photograph.quality = "ungradable"
