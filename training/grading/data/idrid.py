"""Read IDRiD's graded photographs with their lesion boxes and masks."""

from __future__ import annotations

import csv
import logging
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from retinaview.core.errors import ReadError
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from training.grading.data.graded import LESIONS, OUTLINED, UNKNOWN, LabelledPhotograph
from training.grading.data.scaled import fill_square, read_rgb

logger = logging.getLogger(__name__)
_MASK_PLANES = {"MA": 0, "HE": 0, "EX": 1, "SE": 2, "OD": 3}
_OUTLINE_PLANES = {"MA": 0, "HE": 1, "EX": 2, "SE": 3}
_BOX_PLANES = {LesionClass.HAEMORRHAGE: 0, LesionClass.HARD_EXUDATE: 1, LesionClass.OPTIC_DISC: 3}
_BOX_KINDS = ("boxes", "boxes", "", "boxes")
_HEALTHY_KINDS = ("masks", "masks", "masks", "boxes")
_MASK_KINDS = ("masks", "masks", "masks", "masks")
_NO_KINDS = ("", "", "", "")

Boxes = list[tuple[LesionClass, Box]]


@dataclass(frozen=True)
class IdridPhotograph:
    """A photograph that has not been read yet.

    Attributes
    ----------
    key : str
        ``"grading/train/IDRiD_001"``: set, split and name; names repeat between splits.
    group : str
        Key shared by all photographs of a patient, where the list names patients, else by all
        copies of one photograph.
    dr, dme : int
        Grades, or `UNKNOWN`.
    masks_key : str
        Key of the copy that has lesion masks, or empty.
    """

    key: str
    group: str
    dr: int
    dme: int
    masks_key: str = ""

    def path(self, data: Path) -> Path:
        """Return the photograph's file."""
        kind, split, name = self.key.split("/")
        folder = data / "idrid" / kind / split
        return (folder if kind == "grading" else folder / "images") / f"{name}.jpg"


def train_entries(data: Path) -> list[IdridPhotograph]:
    """List the photographs for training and validating a grading network.

    These are ``grading/train`` and ``segmentation/train`` (without grades, unless they are also in
    the former), except photographs that are also in a test folder, under any name.
    """
    copies = _copies(data)
    masks = {group: key for key, group in copies.items() if key.startswith("segmentation/train/")}
    graded = _graded_entries(data, "train", copies, masks)
    with_masks = {entry.masks_key for entry in graded}
    ungraded = []
    for path in sorted((data / "idrid/segmentation/train/images").glob("*")):
        key = f"segmentation/train/{path.stem}"
        if key not in with_masks:
            group = min(copies.get(key, {key}))
            ungraded.append(IdridPhotograph(key, group, UNKNOWN, UNKNOWN, masks_key=key))
    tested = {key for key, group in copies.items() if any("/test/" in copy for copy in group)}
    return [entry for entry in graded + ungraded if entry.key not in tested]


def test_entries(data: Path) -> list[IdridPhotograph]:
    """List the 103 photographs of ``grading/test``, for the final evaluation only."""
    return _graded_entries(data, "test", {}, {})


def read_entry(
    data: Path, entry: IdridPhotograph, boxes: Boxes | None, *, side: int = 768
) -> LabelledPhotograph:
    """Read a photograph with its masks, or with `boxes` if it has none.

    With boxes of None, nobody said where the lesions of a photograph without masks are.
    """
    outlines = None
    if entry.masks_key:
        _, split, name = entry.masks_key.split("/")
        folder = data / "idrid/segmentation" / split
        rgb = read_rgb(folder / "images" / f"{name}.jpg")
        masks = _masks(folder / "masks", name)
        planes, kinds = _planes(masks, _MASK_PLANES, len(LESIONS), rgb.shape[:2]), _MASK_KINDS
        outlined = _planes(masks, _OUTLINE_PLANES, len(OUTLINED), rgb.shape[:2])
        outlines = fill_square(rgb, outlined, side=side, widen=False)[2]
    else:
        rgb = read_rgb(entry.path(data))
        planes = _box_planes(boxes or [], rgb.shape[:2])
        kinds = _NO_KINDS if boxes is None else _BOX_KINDS
        kinds = _HEALTHY_KINDS if entry.dr == 0 else kinds
    image, field, moved = fill_square(rgb, planes, side=side)
    return LabelledPhotograph(
        name=f"idrid/{entry.key}",
        group=f"idrid/{entry.group}",
        image=image,
        field=field,
        dr=entry.dr,
        dme=entry.dme,
        lesions=moved,
        labelled=kinds,
        outlines=outlines,
    )


