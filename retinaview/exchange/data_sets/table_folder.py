"""Photographs in folders, with tables of grades or boxes and folders of masks beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retinaview.core.errors import LabelError
from retinaview.core.geometry import Box
from retinaview.core.grades import Laterality
from retinaview.core.lesions import lesion_class
from retinaview.core.photograph_names import PhotographIndex, stem_of
from retinaview.exchange import fields
from retinaview.exchange.csv_format import known_column
from retinaview.exchange.data_sets.data_set import DataSet, ReadersBox
from retinaview.exchange.data_sets.files import Files, Table
from retinaview.exchange.data_sets.gathering import Gathered, Gathering, split_of
from retinaview.exchange.mask_folders import named_masks

_SPLIT = re.compile(
    r"(?:^|/)(train(?:ing)?|val(?:id(?:ation)?)?|test(?:ing)?)(?:[ _-]?set)?/", re.I
)
_SIDES = ("x", "y", "width", "height")
_IMAGES = re.compile(
    r"(?:.*/)?(?:images?|imgs?|photos?|photographs?|originals?|jpegimages)/.*", re.IGNORECASE
)
"""Where photographs lie in sets that have other pictures of the same names beside them."""


def read(files: Files) -> DataSet | None:
    """Read any folder with photographs."""
    named = named_masks(files.folder, of_one_class=False)
    masks = {str(path): (name, lesion) for path, name, lesion in named}
    gathering = Gathering("folder with tables", files)
    photographs: dict[str, Gathered] = {}
    pictures = [n for n, _ in files.pictures() if str(files.path(n)) not in masks]
    for name in _without_companions(pictures, gathering):
        found = _SPLIT.search(name)
        split = split_of(found[1]) if found else ""
        photographs[name] = gathering.photograph(name, split)
    if not photographs:
        return None
    index = PhotographIndex(photographs)
    for path, (name, lesion) in masks.items():
        photograph = _named(name, index, photographs, gathering)
        if photograph is not None:
            inside = files.path(path).relative_to(files.folder).as_posix()
            gathering.add_mask(photograph, lesion, inside)
    for name, _ in files.matching(r".*\.csv"):
        try:
            table = files.table(name)
        except LabelError as error:
            gathering.note(f"not read: {error}")
            continue
        if not _read_table(table, index, photographs, gathering):
            gathering.note(f"not read: {name} has no column of photographs with grades or boxes")
    return gathering.data_set()


def _without_companions(pictures: Sequence[str], gathering: Gathering) -> list[str]:
    """Return the photographs, without other pictures of them such as masks of the field."""
    stems = {stem_of(_last(name)).casefold() for name in pictures if _IMAGES.fullmatch(name)}
    kept = [
        name
        for name in pictures
        if _IMAGES.fullmatch(name) or stem_of(_last(name)).casefold() not in stems
    ]
    if len(kept) < len(pictures):
        beside = sorted({n.rpartition("/")[0] or "." for n in set(pictures) - set(kept)})
        gathering.note(f"pictures in {', '.join(beside)} are of photographs in another folder")
    return kept


def _last(name: str) -> str:
    return name.rpartition("/")[2]


def _named(
    name: str, index: PhotographIndex, photographs: dict[str, Gathered], gathering: Gathering
) -> Gathered | None:
    """Return the photograph that a name means; one without a file if there is none."""
    try:
        match = index.find(name)
    except LabelError as error:
        gathering.note(f"left out: {error}")
        return None
    return photographs[match] if match else gathering.listed(name, "listed")


def _read_table(
    table: Table, index: PhotographIndex, photographs: dict[str, Gathered], gathering: Gathering
) -> bool:
    ours: dict[str, str] = {}
    for column in table.columns:
        ours.setdefault(known_column(column) or column, column)
    if "image" not in ours or not {"dr_grade", "dme_grade", "x", "patient"} & set(ours):
        return False
    for n, row in table.rows:
        cells = {name: row[column].strip() for name, column in ours.items()}
        if not cells["image"]:
            continue
        name = _with_split(cells)
        photograph = _named(name, index, photographs, gathering)
        if photograph is not None:
            _take(photograph, cells, n, table, ours, gathering)
    return True


def _with_split(cells: dict[str, str]) -> str:
    """Return a photograph's name with the part of the split that its row gives."""
    split, name = cells.get("split", ""), cells["image"]
    return name if not split or "/" in name else f"{split}/{name}"


def _take(
    photograph: Gathered,
    cells: dict[str, str],
    n: int,
    table: Table,
    ours: dict[str, str],
    gathering: Gathering,
) -> None:
    try:
        for name, most, kept in (("dr_grade", 4, "grades"), ("dme_grade", 2, "dme")):
            if name in ours:
                value = table.number(n, {name: cells[name]}, name, most)
                getattr(photograph, kept).extend([] if value is None else [value])
        photograph.patient = cells.get("patient") or photograph.patient
        eye = fields.eye(cells.get("eye", ""), f"row {n}, eye", path=table.path)
        photograph.eye = eye if isinstance(eye, Laterality) else photograph.eye
        box = _box(cells)
        if cells.get("class") and box is not None:
            reader = cells.get("author", "")
            photograph.boxes.append(ReadersBox(lesion_class(cells["class"]), box, reader))
    except (LabelError, ValueError) as error:
        gathering.note(f"{stem_of(table.path.name)}, row {n} left out: {error}")


def _box(cells: dict[str, str]) -> Box | None:
    """Return a row's box, or the one around its circle; None if it has neither."""
    numbers = {
        name: float(cells[name].replace(",", "."))
        for name in (*_SIDES, "radius")
        if cells.get(name)
    }
    if set(_SIDES) <= set(numbers):
        return Box(*(numbers[name] for name in _SIDES))
    if {"x", "y", "radius"} <= set(numbers):
        x, y, radius = (numbers[name] for name in ("x", "y", "radius"))
        return Box(x - radius, y - radius, 2 * radius, 2 * radius)
    return None
