"""Read the places of optic disc and fovea from the network's output."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from retinaview.core.errors import ModelError
from retinaview.core.landmarks import Landmark, Landmarks
from retinaview.models.guests.network import GuestLocator
from retinaview.models.outputs.mirrored_pass import as_batch
from retinaview.models.preprocessing import Circle, Preprocessing

REACH = 2
"""Cells on each side of the most probable one that a place is averaged over."""


def find_landmarks(
    module: nn.Module, preprocessing: Preprocessing, rgb: NDArray[np.uint8], fov: Circle
) -> Landmarks:
    """Find optic disc and fovea.

    Computes in the precision that the caller has set; see `retinaview.models.precision`.

    Parameters
    ----------
    module : nn.Module
        A `LandmarkNet` of two landmarks, or a guest that locates them, in evaluation mode.
    preprocessing : Preprocessing
        From its model card.
    rgb : ndarray of uint8, shape (H, W, 3)
        The photograph, RGB.
    fov : Circle
        Its field of view.

    Returns
    -------
    Landmarks
        Places in source pixels.

    Raises
    ------
    ModelError
        If the network's output is not finite.
    """
    prepared = preprocessing.prepare(rgb, fov)
    with torch.inference_mode():
        answer = module(as_batch(prepared.image, module, mirrored=False))
        located = answer if isinstance(module, GuestLocator) else joined_places(*answer)
    found = located[0].cpu().numpy()
    if not np.isfinite(found).all():
        raise ModelError("the places of disc and fovea are not finite")
    frame = prepared.frame
    disc, fovea = (
        Landmark(
            *frame.point_to_source(x * frame.canvas_width, y * frame.canvas_height), float(sure)
        )
        for x, y, sure in found.tolist()
    )
    return Landmarks(disc, fovea)


def joined_places(maps: Tensor, absent: Tensor) -> Tensor:
    """Return x, y and probability of every landmark, ``(N, landmarks, 3)``; see `places_of`."""
    places, confidence = places_of(maps, absent)
    return torch.cat([places, confidence[..., None]], dim=2)


def places_of(maps: Tensor, absent: Tensor) -> tuple[Tensor, Tensor]:
    """Return the place of every landmark, and how probable it is.

    Parameters
    ----------
    maps, absent : Tensor
        Output of a `LandmarkNet` for N images.

    Returns
    -------
    places : Tensor
        Float32 ``(N, landmarks, 2)``: x and y as shares of width and height, averaged over the
        cells around the most probable one.
    confidence : Tensor
        Float32 ``(N, landmarks)``: probability of those cells together. The rest is that of other
        places and of the landmark not being in the photograph.
    """
    count, landmarks, height, width = maps.shape
    logits = torch.cat([maps.flatten(2), absent[..., None]], dim=2)
    shares = functional.softmax(logits, dim=2)[..., :-1]
    best = shares.argmax(dim=2)[..., None, None]
    rows = torch.arange(height, device=shares.device)[:, None]
    columns = torch.arange(width, device=shares.device)
    is_near = ((rows - best // width).abs() <= REACH) & ((columns - best % width).abs() <= REACH)
    near = shares.reshape(count, landmarks, height, width) * is_near
    confidence = near.sum(dim=(2, 3))
    x = (near * (columns + 0.5)).sum(dim=(2, 3)) / confidence / width
    y = (near * (rows + 0.5)).sum(dim=(2, 3)) / confidence / height
    return torch.stack([x, y], dim=2), confidence
