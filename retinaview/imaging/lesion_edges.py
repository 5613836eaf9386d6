"""The edge of a lesion by its colour: where the green channel turns fastest from it to the retina.

Haemorrhages are darker than the retina around them, exudates brighter, in green more than in any
other channel. What stands out about as much as the place that was pointed at is lesion; what hardly
stands out is retina; between the two, a watershed of the gradient (Beucher and Lantuejoul 1979)
finds the edge.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from retinaview.core.geometry import Box
from retinaview.core.mask import Mask

Floats = NDArray[np.float32]
Pixels = NDArray[np.bool_]

REACHES = 1 / 180, 1 / 90, 1 / 45, 1 / 22, 1 / 11
"""Half sides of the neighbourhoods that are tried, as shares of the photograph's width."""
_LEAST_REACH_PX = 8
_POINT_REACH_PX = 2
_CLEAR = 0.6
"""Share of the contrast at the place from which a pixel is lesion."""
_FAINT = 0.2
"""Share below which it is retina."""
_LEAST_CONTRAST = 4.0
"""In 256 steps; grain of a photograph stands out less."""
_TIMES_GRAIN = 1.5
_OPEN_SHARE = 0.7
"""A lesion that comes nearer to the edge of its neighbourhood may go on beyond."""
_FRAME_SHARE = 0.35
"""A box's neighbourhood reaches so far beyond it, in sides."""


@dataclass(frozen=True, eq=False)
class _Surroundings:
    """A neighbourhood in the green channel: where it lies, and how it stands out."""

    x: int
    y: int
    green: Floats

    def mask(self, pixels: Pixels) -> Mask | None:
        return Mask.of(pixels, x=self.x, y=self.y)


def lesion_at(rgb: NDArray[np.uint8], x: float, y: float) -> Mask | None:
    """Outline what stands out from the retina at a place.

    Parameters
    ----------
    rgb : ndarray of uint8, shape (H, W, 3)
        The photograph.
    x, y : float
        The place, source pixels.

    Returns
    -------
    Mask or None
        None where nothing stands out there, or what does has no edge within an eleventh of the
        photograph's width.
    """
    height, width = rgb.shape[:2]
    if not (0 <= x < width and 0 <= y < height):
        return None
    for share in REACHES:
        reach = max(round(share * width), _LEAST_REACH_PX)
        near = _surroundings(rgb, x - reach, y - reach, x + reach, y + reach)
        at = int(y) - near.y, int(x) - near.x
        distance = np.maximum(*np.abs(np.indices(near.green.shape) - np.array(at)[:, None, None]))
        inside = distance <= _OPEN_SHARE * reach
        found = _standing_out(near, seed=distance <= _POINT_REACH_PX, outside=~inside, at=at)
        if found is not None and not (found & (distance >= _OPEN_SHARE * reach - 1)).any():
            return near.mask(found)
    return None


def lesions_in(rgb: NDArray[np.uint8], box: Box) -> Mask | None:
    """Outline what stands out in a box from the retina around it.

    Parameters
    ----------
    rgb : ndarray of uint8, shape (H, W, 3)
        The photograph.
    box : Box
        Source pixels.

    Returns
    -------
    Mask or None
        Inside the box; None where nothing stands out.
    """
    across, along = (max(_FRAME_SHARE * side, 4.0) for side in (box.width, box.height))
    near = _surroundings(rgb, box.x - across, box.y - along, box.right + across, box.bottom + along)
    inside = Mask.filling(box).within(near.x, near.y, near.green.shape[1], near.green.shape[0])
    if not inside.any() or inside.all():
        return None
    found = _standing_out(near, seed=inside, outside=~inside, at=None)
    return None if found is None else near.mask(found & inside)


def _surroundings(
    rgb: NDArray[np.uint8], left: float, top: float, right: float, bottom: float
) -> _Surroundings:
    height, width = rgb.shape[:2]
    x, y = max(int(left), 0), max(int(top), 0)
    part = rgb[y : min(int(bottom) + 1, height), x : min(int(right) + 1, width), 1]
    smooth = cv2.GaussianBlur(part.astype(np.float32), (0, 0), max(0.8, width / 4000))
    return _Surroundings(x, y, np.asarray(smooth, dtype=np.float32))


def _standing_out(
    near: _Surroundings, *, seed: Pixels, outside: Pixels, at: tuple[int, int] | None
) -> Pixels | None:
    """Return the pixels of the lesion, or lesions, that a seed is in.

    Parameters
    ----------
    near : _Surroundings
        The neighbourhood.
    seed : ndarray of bool, shape (H, W)
        Where the lesion is strongest, or somewhere in it.
    outside : ndarray of bool, shape (H, W)
        Where the retina is to be compared with.
    at : tuple of int or None
        Row and column of which the lesion must be; None for all in the seed.
    """
    retina = near.green[outside]
    if not retina.size:
        return None
    level = float(np.median(retina))
    grain = float(np.median(np.abs(retina - level))) * 1.4826
    contrast = near.green - level
    strongest = contrast[seed]
    sides = np.percentile(strongest, [2, 98]) if at is None else [strongest.min(), strongest.max()]
    peak = float(max(sides, key=abs))
    if abs(peak) < max(_LEAST_CONTRAST, _TIMES_GRAIN * grain):
        return None
    share = contrast / peak
    clear = (share >= _CLEAR) & ~outside
    if at is not None:
        clear = _part_with(clear, seed)
    if not clear.any():
        return None
    faint = (share <= _FAINT) | outside
    return _flooded(near.green, clear, faint & ~clear)


def _part_with(pixels: Pixels, seed: Pixels) -> Pixels:
    """Return the connected parts that a seed is in."""
    _, labels = cv2.connectedComponents(pixels.view(np.uint8), connectivity=8)
    wanted = np.unique(labels[seed & pixels])
    return np.isin(labels, wanted) & pixels


def _flooded(green: Floats, lesion: Pixels, retina: Pixels) -> Pixels:
    """Return the lesion grown to where the gradient is steepest on the way to the retina."""
    # Loads slowly, and is needed when the first lesion is outlined.
    from skimage.segmentation import watershed

    across, along = (cv2.Sobel(green, cv2.CV_32F, *order, ksize=3) for order in ((1, 0), (0, 1)))
    markers = lesion.astype(np.int32) + 2 * retina.astype(np.int32)
    return np.asarray(watershed(np.hypot(across, along), markers) == 1)
