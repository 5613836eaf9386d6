"""DDR: `DR_grading`, `lesion_segmentation` and `lesion_detection`, together or alone."""

from __future__ import annotations

from retinaview.core.lesions import class_of_folder
from retinaview.exchange.data_sets.boxes_of_voc import boxes_of_voc
from retinaview.exchange.data_sets.data_set import DataSet
from retinaview.exchange.data_sets.files import Files
from retinaview.exchange.data_sets.gathering import Gathering, split_of

_UNGRADABLE = 5
_SPLIT = r"(?P<split>train|valid|test)"
_GRADED = rf"(?:.*/)?dr_grading/{_SPLIT}/[^/]+"
_GRADES = rf"(?:.*/)?dr_grading/{_SPLIT}\.txt"
_MASKED = rf"(?:.*/)?lesion_segmentation/{_SPLIT}/images?/[^/]+"
_MASKS = rf"(?:.*/)?lesion_segmentation/{_SPLIT}/(?:segmentation )?label/(?P<kind>\w+)/[^/]+"
_BOXES = rf"(?:.*/)?lesion_detection/{_SPLIT}/[^/]+\.xml"


def read(files: Files) -> DataSet | None:
    """Read the parts that are there; the detection's photographs are the segmentation's."""
    if not any(files.first(pattern) for pattern in (_GRADES, _MASKS, _BOXES)):
        return None
    gathering = Gathering("DDR", files)
    for name, match in files.pictures(_GRADED):
        gathering.photograph(name, f"{split_of(match['split'])} grading")
    for name, match in files.pictures(_MASKED):
        gathering.photograph(name, _masked(match["split"]))
    for name, match in files.matching(_GRADES):
        _read_grades(name, f"{split_of(match['split'])} grading", gathering)
    for name, match in files.pictures(_MASKS):
        lesion = class_of_folder(match["kind"])
        if lesion is not None:
            gathering.add_mask(gathering.listed(name, _masked(match["split"])), lesion, name)
    for name, match in files.matching(_BOXES):
        stem = name.rpartition("/")[2].removesuffix(".xml")
        photograph = gathering.listed(f"{stem}.jpg", _masked(match["split"]))
        photograph.boxes += boxes_of_voc(files.path(name), gathering.note)
    return gathering.data_set()


def _masked(split: str) -> str:
    return f"{split_of(split)} segmentation"


def _read_grades(name: str, split: str, gathering: Gathering) -> None:
    for n, line in enumerate(gathering.files.text(name).splitlines(), start=1):
        image, _, grade = line.strip().rpartition(" ")
        if not image:
            continue
        photograph = gathering.listed(image, split)
        if grade == str(_UNGRADABLE):
            photograph.quality = "ungradable"
        elif grade in "01234" and len(grade) == 1:
            photograph.grades.append(int(grade))
        else:
            gathering.note(f"{name}, line {n} has no grade of 0 to 5")
