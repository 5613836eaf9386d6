"""Draw photographs that show no retina: eyelids, irises, rulers, rooms.

Few real ones are available. Most are drawn; others are pieces of the sample pictures of
scikit-image and scikit-learn, coloured like tissue and masked like a camera's field.
"""

from __future__ import annotations

import math
from functools import cache
from typing import Any

import cv2
import numpy as np
import skimage.data
from numpy.typing import NDArray
from sklearn.datasets import load_sample_images

Image = NDArray[np.uint8]
Floats = NDArray[np.float32]
Random = np.random.Generator

_HEIGHT, _WIDTH = 576, 720
_PICTURES = (
    "astronaut", "chelsea", "coffee", "rocket", "immunohistochemistry", "brick", "grass",
    "gravel", "coins", "camera", "page", "text", "moon", "hubble_deep_field", "colorwheel",
)  # fmt: skip


def draw_outsider(random: Random) -> Image:
    """Draw a photograph that shows no retina.

    Parameters
    ----------
    random : numpy.random.Generator
        Source of all random choices.

    Returns
    -------
    ndarray of uint8, shape (576, 720, 3)
        RGB, often within the round or octagonal mask of a camera.
    """
    kinds = (_external_eye, _external_eye, _skin, _ruler, _room, _cut_out, _cut_out, _cut_out)
    drawn = kinds[random.integers(len(kinds))](random)
    picture: NDArray[Any] = drawn * random.uniform(0.35, 1.25) + random.uniform(-10, 25)
    if random.random() < 0.6:
        sigma = float(np.exp(random.uniform(-1, 1.8)))
        picture = np.asarray(cv2.GaussianBlur(picture, (0, 0), sigma))
    picture = picture + random.normal(0, random.uniform(0, 5), picture.shape)
    mask = _mask(random)[..., None]
    return np.clip(np.where(mask, picture, random.uniform(0, 6)), 0, 255).astype(np.uint8)


def _skin(random: Random) -> Floats:
    tone = np.array([[205, 150, 120], [230, 180, 150], [150, 95, 65], [190, 165, 60]])
    canvas = np.ones((_HEIGHT, _WIDTH, 3), np.float32) * tone[random.integers(4)]
    canvas += random.normal(0, 12, 3)
    shade = sum(_clouds(random, 2**level) * 22 / level for level in range(1, 6))
    canvas = canvas * (1 + 0.012 * np.asarray(shade)[..., None])
    for _ in range(random.integers(0, 40)):
        _stroke(canvas, random, random.uniform(0.75, 1.15), (1, 4))
    return np.asarray(canvas, np.float32)


def _external_eye(random: Random) -> Floats:
    """Draw an eye: lids, lashes, sclera with vessels, iris, pupil and the flash's reflection."""
    canvas = _skin(random)
    x, y = int(random.uniform(0.25, 0.75) * _WIDTH), int(random.uniform(0.3, 0.7) * _HEIGHT)
    size = random.uniform(90, 420)
    eye = np.zeros((_HEIGHT, _WIDTH), np.uint8)
    axes = int(size), int(size * random.uniform(0.4, 0.85))
    cv2.ellipse(eye, (x, y), axes, random.uniform(-15, 15), 0, 360, 1, -1)
    sclera = np.ones_like(canvas) * (np.array([215, 200, 190]) * random.uniform(0.7, 1.1))
    for _ in range(random.integers(0, 25)):
        _stroke(sclera, random, np.array([0.95, 0.7, 0.65]), (1, 3))
    radius = size * random.uniform(0.35, 0.6)
    _draw_iris(sclera, (x, y), radius, random)
    canvas = np.where(eye[..., None] > 0, sclera, canvas)
    for _ in range(random.integers(10, 90)):
        angle = random.uniform(0, 2 * math.pi)
        start = np.array([x + axes[0] * math.cos(angle), y + axes[1] * math.sin(angle)])
        end = start + random.uniform(0.1, 0.5) * size * np.array([math.cos(angle), math.sin(angle)])
        bend = (start + end) / 2 + random.normal(0, 8, 2)
        curve = np.array([start, bend, end]).round().astype(np.int32)
        cv2.polylines(canvas, [curve], False, (40, 25, 20), int(random.integers(1, 5)))
    return np.asarray(canvas, np.float32)


def _draw_iris(
    canvas: NDArray[np.floating], centre: tuple[int, int], radius: float, random: Random
) -> None:
    colour = np.array([[90, 60, 30], [120, 130, 140], [110, 100, 50], [60, 35, 20]])
    own = colour[random.integers(4)] * random.uniform(0.7, 1.4)
    cv2.circle(canvas, centre, int(radius), own.tolist(), -1)
    for angle in random.uniform(0, 2 * math.pi, 120):
        way = np.array([math.cos(angle), math.sin(angle)]) * radius
        ends = [(np.array(centre) + way * share).round().astype(int) for share in (0.35, 0.95)]
        fibre = (own * random.uniform(0.7, 1.4)).tolist()
        cv2.line(canvas, tuple(map(int, ends[0])), tuple(map(int, ends[1])), fibre, 2)
    pupil = [random.uniform(0, 60), random.uniform(0, 20), random.uniform(0, 20)]
    if random.random() < 0.3:
        # The red reflex of the retina behind it.
        pupil = [random.uniform(150, 240), random.uniform(60, 120), random.uniform(20, 60)]
    cv2.circle(canvas, centre, int(radius * random.uniform(0.3, 0.7)), pupil, -1)
    flash = (np.array(centre) + random.normal(0, 0.15 * radius, 2)).round().astype(int)
    spot = max(2, int(radius * random.uniform(0.03, 0.15)))
    cv2.circle(canvas, tuple(map(int, flash)), spot, (250, 250, 245), -1)


