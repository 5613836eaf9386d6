"""Patches of suspicious regions at high resolution, for training C-Net."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from retinaview.models.networks.crop_network import patch_corners
from retinaview.models.preprocessing import Preprocessing
from training.camera import ColourJitter
from training.grading.data.graded import CELL_STRIDES, Changes, LabelledPhotograph, lesion_cells
from training.parallel import own_share, seeds_of_batch, world_size

Scalar = TypeVar("Scalar", bound=np.generic)

Floats = NDArray[np.float32]
Random = np.random.Generator


@dataclass(frozen=True)
class ZoomedPhotograph:
    """C-Net's input for one photograph.

    Attributes
    ----------
    patches : sequence of LabelledPhotograph
        Patches of `PatchViews.side` pixels plus a margin on every side, with their lesion labels.
    pooled : ndarray of float32, shape (2, C)
        ``d_M`` of the photograph and of its mirror image.
    dr : int
        Grade, or -1.
    """

    patches: Sequence[LabelledPhotograph]
    pooled: Floats
    dr: int


def cut_zoomed(
    photograph: LabelledPhotograph, centres: Floats, *, side: int, margin: int
) -> list[LabelledPhotograph]:
    """Cut a photograph's patches; margins beyond the photograph are black.

    Parameters
    ----------
    photograph : LabelledPhotograph
        Photograph at the size of C-Net's image.
    centres : ndarray of float, shape (N, 2)
        x and y of the patches, as a share of the photograph's side.
    side, margin : int
        Side of a patch, and margin around it, in pixels.
    """
    full = photograph.image.shape[0]
    corners = patch_corners(
        [(float(x * full), float(y * full)) for x, y in centres],
        size=side,
        width=full,
        height=full,
        count=len(centres),
    )
    wide = _padded(photograph, margin)
    patches = []
    for rank, (left, top) in enumerate(corners, start=1):
        size = side + 2 * margin
        window = (slice(top, top + size), slice(left, left + size))
        patches.append(replace(_copied(_cut(wide, window)), name=f"{photograph.name}#{rank}"))
    return patches


@dataclass(frozen=True)
class PatchViews:
    """Random views of patches: rotations by 90 degrees, flips, small shifts, changed colours.

    Attributes
    ----------
    zoomed : Preprocessing
        Preprocessing of C-Net's image; every patch is normalised by itself.
    side : int
        Side of a view in pixels; the patches are larger by a margin for shifts.
    colour : Changes
        Changes of colour and sharpness, the same for all patches of a photograph.
    """

    zoomed: Preprocessing
    side: int
    colour: Changes = ColourJitter()

    def draw(self, photograph: ZoomedPhotograph, random: Random) -> dict[str, Tensor]:
        """Draw a random view as tensors; see `_tensors`."""
        turns, mirrored = int(random.integers(4)), bool(random.random() < 0.5)
        free = photograph.patches[0].image.shape[0] - self.side + 1
        views = []
        for patch in photograph.patches:
            left, top = (int(start) for start in random.integers(free, size=2))
            views.append(_turned(self._window(patch, left, top), turns, mirrored=mirrored))
        changed = self.colour.draw(np.concatenate([view.image for view in views]), random)
        images = np.split(changed, len(views))
        views = [replace(view, image=image) for view, image in zip(views, images, strict=True)]
        return self._tensors(views, photograph.pooled[int(mirrored)], photograph.dr)

    def plain(self, photograph: ZoomedPhotograph) -> dict[str, Tensor]:
        """Return the view used in inference."""
        start = (photograph.patches[0].image.shape[0] - self.side) // 2
        views = [self._window(patch, start, start) for patch in photograph.patches]
        return self._tensors(views, photograph.pooled[0], photograph.dr)

    def _window(self, patch: LabelledPhotograph, left: int, top: int) -> LabelledPhotograph:
        return _cut(patch, (slice(top, top + self.side), slice(left, left + self.side)))

    def _tensors(
        self, views: Sequence[LabelledPhotograph], pooled: Floats, dr: int
    ) -> dict[str, Tensor]:
        """Convert patches into normalised tensors.

        Returns
        -------
        dict of str to Tensor
            ``image`` (P, 3, side, side), ``pooled`` (C,), ``dr``, and for each stride s of
            `CELL_STRIDES` ``cells_s`` (P, 4, side/s, side/s); see `lesion_cells`.
        """
        images = [self.zoomed.normalise(view.image, view.field) for view in views]
        sample = {
            "image": torch.from_numpy(np.stack(images)),
            "pooled": torch.from_numpy(pooled),
            "dr": torch.tensor(dr),
        }
        for stride in CELL_STRIDES:
            cells = np.stack([lesion_cells(view, stride) for view in views])
            sample[f"cells_{stride}"] = torch.from_numpy(cells)
        return sample


@dataclass(frozen=True)
class PatchBatches:
    """Batches of patches, seeded by the epoch, which use all photographs equally often."""

    photographs: Sequence[ZoomedPhotograph]
    views: PatchViews
    per_batch: int
    steps: int
    seed: int = 0

    def __call__(self, epoch: int) -> Iterator[dict[str, Tensor]]:
        """Yield the batches of an epoch."""
        random = np.random.default_rng((self.seed, epoch))
        per_batch, count = self.per_batch * world_size(), len(self.photographs)
        wanted = per_batch * self.steps
        rounds = [random.permutation(count) for _ in range(-(-wanted // count))]
        order = np.concatenate(rounds)[:wanted].reshape(self.steps, per_batch)
        for chosen in order:
            seeds = seeds_of_batch(random, self.per_batch)
            own = own_share(list(zip(chosen, seeds, strict=True)))
            yield stack(
                [
                    self.views.draw(self.photographs[index], np.random.default_rng(seed))
                    for index, seed in own
                ]
            )


def stack(samples: Sequence[dict[str, Tensor]]) -> dict[str, Tensor]:
    """Stack samples into a batch."""
    return {key: torch.stack([sample[key] for sample in samples]) for key in samples[0]}


def _padded(photograph: LabelledPhotograph, margin: int) -> LabelledPhotograph:
    around = ((margin, margin), (margin, margin))
    lesions = photograph.lesions
    return replace(
        photograph,
        image=np.pad(photograph.image, (*around, (0, 0))),
        field=np.pad(photograph.field, around),
        lesions=None if lesions is None else np.pad(lesions, (*around, (0, 0))),
        outlines=None,
    )


def _cut(photograph: LabelledPhotograph, window: tuple[slice, slice]) -> LabelledPhotograph:
    lesions = photograph.lesions
    return replace(
        photograph,
        image=photograph.image[window],
        field=photograph.field[window],
        lesions=None if lesions is None else lesions[window],
    )


def _copied(patch: LabelledPhotograph) -> LabelledPhotograph:
    """Copy a patch's arrays, which are views that would keep the whole photograph in memory."""
    lesions = patch.lesions
    return replace(
        patch,
        image=patch.image.copy(),
        field=patch.field.copy(),
        lesions=None if lesions is None else lesions.copy(),
    )


def _turned(view: LabelledPhotograph, turns: int, *, mirrored: bool) -> LabelledPhotograph:
    """Rotate by multiples of 90 degrees, after mirroring left and right."""

    def turn(values: NDArray[Scalar]) -> NDArray[Scalar]:
        flipped = values[:, ::-1] if mirrored else values
        return np.ascontiguousarray(np.rot90(flipped, turns))

    lesions = view.lesions
    return replace(
        view,
        image=turn(view.image),
        field=turn(view.field),
        lesions=None if lesions is None else turn(lesions),
    )
