"""Write photographs of any set into the folders that recipes read, as links."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from retinaview.core.lesions import LesionClass
from retinaview.exchange.data_sets import SetPhotograph
from training.downloads.masks import write_masks
from training.downloads.needs import Part
from training.downloads.writing import Row, link, write_table
from training.segmentation.idrid import CODES

_MANY = 5000
"""Photographs from which on a set is read at `_SMALL_PX`, because a recipe keeps all in memory."""
_LARGE_PX, _SMALL_PX = 768, 256
_BOXED = {
    LesionClass.MICROANEURYSM: LesionClass.HAEMORRHAGE,
    LesionClass.HAEMORRHAGE: LesionClass.HAEMORRHAGE,
    LesionClass.HARD_EXUDATE: LesionClass.HARD_EXUDATE,
    LesionClass.OPTIC_DISC: LesionClass.OPTIC_DISC,
}
"""What recipes call the class of a box; of others they know none."""


@dataclass(frozen=True)
class Named:
    """A photograph with its unique name and its file."""

    name: str
    photograph: SetPhotograph
    path: Path

    @property
    def patient(self) -> str:
        """The patient; the photograph's own name where the set does not tell."""
        return self.photograph.patient or self.name

    @property
    def dr(self) -> int | None:
        """The grade of retinopathy; 0 for a healthy eye, None if nobody graded it."""
        if self.photograph.grades:
            return self.photograph.grades[0]
        return 0 if "healthy" in self.photograph.tags else None

    @property
    def grades(self) -> Row:
        """The patient and the grades as they stand in a list."""
        dr = "" if self.dr is None else self.dr
        dme = next(iter(self.photograph.dme), "")
        return {"image": self.name, "patient": self.patient, "dr_grade": dr, "dme_grade": dme}


def write_graded(
    root: Path, parts: Mapping[Part, Sequence[Named]], outlined: Collection[str]
) -> None:
    """Write the folders of graded photographs.

    Parameters
    ----------
    root : Path
        The data folder.
    parts : mapping of str to sequence of Named
        Photographs by folder.
    outlined : collection of str
        Names of those that `write_outlined` has written.
    """
    for part, members in parts.items():
        if part == "idrid":
            _write_idrid(root / part, members, outlined)
            continue
        for each in members:
            link(root / part / "images" / f"{each.name}.jpg", each.path)
        height = _LARGE_PX if len(members) < _MANY else _SMALL_PX
        more = {"group": "", "height": height}
        rows = [each.grades | more | {"group": each.patient} for each in members]
        name = "labels.csv" if part == "rahim600" else "grades.csv"
        write_table(root / part / name, rows)


def _write_idrid(folder: Path, members: Sequence[Named], outlined: Collection[str]) -> None:
    """Write graded photographs with their boxes, and which of them have masks."""
    boxes: list[Row] = []
    for each in members:
        link(folder / "grading/train" / f"{each.name}.jpg", each.path)
        for drawn in each.photograph.boxes:
            if drawn.lesion in _BOXED:
                sides: Row = {side: getattr(drawn.box, side) for side in _SIDES}
                row: Row = {"split": "train", "image": each.name, "class": _BOXED[drawn.lesion]}
                boxes.append(row | sides)
    grades: list[Row] = [{"split": "train"} | each.grades for each in members]
    columns = ("split", "image", "patient", "dr_grade", "dme_grade")
    write_table(folder / "grading/grades.csv", grades, columns)
    write_table(folder / "grading/boxes.csv", boxes, ("split", "image", "class", *_SIDES))
    twice: list[Row] = [
        dict(zip(_COPIES, _twice(each.name), strict=True))
        for each in members
        if each.name in outlined
    ]
    write_table(folder / "same_photo.csv", twice, _COPIES)


_SIDES = ("x", "y", "width", "height")
_COPIES = ("set_a", "image_a", "set_b", "image_b")


def _twice(name: str) -> tuple[str, ...]:
    """Return a photograph's two places, of which `write_outlined` has written the first."""
    return "segmentation/train", name, "grading/train", name


def write_outlined(
    root: Path, members: Sequence[Named], known: Mapping[str, Collection[LesionClass]]
) -> None:
    """Write photographs with masks.

    Parameters
    ----------
    root : Path
        The data folder.
    members : sequence of Named
        The photographs.
    known : mapping of str to collection of LesionClass
        The classes of which each one's masks tell everything.
    """
    folder, rows = root / "idrid/segmentation", list[Row]()
    for each in members:
        link(folder / "train/images" / f"{each.name}.jpg", each.path)
        areas = write_masks(each.photograph.masks, folder / "train/masks", each.name)
        for kind, code in CODES.items():
            if kind in known[each.name]:
                row: Row = {"split": "train", "image": each.name, "class": code}
                rows.append(row | {"area_px": areas.get(code, 0), "patient": each.patient})
    write_table(folder / "masks.csv", rows, ("split", "image", "class", "area_px", "patient"))


def write_placed(root: Path, members: Sequence[Named]) -> None:
    """Write photographs with the places of disc and fovea."""
    _write_idrid(root / "idrid", members, ())
    rows: list[Row] = []
    for each in members:
        row: Row = {"split": "train", "image": each.name}
        for name, lesion in (("disc", LesionClass.OPTIC_DISC), ("fovea", LesionClass.FOVEA)):
            row[f"{name}_x"], row[f"{name}_y"] = each.photograph.places[lesion]
        rows.append(row)
    write_table(root / "idrid_localisation/fovea_disc.csv", rows)
