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
    vessels = []
    for number in range(threads):
        heading = 2 * math.pi * (number + float(rng.uniform(0, 0.8))) / threads
        path = _curl(rng, site, heading, reach_dd=reach_dd)
        radius = np.full(len(path), radius_dd * float(rng.uniform(0.7, 1.2)))
        vessels.append(Vessel(path, radius, artery=False, order=3))
    return vessels


def _curl(rng: np.random.Generator, site: Site, heading: float, *, reach_dd: float) -> FloatArray:
    x, y = site
    path = [(x, y)]
    turn = float(rng.choice((-1.0, 1.0)))
    step = STEP_DD / 2
    for _ in range(int(reach_dd / step * float(rng.uniform(1.2, 2.6)))):
        if rng.random() < 0.06:
            turn = -turn
        out = math.hypot(x - site[0], y - site[1]) / reach_dd
        back = math.atan2(site[1] - y, site[0] - x)
        heading += turn * float(rng.uniform(0.05, 0.28))
        heading += 0.25 * max(0.0, out - 0.55) * math.sin(back - heading)
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
    uneven = 0.07 * fractal_noise(rng, shape, cells=3, octaves=3)
    level = float(rng.uniform(-0.35, 0.05))
    depth = float(rng.uniform(0.65, 0.95))
    u, v = dx / radius_px, dy / radius_px
    below = np.hypot(u, np.maximum(v - level, 0) / depth) + uneven
    edge = smoothstep(1.0, 0.94, below) * smoothstep(level - 0.03, level + 0.03, v + 0.4 * uneven)
    pooled = 0.8 + 0.2 * smoothstep(level, level + depth, v + np.zeros_like(u))
    cover.add(place, edge, pooled)
