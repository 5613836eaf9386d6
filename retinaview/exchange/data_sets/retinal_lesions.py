"""Retinal-Lesions: EyePACS photographs with masks of eight lesions, one folder a photograph."""

from __future__ import annotations

from retinaview.core.errors import LabelError
from retinaview.core.grades import Laterality
from retinaview.core.lesions import lesion_class
from retinaview.exchange.data_sets.data_set import DataSet
from retinaview.exchange.data_sets.files import Files
from retinaview.exchange.data_sets.gathering import Gathering

_PHOTOGRAPHS = r"(?:.*/)?images_\d+x\d+/(?P<patient>\d+)_(?P<eye>left|right)\.\w+"
_MASKS = r"(?:.*/)?lesion_segs_\d+x\d+/(?P<name>[^/]+)/(?P<kind>\w+)\.\w+"
_LISTS = r"(?:.*/)?(?:dr_grades?|(?:train|val|test)(?:_set)?)[^/]*\.csv"


def read(files: Files) -> DataSet | None:
    """Read the set; lesions that have no class of ours are tags."""
    if files.first(_MASKS) is None:
        return None
    gathering = Gathering("Retinal-Lesions", files)
    for name, match in files.pictures(_PHOTOGRAPHS):
        photograph = gathering.photograph(name)
        photograph.patient = match["patient"]
        is_left = match["eye"].casefold() == "left"
        photograph.eye = Laterality.OS if is_left else Laterality.OD
    for name, match in files.pictures(_MASKS):
        photograph = gathering.listed(f"{match['name']}.jpg")
        kind = match["kind"].removeprefix("retinal_")
        try:
            gathering.add_mask(photograph, lesion_class(kind), name)
        except LabelError:
            photograph.tags.append(match["kind"])
    for name, _ in files.matching(_LISTS):
        table = files.table(name)
        column = next((c for c in table.columns if "grade" in c or c == "level"), None)
        for n, row in table.rows if column and "image" in table.columns else ():
            grade = table.number(n, row, column or "", 4)
            gathering.listed(row["image"]).grades += [] if grade is None else [grade]
    return gathering.data_set()
