"""Random changes to a photograph, as another or a worse camera would cause."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
Random = np.random.Generator


@dataclass(frozen=True)
class ColourJitter:
    """Ranges of random changes of colour and sharpness.

    Attributes
    ----------
    gamma, gain : float
        Largest absolute logarithm of each channel's exponent and factor.
    offset : float
        Largest offset of each channel, on a scale of 0-1.
    saturation : float
        Largest relative change of saturation.
    shading : float
        Largest relative change of brightness across the field.
    soften, recode, noise : float
        Probabilities of lost resolution, JPEG compression and noise.
    """

    gamma: float = 0.35
    gain: float = 0.35
    offset: float = 0.05
    saturation: float = 0.4
    shading: float = 0.3
    soften: float = 0.35
    recode: float = 0.25
    noise: float = 0.2

    def draw(self, image: Image, random: Random) -> Image:
        """Return a randomly changed copy of an RGB image, uint8 ``(H, W, 3)``."""
        if random.random() < 0.5:
            image = self._saturate(image, random)
        image = self._tone(image, random)
        if random.random() < 0.3:
            image = self._shade(image, random)
        if random.random() < self.soften:
            image = lose_resolution(image, random)
        if random.random() < self.noise:
            image = add_noise(image, random)
        if random.random() < self.recode:
            image = recode(image, random)
        return image

    def _tone(self, image: Image, random: Random) -> Image:
        levels = np.linspace(0, 1, 256)[:, None]
        common, each = random.uniform(-1, 1, 2), random.uniform(-0.5, 0.5, (2, 3))
        gamma = np.exp(self.gamma * (common[0] + each[0]))
        gain = np.exp(self.gain * (common[1] + each[1]))
        table = gain * levels**gamma + self.offset * random.uniform(-1, 1, 3)
        table_bytes = np.clip(table * 255, 0, 255).round().astype(np.uint8)
        return np.asarray(cv2.LUT(image, table_bytes[None]), dtype=np.uint8)

    def _saturate(self, image: Image, random: Random) -> Image:
        amount = 1 + self.saturation * random.uniform(-1, 1)
        grey = np.tile(np.array([0.299, 0.587, 0.114]), (3, 1))
        return np.asarray(cv2.transform(image, amount * np.eye(3) + (1 - amount) * grey))

    def _shade(self, image: Image, random: Random) -> Image:
        knots = random.uniform(-self.shading, self.shading, (3, 3)).astype(np.float32)
        field = cv2.resize(1 + knots, image.shape[1::-1], interpolation=cv2.INTER_CUBIC)
        shaded = image.astype(np.float32) * np.asarray(field)[..., None]
        return np.asarray(np.clip(shaded, 0, 255), np.uint8)


UNCHANGED = ColourJitter(
    gamma=0, gain=0, offset=0, saturation=0, shading=0, soften=0, recode=0, noise=0
)


def lose_resolution(image: Image, random: Random) -> Image:
    """Blur an image, or shrink and enlarge it."""
    if random.random() < 0.4:
        return np.asarray(cv2.GaussianBlur(image, (0, 0), random.uniform(0.4, 1.4)))
    height, width = image.shape[:2]
    factor = math.exp(random.uniform(math.log(0.4), math.log(0.85)))
    small = (max(8, round(width * factor)), max(8, round(height * factor)))
    lost = cv2.resize(image, small, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.resize(lost, (width, height), interpolation=cv2.INTER_LINEAR))


def add_noise(image: Image, random: Random) -> Image:
    """Add sensor noise of a random strength."""
    noise = random.standard_normal(image.shape, dtype=np.float32) * random.uniform(1, 6)
    return np.clip(image + noise, 0, 255).astype(np.uint8)


def recode(image: Image, random: Random) -> Image:
    """Compress as JPEG of random quality and decode again."""
    quality = int(random.integers(35, 92))
    _, coded = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.imdecode(coded, cv2.IMREAD_COLOR), dtype=np.uint8)
