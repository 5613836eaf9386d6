"""Measures of detail: how sharp, how strong and how vessel-like it is.

Vessels are thin, dark, long lines on a smooth ground. A face, a page or noise differs: too many
edges, as many bright lines as dark ones, dots instead of lines, or none.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from retinaview.imaging.standard_field import STANDARD_DIAMETER_PX, StandardField, local_mean

Floats = NDArray[np.float32]
Mask = NDArray[np.bool_]

# Bands between Gaussians, pixels at the standard diameter of 256; a large vessel is 6 px wide.
_BAND_SIGMAS = (0.7, 1.4, 2.8, 5.6)
_RIDGE_SIGMA = 2.0
# Least length of a line that counts, as a share of the diameter.
_LINE_LENGTH = 0.12
# Neighbourhood over which detail is averaged, to find parts of the field without any.
_NEIGHBOURHOOD = STANDARD_DIAMETER_PX / 12

FOCUS = ("focus", "focus_peaks", "focus_50", "focus_90")
"""Keys of the result of `focus_measures`."""


def sharpness_measures(field: StandardField) -> dict[str, float]:
    """Measure the strength of detail at each scale, over the field and in its worst parts.

    Parameters
    ----------
    field : StandardField
        At the standard diameter.

    Returns
    -------
    dict of str to float
        ``sharpness``, ``fall_off``: each band of detail (1-2, 2-4, 4-8 px) over the next coarser;
        ``fine_peaks``, ``coarse_peaks``: 99th percentile over median, 3.8 for noise, 6-13 for
        vessels, more for drawings; ``contrast``: root mean square of the middle band, relative to
        local brightness; ``sharp_*``, ``contrast_*``: their percentiles 10, 50 and 90 over the
        field; ``patchy``: worst over best contrast; ``spread``: standard deviation of the detail.
    """
    inside = field.inside
    fine, middle, coarse = _bands(field.detail)
    strengths = [_strength(band[inside]) for band in (fine, middle, coarse)]
    energies = [local_mean(np.square(band), inside, _NEIGHBOURHOOD) for band in (fine, middle)]
    local_fine, local_middle = (np.sqrt(energy[inside]) + 1e-6 for energy in energies)
    sharp = _quantiles(local_fine / local_middle, (0.1, 0.5, 0.9))
    contrasts = _quantiles(local_middle, (0.1, 0.5, 0.9))
    measures = {
        "sharpness": strengths[0] / strengths[1],
        "fall_off": strengths[1] / strengths[2],
        "fine_peaks": _peaks(fine[inside]),
        "coarse_peaks": _peaks(middle[inside]),
        "contrast": strengths[1],
        "patchy": contrasts[0] / contrasts[2],
        "spread": float(field.detail[inside].std()),
    }
    for share, worst, best in zip((10, 50, 90), sharp, contrasts, strict=True):
        measures |= {f"sharp_{share}": worst, f"contrast_{share}": best}
    return measures


def focus_measures(field: StandardField) -> dict[str, float]:
    """Measure the finest detail of a field at twice the standard diameter.

    Returns
    -------
    dict of str to float
        ``focus``: 1-2 px over 2-4 px; ``focus_peaks``: the former's 99th percentile over its
        median; ``focus_50``, ``focus_90``: percentiles over the field.
    """
    inside = field.inside
    fine, middle = _bands(field.detail, _BAND_SIGMAS[:3])
    energies = [local_mean(np.square(band), inside, 2 * _NEIGHBOURHOOD) for band in (fine, middle)]
    local_fine, local_middle = (np.sqrt(energy[inside]) + 1e-6 for energy in energies)
    half, best = _quantiles(local_fine / local_middle, (0.5, 0.9))
    ratio = _strength(fine[inside]) / _strength(middle[inside])
    return dict(zip(FOCUS, (ratio, _peaks(fine[inside]), half, best), strict=True))


def vessel_measures(field: StandardField) -> dict[str, float]:
    """Measure lines that may be vessels.

    Parameters
    ----------
    field : StandardField
        At the standard diameter.

    Returns
    -------
    dict of str to float
        ``dots``: dark dots over dark lines; ``dark_lines``: dark over bright lines;
        ``line_length``, ``longest_line``: extent of long dark lines, summed and largest, in
        diameters; ``line_depth``: contrast to their surroundings, in standard deviations of the
        detail; ``lines_25``, ``lines_50``: percentiles of the density of long lines over the
        field; ``covered``: share of the field with any nearby.
    """
    inside = field.inside
    dark, bright, dots = _ridges(field)
    _, middle, _ = _bands(field.detail)
    found = (dark > _strength(middle[inside])) & inside
    lines, extents = _long_lines(found)
    density = local_mean(lines.astype(np.float32), inside, _NEIGHBOURHOOD)[inside]
    quarter, half = _quantiles(density, (0.25, 0.5))
    strength = _root_mean_square(dark[inside])
    depth = -float(field.detail[lines].mean()) if lines.any() else 0.0
    return {
        "dots": _root_mean_square(dots[inside]) / strength,
        "dark_lines": strength / _root_mean_square(bright[inside]),
        "line_length": float(extents.sum()),
        "longest_line": float(extents.max(initial=0.0)),
        "line_depth": depth / (float(field.detail[inside].std()) + 1e-6),
        "lines_25": quarter,
        "lines_50": half,
        "covered": float(np.mean(density > 0.01)),
    }


def band_strength(detail: Floats, inside: Mask) -> float:
    """Return the root mean square of the middle band (2-4 px at the standard diameter)."""
    (band,) = _bands(detail, _BAND_SIGMAS[1:3])
    return _strength(band[inside])


def _bands(detail: Floats, sigmas: Sequence[float] = _BAND_SIGMAS) -> list[Floats]:
    """Return the absolute difference between successive Gaussians."""
    levels = [cv2.GaussianBlur(detail, (0, 0), sigma) for sigma in sigmas]
    return [np.abs(finer - coarser) for finer, coarser in pairwise(levels)]


def _strength(band: Floats) -> float:
    """Return the root mean square with the strongest 2 % capped, so that no rim decides."""
    return _root_mean_square(np.minimum(band, np.percentile(band, 98)))


def _peaks(band: Floats) -> float:
    median, peak = _quantiles(band, (0.5, 0.99))
    return (peak + 1e-6) / (median + 1e-6)


def _quantiles(values: NDArray[np.floating], shares: Sequence[float]) -> list[float]:
    return [float(value) for value in np.quantile(values, shares)]


def _root_mean_square(values: Floats) -> float:
    # Never zero, because the measures are divided by one another.
    return float(np.sqrt(np.mean(np.square(values)))) + 1e-6


def _ridges(field: StandardField) -> tuple[Floats, Floats, Floats]:
    """Return dark lines, bright lines and dark dots from the Hessian (Frangi et al. 1998).

    A dark line has one large positive eigenvalue, a bright one a large negative one, a dark dot
    two positive ones.
    """
    smooth = cv2.GaussianBlur(field.detail, (0, 0), _RIDGE_SIGMA) * np.float32(_RIDGE_SIGMA**2)
    xx = cv2.Sobel(smooth, cv2.CV_32F, 2, 0, ksize=3, scale=0.25)
    yy = cv2.Sobel(smooth, cv2.CV_32F, 0, 2, ksize=3, scale=0.25)
    xy = cv2.Sobel(smooth, cv2.CV_32F, 1, 1, ksize=3, scale=0.25)
    mean, radius = (xx + yy) / 2, np.hypot((xx - yy) / 2, xy)
    larger, smaller = mean + radius, mean - radius
    inside = field.inside.astype(np.float32)
    dark = np.maximum(larger - np.abs(smaller), 0) * inside
    bright = np.maximum(-smaller - np.abs(larger), 0) * inside
    return dark, bright, np.maximum(smaller, 0) * inside


def _long_lines(lines: Mask) -> tuple[Mask, NDArray[np.float64]]:
    """Return the pixels of long lines and the diagonals of their boxes, in diameters."""
    _, labels, boxes, _ = cv2.connectedComponentsWithStats(lines.astype(np.uint8))
    sides = boxes[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].astype(np.float64)
    extents = np.hypot(sides[:, 0], sides[:, 1]) / STANDARD_DIAMETER_PX
    long = extents > _LINE_LENGTH
    long[0] = False
    return long[labels], extents[long]
