"""Read IDRiD's photographs with the places of optic disc and fovea, and random views of them."""

from __future__ import annotations

import csv
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from retinaview.core.errors import ReadError
from retinaview.core.lesions import LesionClass
from retinaview.imaging.field_of_view import find_field_of_view
from retinaview.models.preprocessing import Preprocessing
from training.grading.data.idrid import IdridPhotograph, read_boxes, test_entries, train_entries
from training.grading.data.scaled import read_rgb
from training.segmentation.other_cameras import OtherCameras
from training.segmentation.photographs import cumulative

Random = np.random.Generator
Points = NDArray[np.float64]
_DISC_SHARE = 0.12
"""Diameter of the disc as a share of the field's, the median of IDRiD's; where no box tells."""


@dataclass(frozen=True)
class MarkedPhotograph:
    """A photograph scaled to the network's square, with its landmarks.

    Attributes
    ----------
    name, group : str
        Split and name, and the key that copies of one photograph share.
    image : ndarray of uint8, shape (side, side, 3)
        RGB, black outside the field of view.
    field : ndarray of bool, shape (side, side)
        True within the field of view.
    points : ndarray of float64, shape (2, 2)
        x and y of the centre of the optic disc, and of the fovea, in pixels of `image`.
    disc_px : float
        Diameter of the optic disc in pixels of `image`: the mean side of its box.
    dr : int
        Its grade; the split into training and validation is stratified by it.
    """

    name: str
    group: str
    image: NDArray[np.uint8]
    field: NDArray[np.bool_]
    points: Points
    disc_px: float
    dr: int


def read_marked(data: Path, split: str, preprocessing: Preprocessing) -> list[MarkedPhotograph]:
    """Read the graded photographs of a split that have both landmarks.

    Parameters
    ----------
    data : Path
        Folder with ``idrid/`` and ``idrid_localisation/``.
    split : {"train", "test"}
        Training photographs leave out those that stand in a test folder, under any name.
    preprocessing : Preprocessing
        Scale of the result; its canvas must be ``"square"``.

    Raises
    ------
    ReadError
        If a file is missing or cannot be read.
    """
    entries = train_entries(data) if split == "train" else test_entries(data)
    centres, discs = places(data), disc_diameters(data)
    usual = float(np.median(list(discs.values()))) if discs else None
    return [
        _read(data, entry, centres[entry.key], discs.get(entry.key, usual), preprocessing)
        for entry in entries
        if entry.key in centres
    ]


def _read(
    data: Path,
    entry: IdridPhotograph,
    points: Points,
    disc_px: float | None,
    preprocessing: Preprocessing,
) -> MarkedPhotograph:
    rgb = read_rgb(entry.path(data))
    fov = find_field_of_view(rgb)
    if fov is None:
        raise ReadError("no field of view was found", path=entry.path(data))
    image, field, frame = preprocessing.scale(rgb, fov)
    if disc_px is None:
        disc_px = _DISC_SHARE * fov.diameter_px
    moved = np.array([frame.point_to_canvas(x, y) for x, y in points])
    return MarkedPhotograph(
        entry.key, entry.group, image, field, moved, disc_px * frame.scale, entry.dr
    )


def places(data: Path) -> dict[str, Points]:
    """Return the centres of disc and fovea by photograph, in pixels, as `MarkedPhotograph.points`.

    Raises
    ------
    ReadError
        If the list cannot be read.
    """
    path = data / "idrid_localisation/fovea_disc.csv"
    try:
        with path.open(newline="") as file:
            rows = list(csv.DictReader(file))
    except OSError as error:
        raise ReadError("the places of disc and fovea cannot be read", path=path) from error
    return {
        f"grading/{row['split']}/{row['image']}": np.array(
            [[float(row[f"{place}_{axis}"]) for axis in "xy"] for place in ("disc", "fovea")]
        )
        for row in rows
    }


