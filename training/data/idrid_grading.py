"""IDRiD's graded photographs, with the lesion boxes and masks that exist for them."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from retinaview.core.errors import ReadError
from training.data.graded import LESIONS, UNKNOWN, GradedPhotograph
from training.data.scaled import fill_square, read_rgb

_MASK_PLANES = {"MA": 0, "HE": 0, "EX": 1, "SE": 2, "OD": 3}
_BOX_PLANES = {"haemorrhage": 0, "hard_exudate": 1, "optic_disc": 3}
_BOX_KINDS = ("boxes", "boxes", "", "boxes")
_ALL_MASKS = ("masks", "masks", "masks", "masks")


def read_train(data: Path, *, side: int = 768) -> list[GradedPhotograph]:
    """Read what a grading network may train on and validate with.

    These are ``grading/train`` and, without grades where they are not also there,
    ``segmentation/train``; less every photograph that also stands in a test folder, under
    whatever name. A group holds all copies of one photograph. A photograph that has masks gets
    these in place of its boxes.
    """
    copies = _copies(data)
    masked = {names: key for key, names in copies.items() if key.startswith("segmentation/train/")}
    photographs = []
    used: set[str] = set()
    for row in _rows(data, "train"):
        key = f"grading/train/{row['image']}"
        group = _group(copies, key)
        if _in_test(group):
            continue
        mask_key = masked.get(copies.get(key, frozenset()))
        used.add(mask_key or "")
        photographs.append(_graded(data, row, group=group, mask_key=mask_key, side=side))
    for path in sorted((data / "idrid/segmentation/train/images").iterdir()):
        key = f"segmentation/train/{path.stem}"
        group = _group(copies, key)
        if key not in used and not _in_test(group):
            photographs.append(_from_masks(data, key, name=key, group=group, side=side))
    return photographs


def read_test(data: Path, *, side: int = 768) -> list[GradedPhotograph]:
    """Read the 103 photographs of ``grading/test`` with their boxes, to evaluate on once."""
    rows = _rows(data, "test")
    return [
        _graded(data, row, group=frozenset({row["image"]}), mask_key=None, side=side)
        for row in rows
    ]


def lesion_boxes(data: Path, split: str) -> dict[str, list[tuple[str, NDArray[np.float64]]]]:
    """Return the boxes of every photograph of a split, the disc's left out.

    Returns
    -------
    dict
        Name to a list of class and box (x, y, width, height) in pixels of the scaled photograph.
    """
    boxes: dict[str, list[tuple[str, NDArray[np.float64]]]] = defaultdict(list)
    for row in _csv(data / "idrid/grading/boxes.csv"):
        if row["split"] == split and row["class"] != "optic_disc":
            numbers = [float(row[key]) for key in ("x", "y", "width", "height")]
            boxes[row["image"]].append((row["class"], np.array(numbers)))
    return dict(boxes)


def _graded(
    data: Path, row: dict[str, str], *, group: frozenset[str], mask_key: str | None, side: int
) -> GradedPhotograph:
    key = f"grading/{row['split']}/{row['image']}"
    grades = (int(row["dr_grade"]), int(row["dme_grade"]))
    if mask_key is not None:
        return _from_masks(data, mask_key, name=key, group=group, side=side, grades=grades)
    rgb = read_rgb(data / "idrid/grading" / row["split"] / f"{row['image']}.jpg")
    planes = np.zeros((*rgb.shape[:2], len(LESIONS)), np.uint8)
    for box in _csv_boxes(data, row["split"], row["image"]):
        x, y, width, height = (round(float(box[k])) for k in ("x", "y", "width", "height"))
        planes[max(0, y) : y + height, max(0, x) : x + width, _BOX_PLANES[box["class"]]] = 255
    kinds = ("masks", "masks", "masks", "boxes") if grades[0] == 0 else _BOX_KINDS
    return _made(rgb, planes, name=key, group=group, grades=grades, kinds=kinds, side=side)


def _from_masks(
    data: Path,
    key: str,
    *,
    name: str,
    group: frozenset[str],
    side: int,
    grades: tuple[int, int] = (UNKNOWN, UNKNOWN),
) -> GradedPhotograph:
    _, split, stem = key.split("/")
    folder = data / "idrid/segmentation" / split
    rgb = read_rgb(folder / "images" / f"{stem}.jpg")
    planes = np.zeros((*rgb.shape[:2], len(LESIONS)), np.uint8)
    for code, plane in _MASK_PLANES.items():
        path = folder / "masks" / code / f"{stem}.png"
        if path.is_file():
            mask = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
            if mask is None:
                raise ReadError("the mask cannot be read", path=path)
            planes[..., plane] |= (mask > 0).astype(np.uint8) * 255
    return _made(rgb, planes, name=name, group=group, grades=grades, kinds=_ALL_MASKS, side=side)


def _made(
    rgb: NDArray[np.uint8],
    planes: NDArray[np.uint8],
    *,
    name: str,
    group: frozenset[str],
    grades: tuple[int, int],
    kinds: tuple[str, str, str, str],
    side: int,
) -> GradedPhotograph:
    image, field, moved = fill_square(rgb, planes, side=side)
    return GradedPhotograph(
        name=f"idrid/{name}",
        group="idrid/" + min(group),
        image=image,
        field=field,
        dr=grades[0],
        dme=grades[1],
        lesions=moved,
        labelled=kinds,
    )


def _copies(data: Path) -> dict[str, frozenset[str]]:
    """Map every ``set/split/name`` that stands more than once to all its copies."""
    groups: dict[str, set[str]] = {}
    for row in _csv(data / "idrid/same_photo.csv"):
        first, second = (f"{row[f'set_{s}']}/{row[f'image_{s}']}" for s in "ab")
        merged = groups.get(first, {first}) | groups.get(second, {second})
        for key in merged:
            groups[key] = merged
    return {key: frozenset(names) for key, names in groups.items()}


def _group(copies: dict[str, frozenset[str]], key: str) -> frozenset[str]:
    return copies.get(key, frozenset({key}))


def _in_test(group: Iterable[str]) -> bool:
    return any(key.split("/")[1] == "test" for key in group)


def _rows(data: Path, split: str) -> list[dict[str, str]]:
    return [row for row in _csv(data / "idrid/grading/grades.csv") if row["split"] == split]


def _csv_boxes(data: Path, split: str, image: str) -> list[dict[str, str]]:
    rows = _csv(data / "idrid/grading/boxes.csv")
    return [row for row in rows if row["split"] == split and row["image"] == image]


def _csv(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))
