"""Compute lesion probabilities by running a segmentation network over overlapping tiles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from retinaview.core.progress import OnProgress
from retinaview.models.layers import device_of
from retinaview.models.preprocessing import Circle, Frame, Preprocessing

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class LesionProbability:
    """Lesion probabilities at the network's scale.

    Attributes
    ----------
    values : ndarray of float32, shape (classes, canvas_height, canvas_width)
        Probabilities, 0-1; zero outside the field of view and on the rim that the preprocessing
        excludes.
    frame : Frame
        Position of the canvas in the photograph; `Frame.to_source` resamples one class to it.
    """

    values: Floats
    frame: Frame


def predict_probability(
    module: nn.Module,
    preprocessing: Preprocessing,
    rgb: NDArray[np.uint8],
    fov: Circle,
    *,
    progress: OnProgress | None = None,
) -> LesionProbability:
    """Segment the lesions of a photograph.

    Computes in the precision that the caller has set; see `retinaview.models.precision`.

    Parameters
    ----------
    module : nn.Module
        A network in evaluation mode whose output is logits ``(N, classes, H, W)``.
    preprocessing : Preprocessing
        From its model card.
    rgb : ndarray of uint8, shape (H, W, 3)
        The photograph, RGB.
    fov : Circle
        Its field of view.
    progress : OnProgress, optional
        Called before each tile; an exception from it ends the run.

    Returns
    -------
    LesionProbability
        Probabilities and their position in the photograph.
    """
    image, field, frame = preprocessing.scale(rgb, fov)
    normalised = torch.from_numpy(preprocessing.normalise(image, field))
    height, width = field.shape
    counts = preprocessing.field(frame, fov, rim_share=preprocessing.rim_share)
    tiles = list(tile_corners(height, width, preprocessing))
    if len(tiles) == 1:  # nothing to blend, which would take as long as a tenth of the network
        if progress is not None:
            progress(0, 1)
        whole = _run_both_ways(module, normalised[None], mirrored=preprocessing.mirrored)
        whole *= counts
        return LesionProbability(whole, frame)
    total, weight = np.zeros((0, height, width), np.float32), np.zeros((height, width), np.float32)
    for done, (rows, columns) in enumerate(tiles):
        if progress is not None:
            progress(done, len(tiles))
        tile = normalised[None, :, rows, columns]
        probability = _run_both_ways(module, tile, mirrored=preprocessing.mirrored)
        ramp = _ramp(probability.shape[1], probability.shape[2], preprocessing.overlap_px)
        if not len(total):
            total = np.zeros((len(probability), height, width), np.float32)
        total[:, rows, columns] += probability * ramp
        weight[rows, columns] += ramp
    return LesionProbability(total / weight * counts, frame)


def tile_corners(
    height: int, width: int, preprocessing: Preprocessing
) -> Iterator[tuple[slice, slice]]:
    """Yield the rows and columns of tiles that cover ``height`` x ``width``, evenly spread."""
    for rows in _spans(height, preprocessing.tile_px, preprocessing.overlap_px):
        for columns in _spans(width, preprocessing.tile_px, preprocessing.overlap_px):
            yield rows, columns


def _spans(length: int, tile: int, overlap: int) -> list[slice]:
    if tile <= 0 or length <= tile:
        return [slice(0, length)]
    count = -(-(length - overlap) // (tile - overlap))
    starts = np.linspace(0, length - tile, count).round().astype(int)
    return [slice(int(start), int(start) + tile) for start in starts]


def _run_both_ways(module: nn.Module, tile: Tensor, *, mirrored: bool) -> Floats:
    """Run on a tile and, for a mean, on its mirror image; of shape (classes, H, W)."""
    probability = _run(module, tile)
    if mirrored:
        probability += _run(module, tile.flip(3))[:, :, ::-1]
        probability /= 2
    return probability


def _run(module: nn.Module, tile: Tensor) -> Floats:
    device = device_of(module)
    with torch.inference_mode():
        logits = module(tile.to(device, memory_format=torch.channels_last))
    return torch.sigmoid(logits[0].float()).cpu().numpy()


def _ramp(height: int, width: int, overlap: int) -> Floats:
    """Return weights that fall towards the tile's edges, where a network has least context."""

    def side(length: int) -> Floats:
        distance = np.minimum(np.arange(length), np.arange(length)[::-1]) + 1
        return np.minimum(distance / max(overlap, 1), 1).astype(np.float32)

    return side(height)[:, None] * side(width)[None, :]