def disc_diameters(data: Path) -> dict[str, float]:
    """Return the mean side of the disc's box by photograph, in pixels."""
    return {
        key: (box.width + box.height) / 2
        for key, boxes in read_boxes(data).items()
        for lesion, box in boxes
        if lesion is LesionClass.OPTIC_DISC
    }


@dataclass(frozen=True)
class LandmarkViews:
    """Draw random views of photographs.

    Attributes
    ----------
    photographs : sequence of MarkedPhotograph
        The photographs.
    preprocessing : Preprocessing
        Preprocessing of the network.
    cameras : OtherCameras
        Changes as another camera would cause them.
    zoom : tuple of float
        Smallest and largest magnification.
    shift : float
        Largest shift, as a share of the side. Large ones move landmarks out of the view.
    turn : float
        Largest rotation, in degrees.
    """

    photographs: Sequence[MarkedPhotograph]
    preprocessing: Preprocessing
    cameras: OtherCameras = OtherCameras()
    zoom: tuple[float, float] = (0.75, 1.6)
    shift: float = 0.25
    turn: float = 30.0

    def batch(self, seeds: Sequence[int]) -> dict[str, Tensor]:
        """Draw a batch, one view per seed.

        Returns
        -------
        dict of str to Tensor
            ``image`` (N, 3, side, side) float32, ``points`` (N, 2, 2) float32 in pixels, and
            ``present`` (N, 2) bool: whether each landmark is in the field of view.
        """
        samples = [self._draw(np.random.default_rng(seed)) for seed in seeds]
        batch = {key: torch.stack([sample[key] for sample in samples]) for key in samples[0]}
        batch["image"] = batch["image"].contiguous(memory_format=torch.channels_last)
        return batch

    def _draw(self, random: Random) -> dict[str, Tensor]:
        photograph, other = (self.photographs[pick] for pick in self._two(random))
        view = self._moved(photograph, random)
        own, others = (cumulative(each.image[each.field]) for each in (view, other))
        recolour = self.cameras.colours(own, [others], random)
        image = self.cameras.faults(recolour(view.image), random)
        return tensors(replace(view, image=image), self.preprocessing)

    def _two(self, random: Random) -> NDArray[np.int64]:
        return random.integers(len(self.photographs), size=2)

    def _moved(self, photograph: MarkedPhotograph, random: Random) -> MarkedPhotograph:
        side = photograph.image.shape[0]
        angle = math.radians(random.uniform(-self.turn, self.turn))
        zoom = math.exp(random.uniform(*np.log(self.zoom)))
        matrix = zoom * np.array(
            [[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]]
        )
        if random.random() < 0.5:
            matrix = matrix @ np.diag([-1.0, 1.0])
        middle = np.full(2, side / 2)
        offset = middle + random.uniform(-1, 1, 2) * self.shift * side - matrix @ middle
        # Pixel centres lie half a pixel after the edges that points are measured from.
        shifted = np.column_stack([matrix, offset + matrix @ np.full(2, 0.5) - 0.5])
        image = cv2.warpAffine(photograph.image, shifted, (side, side), flags=cv2.INTER_LINEAR)
        field = cv2.warpAffine(photograph.field.astype(np.uint8), shifted, (side, side))
        points = photograph.points @ matrix.T + offset
        return replace(
            photograph, image=np.asarray(image, np.uint8), field=field > 0, points=points
        )


def tensors(view: MarkedPhotograph, preprocessing: Preprocessing) -> dict[str, Tensor]:
    """Convert a photograph into the tensors that `LandmarkViews.batch` stacks."""
    side = view.image.shape[0]
    cells = np.floor(view.points).astype(int)
    inside = ((cells >= 0) & (cells < side)).all(axis=1)
    cells = cells.clip(0, side - 1)
    return {
        "image": torch.from_numpy(preprocessing.normalise(view.image, view.field)),
        "points": torch.from_numpy(view.points.astype(np.float32)),
        "present": torch.from_numpy(inside & view.field[cells[:, 1], cells[:, 0]]),
    }
