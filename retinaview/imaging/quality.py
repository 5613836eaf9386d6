"""The quality gate: whether a photograph shows a retina, and well enough to be graded.

Every measure is brought to 0-1 with 0.5 at the limit, the worst one is the score, and a
photograph is gradable where no measure falls below its limit. The limits were set on 100 IDRiD
grading photographs and 200 EyePACS ones (256 px, stretched colours), all from the training side,
and on degraded copies of them. Of photographs not used for that, none of 366 IDRiD and 5 of 800
EyePACS ones are refused; of copies, all that are blurred by 1 % of the diameter or darkened to
10 % are, and 94 % of those darkened to 15 %. Other cameras had no say, so the limits leave room.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retinaview.core.findings import Quality
from retinaview.imaging.field_of_view import FieldOfView
from retinaview.imaging.likeness import strangeness
from retinaview.imaging.standard_field import StandardField, standard_field
from retinaview.imaging.texture import measure_texture

Image = NDArray[np.uint8]

NOT_FUNDUS = "not a fundus photograph"
GRADABLE_SCORE = 0.5


@dataclass(frozen=True)
class _Limit:
    """Values of one measure that are hopeless (0), just enough (0.5) and good (1)."""

    hopeless: float
    enough: float
    good: float

    def score(self, value: float) -> float:
        """0-1; the measure may be good when large or when small."""
        points = (self.hopeless, self.enough, self.good)
        sign = 1.0 if self.good > self.hopeless else -1.0
        return float(np.interp(sign * value, [sign * point for point in points], (0.0, 0.5, 1.0)))


_SHARPNESS = _Limit(0.40, 0.54, 0.74)
_CONTRAST = _Limit(0.002, 0.005, 0.014)
# Medians over the field, of 255: the brightest channel, and the green one that holds the detail.
_BRIGHTNESS = _Limit(10, 28, 80)
_GREEN = _Limit(5, 16, 40)
# Part of the field where two channels are at their end; red alone often is, and harmless.
_BURNT = _Limit(0.6, 0.3, 0.05)
_DIAMETER_PX = _Limit(60, 120, 250)
_VISIBLE = _Limit(0.25, 0.45, 0.75)

# As a part of the distance from fundus photographs that is still accepted.
_STRANGENESS = _Limit(1.6, 1.0, 0.6)


def assess_quality(rgb: Image, fov: FieldOfView | None) -> Quality:
    """Judge a photograph.

    Parameters
    ----------
    rgb : ndarray of uint8, shape (H, W, 3)
        The photograph.
    fov : FieldOfView or None
        What `find_field_of_view` found in it.

    Returns
    -------
    Quality
        `score` is 0-1; gradable from 0.5 on. `reasons` are empty where it is gradable, worst first
        where it is not.
    """
    field = None if fov is None else standard_field(rgb, fov)
    if fov is None or field is None:
        return Quality(0.0, gradable=False, is_fundus=False, reasons=_nothing(rgb))
    texture = measure_texture(field)
    scores = _light_scores(field) | _size_scores(fov)
    scores |= {
        "blurred": _SHARPNESS.score(texture.sharpness),
        "low contrast": _CONTRAST.score(texture.contrast),
    }
    retinal = _STRANGENESS.score(strangeness(field, fov, texture))
    # Blurred or unlit, a disc may well be a retina: then its texture is no evidence.
    poor = min(scores.values()) < GRADABLE_SCORE
    is_fundus = retinal >= GRADABLE_SCORE or (fov.outlined and poor)
    if not (fov.outlined and poor):
        scores[NOT_FUNDUS] = retinal
    failed = [reason for reason, score in scores.items() if score < GRADABLE_SCORE]
    return Quality(
        min(scores.values()),
        gradable=not failed,
        is_fundus=is_fundus,
        reasons=tuple(sorted(failed, key=scores.__getitem__)),
    )


def _nothing(rgb: Image) -> tuple[str, ...]:
    """Why nothing but a flat background was found."""
    level = float(rgb[:: max(1, rgb.shape[0] // 64), :: max(1, rgb.shape[1] // 64)].mean())
    if level < 30:
        return ("too dark",)
    return ("over-exposed",) if level > 225 else ("no field of view",)


def _light_scores(field: StandardField) -> dict[str, float]:
    pixels = field.rgb[field.inside]
    brightness = float(np.median(pixels.max(axis=1)))
    green = float(np.median(pixels[:, 1]))
    second_brightest = np.sort(pixels, axis=1)[:, 1]
    burnt = float(np.mean(second_brightest >= 250))
    return {
        "too dark": min(_BRIGHTNESS.score(brightness), _GREEN.score(green)),
        "over-exposed": _BURNT.score(burnt),
    }


def _size_scores(fov: FieldOfView) -> dict[str, float]:
    whole = math.pi * fov.radius_px**2
    # A crop shows what it shows; of a disc, much may be cut off.
    visible = _VISIBLE.score(fov.area_px / whole) if fov.outlined else 1.0
    return {"small field of view": min(_DIAMETER_PX.score(fov.diameter_px), visible)}
