"""Change a photograph as if taken by another camera or operator, or stored in another format.

Colours change equally in a crop and in the pixel sample that normalises it; faults of light, lens
and file change only the crop.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from training.camera import add_noise, lose_resolution, recode

Image = NDArray[np.uint8]
Floats = NDArray[np.float64]
Random = np.random.Generator
Recolour = Callable[[Image], Image]


@dataclass(frozen=True)
class OtherCameras:
    """Ranges and probabilities of the changes.

    Attributes
    ----------
    palette : float
        Probability of adopting the colours of a photograph of another camera, fully or partly.
    gamma, gain : float
        Largest absolute logarithm of each channel's exponent and factor.
    offset : float
        Largest offset of each channel, on a scale of 0-1.
    saturation : float
        Largest relative change of saturation.
    shade, vignette, flare, blur, sharpen, noise, recode : float
        Probabilities of uneven light, darkening towards a corner, a bright rim, lost resolution,
        over-sharpening, noise, and JPEG compression.
    """

    palette: float = 0.35
    gamma: float = 0.4
    gain: float = 0.3
    offset: float = 0.05
    saturation: float = 0.4
    shade: float = 0.35
    vignette: float = 0.2
    flare: float = 0.1
    blur: float = 0.3
    sharpen: float = 0.15
    noise: float = 0.25
    recode: float = 0.3

    def colours(self, own: Floats, others: Sequence[Floats], random: Random) -> Recolour:
        """Return a random change of colours for a photograph.

        `own` and `others` are cumulative colours, of shape (256, 3), of the photograph and of
        photographs of other cameras.
        """
        levels = np.tile(np.arange(256.0)[:, None], (1, 3))
        if others and random.random() < self.palette:
            other = others[int(random.integers(len(others)))]
            share = random.uniform(0.3, 1.0)
            levels = (1 - share) * levels + share * _levels_of_equal_rank(own, other)
        levels = self._tone(levels / 255, random)
        table = np.clip(levels * 255, 0, 255).round().astype(np.uint8)[None]
        amount = 1 + self.saturation * random.uniform(-1, 1)
        grey = np.tile(np.array([0.299, 0.587, 0.114]), (3, 1))
        mixing = amount * np.eye(3) + (1 - amount) * grey

        def recolour(image: Image) -> Image:
            return np.asarray(cv2.transform(cv2.LUT(image, table), mixing), np.uint8)

        return recolour

    def faults(self, image: Image, random: Random) -> Image:
        """Return an RGB image, uint8 ``(H, W, 3)``, with random faults of light, lens and file."""
        image = self._light(image, random)
        if random.random() < self.blur:
            image = lose_resolution(image, random)
        if random.random() < self.sharpen:
            image = _sharpen(image, random)
        if random.random() < self.noise:
            image = add_noise(image, random)
        if random.random() < self.recode:
            image = recode(image, random)
        return image

    def _tone(self, levels: Floats, random: Random) -> Floats:
        common, each = random.uniform(-1, 1, 2), random.uniform(-0.5, 0.5, (2, 3))
        gamma = np.exp(self.gamma * (common[0] + each[0]))
        gain = np.exp(self.gain * (common[1] + each[1]))
        toned: Floats = gain * levels**gamma + self.offset * random.uniform(-1, 1, 3)
        return toned

    def _light(self, image: Image, random: Random) -> Image:
        side = image.shape[0]
        factor = np.ones((side, side, 1), np.float32)
        added = np.zeros((side, side, 1), np.float32)
        if random.random() < self.shade:
            knots = 1 + random.uniform(-0.3, 0.3, (3, 3)).astype(np.float32)
            smooth = cv2.resize(knots, (side, side), interpolation=cv2.INTER_CUBIC)
            factor = np.asarray(smooth, np.float32)[..., None]
        if random.random() < self.vignette:
            factor = factor * (1 - random.uniform(0.2, 0.7) * _ramp(side, random))
        if random.random() < self.flare:
            added = random.uniform(20, 90) * _ramp(side, random) ** 3
        if factor.min() == factor.max() == 1 and not added.any():
            return image
        lit = image.astype(np.float32) * factor + added
        return np.asarray(np.clip(lit, 0, 255), np.uint8)


def _levels_of_equal_rank(own: Floats, other: Floats) -> Floats:
    """Return, for each level and channel, the level of the same rank in the other photograph."""
    levels = np.arange(256.0)
    return np.stack([np.interp(own[:, i], other[:, i], levels) for i in range(3)], axis=1)


def _ramp(side: int, random: Random) -> NDArray[np.float32]:
    """Return a ramp from 0 to 1 in a random direction, ``(side, side, 1)``."""
    angle = random.uniform(0, 2 * math.pi)
    rows, columns = np.mgrid[:side, :side].astype(np.float32) / side - 0.5
    along = rows * math.sin(angle) + columns * math.cos(angle)
    ramp: NDArray[np.float32] = np.clip(along / 1.42 + 0.5, 0, 1)[..., None].astype(np.float32)
    return ramp**2


def _sharpen(image: Image, random: Random) -> Image:
    """Sharpen by an unsharp mask, with halos as cameras leave them."""
    amount = random.uniform(0.5, 2.0)
    smooth = cv2.GaussianBlur(image, (0, 0), random.uniform(0.8, 2.0))
    return np.asarray(cv2.addWeighted(image, 1 + amount, smooth, -amount, 0), np.uint8)
