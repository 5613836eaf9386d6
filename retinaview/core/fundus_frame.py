"""Where things lie on the fundus: quadrants round the disc, distances and sectors round the fovea.

Everything is seen from the line through disc and fovea, so that a tilted photograph changes
nothing, and which side is temporal needs no word from anybody: it is the fovea's.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retinaview.core.geometry import FloatArray
from retinaview.core.landmarks import Landmarks
from retinaview.core.macula import disc_diameter

DISC_DIAMETER_MM = 1.5
"""What a disc diameter counts as, in millimetres on the retina, as in the ETDRS grid's rule."""
ETDRS_RADII_MM = (0.5, 1.5, 3.0)
"""Radii of the ETDRS grid's circles: diameters of 1, 3 and 6 mm."""
BEYOND = -1
"""Number of the sector where the grid does not reach."""


class Quadrant(StrEnum):
    """A quarter of the fundus as seen from the optic disc, as in the ETDRS fields 4 to 7."""

    SUPERIOR_TEMPORAL = "superior temporal"
    SUPERIOR_NASAL = "superior nasal"
    INFERIOR_TEMPORAL = "inferior temporal"
    INFERIOR_NASAL = "inferior nasal"

    @property
    def code(self) -> str:
        """Two letters, such as ``"ST"``."""
        return "".join(word[0] for word in self.split()).upper()


QUADRANTS = tuple(Quadrant)


class Sector(Enum):
    """A part of the ETDRS grid, by number."""

    CENTRE = 0
    INNER_SUPERIOR = 1
    INNER_NASAL = 2
    INNER_INFERIOR = 3
    INNER_TEMPORAL = 4
    OUTER_SUPERIOR = 5
    OUTER_NASAL = 6
    OUTER_INFERIOR = 7
    OUTER_TEMPORAL = 8

    @property
    def label(self) -> str:
        """Name to display."""
        return self.name.replace("_", " ").lower()


class Measure(NamedTuple):
    """Where a box lies and how large it is.

    Attributes
    ----------
    quadrant : Quadrant
        That of the box's centre.
    sector : Sector or None
        That of the centre; None outside of the ETDRS grid.
    to_fovea, size : float
        Distance of the nearest point and the longer side, disc diameters.
    """

    quadrant: Quadrant
    sector: Sector | None
    to_fovea: float
    size: float


@dataclass(frozen=True)
class FundusFrame:
    """Disc, fovea, and the directions that follow from them.

    Attributes
    ----------
    disc, fovea : tuple of float
        Centres (x, y), source pixels.
    disc_diameter_px : float
        Source pixels.
    temporal, superior : tuple of float
        Directions (x, y) of length 1.
    """

    disc: tuple[float, float]
    fovea: tuple[float, float]
    disc_diameter_px: float
    temporal: tuple[float, float]
    superior: tuple[float, float]

    @classmethod
    def of(cls, landmarks: Landmarks | None) -> FundusFrame | None:
        """Return the frame of these landmarks.

        None where either was not found, or they lie above each other rather than beside: then
        one of them is in the wrong place.
        """
        if landmarks is None or landmarks.laterality is None:
            return None
        diameter = disc_diameter(landmarks)
        if diameter is None:
            return None
        disc, fovea = landmarks.disc, landmarks.fovea
        way = np.array([fovea.x - disc.x, fovea.y - disc.y])
        x, y = (float(part) for part in way / np.hypot(*way))
        superior = (y, -x) if x > 0 else (-y, x)  # the one that points up
        return cls((disc.x, disc.y), (fovea.x, fovea.y), diameter, (x, y), superior)

    @property
    def millimetre_px(self) -> float:
        """Source pixels in a millimetre on the retina."""
        return self.disc_diameter_px / DISC_DIAMETER_MM

    def measured(self, boxes: FloatArray) -> list[Measure]:
        """Return where boxes lie and how large they are.

        Parameters
        ----------
        boxes : ndarray of float64, shape (N, 4)
            Columns x, y, width, height, source pixels.
        """
        centres = boxes[:, :2] + boxes[:, 2:] / 2
        return [
            Measure(QUADRANTS[quadrant], None if sector == BEYOND else Sector(sector), far, size)
            for quadrant, sector, far, size in zip(
                self.quadrants(centres).tolist(),
                self.sectors(centres).tolist(),
                self.distances_to_fovea(boxes).tolist(),
                self.sizes(boxes).tolist(),
                strict=True,
            )
        ]

    def quadrants(self, points: FloatArray) -> NDArray[np.intp]:
        """Return the quadrant of points, as numbers in `QUADRANTS`.

        Parameters
        ----------
        points : ndarray of float64, shape (N, 2)
            Source pixels.

        Returns
        -------
        ndarray of int, shape (N,)
            What lies on a border is temporal, or superior.
        """
        way = points - self.disc
        nasal, inferior = way @ self.temporal < 0, way @ self.superior < 0
        return 2 * inferior.astype(np.intp) + nasal

    def distances_to_fovea(self, boxes: FloatArray) -> FloatArray:
        """Return how far boxes are from the fovea, by their nearest points.

        Parameters
        ----------
        boxes : ndarray of float64, shape (N, 4)
            Columns x, y, width, height, source pixels.

        Returns
        -------
        ndarray of float64, shape (N,)
            Disc diameters; 0 where the fovea lies in the box.
        """
        first, last = boxes[:, :2] - self.fovea, self.fovea - (boxes[:, :2] + boxes[:, 2:])
        gaps = np.maximum(np.maximum(first, last), 0.0)
        found: FloatArray = np.hypot(gaps[:, 0], gaps[:, 1]) / self.disc_diameter_px
        return found

    def sizes(self, boxes: FloatArray) -> FloatArray:
        """Return the longer sides of boxes, of shape (N, 4), in disc diameters; of shape (N,)."""
        sides: FloatArray = boxes[:, 2:].max(axis=1, initial=0.0) / self.disc_diameter_px
        return sides

    def sectors(self, points: FloatArray) -> NDArray[np.intp]:
        """Return the part of the ETDRS grid that points lie in.

        Parameters
        ----------
        points : ndarray of float64, shape (N, 2)
            Source pixels.

        Returns
        -------
        ndarray of int, shape (N,)
            Values of `Sector`; `BEYOND` outside of the grid.
        """
        way = (points - self.fovea) / self.millimetre_px
        up, temporal = way @ self.superior, way @ self.temporal
        ring = np.searchsorted(ETDRS_RADII_MM, np.hypot(up, temporal), side="left")
        upright = np.abs(up) >= np.abs(temporal)
        part = np.where(upright, np.where(up >= 0, 1, 3), np.where(temporal < 0, 2, 4))
        sector = np.where(ring == 0, 0, part + 4 * (ring - 1))
        found: NDArray[np.intp] = np.where(ring < len(ETDRS_RADII_MM), sector, BEYOND)
        return found
