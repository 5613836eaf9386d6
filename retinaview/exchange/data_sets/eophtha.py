"""e-ophtha: `e_optha_EX` and `e_optha_MA`, with a folder per examination."""

from __future__ import annotations

from retinaview.core.lesions import LesionClass
from retinaview.exchange.data_sets.data_set import DataSet
from retinaview.exchange.data_sets.files import Files
from retinaview.exchange.data_sets.gathering import Gathering

_CLASSES = {"ex": LesionClass.HARD_EXUDATE, "ma": LesionClass.MICROANEURYSM}
_MASKS = r"(?:.*/)?annotation_(?P<kind>ex|ma)/(?P<exam>[^/]+)/(?P<name>[^/]+?)(?:_(?:ex|ma))?\.\w+"
_PHOTOGRAPHS = r"(?:.*e_?opt?h?tha_(?P<part>ex|ma)/)?(?P<kind>ex|ma|healthy)/(?P<exam>[^/]+)/[^/]+"


def read(files: Files) -> DataSet | None:
    """Read one part or both; the examination stands for the patient, whom the set does not tell."""
    if files.first(_MASKS) is None:
        return None
    gathering = Gathering("e-ophtha", files)
    only = {match["kind"].casefold() for _, match in files.matching(_MASKS)}
    for name, match in files.pictures(_PHOTOGRAPHS):
        part = match["part"] or match["kind"]
        if part.casefold() == "healthy":
            part = next(iter(only))
        photograph = gathering.photograph(name, f"{match['exam']} {part}".casefold())
        photograph.split, photograph.patient = "", match["exam"]
        if match["kind"].casefold() == "healthy":
            photograph.tags.append("healthy")
    for name, match in files.pictures(_MASKS):
        kind = match["kind"].casefold()
        photograph = gathering.listed(f"{match['name']}.jpg", f"{match['exam']} {kind}".casefold())
        photograph.split, photograph.patient = "", match["exam"]
        gathering.add_mask(photograph, _CLASSES[kind], name)
    gathering.note("the set tells examinations, not patients: each counts as a patient")
    return gathering.data_set()
