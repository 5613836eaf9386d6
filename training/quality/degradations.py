"""Degrade good photographs by the faults of fundus photography, at a given strength.

At strength 0 the change is negligible. Up to a third, a reader would still call the photograph
good, up to two thirds doubtful, and beyond that ungradable. These limits are set here by what is
lost: a microaneurysm is about 0.5 % of the diameter of a 45-degree field, a large vessel 1.4 %, so
that a blur of 0.45 % (standard deviation) leaves only large vessels.
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
    """Blur by a Gaussian."""
    sigma = fov.diameter_px * _logarithmic(strength, (0.0006, 0.0020, 0.0045, 0.012))
    return np.asarray(cv2.GaussianBlur(rgb, (0, 0), sigma), dtype=np.uint8)


def defocus(rgb: Image, fov: FieldOfView, strength: float, _random: Random) -> Image:
    """Blur by a disc, as a lens out of focus does."""
    radius = 2 * fov.diameter_px * _logarithmic(strength, (0.0006, 0.0020, 0.0045, 0.012))
    reach = math.ceil(radius) + 1
    y, x = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    kernel = np.clip(radius + 0.5 - np.hypot(x, y), 0, 1)
    return np.asarray(cv2.filter2D(rgb, -1, kernel / kernel.sum()), dtype=np.uint8)


def motion(rgb: Image, fov: FieldOfView, strength: float, random: Random) -> Image:
    """Blur along a line, as by a movement of the eye."""
    length = 4 * fov.diameter_px * _logarithmic(strength, (0.0008, 0.0025, 0.0060, 0.016))
    reach = math.ceil(length / 2) + 1
    angle = random.uniform(0, math.pi)
    y, x = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    along = np.abs(x * math.cos(angle) + y * math.sin(angle))
    across = np.abs(y * math.cos(angle) - x * math.sin(angle))
    kernel = np.clip(length / 2 + 0.5 - along, 0, 1) * np.clip(1 - across, 0, 1)
    return np.asarray(cv2.filter2D(rgb, -1, kernel / kernel.sum()), dtype=np.uint8)


def dark(rgb: Image, fov: FieldOfView, strength: float, random: Random) -> Image:
    """Darken the photograph and add the sensor noise of low light."""
    level = float(np.median(_light(rgb)[fov.mask()]))
    wanted = _logarithmic(strength, (85, 48, 25, 8))
    dim = rgb * np.float32(min(1.0, wanted / max(1.0, level)))
    return _bytes(dim + random.normal(0, 1.2, rgb.shape).astype(np.float32) * _any_light(dim))


def overexposed(rgb: Image, fov: FieldOfView, strength: float, random: Random) -> Image:
    """Over-expose the photograph, so that a part of the field becomes white."""
    share = float(np.interp(strength, _THIRDS, (0.005, 0.06, 0.3, 0.9)))
    # Glare has the flash's colour: blue and green rise with red.
    values = rgb.astype(np.float32)
    glare = _glow(rgb, fov, random)[..., None] * random.uniform(0.3, 1.0)
    veil = values.mean(axis=2, keepdims=True) * glare + values
    middle = np.median(veil, axis=2)[fov.mask()]
    gain = 252 / max(1.0, float(np.quantile(middle, 1 - share)))
    return _bytes(np.where(_any_light(values) > 0, veil * max(1.0, gain), values))


def haze(rgb: Image, fov: FieldOfView, strength: float, random: Random) -> Image:
    """Add a veil of varying density, as by a cataract or a misted lens."""
    kept = float(np.interp(strength, _THIRDS, (0.8, 0.5, 0.22, 0.05)))
    values = rgb.astype(np.float32)
    mean = values[fov.mask()].mean(axis=0)
    colour = mean * random.uniform(0.6, 1.3) + random.uniform(0, 60, 3)
    density = np.clip((1 - kept) * (0.7 + 0.6 * _glow(rgb, fov, random)), 0, 0.97)[..., None]
    soft = cv2.GaussianBlur(values, (0, 0), max(0.3, 0.003 * strength * fov.diameter_px))
    hazy = (1 - density) * soft + density * colour.astype(np.float32)
    return _bytes(np.where(fov.mask()[..., None], hazy, values))


def shadow(rgb: Image, fov: FieldOfView, strength: float, random: Random) -> Image:
    """Darken one side of the field, as when the flash partly misses a small pupil."""
    share = float(np.interp(strength, _THIRDS, (0.03, 0.15, 0.40, 0.85)))
    place = _places(rgb, fov, random)
    edge = float(np.quantile(place[fov.mask()], share))
    lit = _step(place - edge, random.uniform(6, 14))
    floor = random.uniform(0.02, 0.12)
    return _bytes(rgb * (floor + (1 - floor) * lit)[..., None])


def crescent(rgb: Image, fov: FieldOfView, strength: float, random: Random) -> Image:
    """Add a bright, pale crescent, as by light scattered at the edge of the pupil."""
    share = float(np.interp(strength, _THIRDS, (0.03, 0.15, 0.40, 0.85)))
    place = _places(rgb, fov, random)
    edge = float(np.quantile(place[fov.mask()], 1 - share))
    veil = _step(place - edge, random.uniform(6, 12))[..., None]
    colour = np.array([235, 225, 205]) * random.uniform(0.75, 1.05) + random.uniform(-25, 25, 3)
    values = rgb.astype(np.float32)
    scattered = values * (1 - 0.92 * veil) + colour.astype(np.float32) * 0.92 * veil
    return _bytes(np.where(fov.mask()[..., None], scattered, values))


def noise(rgb: Image, fov: FieldOfView, strength: float, random: Random) -> Image:
    """Add grain that remains visible when the field is scaled to a fixed size."""
    level = _logarithmic(strength, (2, 7, 18, 60))
    size = (math.ceil(rgb.shape[1] * 512 / fov.diameter_px) + 1,) * 2
    coarse = random.normal(0, level, (*size, 3)).astype(np.float32)
    grain = cv2.resize(coarse, rgb.shape[1::-1], interpolation=cv2.INTER_LINEAR)
    return _bytes(rgb + grain * _any_light(rgb.astype(np.float32)))


def blocks(rgb: Image, fov: FieldOfView, strength: float, _random: Random) -> Image:
    """Compress as JPEG with visible blocks at a fixed size of the field."""
    quality = round(float(np.interp(strength, _THIRDS, (60, 22, 8, 1))))
    scale = min(1.0, 512 / fov.diameter_px)
    size = max(8, round(rgb.shape[1] * scale)), max(8, round(rgb.shape[0] * scale))
    small = cv2.resize(rgb, size, interpolation=cv2.INTER_AREA)
    _, coded = cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, quality])
    poor = np.asarray(cv2.imdecode(coded, cv2.IMREAD_COLOR), dtype=np.uint8)
    return np.asarray(cv2.resize(poor, rgb.shape[1::-1]), dtype=np.uint8)


def cut_off(rgb: Image, fov: FieldOfView, strength: float, random: Random) -> Image:
    """Hide a part of the field, as by the lid, the iris or the camera's edge."""
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
    "noise": "noise or compression",
    "blocks": "noise or compression",
    "cut_off": "field cut off",
}
"""Reason of the quality gate for each degradation, by its function's name."""

