"""Worse copies of good photographs: what goes wrong in front of a fundus camera, by degrees.

A strength of 0 changes next to nothing; up to a third a reader would still call the photograph
good, up to two thirds doubtful, and beyond that ungradable. What these thirds mean is fixed here,
by what is lost: a microaneurysm is some 0.5 % of the diameter of a 45-degree field, a large vessel
1.4 %, so that a blur of 0.45 % (standard deviation) leaves only large vessels.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from retinaview.imaging.field_of_view import FieldOfView

Image = NDArray[np.uint8]
Floats = NDArray[np.float32]
Random = np.random.Generator

Degradation = Callable[[Image, FieldOfView, float, Random], Image]

_THIRDS = (0.0, 1 / 3, 2 / 3, 1.0)


def blur(rgb: Image, fov: FieldOfView, strength: float, _random: Random) -> Image:
    """Out of focus, as a Gaussian."""
    sigma = fov.diameter_px * _logarithmic(strength, (0.0006, 0.0020, 0.0045, 0.012))
    return np.asarray(cv2.GaussianBlur(rgb, (0, 0), sigma), dtype=np.uint8)


def defocus(rgb: Image, fov: FieldOfView, strength: float, _random: Random) -> Image:
    """Out of focus, as a disc: sharp-edged, unlike a Gaussian."""
    radius = 2 * fov.diameter_px * _logarithmic(strength, (0.0006, 0.0020, 0.0045, 0.012))
    reach = math.ceil(radius) + 1
    y, x = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    kernel = np.clip(radius + 0.5 - np.hypot(x, y), 0, 1)
    return np.asarray(cv2.filter2D(rgb, -1, kernel / kernel.sum()), dtype=np.uint8)


def motion(rgb: Image, fov: FieldOfView, strength: float, random: Random) -> Image:
    """The eye moved: a blur along one line."""
    length = 4 * fov.diameter_px * _logarithmic(strength, (0.0008, 0.0025, 0.0060, 0.016))
    reach = math.ceil(length / 2) + 1
    angle = random.uniform(0, math.pi)
    y, x = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    along = np.abs(x * math.cos(angle) + y * math.sin(angle))
    across = np.abs(y * math.cos(angle) - x * math.sin(angle))
    kernel = np.clip(length / 2 + 0.5 - along, 0, 1) * np.clip(1 - across, 0, 1)
    return np.asarray(cv2.filter2D(rgb, -1, kernel / kernel.sum()), dtype=np.uint8)


def dark(rgb: Image, fov: FieldOfView, strength: float, random: Random) -> Image:
    """Too little light, and the sensor's noise that comes with it."""
    level = float(np.median(_light(rgb)[fov.mask()]))
    wanted = _logarithmic(strength, (85, 48, 25, 8))
    dim = rgb * np.float32(min(1.0, wanted / max(1.0, level)))
    return _bytes(dim + random.normal(0, 1.2, rgb.shape).astype(np.float32) * _any_light(dim))


def overexposed(rgb: Image, fov: FieldOfView, strength: float, random: Random) -> Image:
    """Too much light: a growing part of the field ends at white."""
    share = float(np.interp(strength, _THIRDS, (0.005, 0.06, 0.3, 0.9)))
    # Glare has the flash's colour: blue and green rise with red.
    values = rgb.astype(np.float32)
    glare = _glow(rgb, fov, random)[..., None] * random.uniform(0.3, 1.0)
    veil = values.mean(axis=2, keepdims=True) * glare + values
    middle = np.median(veil, axis=2)[fov.mask()]
    gain = 252 / max(1.0, float(np.quantile(middle, 1 - share)))
    return _bytes(np.where(_any_light(values) > 0, veil * max(1.0, gain), values))


def haze(rgb: Image, fov: FieldOfView, strength: float, random: Random) -> Image:
    """A cataract or a misted lens: a veil over everything, denser in places."""
    kept = float(np.interp(strength, _THIRDS, (0.8, 0.5, 0.22, 0.05)))
    values = rgb.astype(np.float32)
    mean = values[fov.mask()].mean(axis=0)
    colour = mean * random.uniform(0.6, 1.3) + random.uniform(0, 60, 3)
    density = np.clip((1 - kept) * (0.7 + 0.6 * _glow(rgb, fov, random)), 0, 0.97)[..., None]
    soft = cv2.GaussianBlur(values, (0, 0), max(0.3, 0.003 * strength * fov.diameter_px))
    hazy = (1 - density) * soft + density * colour.astype(np.float32)
    return _bytes(np.where(fov.mask()[..., None], hazy, values))


def shadow(rgb: Image, fov: FieldOfView, strength: float, random: Random) -> Image:
    """Half dark: the flash missed a small pupil, and a part of the field is nearly black."""
    share = float(np.interp(strength, _THIRDS, (0.03, 0.15, 0.40, 0.85)))
    place = _places(rgb, fov, random)
    edge = float(np.quantile(place[fov.mask()], share))
    lit = _step(place - edge, random.uniform(6, 14))
    floor = random.uniform(0.02, 0.12)
    return _bytes(rgb * (floor + (1 - floor) * lit)[..., None])


