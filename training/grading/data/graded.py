"""Graded photographs as training sees them, and random views of them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from retinaview.models.preprocessing import Preprocessing
from training.camera import ColourJitter

Random = np.random.Generator
UNKNOWN = -1
"""Stands for a grade, or a cell's lesion, that nobody labelled."""
LESIONS = ("red lesion", "hard_exudate", "soft_exudate", "optic_disc")
"""What the auxiliary lesion head learns; red lesions are microaneurysms and haemorrhages."""
OUTLINED = ("microaneurysm", "haemorrhage", "hard_exudate", "cotton_wool_spot")
"""Lesions that IDRiD's masks outline, in the order of a lesion map, whose class 0 is background."""
CELL_STRIDES = (16, 32)


@dataclass(frozen=True)
class LabelledPhotograph:
    """A photograph scaled so that its field of view fills a square, with what is known of it.

    Attributes
    ----------
    name : str
        Data set, split and name.
    group : str
        Photographs of one patient, or copies of one photograph, share it.
    image : ndarray of uint8, shape (side, side, 3)
        RGB.
    field : ndarray of bool, shape (side, side)
        Within the field of view.
    dr, dme : int
        Grades, or `UNKNOWN`.
    lesions : ndarray of uint8, shape (side, side, 4), or None
        Of 0/255, a plane per class of `LESIONS`; None: all empty.
    labelled : tuple of str
        How each plane of `lesions` is known: ``"masks"``, ``"boxes"`` (a box holds a lesion
        somewhere) or ``""`` for not at all.
    outlines : ndarray of uint8, shape (side, side, 4), or None
        The share, 0-255, of every pixel that each class of
        `OUTLINED` covers; None where nobody has outlined the lesions.
    """

    name: str
    group: str
    image: NDArray[np.uint8]
    field: NDArray[np.bool_]
    dr: int = UNKNOWN
    dme: int = UNKNOWN
    lesions: NDArray[np.uint8] | None = None
    labelled: tuple[str, str, str, str] = ("", "", "", "")
    outlines: NDArray[np.uint8] | None = None


@dataclass(frozen=True)
class Views:
    """Ranges of the random views.

    Attributes
    ----------
    preprocessing : Preprocessing
        Of the network; its `diameter_px` is the side of the views.
    zoom : tuple of float
        Smallest and largest diameter of the field of view over the side of the view.
    shift : float
        Largest shift of the centre as a share of the diameter.
    lesion_share : float
        With this probability the view is centred on a lesion where there is one.
    colour : ColourJitter
        Changes of colour and sharpness.
    partial : bool
        The view shows a part only: its grades are `UNKNOWN`.
    outlined : bool
        The view comes with a lesion map.
    turns : tuple of float or None
        Angles in degrees to choose from; with the mirror image, 0 and 180 are flips both ways.
        None: any angle.
    """

    preprocessing: Preprocessing
    zoom: tuple[float, float] = (0.85, 1.2)
    shift: float = 0.05
    lesion_share: float = 0.0
    colour: ColourJitter = ColourJitter()
    partial: bool = False
    outlined: bool = False
    turns: tuple[float, ...] | None = None

    def draw(self, photograph: LabelledPhotograph, random: Random) -> dict[str, Tensor]:
        """Draw one random view; see `_tensors` for what it holds."""
        side = self.preprocessing.diameter_px
        zoom = math.exp(random.uniform(*np.log(self.zoom)))
        full = photograph.image.shape[0]
        centre = self._centre(photograph, random) + random.uniform(-1, 1, 2) * self.shift * full
        turn = _rotation(self._angle(random), mirrored=random.random() < 0.5)
        view = _warp(photograph, turn * (zoom * side / full), centre=centre, side=side)
        image = self.colour.draw(view.image, random)
        grade = replace(view, dr=UNKNOWN, dme=UNKNOWN) if self.partial else view
        scaled = replace(self.preprocessing, diameter_px=round(zoom * side))
        sample = _tensors(replace(grade, image=image), scaled)
        return sample | {"lesions": torch.from_numpy(lesion_map(view))} if self.outlined else sample

    def _angle(self, random: Random) -> float:
        if self.turns is None:
            return random.uniform(0, 2 * math.pi)
        return math.radians(self.turns[random.integers(len(self.turns))])

    def _centre(self, photograph: LabelledPhotograph, random: Random) -> NDArray[np.float64]:
        full = photograph.image.shape[0]
        if photograph.lesions is not None and random.random() < self.lesion_share:
            small = photograph.lesions[::8, ::8, :3].any(axis=2)
            rows, columns = np.nonzero(small)
            if rows.size:
                pick = random.integers(rows.size)
                return np.array([columns[pick], rows[pick]], dtype=np.float64) * 8
        if self.partial:
            angle, radius = random.uniform(0, 2 * math.pi), 0.4 * full * math.sqrt(random.random())
            return np.asarray(full / 2 + radius * np.array([math.cos(angle), math.sin(angle)]))
        return np.full(2, full / 2)


def plain_view(photograph: LabelledPhotograph, preprocessing: Preprocessing) -> dict[str, Tensor]:
    """Return the view that inference sees, without a lesion map."""
    return _tensors(square_view(photograph, preprocessing.diameter_px), preprocessing)