FITTED: tuple[Degradation, ...] = (
    blur,
    dark,
    overexposed,
    haze,
    shadow,
    crescent,
    noise,
    blocks,
    cut_off,
)
HELD_OUT: tuple[Degradation, ...] = (defocus, motion)
"""Degradations that are not used in fitting."""


def _logarithmic(strength: float, at_thirds: tuple[float, float, float, float]) -> float:
    return float(np.exp(np.interp(strength, _THIRDS, np.log(at_thirds))))


def _light(rgb: Image) -> Floats:
    return np.asarray(rgb.max(axis=2), dtype=np.float32)


def _any_light(values: Floats) -> Floats:
    """Return a mask from 0 on the black surround, which stays black, to 1."""
    return np.asarray(np.clip(values.max(axis=2, keepdims=True) / 12, 0, 1), dtype=np.float32)


def _places(rgb: Image, fov: FieldOfView, random: Random) -> Floats:
    """Return the position along a random direction, in radii, bent like a pupil's shadow."""
    height, width = rgb.shape[:2]
    x = (np.arange(width, dtype=np.float32)[None, :] - fov.centre[0]) / fov.radius_px
    y = (np.arange(height, dtype=np.float32)[:, None] - fov.centre[1]) / fov.radius_px
    angle, bend = random.uniform(0, 2 * math.pi), random.uniform(-0.4, 0.4)
    along = x * math.cos(angle) + y * math.sin(angle)
    across = y * math.cos(angle) - x * math.sin(angle)
    return np.asarray(along + bend * across**2, dtype=np.float32)


def _step(place: Floats, steepness: float) -> Floats:
    """Return a smooth step from 0 to 1 around 0."""
    return np.asarray(0.5 + 0.5 * np.tanh(place * (steepness / 2)), dtype=np.float32)


def _glow(rgb: Image, fov: FieldOfView, random: Random) -> Floats:
    """Return a smooth bump somewhere in the field, 0-1."""
    height, width = rgb.shape[:2]
    centre = np.array(fov.centre) + random.uniform(-0.7, 0.7, 2) * fov.radius_px
    x = (np.arange(width, dtype=np.float32)[None, :] - centre[0]) / fov.radius_px
    y = (np.arange(height, dtype=np.float32)[:, None] - centre[1]) / fov.radius_px
    return np.asarray(np.exp(-(x**2 + y**2) / (2 * random.uniform(0.5, 1.2) ** 2)), np.float32)


def _bytes(values: NDArray[np.floating]) -> Image:
    return np.asarray(np.clip(values, 0, 255), dtype=np.uint8)
