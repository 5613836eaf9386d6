"""Read the lesion network's training photographs, which differ in camera and in what is labelled.

IDRiD's masks outline every lesion; its photographs without retinopathy, and HRF's healthy and
glaucoma eyes, have none. Vessels are labelled in HRF and in 32 photographs of IDRiD. In the
Retinopathy Online Challenge only some microaneurysms are marked, so nothing else there is used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from retinaview.core.errors import ReadError
from retinaview.imaging.field_of_view import find_field_of_view
from retinaview.models.preprocessing import Frame, Preprocessing, place
from training.segmentation import idrid

CLASSES = (*idrid.CLASSES, "vessel")
"""Classes that are learnt; vessels only so that they are not mistaken for haemorrhages."""
VESSEL, MICROANEURYSM = len(CLASSES) - 1, CLASSES.index("microaneurysm")
LESIONS = tuple(name for name in CLASSES if name not in ("optic_disc", "vessel"))

Image = NDArray[np.uint8]
Bools = NDArray[np.bool_]
_PLANES = ("labelled", "mistakes")
"""Planes that not every photograph has."""


@dataclass(frozen=True)
class LesionPhotograph:
    """A scaled photograph with its labels.

    Attributes
    ----------
    name : str
        Data set and name.
    image : ndarray of uint8, shape (H, W, 3)
        The photograph, RGB.
    field : ndarray of uint8, shape (H, W)
        255 within the field of view, else 0.
    masks : dict of int to ndarray of uint8, shape (H, W)
        By class: 255 times the share of each pixel that it covers. A labelled class without a mask
        is absent from the photograph.
    known : ndarray of bool, shape (classes,)
        Which classes are labelled.
    labelled : ndarray of uint8, shape (H, W), or None
        255 where the labels are valid; None: everywhere.
    mistakes : ndarray of uint8, shape (H, W), or None
        255 where a network that shall learn saw lesions that are none; None: nowhere.
    """

    name: str
    image: Image
    field: Image
    masks: dict[int, Image]
    known: Bools
    labelled: Image | None = None
    mistakes: Image | None = None

    def truth(self, index: int) -> Bools:
        """Return where a class covers at least half of a pixel, shape (H, W)."""
        mask = self.masks.get(index)
        return np.zeros(self.field.shape, bool) if mask is None else np.asarray(mask > 127)


def idrid_labelled(
    data: Path, split: str, names: Sequence[str], scale: Preprocessing
) -> Iterator[LesionPhotograph]:
    """Yield IDRiD's photographs with their masks, and with vessels where these are labelled."""
    told = idrid.known_classes(data, split)
    for name in names:
        rgb = idrid.read_rgb(idrid.photograph_path(data, split, name))
        image, field, frame = _scaled(rgb, scale, name)
        planes = [idrid.read_mask(data, split, name, lesion) for lesion in idrid.CLASSES]
        vessels = _read_plane(data / "idrid_vessels" / f"{name}.png") if split == "train" else None
        masks = {i: place(plane, frame) for i, plane in enumerate(planes) if plane.any()}
        if vessels is not None:
            masks[VESSEL] = place(_resized(vessels, rgb), frame)
        known = told.get(name, np.ones(len(idrid.CLASSES), bool))
        known = np.append(known, vessels is not None)
        yield LesionPhotograph(f"idrid/{split}/{name}", image, field, masks, known)


def idrid_healthy(
    data: Path, names: Sequence[str], scale: Preprocessing
) -> Iterator[LesionPhotograph]:
    """Yield IDRiD's photographs without lesions."""
    for name in names:
        path = data / "idrid" / "grading" / "train" / f"{name}.jpg"
        image, field, _ = _scaled(idrid.read_rgb(path), scale, name)
        yield LesionPhotograph(f"idrid/grading/{name}", image, field, {}, _known(*LESIONS))


def hrf(data: Path, scale: Preprocessing) -> Iterator[LesionPhotograph]:
    """Yield HRF's photographs with their vessels; lesions are unknown in diabetic eyes.

    None without the folder, as in a data folder of another set.
    """
    folder = data / "hrf45"
    if not folder.is_dir():
        return
    for row in idrid.rows(folder / "labels.csv"):
        name, sick = row["image"], row["diagnosis"] == "diabetic_retinopathy"
        rgb = idrid.read_rgb(folder / "images" / f"{name}.jpg")
        image, field, frame = _scaled(rgb, scale, name)
        vessels = _read_plane(folder / "vessels" / f"{name}.png")
        masks = {} if vessels is None else {VESSEL: place(_resized(vessels, rgb), frame)}
        known = _known("vessel", *(() if sick else LESIONS))
        yield LesionPhotograph(f"hrf/{name}", image, field, masks, known)


