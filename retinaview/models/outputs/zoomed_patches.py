"""Cut C-Net's patches: suspicious regions in a larger image of the photograph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from retinaview.core.findings import Region
from retinaview.core.geometry import Box
from retinaview.models.grade_options import GradeOptions
from retinaview.models.networks.crop_network import patch_corners
from retinaview.models.outputs.graded_photograph import Floats
from retinaview.models.preprocessing import Circle, Preprocessing


@dataclass(frozen=True, eq=False)
class Patches:
    """Patches of one photograph.

    Attributes
    ----------
    images : ndarray of float32, shape (count, 3, side, side)
        Patches, each normalised by itself.
    boxes : tuple of Box
        Their positions in source pixels; a box can extend beyond the photograph.
    """

    images: Floats
    boxes: tuple[Box, ...]


def zoomed_preprocessing(
    preprocessing: Preprocessing, grade_options: GradeOptions
) -> Preprocessing:
    """Return the preprocessing of C-Net's image: 1230 px for M-Net's 492 in the paper."""
    diameter_px = round(grade_options.zoom * preprocessing.diameter_px)
    return replace(preprocessing, diameter_px=diameter_px, canvas="square")


def patch_side(zoomed: Preprocessing, grade_options: GradeOptions) -> int:
    """Return the side of a patch in C-Net's image, a multiple of the preprocessing's `multiple`."""
    steps = round(grade_options.patch_share * zoomed.diameter_px / zoomed.multiple)
    return max(1, steps) * zoomed.multiple


def zooms_in(preprocessing: Preprocessing, fov: Circle) -> bool:
    """Return whether a photograph has more detail than M-Net's input shows."""
    return 2 * fov.radius_px > preprocessing.diameter_px


def cut_patches(
    preprocessing: Preprocessing,
    grade_options: GradeOptions,
    rgb: NDArray[np.uint8],
    fov: Circle,
    regions: Sequence[Region],
) -> Patches:
    """Cut the regions' patches from a photograph.

    Parameters
    ----------
    preprocessing : Preprocessing
        M-Net's preprocessing.
    grade_options : GradeOptions
        Zoom, size and number of the patches.
    rgb : ndarray of uint8, shape (H, W, 3)
        The photograph, RGB.
    fov : Circle
        Its field of view.
    regions : sequence of Region
        In source pixels, best first; for fewer than needed see
        `retinaview.models.networks.crop_network.patch_corners`.

    Returns
    -------
    Patches
        The patches and their positions.
    """
    zoomed = zoomed_preprocessing(preprocessing, grade_options)
    image, field, frame = zoomed.scale(rgb, fov)
    side = patch_side(zoomed, grade_options)
    corners = patch_corners(
        [frame.point_to_canvas(*region.box.centre) for region in regions],
        size=side,
        width=frame.canvas_width,
        height=frame.canvas_height,
        count=grade_options.region_count,
    )
    cut = [(slice(top, top + side), slice(left, left + side)) for left, top in corners]
    images = [zoomed.normalise(image[window], field[window]) for window in cut]
    boxes = [
        Box.from_corners(
            *frame.point_to_source(left, top), *frame.point_to_source(left + side, top + side)
        )
        for left, top in corners
    ]
    return Patches(np.stack(images), tuple(boxes))
