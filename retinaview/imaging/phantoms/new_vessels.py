"""Proliferative and pre-proliferative signs: new vessels, IRMA, preretinal haemorrhage."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from retinaview.imaging.phantoms.cover import Cover
from retinaview.imaging.phantoms.eye import Eye, FloatArray
from retinaview.imaging.phantoms.noise import fractal_noise, smoothstep
from retinaview.imaging.phantoms.red_lesions import pixel_of
from retinaview.imaging.phantoms.sites import Site
from retinaview.imaging.phantoms.vessels import STEP_DD, Vessel


def tangle(
    rng: np.random.Generator, site: Site, *, reach_dd: float, threads: int, radius_dd: float
) -> list[Vessel]:
    """Fine vessels that leave one place and curl back: the look of neovascularisation and IRMA.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    site : tuple of float
        Where they start, anatomical frame, disc diameters.
    reach_dd : float
        How far they get.
    threads : int
        How many.
    radius_dd : float
        Half their width.

    Returns
    -------
    list of Vessel
    """
    vessels: list[Vessel] = []
    for number in range(threads):
        heading = 2 * math.pi * (number + float(rng.uniform(0, 0.8))) / threads
        path = _curl(rng, site, heading, reach_dd=reach_dd)
        vessels.append(_thread(rng, path, radius_dd))
        for start in rng.integers(len(path) // 4, len(path), 3):
            fork = heading + float(rng.choice((-1.0, 1.0))) * float(rng.uniform(0.5, 1.5))
            twig = _curl(rng, (path[start, 0], path[start, 1]), fork, reach_dd=0.4 * reach_dd)
            vessels.append(_thread(rng, twig, 0.7 * radius_dd))
    return vessels


def _thread(rng: np.random.Generator, path: FloatArray, radius_dd: float) -> Vessel:
    radius = radius_dd * float(rng.uniform(0.7, 1.2)) * np.linspace(1.0, 0.6, len(path))
    return Vessel(path, radius, artery=False, order=3)


def _curl(rng: np.random.Generator, site: Site, heading: float, *, reach_dd: float) -> FloatArray:
    """A path that wanders out, ever more restless, and turns back at its reach."""
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


def hull_of(coverage: NDArray[np.float32], eye: Eye) -> NDArray[np.bool_]:
    """The patch of retina that a tangle takes: its vessels with the gaps between them.

    Parameters
    ----------
    coverage : ndarray of float32, shape (H, W)
        Of the tangle's vessels.
    eye : Eye
        Gives the scale.

    Returns
    -------
    ndarray of bool, shape (H, W)
    """
    size = 2 * max(1, round(0.05 * eye.disc_diameter_px)) + 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    return (
        np.asarray(cv2.morphologyEx((coverage > 0.2).astype(np.uint8), cv2.MORPH_CLOSE, kernel)) > 0
    )


def draw_preretinal(
    rng: np.random.Generator, cover: Cover, eye: Eye, *, site: Site, radius_dd: float
) -> None:
    """A boat-shaped pool of blood before the retina, level above and round below."""
    radius_px = max(3.0, radius_dd * eye.disc_diameter_px)
    place, dx, dy = cover.window(pixel_of(eye, site), radius_px * 1.2 + 2)
    shape = (dy.shape[0], dx.shape[1])
    uneven = 0.10 * fractal_noise(rng, shape, cells=3, octaves=4, gain=0.6)
    level = float(rng.uniform(-0.35, 0.1))
    depth = float(rng.uniform(0.6, 0.95))
    u, v = dx / radius_px, dy / radius_px
    rounding = 0.12
    bowl = np.hypot(u, np.maximum(v - level, 0) / depth) - 0.9
    outside = rounding * np.logaddexp((bowl + uneven) / rounding, (level - v) / (0.5 * rounding))
    pooled = 0.8 + 0.2 * smoothstep(level, level + depth, v + np.zeros_like(u))
    cover.add(place, smoothstep(0.1, -0.04, outside), pooled)
