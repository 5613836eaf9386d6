"""Outlines of lesions in label files: polygons and masks, and the boxes around them.

Every reader of a format that has outlines makes them here, so that they mean the same pixels in
all: a pixel is inside a polygon where its centre is.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from retinaview.core.mask import Mask
from retinaview.core.rings import Ring, is_hole, mask_of_rings, rings_of
from retinaview.exchange import box_sides

Sides = tuple[float, float, float, float]
_NO_EDGE = 10_000_000
_NOT_LEVEL_PX = 0.01


@dataclass(frozen=True, eq=False)
class Outline:
    """What a file says of the shape of one lesion.

    Attributes
    ----------
    rings : tuple of ndarray of float64, shape (N, 2)
        Polygons; a pixel that is in any of them is inside.
    mask : Mask or None
        Pixels, where the file holds these.
    """

    rings: tuple[Ring, ...] = ()
    mask: Mask | None = None

    @classmethod
    def of(cls, points: Sequence[tuple[float, float]]) -> Outline:
        """Return the outline of one polygon, source pixels."""
        return cls((np.array(points, dtype=np.float64),))

    @property
    def sides(self) -> Sides:
        """x, y, width and height of the box around it; zeros if there is nothing."""
        if self.rings:
            return box_sides.around(map(tuple, np.concatenate(self.rings).tolist()))
        if self.mask is None:
            return 0.0, 0.0, 0.0, 0.0
        box = self.mask.box
        return box.x, box.y, box.width, box.height

    @property
    def is_box(self) -> bool:
        """Whether it is one level rectangle, as some tools spell boxes."""
        if self.mask is not None or len(self.rings) != 1:
            return False
        ring = self.rings[0]
        if len(ring) == 5 and (ring[0] == ring[-1]).all():
            ring = ring[:-1]
        if len(ring) != 4:
            return False
        steps = np.abs(np.roll(ring, -1, axis=0) - ring) <= _NOT_LEVEL_PX
        return bool(
            (steps[::2].any(axis=1)).all() and (steps[:, 0] ^ np.roll(steps[:, 0], 1)).all()
        )

    def unless_box(self, extras: Mapping[str, object]) -> Outline | None:
        """Return the outline; None for a rectangle, unless our own export wrote it.

        Parameters
        ----------
        extras : mapping of str to object
            As for `mark_fields.mark_from`; our own exports write an id, and boxes as boxes.
        """
        return None if self.is_box and not extras.get("id") else self

    def pixels(self, size: tuple[int | None, int | None]) -> Mask | None:
        """Return the mask inside a photograph of that size, where known; None where none is."""
        width, height = (_NO_EDGE if side is None else side for side in size)
        if self.mask is not None:
            return self.mask.clipped(width, height)
        found = (mask_of_rings([ring], width=width, height=height) for ring in self.rings)
        parts = [part for part in found if part is not None]
        return parts[0].union(*parts[1:]) if parts else None


def simple_rings(mask: Mask) -> tuple[Ring, ...]:
    """Return the rings of a mask that has no holes; none where polygons cannot say what it is."""
    rings = rings_of(mask)
    return () if any(is_hole(ring, mask) for ring in rings) else rings


def around(centre: tuple[float, float], across: float, along: float) -> Outline:
    """Return the outline of an ellipse by its half axes, as closely as pixels can show."""
    quarter = min(90, math.ceil(math.pi * math.sqrt(max(across, along, 16.0))))
    turn = np.arange(4 * quarter) * np.pi / 2 / quarter
    x, y = centre[0] + across * np.cos(turn), centre[1] + along * np.sin(turn)
    return Outline((np.stack([x, y], axis=1),))
