"""DeepDRiD's regular fundus photographs: two of each eye, with grades and quality."""

from __future__ import annotations

import re

from retinaview.core.grades import Laterality
from retinaview.exchange.data_sets.data_set import DataSet
from retinaview.exchange.data_sets.files import Files, Table
from retinaview.exchange.data_sets.gathering import Gathering, split_of

_LISTS = r"(?:.*/)?regular-fundus-(?P<split>training|validation)\.(?:csv|xlsx)"
_PHOTOGRAPHS = (
    r"(?:.*/)?(?:regular-fundus-(?P<split>training|validation)|(?P<online>online-challenge[^/]*))"
    r"/images/(?P<patient>\d+)/(?P<name>\d+_[lr]\d)\.\w+"
)
_EYES = {"l": Laterality.OS, "r": Laterality.OD}
_GRADE = {Laterality.OS: "left_eye_dr_level", Laterality.OD: "right_eye_dr_level"}


def read(files: Files) -> DataSet | None:
    """Read the training, validation and online parts that are there."""
    if files.first(_LISTS) is None:
        return None
    gathering = Gathering("DeepDRiD", files)
    for name, match in files.pictures(_PHOTOGRAPHS):
        photograph = gathering.photograph(name, split_of(match["split"] or "test"))
        photograph.patient = match["patient"]
        photograph.eye = _EYES[match["name"].split("_")[1][0].casefold()]
    for name, match in files.matching(_LISTS):
        _read_list(files.table(name), split_of(match["split"]), gathering)
    return gathering.data_set()


def _read_list(table: Table, split: str, gathering: Gathering) -> None:
    for n, row in table.rows:
        image = row.get("image_id", "")
        if not re.fullmatch(r"\d+_[lr]\d", image, re.IGNORECASE):
            continue
        photograph = gathering.listed(f"{image}.jpg", split)
        photograph.eye = _EYES[image.split("_")[1][0].casefold()]
        photograph.patient = image.split("_")[0]
        grade = table.number(n, row, _GRADE[photograph.eye], 5)
        if grade == 5:
            photograph.quality = "ungradable"
        else:
            photograph.grades += [] if grade is None else [grade]
        quality = row.get("overall quality", "")
        if quality and not photograph.quality:
            photograph.quality = "good" if quality.startswith("1") else "doubtful"
