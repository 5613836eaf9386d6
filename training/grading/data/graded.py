"""Labelled photographs for training grading networks, and random views of them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from retinaview.models.preprocessing import Preprocessing
from training.camera import ColourJitter

Random = np.random.Generator
UNKNOWN = -1
"""Marks a grade, or a cell's lesion label, as unknown."""
LESIONS = ("red lesion", "hard_exudate", "soft_exudate", "optic_disc")
"""Classes of the auxiliary lesion head; red lesions are microaneurysms and haemorrhages."""
OUTLINED = ("microaneurysm", "haemorrhage", "hard_exudate", "cotton_wool_spot")
"""Lesions that IDRiD's masks outline, in the order of a lesion map, whose class 0 is background."""
CELL_STRIDES = (16, 32)


@dataclass(frozen=True)
class LabelledPhotograph:
    """A photograph scaled so that its field of view fills a square, with its labels.

    Attributes
    ----------
    name : str
        Data set, split and name.
    group : str
        Key shared by the photographs of a patient, or by copies of one photograph.
    image : ndarray of uint8, shape (side, side, 3)
        The photograph, RGB.
    field : ndarray of bool, shape (side, side)
        True within the field of view.
    dr, dme : int
        Grades, or `UNKNOWN`.
    lesions : ndarray of uint8, shape (side, side, 4), or None
        A plane of 0 and 255 for each class of `LESIONS`; None: all empty.
    labelled : tuple of str
        Source of each plane of `lesions`: ``"masks"``, ``"boxes"`` (there is a lesion somewhere in
        the box), or ``""`` if unlabelled.
    outlines : ndarray of uint8, shape (side, side, 4), or None
        Share of each pixel, 0-255, that each class of `OUTLINED` covers; None if the lesions are
        not outlined.
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


class Changes(Protocol):
    """Random changes of colour and sharpness."""

    def draw(self, image: NDArray[np.uint8], random: Random) -> NDArray[np.uint8]:
        """Return a changed copy of an RGB image, uint8 ``(H, W, 3)``."""


@dataclass(frozen=True)
class Views:
    """Ranges of the random views.

    Attributes
    ----------
    preprocessing : Preprocessing
        Preprocessing of the network; its `diameter_px` is the side of the views.
    zoom : tuple of float
        Smallest and largest ratio of the field of view's diameter to the side of the view.
    shift : float
        Largest shift of the centre, as a share of the diameter.
    lesion_share : float
        Probability that the view is centred on a lesion, if there is one.
    colour : Changes
        Changes of colour and sharpness.
    partial : bool
        The view shows only a part of the photograph, so its grades are `UNKNOWN`.
    outlined : bool
        Add a lesion map to the view.
    turns : tuple of float or None
        Angles in degrees to choose from (0 and 180, with mirroring, give flips both ways); None:
        any angle.
    """

    preprocessing: Preprocessing
    zoom: tuple[float, float] = (0.85, 1.2)
    shift: float = 0.05
    lesion_share: float = 0.0
    colour: Changes = ColourJitter()
    partial: bool = False
    outlined: bool = False
    turns: tuple[float, ...] | None = None

    def draw(self, photograph: LabelledPhotograph, random: Random) -> dict[str, Tensor]:
        """Draw a random view as tensors; see `_tensors`."""
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
    """Return the view used in inference, without a lesion map."""
    return _tensors(square_view(photograph, preprocessing.diameter_px), preprocessing)


def square_view(photograph: LabelledPhotograph, side: int) -> LabelledPhotograph:
    """Return the whole photograph at another size."""
    full = photograph.image.shape[0]
    return _warp(photograph, np.eye(2) * side / full, centre=np.full(2, full / 2), side=side)


def collate(samples: Sequence[dict[str, Tensor]]) -> dict[str, Tensor]:
    """Stack samples into a batch with channels-last images."""
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
    """Transform a photograph linearly to a square of `side` pixels with `centre` in its middle.

    It is first halved repeatedly with area averaging, so that small lesions fade but do not vanish.
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
    """Convert a view into normalised tensors.

    Returns
    -------
    dict of str to Tensor
        ``image`` (3, side, side) float32, ``dr`` and ``dme`` int64, and for each stride s of
        `CELL_STRIDES` ``cells_s`` (4, side/s, side/s) float32: 1 lesion, 0 none, or `UNKNOWN`.
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
    """Return the lesion class that covers most of each pixel, and at least half of it.

    Returns
    -------
    ndarray of int64, shape (side, side)
        0 for background, then the classes of `OUTLINED`. A photograph without retinopathy is all
        background; one without outlines is `UNKNOWN`, as are pixels outside the field of view.
    """
    classes = np.zeros(view.field.shape, np.int64)
    if view.outlines is not None:
        covered = view.outlines.max(axis=2) >= 128
        classes = np.where(covered, 1 + view.outlines.argmax(axis=2), 0)
    elif view.dr != 0:
        classes[:] = UNKNOWN
    return np.where(view.field, classes, UNKNOWN)


def lesion_cells(view: LabelledPhotograph, stride: int) -> NDArray[np.float32]:
    """Reduce lesion planes to labels of cells of `stride` pixels.

    Cells that a mask touches are positive. A box only says that there is a lesion in it: cells that
    it touches are unknown, except that at strides of 32 or more a cell covered by more than a
    quarter is positive. The optic disc's box is tight and treated likewise at every stride.
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
