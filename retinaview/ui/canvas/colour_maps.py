"""Colours for attention: from a value to a colour whose opacity grows with the value."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from retinaview.core.errors import RetinaViewError
from retinaview.core.text import shown

_OPENCV = {
    "inferno": cv2.COLORMAP_INFERNO,
    "viridis": cv2.COLORMAP_VIRIDIS,
    "turbo": cv2.COLORMAP_TURBO,
    "magma": cv2.COLORMAP_MAGMA,
    "cividis": cv2.COLORMAP_CIVIDIS,
}
COLOUR_MAPS = tuple(_OPENCV)

# Attention below the first value stays clear, so that most of the retina is seen as it is;
# from the second on it is fully there.
CLEAR_BELOW = 0.08
FULL_FROM = 0.75


def colour_map(name: str) -> NDArray[np.uint8]:
    """Return the colours of a map.

    Parameters
    ----------
    name : str
        One of `COLOUR_MAPS`.

    Returns
    -------
    ndarray of uint8, shape (256, 3)
        RGB from the lowest value to the highest.

    Raises
    ------
    RetinaViewError
        The name is not known; the message lists the known ones.
    """
    if name not in _OPENCV:
        known = ", ".join(COLOUR_MAPS)
        raise RetinaViewError(f"unknown colour map {shown(name)}; known are {known}")
    ramp = np.arange(256, dtype=np.uint8)[:, None]
    bgr = cv2.applyColorMap(ramp, _OPENCV[name])
    return np.asarray(bgr[:, 0, ::-1], dtype=np.uint8)


def attention_colours(name: str) -> NDArray[np.uint8]:
    """Return the colours of a map with opacity, as Qt stores ARGB32_Premultiplied.

    Returns
    -------
    ndarray of uint8, shape (256, 4)
        Blue, green, red, each already multiplied with the opacity, and the opacity.
    """
    values = np.linspace(0.0, 1.0, 256)
    rise = np.clip((values - CLEAR_BELOW) / (FULL_FROM - CLEAR_BELOW), 0.0, 1.0)
    opacity = rise * rise * (3.0 - 2.0 * rise)  # smoothstep: no visible rim
    colours = colour_map(name)[:, ::-1] * opacity[:, None]
    return np.rint(np.column_stack([colours, 255.0 * opacity])).astype(np.uint8)
