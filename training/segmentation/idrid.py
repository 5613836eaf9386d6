"""Read and scale IDRiD's photographs with their lesion masks."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from retinaview.core.errors import ReadError
from retinaview.imaging.field_of_view import find_field_of_view
from retinaview.models.preprocessing import Preprocessing, place
from training.same_eyes import SAME_EYES

CODES = {
    "hard_exudate": "EX",
    "haemorrhage": "HE",
    "microaneurysm": "MA",
    "cotton_wool_spot": "SE",
    "optic_disc": "OD",
}
"""Folder name of each class in IDRiD."""
CLASSES = tuple(CODES)
LEAST_MASKED = 4
"""Fewest photographs with masks of which one can be held out."""

Image = NDArray[np.uint8]


@dataclass(frozen=True)
class MaskedPhotograph:
    """A scaled photograph with its masks.

    Attributes
    ----------
    name : str
        Set, split and name, such as ``"segmentation/train/IDRiD_01"``.
    image : ndarray of uint8, shape (H, W, 3)
        The photograph, RGB.
    masks : ndarray of uint8, shape (H, W, classes)
        255 times the share of each pixel that the lesion covers.
    field : ndarray of uint8, shape (H, W)
        255 within the field of view, else 0.
    known : ndarray of bool, shape (classes,)
        Whether each class is labelled.
    """

    name: str
    image: Image
    masks: Image
    field: Image
    known: NDArray[np.bool_]

    def truth(self, index: int) -> NDArray[np.bool_]:
        """Return where a class covers at least half of a pixel, shape (H, W)."""
        return np.asarray(self.masks[..., index] > 127)


def segmentation_names(data: Path, split: str) -> list[str]:
    """Return the names of the photographs with masks in ``train`` or ``test``."""
    folder = data / "idrid" / "segmentation" / split / "images"
    names = sorted(path.stem for path in folder.glob("*.jpg"))
    if not names:
        raise ReadError("no IDRiD segmentation photographs", path=folder)
    return names


def split_validation(data: Path, *, every: int = 6) -> tuple[list[str], list[str]]:
    """Split the official training photographs into training and validation.

    Every sixth of the photographs sorted by the area of haemorrhage is held out: nine of 54, with
    few and many lesions. The 54 contain no duplicates; where the list names patients, all
    photographs of theirs are on one side.

    Raises
    ------
    ReadError
        There are fewer than `LEAST_MASKED`.
    """
    areas = dict.fromkeys(segmentation_names(data, "train"), 0)
    if len(areas) < LEAST_MASKED:
        message = f"{len(areas)} photographs with masks, not the {LEAST_MASKED} that can be divided"
        raise ReadError(message, path=data)
    patient: dict[str, str] = {}
    for row in _listed(data, "train"):
        patient[row["image"]] = row.get("patient") or row["image"]
        if row["class"] == "HE":
            areas[row["image"]] = int(row["area_px"])
    ordered = sorted(areas, key=lambda name: (areas[name], name))
    chosen = {patient.get(name, name) for name in ordered[every // 2 :: every]}
    held_out = sorted(name for name in areas if patient.get(name, name) in chosen)
    return [name for name in sorted(areas) if name not in held_out], held_out


def known_classes(data: Path, split: str) -> dict[str, NDArray[np.bool_]]:
    """Return which classes the masks of each photograph tell everything about, bool (classes,).

    Empty where the list does not tell, as IDRiD's, whose masks tell about all.
    """
    listed = [row for row in _listed(data, split) if "patient" in row]
    found = {row["image"]: np.zeros(len(CLASSES), bool) for row in listed}
    codes = list(CODES.values())
    for row in listed:
        found[row["image"]][codes.index(row["class"])] = True
    return found


def _listed(data: Path, split: str) -> list[dict[str, str]]:
    listed = rows(data / "idrid" / "segmentation" / "masks.csv")
    return [row for row in listed if row["split"] == split]


def healthy_names(data: Path) -> list[str]:
    """Return the names of grading-train photographs without retinopathy or, if graded, oedema.

    Photographs that are also in another set, under any name, are excluded, and those of eyes that
    another set has in another photograph.
    """
    seen_twice = copies(data)
    graded = rows(data / "idrid" / "grading" / "grades.csv")
    return sorted(
        row["image"]
        for row in graded
        if row["split"] == "train"
        and row["dr_grade"] == "0"
        and row["dme_grade"] in ("0", "")
        and f"grading/train/{row['image']}" not in seen_twice
    )


def copies(data: Path) -> set[str]:
    """Return set, split and name of all photographs of eyes that stand in IDRiD twice."""
    found = {key for pair in SAME_EYES for key in pair}
    for row in rows(data / "idrid" / "same_photo.csv"):
        found |= {f"{row['set_a']}/{row['image_a']}", f"{row['set_b']}/{row['image_b']}"}
    return found


def load_labelled(data: Path, split: str, name: str, *, scale: Preprocessing) -> MaskedPhotograph:
    """Load a photograph with its masks, scaled by `scale`."""
    path = photograph_path(data, split, name)
    rgb = read_rgb(path)
    fov = find_field_of_view(rgb)
    if fov is None:
        raise ReadError("no field of view found", path=path)
    image, field, frame = scale.scale(rgb, fov)
    masks = [place(read_mask(data, split, name, lesion), frame) for lesion in CLASSES]
    known = known_classes(data, split).get(name, np.ones(len(CLASSES), bool))
    return MaskedPhotograph(
        f"segmentation/{split}/{name}",
        image,
        np.stack(masks, axis=-1),
        field.astype(np.uint8) * np.uint8(255),
        known,
    )


def load_healthy(data: Path, name: str, *, scale: Preprocessing) -> MaskedPhotograph:
    """Load a photograph without lesions; its optic disc is not labelled."""
    path = data / "idrid" / "grading" / "train" / f"{name}.jpg"
    rgb = read_rgb(path)
    fov = find_field_of_view(rgb)
    if fov is None:
        raise ReadError("no field of view found", path=path)
    image, field, _ = scale.scale(rgb, fov)
    masks = np.zeros((*field.shape, len(CLASSES)), np.uint8)
    known = np.array([lesion != "optic_disc" for lesion in CLASSES])
    return MaskedPhotograph(
        f"grading/train/{name}", image, masks, field.astype(np.uint8) * np.uint8(255), known
    )


def photograph_path(data: Path, split: str, name: str) -> Path:
    """Return the path of a photograph with masks."""
    return data / "idrid" / "segmentation" / split / "images" / f"{name}.jpg"


def read_rgb(path: Path) -> Image:
    """Read a JPEG as uint8 ``(H, W, 3)``, RGB."""
    image = cv2.imread(str(path), cv2.IMREAD_COLOR)
    if image is None:
        raise ReadError("the photograph cannot be read", path=path)
    return np.ascontiguousarray(image[:, :, ::-1]).astype(np.uint8, copy=False)


def read_mask(data: Path, split: str, name: str, lesion: str) -> Image:
    """Read a mask at source size, uint8 0 or 255; a missing file is an empty mask.

    Raises
    ------
    ReadError
        If it is unreadable or covers over 30 % of the photograph, which no lesion does.
    """
    path = data / "idrid" / "segmentation" / split / "masks" / CODES[lesion] / f"{name}.png"
    if not path.is_file():
        return np.zeros(read_rgb(photograph_path(data, split, name)).shape[:2], np.uint8)
    mask = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
    if mask is None:
        raise ReadError("the mask cannot be read", path=path)
    present = mask > 0
    if present.mean() > 0.3:
        raise ReadError("the mask covers over 30 % of the photograph", path=path)
    return present.astype(np.uint8) * np.uint8(255)


def cached(photographs: Iterator[MaskedPhotograph] | None, path: Path) -> list[MaskedPhotograph]:
    """Return the photographs in the cache file `path`, written from `photographs` if absent."""
    if not path.is_file() and photographs is not None:
        arrays: dict[str, NDArray[np.generic]] = {}
        for photograph in photographs:
            for part in ("image", "masks", "field", "known"):
                arrays[f"{photograph.name}|{part}"] = getattr(photograph, part)
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_suffix(".part.npz")
        np.savez_compressed(temporary, **arrays)  # type: ignore[arg-type]
        temporary.replace(path)
    with np.load(path) as file:
        names = list(dict.fromkeys(key.partition("|")[0] for key in file.files))
        parts = ("image", "masks", "field", "known")
        return [
            MaskedPhotograph(name, *(file[f"{name}|{part}"] for part in parts)) for name in names
        ]


def lesion_centres(mask: Image) -> NDArray[np.intp]:
    """Return one x, y inside every connected lesion of a uint8 mask ``(H, W)``: ``(N, 2)``."""
    binary = (mask > 64).astype(np.uint8)
    _, labels = cv2.connectedComponents(binary)
    _, first = np.unique(labels.ravel(), return_index=True)
    rows, columns = np.unravel_index(first[1:], labels.shape)
    return np.stack([columns, rows], axis=1)


def rows(path: Path) -> list[dict[str, str]]:
    """Read a CSV table; raise `ReadError` if it cannot be read."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    except OSError as error:
        raise ReadError(f"the table cannot be read: {error.strerror}", path=path) from error