def roc(data: Path, scale: Preprocessing, *, reach: float = 3.0) -> Iterator[LesionPhotograph]:
    """Yield the Retinopathy Online Challenge's photographs that have microaneurysms marked.

    Labels are valid within `reach` radii of each one, because others may be unmarked. None without
    the folder, as in a data folder of another set.
    """
    folder = data / "roc_ma"
    if not folder.is_dir():
        return
    marks: dict[str, list[tuple[float, float, float]]] = {}
    for row in idrid.rows(folder / "microaneurysms.csv"):
        circle = (float(row["x"]), float(row["y"]), float(row["radius"]))
        marks.setdefault(row["image"], []).append(circle)
    for name, circles in sorted(marks.items()):
        rgb = idrid.read_rgb(folder / "train" / f"{name}.jpg")
        image, field, frame = _scaled(rgb, scale, name)
        mask = _circles(circles, frame, reach=1.0)
        labelled = _circles(circles, frame, reach=reach)
        known = _known("microaneurysm")
        yield LesionPhotograph(f"roc/{name}", image, field, {MICROANEURYSM: mask}, known, labelled)


def kept(make: Callable[[], Iterator[LesionPhotograph]], path: Path) -> list[LesionPhotograph]:
    """Return the photographs cached in the file `path`, which is created from `make` if absent."""
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        arrays: dict[str, NDArray[np.generic]] = {}
        for photo in make():
            arrays |= {f"{photo.name}|{part}": value for part, value in _parts(photo).items()}
        temporary = path.with_suffix(".part.npz")
        np.savez_compressed(temporary, **arrays)  # type: ignore[arg-type]
        temporary.replace(path)
    held: dict[str, dict[str, NDArray[np.generic]]] = {}
    with np.load(path) as file:
        for key in file.files:
            name, _, part = key.partition("|")
            held.setdefault(name, {})[part] = file[key]
    return [_photograph(name, parts) for name, parts in held.items()]


def palettes(data: Path, *, every: int = 12) -> list[NDArray[np.float64]]:
    """Return cumulative colour distributions of other cameras, ``(256, 3)`` each.

    They come from photographs of `rahim600`, `hrf45` and `roc_ma`; labels are not read.
    """
    files = [
        path
        for folder in ("rahim600/images", "hrf45/images", "roc_ma/train")
        for path in sorted((data / folder).glob("*.jpg"))[::every]
    ]
    found = []
    for path in files:
        rgb = idrid.read_rgb(path)
        fov = find_field_of_view(rgb)
        if fov is not None:
            image, field, _ = Preprocessing(256, multiple=1).scale(rgb, fov)
            found.append(cumulative(image[field]))
    return found


def cumulative(pixels: Image) -> NDArray[np.float64]:
    """Return the share of pixels ``(N, 3)`` up to each level, per channel: ``(256, 3)``."""
    counts = np.stack([np.bincount(pixels[:, i], minlength=256) for i in range(3)], axis=1)
    return np.cumsum(counts, axis=0) / max(len(pixels), 1)


def _known(*names: str) -> Bools:
    return np.array([name in names for name in CLASSES])


def _scaled(rgb: Image, scale: Preprocessing, name: str) -> tuple[Image, Image, Frame]:
    fov = find_field_of_view(rgb)
    if fov is None:
        raise ReadError(f"no field of view found in {name}")
    image, field, frame = scale.scale(rgb, fov)
    return image, field.astype(np.uint8) * np.uint8(255), frame


def _read_plane(path: Path) -> Image | None:
    if not path.is_file():
        return None
    plane = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
    if plane is None:
        raise ReadError("the mask cannot be read", path=path)
    return (plane > 0).astype(np.uint8) * np.uint8(255)


def _resized(plane: Image, rgb: Image) -> Image:
    """Resize a mask, which may have been drawn at half size, to the photograph's size."""
    if plane.shape == rgb.shape[:2]:
        return plane
    size = (rgb.shape[1], rgb.shape[0])
    return np.asarray(cv2.resize(plane, size, interpolation=cv2.INTER_LINEAR), np.uint8)


def _circles(circles: Sequence[tuple[float, float, float]], frame: Frame, *, reach: float) -> Image:
    """Draw filled circles of `reach` times their radii on the canvas, uint8 0 or 255."""
    plane = np.zeros((frame.canvas_height, frame.canvas_width), np.uint8)
    for x, y, radius in circles:
        centre = frame.point_to_canvas(x + 0.5, y + 0.5)
        at = (round(centre[0] - 0.5), round(centre[1] - 0.5))
        cv2.circle(plane, at, max(1, round(radius * reach * frame.scale)), 255, thickness=-1)
    return plane


def _parts(photo: LesionPhotograph) -> dict[str, NDArray[np.generic]]:
    parts: dict[str, NDArray[np.generic]] = {
        "image": photo.image,
        "field": photo.field,
        "known": photo.known,
    }
    for name in _PLANES:
        plane: Image | None = getattr(photo, name)
        if plane is not None:
            parts[name] = plane
    return parts | {f"mask{index}": mask for index, mask in photo.masks.items()}


def _photograph(name: str, parts: dict[str, NDArray[np.generic]]) -> LesionPhotograph:
    masks = {
        int(part.removeprefix("mask")): np.asarray(value, np.uint8)
        for part, value in parts.items()
        if part.startswith("mask")
    }
    planes = {k: np.asarray(parts[k], np.uint8) if k in parts else None for k in _PLANES}
    return LesionPhotograph(
        name,
        np.asarray(parts["image"], np.uint8),
        np.asarray(parts["field"], np.uint8),
        masks,
        np.asarray(parts["known"], bool),
        **planes,
    )
