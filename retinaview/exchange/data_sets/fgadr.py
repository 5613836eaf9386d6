"""FGADR: `Seg-set` with six lesions and grades, and `Grade-set`."""

from __future__ import annotations

from retinaview.core.errors import LabelError
from retinaview.core.lesions import lesion_class
from retinaview.exchange.data_sets.data_set import DataSet
from retinaview.exchange.data_sets.files import Files
from retinaview.exchange.data_sets.gathering import Gathering

_PHOTOGRAPHS = r"(?:.*/)?(?P<part>seg|grade)-set/original_images/[^/]+"
_MASKS = r"(?:.*/)?seg-set/(?P<kind>\w+)_masks/[^/]+"
_LISTS = r"(?:.*/)?dr_(?P<part>seg|grade)_?(?:grading_label|label)?\.csv"


def read(files: Files) -> DataSet | None:
    """Read both sets; their lists have no header."""
    if files.first(_MASKS) is None or files.first(_PHOTOGRAPHS) is None:
        return None
    gathering = Gathering("FGADR", files)
    for name, match in files.pictures(_PHOTOGRAPHS):
        gathering.photograph(name, f"{match['part']}-set".casefold())
    for name, match in files.pictures(_MASKS):
        try:
            lesion = lesion_class(match["kind"])
        except LabelError as error:
            gathering.note(str(error))
            continue
        gathering.add_mask(gathering.listed(name, "seg-set"), lesion, name)
    for name, match in files.matching(_LISTS):
        part = f"{match['part'].casefold()}-set"
        for n, line in enumerate(files.text(name).splitlines(), start=1):
            _read_row(line.split(","), f"{name}, row {n}", part, gathering)
    return gathering.data_set()


def _read_row(row: list[str], where: str, part: str, gathering: Gathering) -> None:
    name = row[0].strip()
    if len(row) > 1 and row[1].strip() in set("01234"):
        gathering.listed(name, part).grades.append(int(row[1]))
    elif name and name.casefold() not in ("image", "name"):
        gathering.note(f"{where} has no grade of 0 to 4")
