"""Draw augmented crops around lesions, vessels and healthy retina, imitating other cameras."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from retinaview.models.preprocessing import Preprocessing
from training.parallel import own_share, seeds_of_batch
from training.segmentation.idrid import lesion_centres
from training.segmentation.other_cameras import OtherCameras
from training.segmentation.photographs import CLASSES, LesionPhotograph, cumulative

Image = NDArray[np.uint8]
Random = np.random.Generator


@dataclass(frozen=True)
class CropSettings:
    """Settings of the crops of a batch.

    Attributes
    ----------
    side_px, per_batch : int
        Side of a crop, and crops in a batch.
    centred : tuple of float
        Shares of the crops centred on a lesion of each class, in the order of
        `training.segmentation.photographs.CLASSES`.
    partly, healthy : float
        Shares of the crops from photographs with only some lesions marked, centred on one of
        them, and from photographs without lesions. The rest lies anywhere in labelled photographs.
    mistaken : float
        Share of the crops centred on a network's mistake.
    scales : tuple of float
        Smallest and largest magnification.
    taught : float
        Share of the crops of labelled photographs that come from those labelled by networks.
    """

    side_px: int = 448
    per_batch: int = 4
    centred: tuple[float, ...] = (0.25, 0.25, 0.11, 0.15, 0.0, 0.0)
    partly: float = 0.04
    healthy: float = 0.1
    mistaken: float = 0.0
    scales: tuple[float, float] = (0.65, 1.5)
    taught: float = 0.5


@dataclass
class CropSampler:
    """Draws batches of crops.

    Attributes
    ----------
    labelled, healthy, partly : sequence of LesionPhotograph
        Photographs scaled to `cache_diameter_px`: with masks, without lesions, and with only some
        lesions marked.
    preprocessing : Preprocessing
        Preprocessing of the network; its diameter is that of magnification 1.
    cache_diameter_px : int
        Diameter of the field of view in the photographs.
    cameras : OtherCameras
        Imitation of other cameras.
    settings : CropSettings
        Settings of the crops.
    palettes : sequence of ndarray, shape (256, 3)
        Cumulative colours of photographs of other cameras.
    taught : sequence of LesionPhotograph
        Photographs labelled by networks, scaled as the others.
    """

    labelled: Sequence[LesionPhotograph]
    healthy: Sequence[LesionPhotograph]
    partly: Sequence[LesionPhotograph]
    preprocessing: Preprocessing
    cache_diameter_px: int
    cameras: OtherCameras
    settings: CropSettings = field(default_factory=CropSettings)
    palettes: Sequence[NDArray[np.float64]] = ()
    taught: Sequence[LesionPhotograph] = ()

    def __post_init__(self) -> None:
        """Find the lesions and the colours of every photograph."""
        self._places = [_places(self.labelled, index) for index in range(len(CLASSES))]
        self._taught = [_places(self.taught, index) for index in range(len(CLASSES))]
        self._marked = _places(self.partly, CLASSES.index("microaneurysm"))
        self._mistaken = _with_points((photo, photo.mistakes) for photo in self.labelled)
        everything = [*self.labelled, *self.healthy, *self.partly, *self.taught]
        self._samples = {photo.name: _sample(photo) for photo in everything}
        self._colours = {
            name: cumulative(sample.reshape(-1, 3)) for name, sample in self._samples.items()
        }

    def batches(self, seed: int, count: int) -> Iterator[tuple[Tensor, Tensor, Tensor]]:
        """Yield this process's share of `count` batches: float32 images, targets and known.

        Images have shape ``(N, 3, S, S)``. Targets ``(N, C, S, S)`` are the covered share of each
        pixel, 0-1; known, of the same shape, is 1 where the label is valid.
        """
        random = np.random.default_rng(seed)
        for _ in range(count):
            seeds = own_share(seeds_of_batch(random, self.settings.per_batch))
            crops = [self._crop(np.random.default_rng(seed)) for seed in seeds]
            images, targets, known = (torch.stack(part) for part in zip(*crops, strict=True))
            yield images.contiguous(memory_format=torch.channels_last), targets, known

    def _crop(self, random: Random) -> tuple[Tensor, Tensor, Tensor]:
        photo, centre = self._choose(random)
        matrix = self._geometry(random, centre)
        inside = self._warp(photo.field, matrix) > 127
        target = np.zeros((len(CLASSES), *inside.shape), np.float32)
        for index, mask in photo.masks.items():
            target[index] = self._warp(mask, matrix).astype(np.float32) / 255
        counts = inside if photo.labelled is None else self._warp(photo.labelled, matrix) > 127
        known = photo.known[:, None, None] & counts[None]
        image = self._image(random, photo, self._warp(photo.image, matrix), inside)
        return image, torch.from_numpy(target), torch.from_numpy(known.astype(np.float32))

    def _choose(self, random: Random) -> tuple[LesionPhotograph, NDArray[np.float64]]:
        """Choose a photograph and the x, y of a crop's centre."""
        settings = self.settings
        shares = [*settings.centred, settings.partly, settings.mistaken, settings.healthy]
        kind = int(random.choice(len(shares) + 1, p=[*shares, max(0.0, 1 - sum(shares))]))
        by_networks = bool(self.taught) and random.random() < settings.taught
        lesions = self._taught if by_networks else self._places
        places = [*lesions, self._marked, self._mistaken]
        if kind < len(places) and places[kind]:
            photo, points = places[kind][int(random.integers(len(places[kind])))]
            return photo, points[int(random.integers(len(points)))].astype(float)
        pool = self.taught if by_networks else self.labelled
        if kind == len(places) and self.healthy:
            pool = self.healthy
        photo = pool[int(random.integers(len(pool)))]
        rows, columns = np.nonzero(photo.field[::16, ::16])
        at = int(random.integers(len(rows)))
        return photo, np.array([columns[at] * 16.0, rows[at] * 16.0])

    def _geometry(self, random: Random, centre: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return a random 2 x 3 matrix from crop to photograph: rotation, flip, scale, shift."""
        side = self.settings.side_px
        low, high = np.log(self.settings.scales)
        step = self.cache_diameter_px / self.preprocessing.diameter_px
        step /= np.exp(random.uniform(low, high))
        angle, flip = random.uniform(0, 2 * np.pi), random.choice([-1.0, 1.0])
        turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        linear = step * turn @ np.diag([flip, 1.0])
        target = side / 2 + random.uniform(-0.35, 0.35, size=2) * side
        return np.column_stack([linear, centre - linear @ target])

    def _warp(self, source: Image, matrix: NDArray[np.float64]) -> Image:
        size = (self.settings.side_px, self.settings.side_px)
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        return np.asarray(cv2.warpAffine(source, matrix, size, flags=flags), np.uint8)

    def _image(
        self, random: Random, photo: LesionPhotograph, crop: Image, inside: NDArray[np.bool_]
    ) -> Tensor:
        recolour = self.cameras.colours(self._colours[photo.name], self.palettes, random)
        sample = recolour(self._samples[photo.name]).reshape(-1, 3)
        changed = self.cameras.faults(recolour(crop), random)
        normalised = self.preprocessing.normalise(changed, inside, sample)
        gain = 1 + 0.1 * random.standard_normal((3, 1, 1), np.float32)
        offset = 0.15 * random.standard_normal((3, 1, 1), np.float32)
        return torch.from_numpy(((normalised * gain + offset) * inside).astype(np.float32))


Places = list[tuple[LesionPhotograph, NDArray[np.intp]]]


def _places(photographs: Sequence[LesionPhotograph], index: int) -> Places:
    """Return the photographs with lesions of a class, and a point in every lesion."""
    return _with_points((photo, photo.masks.get(index)) for photo in photographs)


def _with_points(planes: Iterable[tuple[LesionPhotograph, Image | None]]) -> Places:
    """Return the photographs whose plane has spots, and a point in every spot."""
    found = [(photo, lesion_centres(plane)) for photo, plane in planes if plane is not None]
    return [(photo, points) for photo, points in found if len(points)]


def _sample(photo: LesionPhotograph, *, side: int = 64) -> Image:
    """Return evenly sampled pixels of the field of view as an image ``(side, side, 3)``."""
    pixels = photo.image[photo.field > 0]
    chosen: Image = pixels[np.linspace(0, len(pixels) - 1, side * side).astype(int)]
    return chosen.reshape(side, side, 3)
