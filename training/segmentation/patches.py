"""Draw augmented patches around lesions, the optic disc and healthy retina."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torchvision import tv_tensors

from retinaview.models.preprocessing import Preprocessing
from training.parallel import own_share, seeds_of_batch
from training.segmentation.idrid import MaskedPhotograph, lesion_centres
from training.segmentation.presets import camera_colours, camera_faults

Image = NDArray[np.uint8]


@dataclass(frozen=True)
class PatchSettings:
    """Settings of the patches.

    Attributes
    ----------
    shapes : tuple of tuple of (int, int, float)
        Patch side in pixels, patches per batch, and share of the batches.
    centred : tuple of float
        Share of the patches centred on a lesion of each class, in the order of the masks; the
        rest lies anywhere in the field of view.
    healthy : float
        Share of the patches that lie anywhere in a photograph without lesions.
    scales : tuple of float
        Smallest and largest magnification.
    """

    shapes: tuple[tuple[int, int, float], ...] = ((256, 4, 0.65), (384, 2, 0.35))
    centred: tuple[float, ...] = (0.2, 0.38, 0.1, 0.08, 0.0)
    healthy: float = 0.1
    scales: tuple[float, float] = (0.7, 1.4)


@dataclass
class PatchSampler:
    """Draws batches of patches.

    Attributes
    ----------
    labelled, healthy : sequence of MaskedPhotograph
        Photographs with masks, and without lesions, scaled to `cache_diameter_px`.
    preprocessing : Preprocessing
        Preprocessing of the network; its diameter is that of magnification 1.
    cache_diameter_px : int
        Diameter of the field of view in the photographs.
    settings : PatchSettings
        Settings of the patches.
    """

    labelled: Sequence[MaskedPhotograph]
    healthy: Sequence[MaskedPhotograph]
    preprocessing: Preprocessing
    cache_diameter_px: int
    settings: PatchSettings = field(default_factory=PatchSettings)

    def __post_init__(self) -> None:
        """Find the lesions and the colours of every photograph."""
        self._centres = [
            [lesion_centres(photo.masks[:, :, index]) for photo in self.labelled]
            for index in range(len(self.settings.centred))
        ]
        everything = [*self.labelled, *self.healthy]
        self._colours = {photo.name: _colour_sample(photo) for photo in everything}
        self._tint, self._spoil = camera_colours(), camera_faults()

    def batches(self, seed: int, count: int) -> Iterator[tuple[Tensor, Tensor, Tensor]]:
        """Yield this process's share of `count` batches: float32 images, targets and known.

        Images have shape ``(N, 3, S, S)``. Targets ``(N, C, S, S)`` are the covered share of each
        pixel, 0-1; known ``(N, C)`` is 1 for each class that is labelled.
        """
        random = np.random.default_rng(seed)
        shares = [share for _, _, share in self.settings.shapes]
        for _ in range(count):
            side, size, _ = self.settings.shapes[random.choice(len(shares), p=shares)]
            seeds = own_share(seeds_of_batch(random, size))
            patches = [self._patch(np.random.default_rng(seed), side) for seed in seeds]
            images, targets, known = (torch.stack(part) for part in zip(*patches, strict=True))
            yield images.contiguous(memory_format=torch.channels_last), targets, known

    def _patch(self, random: np.random.Generator, side: int) -> tuple[Tensor, Tensor, Tensor]:
        photo, centre = self._choose(random)
        matrix = self._geometry(random, centre, side)
        image = _warp(photo.image, matrix, side)
        masks = [_warp(photo.masks[:, :, i], matrix, side) for i in range(photo.masks.shape[2])]
        inside = _warp(photo.field, matrix, side) > 127
        normalised = self._normalise(image, inside, self._colours[photo.name])
        target = torch.from_numpy(np.stack(masks)).float() / 255
        return normalised, target, torch.from_numpy(photo.known).float()

    def _choose(self, random: np.random.Generator) -> tuple[MaskedPhotograph, NDArray[np.float64]]:
        """Choose a photograph and the x, y of a patch's centre."""
        shares = [*self.settings.centred, self.settings.healthy]
        kind = int(random.choice(len(shares) + 1, p=[*shares, 1 - sum(shares)]))
        if kind < len(self._centres) and any(len(points) for points in self._centres[kind]):
            present = [i for i, points in enumerate(self._centres[kind]) if len(points)]
            index = present[random.integers(len(present))]
            points = self._centres[kind][index]
            return self.labelled[index], points[random.integers(len(points))].astype(float)
        pool = self.healthy if kind == len(self._centres) and self.healthy else self.labelled
        photo = pool[int(random.integers(len(pool)))]
        rows, columns = np.nonzero(photo.field[::16, ::16])
        at = random.integers(len(rows))
        return photo, np.array([columns[at] * 16.0, rows[at] * 16.0])

    def _geometry(
        self, random: np.random.Generator, centre: NDArray[np.float64], side: int
    ) -> NDArray[np.float64]:
        """Return a random 2 x 3 matrix from patch to photograph: rotation, flip, scale, shift."""
        low, high = np.log(self.settings.scales)
        step = self.cache_diameter_px / self.preprocessing.diameter_px
        step /= np.exp(random.uniform(low, high))
        angle, flip = random.uniform(0, 2 * np.pi), random.choice([-1.0, 1.0])
        turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        linear = step * turn @ np.diag([flip, 1.0])
        target = side / 2 + random.uniform(-0.35, 0.35, size=2) * side
        return np.column_stack([linear, centre - linear @ target])

    def _normalise(self, image: Image, inside: NDArray[np.bool_], colours: Image) -> Tensor:
        patch, sample = self._tint(_to_tensor(image), _to_tensor(colours))
        patch = self._spoil(patch)
        pixels = np.ascontiguousarray(sample.permute(1, 2, 0).numpy().reshape(-1, 3))
        spoiled = np.ascontiguousarray(patch.permute(1, 2, 0).numpy())
        normalised = torch.from_numpy(self.preprocessing.normalise(spoiled, inside, pixels))
        gain, offset = 1 + 0.1 * torch.randn(3, 1, 1), 0.15 * torch.randn(3, 1, 1)
        return (normalised * gain + offset) * torch.from_numpy(inside)


def _colour_sample(photo: MaskedPhotograph, *, side: int = 48) -> Image:
    """Return evenly sampled pixels of the field of view as an image ``(side, side, 3)``."""
    pixels = photo.image[photo.field > 0]
    chosen: Image = pixels[np.linspace(0, len(pixels) - 1, side * side).astype(int)]
    return chosen.reshape(side, side, 3)


def _warp(source: Image, matrix: NDArray[np.float64], side: int) -> Image:
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    patch: Image = np.asarray(cv2.warpAffine(source, matrix, (side, side), flags=flags), np.uint8)
    return patch


def _to_tensor(image: Image) -> tv_tensors.Image:
    # Marked as an image, because transforms change only the first of several plain tensors.
    return tv_tensors.Image(torch.from_numpy(np.ascontiguousarray(image.transpose(2, 0, 1))))