def crescent(rgb: Image, fov: FieldOfView, strength: float, random: Random) -> Image:
    """A bright, pale crescent over a part of the field, as light scattered at the pupil's edge."""
    share = float(np.interp(strength, _THIRDS, (0.03, 0.15, 0.40, 0.85)))
    place = _places(rgb, fov, random)
    edge = float(np.quantile(place[fov.mask()], 1 - share))
    veil = _step(place - edge, random.uniform(6, 12))[..., None]
    colour = np.array([235, 225, 205]) * random.uniform(0.75, 1.05) + random.uniform(-25, 25, 3)
    values = rgb.astype(np.float32)
    scattered = values * (1 - 0.92 * veil) + colour.astype(np.float32) * 0.92 * veil
    return _bytes(np.where(fov.mask()[..., None], scattered, values))


def noise(rgb: Image, fov: FieldOfView, strength: float, random: Random) -> Image:
    """Grain that stays when the field is scaled to a fixed size."""
    level = _logarithmic(strength, (2, 7, 18, 60))
    size = (math.ceil(rgb.shape[1] * 512 / fov.diameter_px) + 1,) * 2
    coarse = random.normal(0, level, (*size, 3)).astype(np.float32)
    grain = cv2.resize(coarse, rgb.shape[1::-1], interpolation=cv2.INTER_LINEAR)
    return _bytes(rgb + grain * _any_light(rgb.astype(np.float32)))


def blocks(rgb: Image, fov: FieldOfView, strength: float, _random: Random) -> Image:
    """JPEG of so poor a quality that its blocks show at a fixed size of the field."""
    quality = round(float(np.interp(strength, _THIRDS, (60, 22, 8, 1))))
    scale = min(1.0, 512 / fov.diameter_px)
    size = max(8, round(rgb.shape[1] * scale)), max(8, round(rgb.shape[0] * scale))
    small = cv2.resize(rgb, size, interpolation=cv2.INTER_AREA)
    _, coded = cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, quality])
    poor = np.asarray(cv2.imdecode(coded, cv2.IMREAD_COLOR), dtype=np.uint8)
    return np.asarray(cv2.resize(poor, rgb.shape[1::-1]), dtype=np.uint8)


def cut_off(rgb: Image, fov: FieldOfView, strength: float, random: Random) -> Image:
    """A lid, the iris or the camera's own edge hides a part of the field."""
    share = float(np.interp(strength, _THIRDS, (0.03, 0.12, 0.35, 0.8)))
    place = _places(rgb, fov, random)
    edge = float(np.quantile(place[fov.mask()], share))
    seen = _step(place - edge, random.uniform(30, 120))[..., None]
    lid = np.array([25, 12, 6], np.float32) * np.float32(random.uniform(0, 1.5))
    return _bytes(np.where(fov.mask()[..., None], rgb * seen + lid * (1 - seen), rgb))


REASONS = {
    "blur": "blur",
    "defocus": "blur",
    "motion": "blur",
    "dark": "dark",
    "overexposed": "overexposed",
    "haze": "haze",
    "shadow": "uneven light",
    "crescent": "uneven light",
    "noise": "noise",
    "blocks": "noise",
    "cut_off": "field cut off",
}
"""What each degradation, by its function's name, is an example of."""

FITTED: tuple[Degradation, ...] = (blur, dark, overexposed, haze, shadow, crescent, noise, cut_off)
HELD_OUT: tuple[Degradation, ...] = (defocus, motion, blocks)
"""Kinds that the gate never sees when it is fitted."""


def _logarithmic(strength: float, at_thirds: tuple[float, float, float, float]) -> float:
    return float(np.exp(np.interp(strength, _THIRDS, np.log(at_thirds))))


def _light(rgb: Image) -> Floats:
    return np.asarray(rgb.max(axis=2), dtype=np.float32)


def _any_light(values: Floats) -> Floats:
    """0 on a black surround, which stays black, to 1."""
    return np.asarray(np.clip(values.max(axis=2, keepdims=True) / 12, 0, 1), dtype=np.float32)


def _places(rgb: Image, fov: FieldOfView, random: Random) -> Floats:
    """Position along a random direction, in radii, bent like the edge of a pupil's shadow."""
    height, width = rgb.shape[:2]
    x = (np.arange(width, dtype=np.float32)[None, :] - fov.centre[0]) / fov.radius_px
    y = (np.arange(height, dtype=np.float32)[:, None] - fov.centre[1]) / fov.radius_px
    angle, bend = random.uniform(0, 2 * math.pi), random.uniform(-0.4, 0.4)
    along = x * math.cos(angle) + y * math.sin(angle)
    across = y * math.cos(angle) - x * math.sin(angle)
    return np.asarray(along + bend * across**2, dtype=np.float32)


def _step(place: Floats, steepness: float) -> Floats:
    """From 0 below 0 to 1 above, smoothly."""
    return np.asarray(0.5 + 0.5 * np.tanh(place * (steepness / 2)), dtype=np.float32)


def _glow(rgb: Image, fov: FieldOfView, random: Random) -> Floats:
    """A smooth bump somewhere in the field, 0-1."""
    height, width = rgb.shape[:2]
    centre = np.array(fov.centre) + random.uniform(-0.7, 0.7, 2) * fov.radius_px
    x = (np.arange(width, dtype=np.float32)[None, :] - centre[0]) / fov.radius_px
    y = (np.arange(height, dtype=np.float32)[:, None] - centre[1]) / fov.radius_px
    return np.asarray(np.exp(-(x**2 + y**2) / (2 * random.uniform(0.5, 1.2) ** 2)), np.float32)


def _bytes(values: NDArray[np.floating]) -> Image:
    return np.asarray(np.clip(values, 0, 255), dtype=np.uint8)
