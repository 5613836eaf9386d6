"""The camera: uneven light, haze, blur, noise, the black mask and JPEG artefacts."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from retinaview.phantoms.frame import CameraFrame
from retinaview.phantoms.noise import Float32Array, smoothstep

_BLACK = 2.0  # stray light outside the mask, of 255
_TEETH = ((25.5, 28.0, 30.2, 32.3, 34.4), (0.0, 0.036, 0.001, 0.035, 0.0))  # degrees, radii


def expose(
    rng: np.random.Generator, density: Float32Array, frame: CameraFrame
) -> NDArray[np.uint8]:
    """Return the photograph of a fundus.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    density : ndarray of float32, shape (H, W, 3)
        Optical density; overwritten.
    frame : CameraFrame
        Size and field of view.

    Returns
    -------
    ndarray of uint8, shape (H, W, 3)
        RGB.
    """
    rim = frame.rim_distance()
    image = np.exp(-density)
    image *= _illumination(rng, frame, rim)[..., None]
    _add_haze(rng, image, frame)
    _cloud(rng, image)
    image = _blur(rng, image, frame)
    _add_noise(rng, image)
    image = _shoulder(image)
    image *= _mask(frame, rim)[..., None]
    levels = np.clip(image * 255 + np.float32(rng.uniform(0, _BLACK)), 0, 255).astype(np.uint8)
    return _through_jpeg(levels, quality=int(rng.integers(88, 96)))


def _illumination(rng: np.random.Generator, frame: CameraFrame, rim: Float32Array) -> Float32Array:
    """Return the light, falling off towards the rim and leaning to one side."""
    exposure = float(np.exp(np.clip(rng.normal(-0.02, 0.13), -0.35, 0.2)))
    falloff = 1 - float(rng.uniform(0.14, 0.42)) * rim ** np.float32(rng.uniform(1.8, 3.0))
    lean, towards = float(rng.uniform(0.0, 0.14)), float(rng.uniform(0, 2 * math.pi))
    u = (np.arange(frame.width_px) + 0.5 - frame.field.centre[0]) / frame.field.radius_px
    v = (np.arange(frame.height_px) + 0.5 - frame.field.centre[1]) / frame.field.radius_px
    slope = lean * (math.cos(towards) * u[None, :] + math.sin(towards) * v[:, None])
    return np.asarray(exposure * falloff * (1 + slope), dtype=np.float32)


def _add_haze(rng: np.random.Generator, image: Float32Array, frame: CameraFrame) -> None:
    """Add a crescent of stray light at the rim, as from a decentred pupil."""
    if rng.random() > 0.4:
        return
    strength = float(rng.uniform(0.05, 0.45))
    towards = float(rng.uniform(0, 2 * math.pi))
    offset = float(rng.uniform(0.05, 0.25))
    u = (np.arange(frame.width_px) + 0.5 - frame.field.centre[0]) / frame.field.radius_px
    v = (np.arange(frame.height_px) + 0.5 - frame.field.centre[1]) / frame.field.radius_px
    shifted = np.hypot(
        (u + offset * math.cos(towards))[None, :], (v + offset * math.sin(towards))[:, None]
    ).astype(np.float32)
    veil = strength * smoothstep(0.82, 1.25, shifted)
    for channel, tint in enumerate(rng.uniform((0.5, 0.55, 0.3), (0.8, 0.8, 0.6))):
        image[..., channel] += veil * (np.float32(tint) - image[..., channel] * np.float32(0.7))


def _cloud(rng: np.random.Generator, image: Float32Array) -> None:
    """Reduce the contrast of some eyes, as cloudy media do."""
    if rng.random() < 0.3:
        share = np.float32(rng.uniform(0.08, 0.32))
        image += share * (np.median(image[::8, ::8], axis=(0, 1)) - image)


def _blur(rng: np.random.Generator, image: Float32Array, frame: CameraFrame) -> Float32Array:
    sigma = float(rng.choice((0.6, 0.9, 1.6), p=(0.45, 0.4, 0.15))) * frame.height_px / 1024
    return np.asarray(cv2.GaussianBlur(image, (0, 0), sigma))


def _add_noise(rng: np.random.Generator, image: Float32Array) -> None:
    grain = rng.standard_normal(image.shape[:2], dtype=np.float32)
    colour = rng.standard_normal(image.shape, dtype=np.float32)
    # A small photograph is a large one scaled down, which averages out noise.
    amount = np.float32(rng.uniform(0.012, 0.026) * min(1.0, image.shape[0] / 1024))
    colour += grain[..., None]
    colour = np.asarray(cv2.GaussianBlur(colour, (0, 0), 0.6), dtype=np.float32)
    image += amount * colour * np.sqrt(np.maximum(image, 0.02))


def _shoulder(image: Float32Array) -> Float32Array:
    """Return the image with highlights compressed towards white instead of clipped."""
    knee = np.float32(0.85)
    over = np.maximum(image - knee, 0)
    return np.asarray(np.minimum(image, knee) + 0.15 * (1 - np.exp(-over / 0.15)), dtype=np.float32)


def _mask(frame: CameraFrame, rim: Float32Array) -> Float32Array:
    inside = (1 - rim) * np.float32(frame.field.radius_px)
    if frame.toothed:
        _add_teeth(inside, frame, rim)
    softness = frame.height_px / 1024
    return smoothstep(-0.7 * softness, 0.7 * softness, inside)


def _add_teeth(inside: Float32Array, frame: CameraFrame, rim: Float32Array) -> None:
    """Cut two notches at the upper right, as some cameras do to mark the upper side."""
    rows, columns = np.nonzero((rim > 0.99) & (rim < 1.05))
    x = columns + 0.5 - frame.field.centre[0]
    y = rows + 0.5 - frame.field.centre[1]
    extra = np.interp(np.degrees(np.arctan2(-y, x)), *_TEETH, left=0.0, right=0.0)
    inside[rows, columns] += (extra * frame.field.radius_px).astype(np.float32)


def _through_jpeg(levels: NDArray[np.uint8], *, quality: int) -> NDArray[np.uint8]:
    parameters = [cv2.IMWRITE_JPEG_QUALITY, quality]
    _, data = cv2.imencode(".jpg", cv2.cvtColor(levels, cv2.COLOR_RGB2BGR), parameters)
    decoded = np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), dtype=np.uint8)
    return np.ascontiguousarray(decoded[..., ::-1])
