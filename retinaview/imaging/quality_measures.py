"""Everything that the quality gate measures in a photograph, by name."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from retinaview.imaging.field_of_view import FieldOfView
from retinaview.imaging.light import colour_measures, light_measures
from retinaview.imaging.standard_field import STANDARD_DIAMETER_PX, standard_fields
from retinaview.imaging.texture import FOCUS, focus_measures, sharpness_measures, vessel_measures

Image = NDArray[np.uint8]

_FOCUS_DIAMETER_PX = 2 * STANDARD_DIAMETER_PX
# Smaller photographs cannot show the finest detail that is looked for.
_FOCUS_FROM_PX = 0.8 * _FOCUS_DIAMETER_PX


def measure_quality(rgb: Image, fov: FieldOfView) -> dict[str, float] | None:
    """Measure a photograph's light, colour, detail and vessels at a fixed size of its field.

    Parameters
    ----------
    rgb : ndarray of uint8, shape (H, W, 3)
        The photograph.
    fov : FieldOfView
        Field of view of the same photograph.

    Returns
    -------
    dict of str to float, or None
        None where next to nothing of the disc is visible. What the photograph is too small to
        show is NaN.
    """
    diameters: tuple[int, ...] = (_FOCUS_DIAMETER_PX, STANDARD_DIAMETER_PX)
    if fov.diameter_px < _FOCUS_FROM_PX:
        diameters = diameters[1:]
    fields = standard_fields(rgb, fov, diameters)
    if not fields:
        return None
    measures = light_measures(fields[-1]) | colour_measures(fields[-1])
    measures |= sharpness_measures(fields[-1]) | vessel_measures(fields[-1])
    focus = focus_measures(fields[0]) if len(fields) > 1 else dict.fromkeys(FOCUS, math.nan)
    return measures | focus