def square_view(photograph: LabelledPhotograph, side: int) -> LabelledPhotograph:
    """Return the whole photograph at another size."""
    full = photograph.image.shape[0]
    return _warp(photograph, np.eye(2) * side / full, centre=np.full(2, full / 2), side=side)


def collate(samples: Sequence[dict[str, Tensor]]) -> dict[str, Tensor]:
    """Stack samples to a batch, its images channels-last."""
    batch = {key: torch.stack([sample[key] for sample in samples]) for key in samples[0]}
    batch["image"] = batch["image"].contiguous(memory_format=torch.channels_last)
    return batch


def _rotation(angle: float, *, mirrored: bool) -> NDArray[np.float64]:
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    return np.asarray(turn @ np.diag([-1.0, 1.0]) if mirrored else turn)


def _warp(
    photograph: LabelledPhotograph,
    matrix: NDArray[np.float64],
    *,
    centre: NDArray[np.float64],
    side: int,
) -> LabelledPhotograph:
    """Bring `centre` to the middle of a square of `side` pixels by a linear map.

    Shrinks by halves with area averaging first, so that small lesions fade instead of vanishing.
    """
    image: Any = photograph.image
    field: Any = photograph.field.astype(np.uint8)
    lesions: Any = photograph.lesions
    outlines: Any = photograph.outlines
    matrix, centre = matrix.copy(), centre.copy()
    while abs(np.linalg.det(matrix)) < 0.3 and image.shape[0] > side:
        half = (image.shape[1] // 2, image.shape[0] // 2)
        image = cv2.resize(image, half, interpolation=cv2.INTER_AREA)
        field = cv2.resize(field, half, interpolation=cv2.INTER_NEAREST)
        if lesions is not None:
            lesions = cv2.resize(lesions, half, interpolation=cv2.INTER_AREA)
        if outlines is not None:
            outlines = cv2.resize(outlines, half, interpolation=cv2.INTER_AREA)
        matrix, centre = matrix * 2, centre / 2
    offset = side / 2 - matrix @ centre - 0.5 + matrix @ np.full(2, 0.5)
    affine, size = np.column_stack([matrix, offset]), (side, side)
    image = cv2.warpAffine(image, affine, size, flags=cv2.INTER_LINEAR)
    field = cv2.warpAffine(field, affine, size, flags=cv2.INTER_NEAREST)
    if lesions is not None:
        lesions = cv2.warpAffine(lesions, affine, size, flags=cv2.INTER_LINEAR)
    if outlines is not None:
        outlines = cv2.warpAffine(outlines, affine, size, flags=cv2.INTER_LINEAR)
    return replace(photograph, image=image, field=field > 0, lesions=lesions, outlines=outlines)


def _tensors(view: LabelledPhotograph, preprocessing: Preprocessing) -> dict[str, Tensor]:
    """Normalise a view.

    Returns ``image`` (3, side, side) float32, ``dr`` and ``dme`` int64, and for every stride s of
    `CELL_STRIDES` ``cells_s`` (4, side/s, side/s) float32: 1 lesion, 0 none, `UNKNOWN`.
    """
    sample = {
        "image": torch.from_numpy(preprocessing.normalise(view.image, view.field)),
        "dr": torch.tensor(view.dr),
        "dme": torch.tensor(view.dme),
    }
    for stride in CELL_STRIDES:
        sample[f"cells_{stride}"] = torch.from_numpy(lesion_cells(view, stride))
    return sample


def lesion_map(view: LabelledPhotograph) -> NDArray[np.int64]:
    """Return the lesion that covers most of each pixel, at least half of it.

    Int64 ``(side, side)``: 0 for background, then the classes of `OUTLINED`. A photograph without
    retinopathy is background; otherwise `UNKNOWN` where there are no outlines, and outside the
    field of view, where there is nothing to learn.
    """
    classes = np.zeros(view.field.shape, np.int64)
    if view.outlines is not None:
        covered = view.outlines.max(axis=2) >= 128
        classes = np.where(covered, 1 + view.outlines.argmax(axis=2), 0)
    elif view.dr != 0:
        classes[:] = UNKNOWN
    return np.where(view.field, classes, UNKNOWN)


def lesion_cells(view: LabelledPhotograph, stride: int) -> NDArray[np.float32]:
    """Reduce lesion planes to cells of `stride` pixels.

    A mask makes every cell that it touches positive. A box says only that there is a lesion in
    it: the cells it touches are unknown, except at stride 32 or more, where a cell that it covers
    by a quarter is positive. The disc's box is tight and counts as a mask.
    """
    cells = view.image.shape[0] // stride
    share = np.zeros((cells, cells, len(LESIONS)), np.float32)
    if view.lesions is not None:
        planes = view.lesions.astype(np.float32)
        share = cv2.resize(planes, (cells, cells), interpolation=cv2.INTER_AREA) / 255
    result = np.full((len(LESIONS), cells, cells), UNKNOWN, np.float32)
    for index, kind in enumerate(view.labelled):
        touched = share[..., index] > 1e-4
        if kind == "masks":
            result[index] = touched
        elif kind == "boxes":
            sure = share[..., index] > 0.25
            positive = sure if stride >= 32 or LESIONS[index] == "optic_disc" else False
            result[index] = np.where(touched, np.where(positive, 1, UNKNOWN), 0)
    return result
