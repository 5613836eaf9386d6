"""The photograph's frame: its size, its field of view, and the position of the eye."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retinaview.core.grades import Laterality
from retinaview.phantoms.eye import Eye
from retinaview.phantoms.traits import Traits

_ASPECT = 1.5
_DISC_DISTANCE_FIELDS = 0.385  # fovea to disc as a share of the field's diameter, 50 degrees


@dataclass(frozen=True)
class FieldOutline:
    """A circle in pixels: the field of view, which the photograph's edge may truncate."""

    centre: tuple[float, float]
    radius_px: float


@dataclass(frozen=True)
class CameraFrame:
    """A photograph's size and its field of view.

    Attributes
    ----------
    width_px, height_px : int
        Size.
    field : FieldOutline
        Field of view.
    toothed : bool
        Whether the mask has notches at its upper right.
    """

    width_px: int
    height_px: int
    field: FieldOutline
    toothed: bool = False

    @property
    def shape(self) -> tuple[int, int]:
        """(H, W)."""
        return self.height_px, self.width_px

    def rim_distance(self) -> NDArray[np.float32]:
        """Return the distance from the centre of the field, 1 at its rim.

        Returns
        -------
        ndarray of float32, shape (H, W)
        """
        u = (np.arange(self.width_px) + 0.5 - self.field.centre[0]) / self.field.radius_px
        v = (np.arange(self.height_px) + 0.5 - self.field.centre[1]) / self.field.radius_px
        squares = (u * u).astype(np.float32)[None, :] + (v * v).astype(np.float32)[:, None]
        return np.asarray(np.sqrt(squares))


def draw_frame(rng: np.random.Generator, height_px: int) -> CameraFrame:
    """Draw a camera's frame: usually a circle truncated above and below, sometimes full."""
    width_px = round(height_px * _ASPECT)
    share = float(rng.choice([0.597, 0.53, 0.485], p=[0.6, 0.2, 0.2]))
    toothed = bool(share > 0.5 and rng.random() < 0.6)
    shift = float(rng.normal(0.0, 0.012))
    centre = (width_px * (0.5 + shift), height_px * 0.5)
    return CameraFrame(width_px, height_px, FieldOutline(centre, share * height_px), toothed)


def place_eye(
    rng: np.random.Generator, frame: CameraFrame, *, traits: Traits, laterality: Laterality
) -> Eye:
    """Place the eye as a photographer would: fovea temporal of the centre, disc nasal."""
    diameter_px = 2 * frame.field.radius_px
    distance = _DISC_DISTANCE_FIELDS * float(np.clip(rng.normal(1.0, 0.04), 0.9, 1.1))
    disc_diameter_px = distance * diameter_px / traits.disc_distance_dd
    nasal = float(np.clip(rng.normal(-0.1, 0.035), -0.17, -0.02))
    down = float(np.clip(rng.normal(0.012, 0.03), -0.05, 0.07))
    mirror = 1.0 if laterality is Laterality.OD else -1.0
    fovea = (
        frame.field.centre[0] + mirror * nasal * diameter_px,
        frame.field.centre[1] + down * diameter_px,
    )
    return Eye(
        laterality=laterality,
        fovea=fovea,
        disc_diameter_px=disc_diameter_px,
        disc_dd=(traits.disc_distance_dd, float(rng.normal(-0.22, 0.1))),
        tilt=float(rng.normal(0.0, 0.04)),
    )
