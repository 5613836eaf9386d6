"""Colours for classes: seen on an orange retina, and told apart by readers who see fewer colours.

How far two colours are apart is measured in CIELAB, for all readers and for those without one kind
of cone, whom Machado, Oliveira and Fernandes simulate (IEEE TVCG 15, 2009).
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

Colour = tuple[int, int, int]

PALETTE: dict[str, Colour] = {
    "yellow": (240, 228, 66),
    "white": (245, 245, 245),
    "blue": (0, 165, 210),
    "violet": (180, 120, 255),
    "light green": (165, 255, 165),
    "pink": (240, 150, 255),
    "grey": (150, 150, 165),
    "mint": (210, 255, 210),
    "lilac": (240, 195, 255),
    "green": (150, 210, 165),
    "silver": (180, 195, 195),
    "sage": (120, 165, 135),
}
"""Colours to choose from, by name; at least 28 from every shade of a retina, and 10 apart."""

LEAST_APART = 10.0
"""Distance below which two colours are hard to tell apart, as outlines a pixel wide."""

_SEEN = np.array((
    (1, 0, 0), (0, 1, 0), (0, 0, 1),
    (0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216),
    (-0.003882, -0.048116, 1.051998),
    (0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413),
    (-0.011820, 0.042940, 0.968881),
    (1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602),
    (0.004733, 0.691367, 0.303900),
)).reshape(4, 3, 3)  # fmt: skip
"""Linear RGB as seen with all cones, and without long, middle and short ones, in that order."""
_TO_XYZ = np.array((
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
))  # fmt: skip
_WHITE = np.array((0.95047, 1.0, 1.08883))


def distance(one: Colour, other: Colour) -> float:
    """Return how far two colours are apart for the reader who tells them apart least.

    Returns
    -------
    float
        Distance in CIELAB (1976), from 0; about 2 is the least that anybody sees.
    """
    return float(np.linalg.norm(_seen(one) - _seen(other), axis=-1).min())


def farthest(taken: ArrayLike) -> Colour:
    """Return the colour of the palette that is farthest from those that are taken already.

    Parameters
    ----------
    taken : array-like of int, shape (N, 3)
        RGB, 0-255.
    """
    colours = [(int(r), int(g), int(b)) for r, g, b in np.reshape(taken, (-1, 3))]
    return max(
        PALETTE.values(), key=lambda one: min((distance(one, c) for c in colours), default=0)
    )


@lru_cache(maxsize=1024)
def _seen(colour: Colour) -> NDArray[np.float64]:
    """Return CIELAB of a colour as each kind of reader sees it, shape (4, 3)."""
    return _lab(_SEEN @ _linear(colour))


def _linear(colour: Colour) -> NDArray[np.float64]:
    """Return linear RGB, 0-1, of an sRGB colour."""
    share = np.array(colour) / 255
    return np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)


def _lab(linear: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return CIELAB of linear RGB, shape (N, 3)."""
    xyz = np.clip(linear, 0, 1) @ _TO_XYZ.T / _WHITE
    x, y, z = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116).T
    return np.stack((116 * y - 16, 500 * (x - y), 200 * (y - z)), axis=-1)
