"""What the retina's detail looks like: how sharp, how strong, and how much like vessels.

Vessels are thin, dark, long lines on a smooth ground. A face, a page or noise has other lines:
too many edges, bright ones as many as dark ones, dots instead of lines, or none.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from retinaview.imaging.standard_field import STANDARD_DIAMETER_PX, StandardField

Floats = NDArray[np.float32]

# Bands between Gaussians, pixels at the standard diameter of 256; a large vessel is 6 px wide.
_BAND_SIGMAS = (0.7, 1.4, 2.8, 5.6)
_RIDGE_SIGMA = 2.0
# A line counts from an eighth of the diameter.
_LINE_LENGTH = 0.12


@dataclass(frozen=True)
class Texture:
    """Measures of a standard field's detail, all without unit.

    Attributes
    ----------
    sharpness : float
        Fine detail (1-2 px at a diameter of 256) over coarser detail (2-4 px).
    contrast : float
        Root mean square of the coarser detail, as a part of the local brightness.
    fine_peaks, coarse_peaks : float
        The strongest hundredth of both over their medians: 3.8 for noise, 6-13 for vessels, above
        that for drawings and hard edges.
    fall_off : float
        Coarser detail over the next coarser (4-8 px).
    dots : float
        Dark dots over dark lines.
    dark_lines : float
        Dark lines over bright lines.
    line_length : float
        Summed extent of the dark lines, in diameters.
    longest_line : float
        Extent of the longest dark line, in diameters.
    spread : float
        Standard deviation of the detail.
    """

    sharpness: float
    contrast: float
    fine_peaks: float
    coarse_peaks: float
    fall_off: float
    dots: float
    dark_lines: float
    line_length: float
    longest_line: float
    spread: float


def measure_texture(field: StandardField) -> Texture:
    """Measure the detail of a field of view."""
    fine, coarse, coarser = _bands(field)
    strength = _strength(coarse)
    lines, bright_lines, dots = _ridges(field)
    extents = _line_extents(lines > strength)
    inside = field.inside
    dark = _root_mean_square(lines[inside])
    return Texture(
        sharpness=_strength(fine) / strength,
        contrast=strength,
        fine_peaks=_peaks(fine),
        coarse_peaks=_peaks(coarse),
        fall_off=strength / _strength(coarser),
        dots=_root_mean_square(dots[inside]) / dark,
        dark_lines=dark / _root_mean_square(bright_lines[inside]),
        line_length=float(extents.sum()),
        longest_line=float(extents.max(initial=0.0)),
        spread=float(field.detail[inside].std()),
    )


def band_strength(detail: Floats, inside: NDArray[np.bool_]) -> float:
    """Strength of the coarser detail alone; see `Texture.contrast`."""
    _, finer, coarser, _ = _BAND_SIGMAS
    band = np.abs((_blurred(detail, finer) - _blurred(detail, coarser))[inside])
    return _strength(band)


def _bands(field: StandardField) -> list[Floats]:
    """Absolute detail between neighbouring Gaussians, inside the disc, shape (N,) each."""
    levels = [_blurred(field.detail, sigma) for sigma in _BAND_SIGMAS]
    return [np.abs((finer - coarser)[field.inside]) for finer, coarser in pairwise(levels)]


def _blurred(values: Floats, sigma: float) -> Floats:
    return np.asarray(cv2.GaussianBlur(values, (0, 0), sigma), dtype=np.float32)


def _strength(band: Floats) -> float:
    """Root mean square, with the strongest fiftieth capped: the disc's rim must not decide."""
    return _root_mean_square(np.minimum(band, np.percentile(band, 98)))


def _peaks(band: Floats) -> float:
    return float((np.percentile(band, 99) + 1e-6) / (np.median(band) + 1e-6))


def _root_mean_square(values: Floats) -> float:
    # Never nothing: the measures are divided by one another.
    return float(np.sqrt(np.mean(np.square(values)))) + 1e-6


def _ridges(field: StandardField) -> tuple[Floats, Floats, Floats]:
    """Dark lines, bright lines and dark dots from the Hessian's eigenvalues (Frangi et al. 1998).

    A dark line has one large positive eigenvalue, a bright one a large negative one, a dark dot
    two positive ones.
    """
    smooth = _blurred(field.detail, _RIDGE_SIGMA) * np.float32(_RIDGE_SIGMA**2)
    xx = cv2.Sobel(smooth, cv2.CV_32F, 2, 0, ksize=3, scale=0.25)
    yy = cv2.Sobel(smooth, cv2.CV_32F, 0, 2, ksize=3, scale=0.25)
    xy = cv2.Sobel(smooth, cv2.CV_32F, 1, 1, ksize=3, scale=0.25)
    mean, radius = (xx + yy) / 2, np.hypot((xx - yy) / 2, xy)
    larger, smaller = mean + radius, mean - radius
    inside = field.inside.astype(np.float32)
    dark = np.maximum(larger - np.abs(smaller), 0) * inside
    bright = np.maximum(-smaller - np.abs(larger), 0) * inside
    return dark, bright, np.maximum(smaller, 0) * inside


def _line_extents(lines: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Diagonals of the lines' boxes, in diameters; short ones are left out."""
    _, _, boxes, _ = cv2.connectedComponentsWithStats(lines.astype(np.uint8))
    sides = boxes[1:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].astype(np.float64)
    extents = np.hypot(sides[:, 0], sides[:, 1]) / STANDARD_DIAMETER_PX
    return np.asarray(extents[extents > _LINE_LENGTH])
