"""Change a graded photograph as if another camera had taken it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from training.grading.data.graded import LabelledPhotograph
from training.segmentation.other_cameras import OtherCameras
from training.segmentation.photographs import cumulative

Image = NDArray[np.uint8]


@dataclass(frozen=True)
class CameraChanges:
    """Colours of other photographs, and faults of light, lens and file.

    Attributes
    ----------
    palettes : sequence of ndarray of float64, shape (256, 3)
        Cumulative colours of photographs of several cameras.
    cameras : OtherCameras
        Ranges and probabilities of the changes.
    """

    palettes: Sequence[NDArray[np.float64]] = ()
    cameras: OtherCameras = field(default_factory=OtherCameras)

    def draw(self, image: Image, random: np.random.Generator) -> Image:
        """Return a randomly changed copy of an RGB image, uint8 ``(H, W, 3)``, black outside."""
        own = cumulative(image[image.any(axis=2)])
        recolour = self.cameras.colours(own, self.palettes, random)
        return self.cameras.faults(recolour(image), random)


def palettes_of(
    sets: Sequence[Sequence[LabelledPhotograph]], *, each: int = 40
) -> list[NDArray[np.float64]]:
    """Return the cumulative colours of `each` photographs of every set, evenly spaced."""
    return [
        cumulative(photograph.image[photograph.field])
        for photographs in sets
        for photograph in photographs[:: max(1, len(photographs) // each)]
    ]
