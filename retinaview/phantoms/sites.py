"""Positions for lesions: inside the field of view, off the disc, apart from each other."""

from __future__ import annotations

import math

import numpy as np

from retinaview.phantoms.eye import Eye
from retinaview.phantoms.frame import CameraFrame
from retinaview.phantoms.grade import quadrant_of
from retinaview.phantoms.noise import Float32Array

Site = tuple[float, float]

_TRIES = 400
_RIM_SHARE = 0.96


class Sites:
    """A finder of free places for lesions, in the anatomical frame.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    eye : Eye
        Landmarks.
    frame : CameraFrame
        Field of view.
    vessels : ndarray of float32, shape (H, W)
        Coverage of the vessels, 0-1.
    """

    def __init__(
        self, rng: np.random.Generator, eye: Eye, frame: CameraFrame, vessels: Float32Array
    ) -> None:
        self._rng = rng
        self._eye = eye
        self._frame = frame
        self._vessels = vessels
        self._taken: list[tuple[float, float, float]] = []
        self._gap_dd = max(0.03, 3.0 / eye.disc_diameter_px)
        reach = 2.2 * frame.field.radius_px / eye.disc_diameter_px
        self._reach_dd = (-reach / 2 - 1.0, reach / 2 + 1.0)

    def find(
        self,
        radius_dd: float,
        *,
        quadrant: int | None = None,
        near_fovea: tuple[float, float] = (0.25, 9.0),
        off_vessels: bool = False,
        clustered: float = 0.0,
    ) -> Site | None:
        """Find a free place and reserve it.

        Parameters
        ----------
        radius_dd : float
            Free radius that the lesion needs, disc diameters.
        quadrant : int, optional
            Quadrant it must lie in; see `quadrant_of`.
        near_fovea : tuple of float
            Least and greatest distance of its centre from the fovea, disc diameters.
        off_vessels : bool
            Whether its centre must not lie on a vessel.
        clustered : float
            Probability of trying a place beside an earlier lesion.

        Returns
        -------
        tuple of float or None
            x, y in disc diameters; None if no free place was found.
        """
        for _ in range(_TRIES):
            x, y = self._candidate(near_fovea, clustered)
            if not near_fovea[0] <= math.hypot(x, y) <= near_fovea[1]:
                continue
            if quadrant is not None and quadrant_of(x, y) != quadrant:
                continue
            if self._fits(x, y, radius_dd) and not (off_vessels and self._on_vessel(x, y)):
                self._taken.append((x, y, radius_dd))
                return x, y
        return None

    def inside(self, x: float, y: float, radius_dd: float) -> bool:
        """Return whether a disc lies inside the field of view and off the optic disc."""
        centre_x, centre_y = self._eye.to_px(np.array([x, y]))
        radius = radius_dd * self._eye.disc_diameter_px
        field = self._frame.field
        out = math.hypot(centre_x - field.centre[0], centre_y - field.centre[1]) + radius
        edge = min(centre_y, self._frame.height_px - centre_y)
        disc_x, disc_y = self._eye.disc_dd
        return (
            out < _RIM_SHARE * field.radius_px
            and edge > radius + 2
            and math.hypot(x - disc_x, y - disc_y) > 0.6 + radius_dd
        )

    def _candidate(self, near_fovea: tuple[float, float], clustered: float) -> Site:
        rng = self._rng
        if self._taken and rng.random() < clustered:
            x, y, radius = self._taken[int(rng.integers(len(self._taken)))]
            away, towards = radius + abs(rng.normal(0, 0.35)), rng.uniform(0, 2 * math.pi)
            return x + away * math.cos(towards), y + away * math.sin(towards)
        if near_fovea[1] < 2.0:
            away, towards = rng.uniform(*near_fovea), rng.uniform(0, 2 * math.pi)
            return away * math.cos(towards), away * math.sin(towards)
        x, y = rng.uniform(*self._reach_dd, 2)
        return float(x), float(y)

    def _fits(self, x: float, y: float, radius_dd: float) -> bool:
        if not self.inside(x, y, radius_dd):
            return False
        margin = radius_dd + self._gap_dd
        return all(
            (x - other_x) ** 2 + (y - other_y) ** 2 > (margin + other) ** 2
            for other_x, other_y, other in self._taken
        )

    def _on_vessel(self, x: float, y: float) -> bool:
        column, row = self._eye.to_px(np.array([x, y]))
        return bool(self._vessels[int(row), int(column)] > 0.2)
