"""Measures of brightness and colour of a field of view."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from retinaview.imaging.standard_field import (
    STANDARD_DIAMETER_PX,
    StandardField,
    local_contrast,
    local_mean,
)
from retinaview.imaging.texture import band_strength

Floats = NDArray[np.float32]

# Neighbourhoods as fractions of the diameter: for even light, an optic disc, its surroundings.
_EVEN, _DISC, _AROUND_DISC = 1 / 24, 1 / 32, 1 / 8
_DARK, _BRIGHT, _BURNT = 30, 235, 250
_PALE = 0.15


def light_measures(field: StandardField) -> dict[str, float]:
    """Measure brightness, and how even it and the colour are.

    Parameters
    ----------
    field : StandardField
        At the standard diameter.

    Returns
    -------
    dict of str to float
        ``light_*``, ``green_*``: percentiles 5, 50 and 95 of the brightest channel and of the green
        channel, 0-255; ``uneven``, ``uneven_green``: range over sum of the outer two; ``dark``,
        ``bright``, ``burnt``, ``pale``: shares of the field that are nearly black, nearly white,
        saturated in two channels, nearly white or grey; ``rim``: light near the rim over light at
        the centre; ``hues``: largest spread, from percentile 5 to 95, of a channel's share of the
        light, next to 0 for grey in any tint.
    """
    inside = field.inside
    smooth = local_mean(field.rgb.astype(np.float32), inside, _EVEN * STANDARD_DIAMETER_PX)
    darkest, middle, light = _ordered(smooth[inside])
    radius = field.radius[inside]
    low, half, high = np.quantile(light, (0.05, 0.5, 0.95))
    green_low, green_half, green_high = np.quantile(smooth[inside, 1], (0.05, 0.5, 0.95))
    # Averaging would hide saturated channels, so these are measured on single pixels.
    _, second, _ = _ordered(field.rgb[inside])
    colourless = darkest > (1 - _PALE) * light
    shares = smooth[inside] / (smooth[inside].sum(axis=1, keepdims=True) + 1)
    return {
        "light_05": float(low),
        "light_50": float(half),
        "light_95": float(high),
        "green_05": float(green_low),
        "green_50": float(green_half),
        "green_95": float(green_high),
        "uneven": float((high - low) / (high + low + 1)),
        "uneven_green": float((green_high - green_low) / (green_high + green_low + 1)),
        "dark": float(np.mean(light < _DARK)),
        "bright": float(np.mean(middle > _BRIGHT)),
        "burnt": float(np.mean(second >= _BURNT)),
        "pale": float(np.mean(colourless & (light > 100))),
        "rim": _mean(light[radius > 0.7]) / (_mean(light[radius < 0.4]) + 1),
        "hues": float(np.ptp(np.quantile(shares, (0.05, 0.95), axis=0), axis=0).max()),
    }


def colour_measures(field: StandardField) -> dict[str, float]:
    """Measure colour, and its signs of blood and of an optic disc.

    Blood absorbs green light, so vessels have little contrast in red, while the contours of other
    objects are equally strong in all channels.

    Returns
    -------
    dict of str to float
        ``red``, ``blue``: shares of the sum of the channels; ``saturation``: median; ``chroma``:
        mean difference of a pixel's channels, 0-1; ``blood``: red over green detail, 1 for grey;
        ``disc``: brightest spot of a disc's size, in standard deviations of the green channel.
    """
    pixels = field.rgb[field.inside].astype(np.float32)
    red, green, blue = (float(pixels[:, channel].mean()) for channel in range(3))
    total = red + green + blue + 1
    darkest, _, brightest = _ordered(pixels)
    chroma = brightest - darkest
    red_detail = local_contrast(field.rgb[..., 0], field.inside, field.diameter_px)
    return {
        "red": red / total,
        "blue": blue / total,
        "saturation": float(np.median(chroma / (brightest + 1))),
        "chroma": float(chroma.mean()) / 255,
        "blood": band_strength(red_detail, field.inside)
        / band_strength(field.detail, field.inside),
        "disc": _brightest_spot(field),
    }


def _brightest_spot(field: StandardField) -> float:
    green = field.rgb[..., 1].astype(np.float32)
    spot, around = (
        local_mean(green, field.inside, share * STANDARD_DIAMETER_PX)
        for share in (_DISC, _AROUND_DISC)
    )
    rise = (spot - around)[field.inside]
    return float(np.quantile(rise, 0.99) / (rise.std() + 0.5))


def _ordered(pixels: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Return the smallest, middle and largest channel of every pixel."""
    red, green, blue = (np.ascontiguousarray(pixels[:, channel]) for channel in range(3))
    low, high = np.minimum(red, green), np.maximum(red, green)
    return np.minimum(low, blue), np.maximum(low, np.minimum(high, blue)), np.maximum(high, blue)


def _mean(values: Floats) -> float:
    return float(values.mean()) if values.size else 0.0