def _ruler(random: Random) -> Floats:
    paper = np.ones((_HEIGHT, _WIDTH, 3), np.float32) * random.uniform(190, 250)
    # Text can be drawn on bytes only.
    canvas = np.clip(paper * (1 - 0.1 * _clouds(random, 3)[..., None]), 0, 255).astype(np.uint8)
    ink = (np.array([30, 30, 40]) * random.uniform(0, 3)).tolist()
    step = int(random.uniform(8, 40))
    base = int(random.uniform(0.2, 0.9) * _HEIGHT)
    for number, x in enumerate(range(0, _WIDTH, step)):
        tall = step * (3 if number % 10 == 0 else 2 if number % 5 == 0 else 1)
        cv2.line(canvas, (x, base), (x, base - tall), ink, max(1, step // 8))
        if number % 10 == 0:
            place = x, base - tall - 8
            cv2.putText(canvas, str(number // 10), place, 0, step / 14, ink, max(1, step // 10))
    for _ in range(random.integers(0, 6)):
        centre = int(random.uniform(0, _WIDTH)), int(random.uniform(0, _HEIGHT))
        cv2.circle(canvas, centre, int(random.uniform(10, 120)), ink, int(random.integers(1, 6)))
    turn = cv2.getRotationMatrix2D((_WIDTH / 2, _HEIGHT / 2), random.uniform(-180, 180), 1.2)
    turned = cv2.warpAffine(canvas, turn, (_WIDTH, _HEIGHT), borderValue=(200,) * 3)
    return np.asarray(turned, np.float32)


def _room(random: Random) -> Floats:
    """Draw a dark room with lamps."""
    canvas = np.zeros((_HEIGHT, _WIDTH, 3), np.float32)
    for _ in range(random.integers(2, 12)):
        corners = random.uniform(-100, 800, (4, 2)).astype(np.int32)
        tone = np.array([70, 35, 25]) * random.uniform(0.1, 1.2)
        cv2.fillConvexPoly(canvas, cv2.convexHull(corners), tone.tolist())
    for _ in range(random.integers(0, 3)):
        place = int(random.uniform(0, _WIDTH)), int(random.uniform(0, _HEIGHT))
        cv2.circle(canvas, place, int(random.uniform(4, 40)), (240, 230, 250), -1)
    return np.asarray(cv2.GaussianBlur(canvas, (0, 0), random.uniform(1, 6)))


def _cut_out(random: Random) -> Floats:
    picture = _pictures()[random.integers(len(_pictures()))]
    height, width = picture.shape[:2]
    side = int(random.uniform(0.3, 1.0) * min(height, width))
    top, left = random.integers(height - side + 1), random.integers(width - side + 1)
    part = picture[top : top + side, left : left + side].astype(np.float32)
    part = np.rot90(part, int(random.integers(4)))
    if random.random() < 0.6:
        grey = part.mean(axis=2, keepdims=True)
        tissue = np.array([1.35, 0.8, 0.45]) * np.exp(random.normal(0, 0.15, 3))
        mixed = random.uniform(0.4, 1.0)
        part = mixed * grey * tissue + (1 - mixed) * part
    return np.asarray(cv2.resize(part.astype(np.float32), (_WIDTH, _HEIGHT)), np.float32)


@cache
def _pictures() -> tuple[Image, ...]:
    pictures = [np.asarray(getattr(skimage.data, name)()) for name in _PICTURES]
    pictures += [np.asarray(picture) for picture in load_sample_images().images]
    three = [p if p.ndim == 3 else np.repeat(p[..., None], 3, axis=2) for p in pictures]
    return tuple(np.ascontiguousarray(picture[..., :3]) for picture in three)


def _mask(random: Random) -> NDArray[np.bool_]:
    y, x = np.mgrid[:_HEIGHT, :_WIDTH]
    x, y = x - _WIDTH / 2, y - _HEIGHT / 2
    shape = random.random()
    if shape < 0.3:
        return np.ones((_HEIGHT, _WIDTH), bool)
    if shape < 0.6:
        return np.asarray(
            np.abs(x) + np.abs(y) < random.uniform(0.8, 0.95) * (_WIDTH + _HEIGHT) / 2
        )
    return np.asarray(np.hypot(x, y) < random.uniform(0.42, 0.6) * _HEIGHT * 1.15)


def _clouds(random: Random, cells: int) -> Floats:
    knots = random.normal(0, 1, (cells + 2, cells + 2)).astype(np.float32)
    return np.asarray(cv2.resize(knots, (_WIDTH, _HEIGHT), interpolation=cv2.INTER_CUBIC))


def _stroke(
    canvas: NDArray[np.floating],
    random: Random,
    factor: float | NDArray[np.floating],
    widths: tuple[int, int],
) -> None:
    """Draw a wandering line that darkens or brightens what it crosses."""
    steps = random.normal(0, 25, (12, 2)) + random.normal(0, 25, 2)
    points = np.cumsum(steps, axis=0) + random.uniform(0, 1, 2) * (_WIDTH, _HEIGHT)
    line = np.zeros(canvas.shape[:2], np.uint8)
    width = int(random.integers(widths[0], widths[1] + 1))
    cv2.polylines(line, [points.round().astype(np.int32)], False, 1, width)
    canvas[line > 0] *= factor