def read_train(data: Path, *, side: int = 768) -> Iterator[LabelledPhotograph]:
    """Read one of `train_entries` after the other, scaled to `side` pixels."""
    boxes = read_boxes(data)
    return (
        read_entry(data, entry, boxes_of(entry, boxes), side=side) for entry in train_entries(data)
    )


def boxes_of(entry: IdridPhotograph, boxes: dict[str, Boxes]) -> Boxes | None:
    """Return a photograph's boxes, possibly none of them; None if there is no list of boxes."""
    return boxes.get(entry.key, []) if boxes else None


def read_boxes(data: Path) -> dict[str, Boxes]:
    """Return the boxes of every graded photograph by key, in pixels of the scaled photograph.

    Without a list, which IDRiD's own download lacks, there are none, and the masks alone teach.
    """
    path = data / "idrid/grading/boxes.csv"
    if not path.exists():
        logger.warning("%s is not there; no lesion boxes are used", path)
        return {}
    boxes: dict[str, Boxes] = defaultdict(list)
    for row in _csv(path):
        sides = (float(row[key]) for key in ("x", "y", "width", "height"))
        boxes[f"grading/{row['split']}/{row['image']}"].append(
            (LesionClass(row["class"]), Box(*sides))
        )
    return dict(boxes)


def _graded_entries(
    data: Path, split: str, copies: dict[str, frozenset[str]], masks: dict[frozenset[str], str]
) -> list[IdridPhotograph]:
    entries = []
    for row in _csv(data / "idrid/grading/grades.csv"):
        if row["split"] == split:
            key = f"grading/{split}/{row['image']}"
            group = copies.get(key, frozenset({key}))
            dr, dme = (int(row[name] or UNKNOWN) for name in ("dr_grade", "dme_grade"))
            who = f"patient/{row['patient']}" if row.get("patient") else min(group)
            entries.append(IdridPhotograph(key, who, dr, dme, masks_key=masks.get(group, "")))
    return entries


def _copies(data: Path) -> dict[str, frozenset[str]]:
    """Map every ``set/split/name`` that occurs more than once to all its copies."""
    groups: dict[str, set[str]] = {}
    for row in _csv(data / "idrid/same_photo.csv"):
        first, second = (f"{row[f'set_{side}']}/{row[f'image_{side}']}" for side in "ab")
        merged = groups.get(first, {first}) | groups.get(second, {second})
        for key in merged:
            groups[key] = merged
    return {key: frozenset(names) for key, names in groups.items()}


def _masks(folder: Path, name: str) -> dict[str, NDArray[np.bool_]]:
    """Read the masks of a photograph by IDRiD's code; a missing file is an empty mask."""
    masks = {}
    for code in _MASK_PLANES:
        path = folder / code / f"{name}.png"
        if path.is_file():
            mask = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
            if mask is None:
                raise ReadError("the mask cannot be read", path=path)
            masks[code] = np.asarray(mask > 0)
    return masks


def _planes(
    masks: dict[str, NDArray[np.bool_]], order: dict[str, int], count: int, shape: tuple[int, ...]
) -> NDArray[np.uint8]:
    """Arrange masks as planes ``(*shape, count)`` of 0 and 255."""
    planes = np.zeros((*shape, count), np.uint8)
    for code, mask in masks.items():
        if code in order:
            planes[..., order[code]] |= mask.astype(np.uint8) * 255
    return planes


def _box_planes(boxes: Boxes, shape: tuple[int, ...]) -> NDArray[np.uint8]:
    planes = np.zeros((*shape, len(LESIONS)), np.uint8)
    for lesion, box in boxes:
        rows = slice(max(0, round(box.y)), round(box.bottom))
        columns = slice(max(0, round(box.x)), round(box.right))
        planes[rows, columns, _BOX_PLANES[lesion]] = 255
    return planes


def _csv(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(newline="", encoding="utf-8") as file:
            return list(csv.DictReader(file))
    except OSError as error:
        raise ReadError(f"cannot be read: {error.strerror}", path=path) from error
