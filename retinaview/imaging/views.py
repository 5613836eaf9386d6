"""Views of a photograph for display; measurements and exports never use them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import cv2
import numpy as np
from numpy.typing import NDArray

from retinaview.imaging.equalisation import equalise

Image = NDArray[np.uint8]

_CLIP_LIMIT = 2.5


class View(StrEnum):
    """The available views."""

    COLOUR = "colour"
    RED_FREE = "red-free"
    CLAHE = "clahe"

    @property
    def label(self) -> str:
        """Name to display."""
        return {"colour": "Colour", "red-free": "Red-free", "clahe": "Enhanced (CLAHE)"}[self.value]


@dataclass(frozen=True)
class Appearance:
    """How a photograph is shown.

    Attributes
    ----------
    view : View
        Colours, the green channel, or enhanced local contrast.
    brightness : float
        -1 to 1; 1 adds half of the range of values.
    contrast : float
        -1 to 1; values are spread around mid-grey by a factor of 4 at 1 and 1/4 at -1.
    """

    view: View = View.COLOUR
    brightness: float = 0.0
    contrast: float = 0.0


def render(rgb: Image, appearance: Appearance) -> Image:
    """Return the photograph as it is to be shown.

    Red-free light shows vessels and haemorrhages dark on a paler retina; a camera's green channel
    approximates it. CLAHE is contrast-limited adaptive histogram equalisation (Zuiderveld 1994)
    of the CIE L* lightness, in square tiles, an eighth of the shorter side each.

    Parameters
    ----------
    rgb : ndarray of uint8, shape (H, W, 3)
        RGB; not modified.
    appearance : Appearance
        View, brightness and contrast.

    Returns
    -------
    ndarray of uint8, shape (H, W, 3)
        RGB, C-contiguous; `rgb` itself if nothing changes.
    """
    curve = None
    if appearance.brightness != 0 or appearance.contrast != 0:
        curve = _curve(appearance.brightness, appearance.contrast)
    if appearance.view is View.RED_FREE:
        green = rgb[..., 1]
        grey = green if curve is None else curve[green]
        return np.asarray(cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB), dtype=np.uint8)
    seen = equalise(rgb, clip=_CLIP_LIMIT) if appearance.view is View.CLAHE else rgb
    if curve is None:
        return seen
    return np.asarray(cv2.LUT(seen, curve), dtype=np.uint8)


def _curve(brightness: float, contrast: float) -> Image:
    """Return the new value for each of the 256 values."""
    values = np.arange(256) - 127.5
    shown = values * 4.0**contrast + 127.5 + 127.5 * brightness
    return np.asarray(np.clip(np.rint(shown), 0, 255), dtype=np.uint8)
