"""Contrast-limited adaptive histogram equalisation (CLAHE) of a photograph's lightness."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

TILES_ALONG_SHORTER_SIDE = 8
"""The default of Zuiderveld and of OpenCV."""


def equalise(rgb: NDArray[np.uint8], *, clip: float) -> NDArray[np.uint8]:
    """Equalise the CIE L* lightness in square tiles, keeping the hue.

    Parameters
    ----------
    rgb : ndarray of uint8, shape (H, W, 3)
        RGB; not modified.
    clip : float
        Clip limit: most pixels in a grey level of a tile, as a multiple of an even share.

    Returns
    -------
    ndarray of uint8, shape (H, W, 3)
        RGB.

    References
    ----------
    Zuiderveld, Contrast Limited Adaptive Histogram Equalization, Graphics Gems IV, 1994.
    """
    lab = cv2.cvtColor(rgb, cv2.COLOR_RGB2LAB)
    height, width = rgb.shape[:2]
    tile = max(1.0, min(height, width) / TILES_ALONG_SHORTER_SIDE)
    grid = (max(1, round(width / tile)), max(1, round(height / tile)))
    lightness = cv2.createCLAHE(clip, grid).apply(cv2.extractChannel(lab, 0))
    cv2.insertChannel(lightness, lab, 0)
    return np.asarray(cv2.cvtColor(lab, cv2.COLOR_LAB2RGB), dtype=np.uint8)
