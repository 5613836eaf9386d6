"""IDRiD: `A. Segmentation`, `B. Disease Grading` and `C. Localization`, together or alone."""

from __future__ import annotations

from retinaview.core.errors import LabelError
from retinaview.core.lesions import LesionClass, class_of_folder
from retinaview.exchange.data_sets.data_set import DataSet
from retinaview.exchange.data_sets.files import Files, Table
from retinaview.exchange.data_sets.gathering import Gathering, split_of

_SET = r"[ab]\. (?P<split>train|test)ing set"
_ORIGINAL = rf"(?P<part>.*?)1\. original images/{_SET}/[^/]+"
_MASK = rf".*all segmentation groundtruths/{_SET}/(?P<kind>[^/]+)/(?P<name>idrid_\d+)_\w+\.tif"
_LABELS = r".*idrid_disease grading_(?P<split>train|test)ing labels\.csv"
_CENTRES = r".*idrid_(?P<what>od|fovea)_center_(?P<split>train|test)ing set_markups\.csv"

_LANDMARKS = {"od": LesionClass.OPTIC_DISC, "fovea": LesionClass.FOVEA}
_PARTS = {"a": "segmentation", "b": "grading", "c": "localization"}


def read(files: Files) -> DataSet | None:
    """Read any of the three parts; names repeat between parts and between their two sets."""
    if not files.first(_ORIGINAL) or not any(map(files.first, (_MASK, _LABELS, _CENTRES))):
        return None
    gathering = Gathering("IDRiD", files)
    for name, match in files.pictures(_ORIGINAL):
        gathering.photograph(name, _place(_part(match["part"], files), match["split"]))
    for name, match in files.pictures(_MASK):
        lesion = class_of_folder(match["kind"])
        if lesion is not None:
            photograph = gathering.listed(f"{match['name']}.jpg", _place("a", match["split"]))
            gathering.add_mask(photograph, lesion, name)
    for name, match in files.matching(_LABELS):
        table = files.table(name)
        for n, row in table.rows:
            if not row.get("image name"):
                continue
            photograph = gathering.listed(row["image name"] + ".jpg", _place("b", match["split"]))
            grade = table.number(n, row, "retinopathy grade", 4)
            dme = table.number(n, row, "risk of macular edema", 2)
            photograph.grades += [] if grade is None else [grade]
            photograph.dme += [] if dme is None else [dme]
    for name, match in files.matching(_CENTRES):
        place = _place("c", match["split"])
        _read_centres(files.table(name), _LANDMARKS[match["what"].casefold()], place, gathering)
    return gathering.data_set()


def _read_centres(table: Table, landmark: LesionClass, place: str, gathering: Gathering) -> None:
    """Read a list of places, whose names of columns differ in spaces."""
    columns = {column.replace(" ", ""): column for column in table.columns}
    for n, row in table.rows:
        if not row.get("image no", "").casefold().startswith("idrid"):
            continue
        photograph = gathering.listed(row["image no"] + ".jpg", place)
        photograph.tags.append(f"{landmark} centre")
        try:
            x, y = (float(row[columns[f"{axis}-coordinate"]]) for axis in "xy")
        except (KeyError, ValueError) as error:
            message = "has no place, two numbers, in it"
            raise LabelError(message, path=table.path, field=f"row {n}") from error
        photograph.places[landmark] = (x, y)


def _place(part: str, split: str) -> str:
    return f"{split_of(split)} {_PARTS[part]}"


def _part(folders: str, files: Files) -> str:
    """Return the letter of the part to which a folder of photographs belongs."""
    words = f"{folders} {files.folder.name}".casefold()
    for letter, word in _PARTS.items():
        if word in words:
            return letter
    if files.first(_MASK):
        return "a"
    return "b" if files.first(_LABELS) else "c"
