"""Contrast-limited adaptive histogram equalisation (CLAHE) of a photograph's lightness."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

TILES = 8
"""Histograms along each side; Zuiderveld's and OpenCV's usual number."""


def equalise(image: NDArray[np.uint8], *, clip: float) -> NDArray[np.uint8]:
    """Equalise the lightness and leave the hue as it is.

    Parameters
    ----------
    image
        Uint8 array ``(H, W, 3)``, RGB.
    clip
        No grey level of a tile may hold more than so many times its even share of the pixels.

    Returns
    -------
    ndarray
        Uint8 array ``(H, W, 3)``, RGB.

    References
    ----------
    Zuiderveld, Contrast Limited Adaptive Histogram Equalization, Graphics Gems IV, 1994.
    """
    lab = cv2.cvtColor(image, cv2.COLOR_RGB2LAB)
    lab[..., 0] = cv2.createCLAHE(clip, (TILES, TILES)).apply(np.ascontiguousarray(lab[..., 0]))
    return np.asarray(cv2.cvtColor(lab, cv2.COLOR_LAB2RGB), np.uint8)
