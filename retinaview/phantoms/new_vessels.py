"""Proliferative and pre-proliferative signs: new vessels, IRMA, preretinal haemorrhage."""

from __future__ import annotations

import math
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from retinaview.phantoms.cover import Cover
from retinaview.phantoms.eye import Eye, FloatArray
from retinaview.phantoms.noise import AnyFloatArray, fractal_noise, smoothstep
from retinaview.phantoms.red_lesions import pixel_of
from retinaview.phantoms.sites import Site
from retinaview.phantoms.vessel_path import STEP_DD, Vessel


def tangle(
    rng: np.random.Generator, site: Site, *, reach_dd: float, threads: int, radius_dd: float
) -> list[Vessel]:
    """Return fine vessels that leave one place and curl back, as in NV and IRMA.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    site : tuple of float
        Origin in the anatomical frame, disc diameters.
    reach_dd : float
        Largest distance from the origin, disc diameters.
    threads : int
        Number of vessels.
    radius_dd : float
        Half the width, disc diameters.

    Returns
    -------
    list of Vessel
    """
    vessels: list[Vessel] = []
    for number in range(threads):
        heading = 2 * math.pi * (number + float(rng.uniform(0, 0.8))) / threads
        path = _curl(rng, site, heading, reach_dd=reach_dd)
        vessels.append(_thread(rng, path, radius_dd))
        for start in rng.integers(len(path) // 5, len(path), 5):
            fork = heading + float(rng.choice((-1.0, 1.0))) * float(rng.uniform(0.5, 1.5))
            twig = _curl(rng, (path[start, 0], path[start, 1]), fork, reach_dd=0.35 * reach_dd)
            vessels.append(_thread(rng, twig, 0.7 * radius_dd))
    return vessels


def _thread(rng: np.random.Generator, path: FloatArray, radius_dd: float) -> Vessel:
    radius = radius_dd * float(rng.uniform(0.7, 1.2)) * np.linspace(1.0, 0.6, len(path))
    return Vessel(path, radius, artery=False, order=3)


def _curl(rng: np.random.Generator, site: Site, heading: float, *, reach_dd: float) -> FloatArray:
    """Return a path that wanders out with growing turns and returns at its reach."""
    x, y = site
    path = [(x, y)]
    step = STEP_DD / 2
    bend = 0.0
    for _ in range(int(reach_dd / step * float(rng.uniform(1.0, 2.2)))):
        out = math.hypot(x - site[0], y - site[1]) / reach_dd
        back = math.atan2(site[1] - y, site[0] - x)
        bend = 0.9 * bend + float(rng.normal(0, 0.05))
        heading += bend + 0.3 * max(0.0, out - 0.7) * math.sin(back - heading)
        x, y = x + step * math.cos(heading), y + step * math.sin(heading)
        path.append((x, y))
    return np.array(path)


def hull_of(threads: Sequence[Vessel], eye: Eye, shape: tuple[int, int]) -> NDArray[np.bool_]:
    """Return the patch of retina under a tangle: its vessels with the gaps between.

    Parameters
    ----------
    threads : sequence of Vessel
        The tangle.
    eye : Eye
        Places it on the photograph.
    shape : tuple of int
        (H, W).

    Returns
    -------
    ndarray of bool, shape (H, W)
    """
    lines = np.zeros(shape, np.uint8)
    paths = [np.floor(eye.to_px(thread.path)).astype(np.int32) for thread in threads]
    cv2.polylines(lines, paths, isClosed=False, color=1)
    near, fine = (_disc_kernel(share * eye.disc_diameter_px) for share in (0.09, 0.02))
    closed = np.asarray(cv2.morphologyEx(lines, cv2.MORPH_CLOSE, near))
    opened = np.asarray(cv2.morphologyEx(closed, cv2.MORPH_OPEN, fine))
    return (opened if opened.any() else closed) > 0


def _disc_kernel(radius_px: float) -> NDArray[np.uint8]:
    size = 2 * max(1, round(radius_px)) + 1
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size)), dtype=np.uint8)


def draw_preretinal(
    rng: np.random.Generator, cover: Cover, eye: Eye, *, site: Site, radius_dd: float
) -> None:
    """Draw preretinal blood: boat-shaped with a level top, or rounded where clotted."""
    radius_px = max(3.0, radius_dd * eye.disc_diameter_px)
    place, dx, dy = cover.window(pixel_of(eye, site), radius_px * 1.2 + 2)
    u, v = np.broadcast_arrays(dx / radius_px, dy / radius_px)
    uneven = fractal_noise(rng, u.shape, cells=3.5, octaves=4, gain=0.6)
    outside = _boat(rng, u, v) if rng.random() < 0.6 else _pools(rng, u, v)
    shape = smoothstep(0.06, -0.06, outside + 0.06 * uneven)
    cover.add(place, shape, np.clip(0.8 + 0.15 * v + 0.11 * uneven, 0.5, 1.0))


def _boat(rng: np.random.Generator, u: AnyFloatArray, v: AnyFloatArray) -> AnyFloatArray:
    """Return the distance outside a boat-shaped haemorrhage with rounded corners."""
    level, depth = float(rng.uniform(-0.3, 0.0)), float(rng.uniform(0.45, 0.8))
    bowl = np.sqrt(u**2 + (np.maximum(v - level, 0) / depth) ** 2) - 0.88
    rounding = 0.1
    return np.asarray(rounding * np.logaddexp(bowl / rounding, 1.6 * (level - v) / rounding))


def _pools(rng: np.random.Generator, u: AnyFloatArray, v: AnyFloatArray) -> AnyFloatArray:
    """Return the distance outside a central ellipse and others that merge with it."""
    outside = np.hypot(u, v) - 0.4
    for _ in range(int(rng.integers(1, 4))):
        x, y = rng.uniform(-0.5, 0.5, 2)
        wide, high = rng.uniform(0.2, 0.45, 2)
        ellipse = (np.hypot((u - x) / wide, (v - y) / high) - 1) * min(wide, high)
        outside = -0.08 * np.logaddexp(-outside / 0.08, -ellipse / 0.08)
    return np.asarray(outside)
