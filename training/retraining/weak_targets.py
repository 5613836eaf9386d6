"""What boxes and masks teach about pixels, beside the network's answers where nobody said anything.

A reader's mask says which pixels are lesion, and that those beside it in its box are not.
A reader's box says that there is a lesion in it, not which pixels it has or how many lesions there
are. If the network finds something in it, its own answers stay. If it sees too little, they are
raised until their peak is certain, which keeps the shape of what it sees; if it sees nothing, the
box teaches nothing, because nobody can say where in it the lesion is. Outside the boxes of a
photograph that was read there is no lesion of the classes that the reader marks, and none where a
proposal was rejected. Everything else, other classes above all, keeps the network's own answer, so
that it does not forget what nobody asked it to change (Li and Hoiem, Learning without Forgetting,
2016).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from retinaview.core.geometry import Box
from retinaview.core.mask import Mask
from retinaview.models.preprocessing import Frame

Image = NDArray[np.uint8]
Bools = NDArray[np.bool_]

FAINTEST = 0.04
"""Highest probability in a box below which the network sees nothing in it."""
CERTAIN = 0.95
"""Probability to which the highest one in a box that was missed is raised."""
MARGIN = 0.3
"""Share of a box's sides by which it is widened before the rest is taken for healthy."""


@dataclass(frozen=True)
class WeakTarget:
    """What a network shall answer about one class.

    Attributes
    ----------
    levels : ndarray of uint8, shape (H, W)
        255 times the probability that the pixel is lesion.
    unknown : ndarray of bool, shape (H, W)
        Boxes in which the network sees nothing.
    mistakes : ndarray of bool, shape (H, W)
        Where the network sees a lesion and there is none.
    """

    levels: Image
    unknown: Bools
    mistakes: Bools


def weak_target(
    levels: Image,
    *,
    boxes: Iterable[Box],
    rejected: Iterable[Box],
    frame: Frame,
    complete: bool,
    threshold: float,
    masks: Iterable[Mask] = (),
) -> WeakTarget:
    """Return the target of one class.

    Parameters
    ----------
    levels : ndarray of uint8, shape (H, W)
        The network's own probabilities on its canvas, 0-255.
    boxes, rejected : iterable of Box
        The reader's boxes of the class that have no mask, and rejected proposals of it; source
        pixels.
    frame : Frame
        Position of the canvas in the photograph.
    complete : bool
        Whether the reader marked all lesions of the class.
    threshold : float
        Probability from which the network's candidates count, 0-1.
    masks : iterable of Mask
        The reader's masks of the class, source pixels.
    """
    drawn = list(boxes)
    target = np.zeros_like(levels) if complete else levels.copy()
    unknown = np.zeros(levels.shape, bool)
    for area in _areas(rejected, frame, levels.shape, margin=0.0):
        target[area] = 0
    for area in _areas(drawn, frame, levels.shape, margin=MARGIN):
        target[area] = np.maximum(target[area], levels[area])
    for area in _areas(drawn, frame, levels.shape, margin=0.0):
        peak = int(levels[area].max())
        if peak < FAINTEST * 255:
            unknown[area] = True
        else:
            factor = 1.0 if peak >= threshold * 255 else CERTAIN * 255 / peak
            raised = np.rint(np.minimum(levels[area] * factor, 255)).astype(np.uint8)
            target[area] = np.maximum(target[area], raised)
    painted = list(masks)
    for area, _ in _areas_of(painted, frame, levels.shape):
        target[area] = 0
        unknown[area] = False
    for area, mask in _areas_of(painted, frame, levels.shape):
        target[area] = np.maximum(target[area], _levels_of(mask, target[area].shape))
    seen = levels >= threshold * 255 / 2
    return WeakTarget(target, unknown, seen & (target == 0) & ~unknown)


def _areas_of(
    masks: Iterable[Mask], frame: Frame, shape: tuple[int, ...]
) -> Iterator[tuple[tuple[slice, slice], Mask]]:
    """Yield the rows and columns of masks on the canvas, of those that lie on it."""
    for mask in masks:
        for area in _areas([mask.box], frame, shape, margin=0.0):
            yield area, mask


def _levels_of(mask: Mask, shape: tuple[int, ...]) -> Image:
    """Return which share of each pixel of the canvas a mask covers, 0-255."""
    full = mask.pixels.astype(np.uint8) * np.uint8(255)
    return np.asarray(cv2.resize(full, shape[::-1], interpolation=cv2.INTER_AREA), np.uint8)


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
