"""Grades, maps and suspicious regions of a photograph, by whichever network grades it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from torch import nn

from retinaview.models.graded import GradedPhotograph, GradeReading
from retinaview.models.preprocessing import Circle, Preprocessing
from retinaview.models.zoom_in_reading import Eye, grade_zoom_in

__all__ = ["GradeReading", "GradedPhotograph", "grade_photograph"]


def grade_photograph(
    module: nn.Module,
    preprocessing: Preprocessing,
    reading: GradeReading,
    rgb: NDArray[np.uint8],
    fov: Circle,
    *,
    bfloat16: bool = False,
    fellow: Eye | None = None,
) -> GradedPhotograph:
    """Grade a photograph and find where the network looked.

    Parameters
    ----------
    module
        A grading network in evaluation mode.
    preprocessing, reading
        From its model card.
    rgb
        Uint8 ``(H, W, 3)``, RGB, 0-255.
    fov
        The photograph's field of view.
    bfloat16
        Compute in bfloat16 autocast; for devices that are faster at it.
    fellow
        The patient's other eye, for networks that grade both eyes together.

    Raises
    ------
    ModelError
        If the network's output is not finite.
    """
    return grade_zoom_in(module, preprocessing, reading, rgb, fov, bfloat16=bfloat16, fellow=fellow)
