"""How bright a photograph is along a line."""

from __future__ import annotations

from math import hypot

import cv2
import numpy as np
from numpy.typing import NDArray

from retinaview.imaging.halvings import Halvings
from retinaview.imaging.views import View
from retinaview.ui.canvas.outcomes import Measured

MOST_SAMPLES = 256


def intensity_profile(photograph: Halvings, line: Measured) -> NDArray[np.uint8]:
    """Return the colours along a line, one sample per pixel or `MOST_SAMPLES` evenly spread.

    Parameters
    ----------
    photograph : Halvings
        Its largest size is read.
    line : Measured
        Source pixels; what lies outside the photograph is black.

    Returns
    -------
    ndarray of uint8, shape (N, 3)
        RGB, interpolated between pixels; N is at least 2.
    """
    rgb = photograph.levels[0].seen(View.COLOUR)
    count = max(2, min(MOST_SAMPLES, round(hypot(line.x1 - line.x0, line.y1 - line.y0)) + 1))
    scale = photograph.levels[0].width / photograph.width
    # A pixel's centre lies half a pixel inside; cv2 counts from the centre of the first.
    x = (np.linspace(line.x0, line.x1, count, dtype=np.float32) * scale - 0.5)[None]
    y = (np.linspace(line.y0, line.y1, count, dtype=np.float32) * scale - 0.5)[None]
    left, top = (max(int(np.floor(v.min())) - 1, 0) for v in (x, y))
    right, bottom = (int(np.ceil(v.max())) + 2 for v in (x, y))
    part = rgb[top:bottom, left:right]
    if not part.size:
        return np.zeros((count, 3), np.uint8)
    found = cv2.remap(part, x - left, y - top, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)
    return np.asarray(found[0], np.uint8)
