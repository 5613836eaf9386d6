"""The quality gate: whether a photograph shows a retina, and well enough to be graded.

Measures at a fixed size of the field are the input of boosted trees, which were fitted on graded
photographs and on degraded copies of sharp ones; docs/quality.md describes how, and how well.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from retinaview.core.findings import Quality
from retinaview.imaging.field_of_view import FieldOfView
from retinaview.imaging.light import colour_measures, light_measures
from retinaview.imaging.quality_model import QualityModel, shipped_quality_model
from retinaview.imaging.standard_field import STANDARD_DIAMETER_PX, standard_fields
from retinaview.imaging.texture import FOCUS, focus_measures, sharpness_measures, vessel_measures

Image = NDArray[np.uint8]

NOT_FUNDUS = "not a fundus photograph"
COLOURLESS = "no colour"
HAZE = "haze"
CUT_OFF = "field cut off"
SMALL = "too few pixels"

_FOCUS_DIAMETER_PX = 2 * STANDARD_DIAMETER_PX
# Smaller photographs cannot show the finest detail that is looked for.
_FOCUS_FROM_PX = 0.8 * _FOCUS_DIAMETER_PX

GOOD_SCORE, GRADABLE_SCORE = 2 / 3, 1 / 3
"""Lowest scores of a good and of a gradable photograph."""
_DOUBTFUL = (GOOD_SCORE + GRADABLE_SCORE) / 2

# Spread of the channels' shares below which a photograph is grey, or grey in a tint, unless it is
# too dark or too overexposed to tell: tinted copies have at most 0.011, photographs 0.024 and more.
_ONE_HUE, _LIT, _NOT_BURNT = 0.016, 40, 0.5
# In a grey photograph, bright lines stronger than dark ones are the vessels of an angiogram.
_ANGIOGRAM = 1.0
# Median contrast of detail in copies behind a veil that transmits about 15 % and about 35 %;
# 99 % of sharp photographs have 0.009 or more.
_CONTRAST = (0.003, 0.006)
# Diameters, in pixels, that are ungradable and just sufficient.
_DIAMETER_PX = (100, 130)
# Visible shares of an outlined disc that are ungradable and just sufficient.
_VISIBLE = (0.4, 0.6)


def assess_quality(rgb: Image, fov: FieldOfView | None) -> Quality:
    """Assess whether a photograph can be graded.

    Parameters
    ----------
    rgb : ndarray of uint8, shape (H, W, 3)
        The photograph.
    fov : FieldOfView or None
        The result of `find_field_of_view`.

    Returns
    -------
    Quality
        `score` is 0-1: good from `GOOD_SCORE` on, ungradable below `GRADABLE_SCORE`. `reasons` are
        empty if it is good, else worst first.
    """
    measures = None if fov is None else measure_quality(rgb, fov)
    if fov is None or measures is None:
        return Quality(0.0, gradable=False, is_fundus=False, reasons=_background_reasons(rgb))
    return judge(measures, shipped_quality_model(), _field_scores(fov))


def judge(
    measures: Mapping[str, float], model: QualityModel, missing: Mapping[str, float] | None = None
) -> Quality:
    """Return the gate's answer for measured values.

    Parameters
    ----------
    measures : mapping of str to float
        As from `measure_quality`.
    model : QualityModel
        The fitted model.
    missing : mapping of str to float, optional
        Scores, by reason, of other faults known of the photograph.
    """
    fitted = _score(model, model.severity(measures))
    scores = _conclusive_scores(measures) | dict(missing or {})
    other = model.not_fundus(measures)
    # Without colour a retina is hard to recognise, so the classifier's answer is not conclusive.
    if other >= model.not_fundus_from and not (_is_grey(measures) and fitted >= GOOD_SCORE):
        fitted = min(fitted, GRADABLE_SCORE * (1 - other))
        # The same holds behind a veil: it may be a retina, but one that cannot be graded.
        if scores[HAZE] >= GOOD_SCORE:
            return Quality(fitted, gradable=False, is_fundus=False, reasons=(NOT_FUNDUS,))
    if fitted < GOOD_SCORE:
        for reason in _fitted_reasons(model, measures):
            scores[reason] = min(fitted, scores.get(reason, 1.0))
    score = min([fitted, *scores.values()])
    poor = [reason for reason, value in scores.items() if value < GOOD_SCORE]
    reasons = tuple(sorted(poor, key=scores.__getitem__))
    return Quality(score, gradable=score >= GRADABLE_SCORE, reasons=reasons)


def _background_reasons(rgb: Image) -> tuple[str, ...]:
    """Return the reasons why only a flat background was found."""
    level = float(rgb[:: max(1, rgb.shape[0] // 64), :: max(1, rgb.shape[1] // 64)].mean())
    if level < 30:
        return ("dark",)
    return ("overexposed",) if level > 225 else ("no field of view",)


def _score(model: QualityModel, severity: float) -> float:
    limits = (0.0, model.doubtful_from, model.ungradable_from, 1.0)
    return float(np.interp(severity, limits, (1.0, GOOD_SCORE, GRADABLE_SCORE, 0.0)))


def _field_scores(fov: FieldOfView) -> dict[str, float]:
    """Return the scores of faults that need no fit: a small or truncated field of view."""
    scores = {SMALL: _between(fov.diameter_px, _DIAMETER_PX)}
    if fov.outlined:
        # Only the visible share of an outlined disc is known; a crop has no edge.
        scores[CUT_OFF] = _between(fov.area_px / (math.pi * fov.radius_px**2), _VISIBLE)
    return scores


def _conclusive_scores(measures: Mapping[str, float]) -> dict[str, float]:
    """Return the scores of measures that are conclusive by themselves."""
    scores = {HAZE: _between(measures["contrast_50"], _CONTRAST)}
    if _is_grey(measures):
        angiogram = measures["dark_lines"] < _ANGIOGRAM
        scores[COLOURLESS] = GRADABLE_SCORE / 2 if angiogram else _DOUBTFUL
    return scores


def _is_grey(measures: Mapping[str, float]) -> bool:
    seen = measures["light_50"] >= _LIT and measures["burnt"] < _NOT_BURNT
    return seen and measures["hues"] < _ONE_HUE


def _between(value: float, limits: tuple[float, float]) -> float:
    """Return a score that is just gradable at the first limit and just good at the second."""
    (low, high), step = limits, limits[1] - limits[0]
    points = (low - step, low, high, high + step)
    return float(np.interp(value, points, (0.0, GRADABLE_SCORE, GOOD_SCORE, 1.0)))


def _fitted_reasons(model: QualityModel, measures: Mapping[str, float]) -> list[str]:
    """Return the probable faults, the most probable first; at least one."""
    probable = {reason: trees(measures) for reason, trees in model.reasons.items()}
    ranked = sorted(probable, key=probable.__getitem__, reverse=True)
    return [reason for reason in ranked if probable[reason] >= 0.5] or ranked[:1]


def measure_quality(rgb: Image, fov: FieldOfView) -> dict[str, float] | None:
    """Measure a photograph's light, colour, detail and vessels at a fixed size of its field.

    Parameters
    ----------
    rgb : ndarray of uint8, shape (H, W, 3)
        The photograph.
    fov : FieldOfView
        Field of view of the same photograph.

    Returns
    -------
    dict of str to float, or None
        None where next to nothing of the disc is visible. What the photograph is too small to
        show is NaN.
    """
    diameters: tuple[int, ...] = (_FOCUS_DIAMETER_PX, STANDARD_DIAMETER_PX)
    if fov.diameter_px < _FOCUS_FROM_PX:
        diameters = diameters[1:]
    fields = standard_fields(rgb, fov, diameters)
    if not fields:
        return None
    measures = light_measures(fields[-1]) | colour_measures(fields[-1])
    measures |= sharpness_measures(fields[-1]) | vessel_measures(fields[-1])
    focus = focus_measures(fields[0]) if len(fields) > 1 else dict.fromkeys(FOCUS, math.nan)
    return measures | focus
