"""What boxes teach about pixels, with the network's own answers where the reader said nothing.

A reader's box says that there is a lesion in it, not where its edge is. Inside, pixels at which the
network saw at least a little are lesion; the rest keeps the network's own answer. Outside the boxes
of a photograph that was read there is no lesion of the classes that the reader marks, and none
where a proposal was rejected. Everything else, other classes above all, keeps the network's own
answer too, so that it does not forget what nobody asked it to change (Li and Hoiem, Learning
without Forgetting, 2016).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from retinaview.core.geometry import Box
from retinaview.models.preprocessing import Frame

Image = NDArray[np.uint8]

LOW = 0.25
"""Share of the highest probability in a box from which its pixels are lesion."""
FAINTEST = 0.04
"""Probability below which the network saw nothing in a box."""
SMALL_SHARE = 0.03
"""Side of a small box, as a share of the field of view; it holds one lesion, which fills it."""
MARGIN = 0.3
"""Share of a box's sides by which it is widened before the rest is taken for healthy."""


def weak_target(
    levels: Image,
    *,
    boxes: Iterable[Box],
    rejected: Iterable[Box],
    frame: Frame,
    diameter_px: float,
    complete: bool,
) -> Image:
    """Return the target of one class.

    Parameters
    ----------
    levels : ndarray of uint8, shape (H, W)
        The network's own probabilities on its canvas, 0-255.
    boxes, rejected : iterable of Box
        The reader's boxes of the class, and rejected proposals of it; source pixels.
    frame : Frame
        Position of the canvas in the photograph.
    diameter_px : float
        Diameter of the field of view on the canvas.
    complete : bool
        Whether the reader marked all lesions of the class.

    Returns
    -------
    ndarray of uint8, shape (H, W)
        255 times the probability that the pixel is lesion.
    """
    drawn = list(boxes)
    target = np.zeros_like(levels) if complete else levels.copy()
    for rows, columns in _areas(rejected, frame, levels.shape, margin=0.0):
        target[rows, columns] = 0
    for rows, columns in _areas(drawn, frame, levels.shape, margin=MARGIN):
        target[rows, columns] = np.maximum(target[rows, columns], levels[rows, columns])
    for rows, columns in _areas(drawn, frame, levels.shape, margin=0.0):
        inside = levels[rows, columns]
        lesion = inside >= max(LOW * inside.max(initial=0), FAINTEST * 255)
        side = max(inside.shape)
        if side <= SMALL_SHARE * diameter_px and lesion.mean() < 0.2:
            lesion = lesion | _ellipse(inside.shape[0], inside.shape[1])
        target[rows, columns][lesion] = 255
    return target


def _areas(
    boxes: Iterable[Box], frame: Frame, shape: tuple[int, ...], *, margin: float
) -> Iterator[tuple[slice, slice]]:
    """Yield the rows and columns of boxes on the canvas, each of at least one pixel."""
    for box in boxes:
        extra_x, extra_y = margin * box.width, margin * box.height
        left, top = frame.point_to_canvas(box.x - extra_x, box.y - extra_y)
        right, bottom = frame.point_to_canvas(box.right + extra_x, box.bottom + extra_y)
        rows, columns = _span(top, bottom, shape[0]), _span(left, right, shape[1])
        if rows.start < rows.stop and columns.start < columns.stop:
            yield rows, columns


def _span(start: float, end: float, length: int) -> slice:
    first = max(round(start), 0)
    return slice(first, min(max(round(end), first + 1), length))


def _ellipse(height: int, width: int) -> NDArray[np.bool_]:
    """Return the ellipse that fills most of a box; a lesion's edge lies a little inside."""
    plane = np.zeros((height, width), np.uint8)
    axes = max(1, round(width * 0.4)), max(1, round(height * 0.4))
    cv2.ellipse(plane, (width // 2, height // 2), axes, 0, 0, 360, 1, thickness=-1)
    return plane.astype(bool)
