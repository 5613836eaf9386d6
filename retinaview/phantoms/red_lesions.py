"""Microaneurysms and intraretinal haemorrhages: dots, blots and flames."""

from __future__ import annotations

import math

import numpy as np

from retinaview.phantoms.cover import Cover, ragged
from retinaview.phantoms.eye import Eye
from retinaview.phantoms.fibres import fibre_angle
from retinaview.phantoms.noise import Float32Array, fractal_noise
from retinaview.phantoms.sites import Site, Sites


def draw_microaneurysms(
    rng: np.random.Generator, cover: Cover, eye: Eye, *, sites: Sites, count: int
) -> None:
    """Draw round dots of 35 to 110 micrometres (a disc diameter is 1,800), off the vessels."""
    for _ in range(count):
        radius_dd = float(np.clip(rng.lognormal(math.log(0.017), 0.3), 0.010, 0.031))
        site = sites.find(radius_dd, off_vessels=True, clustered=0.35)
        if site is not None:
            _dot(rng, cover, eye, site=site, radius_dd=radius_dd)


def draw_haemorrhages(
    rng: np.random.Generator, cover: Cover, eye: Eye, *, sites: Sites, counts: tuple[int, ...]
) -> None:
    """Draw dot, blot and flame haemorrhages, `counts` of them in the four quadrants."""
    for quadrant, count in enumerate(counts):
        for _ in range(count):
            kind = rng.choice(("dot", "blot", "flame"), p=(0.5, 0.3, 0.2))
            radius_dd = {
                "dot": rng.uniform(0.020, 0.045),
                "blot": np.clip(rng.lognormal(math.log(0.07), 0.45), 0.04, 0.24),
                "flame": np.clip(rng.lognormal(math.log(0.13), 0.4), 0.07, 0.34),
            }[str(kind)]
            site = sites.find(float(radius_dd), quadrant=quadrant, clustered=0.45)
            if site is None:  # too crowded, but a small one still fits
                kind, radius_dd = "dot", 0.022
                site = sites.find(radius_dd, quadrant=quadrant)
            if site is None:
                continue
            draw = {"dot": _dot, "blot": _blot, "flame": _flame}[str(kind)]
            draw(rng, cover, eye, site=site, radius_dd=float(radius_dd))


def _dot(rng: np.random.Generator, cover: Cover, eye: Eye, *, site: Site, radius_dd: float) -> None:
    radius_px = max(1.0, radius_dd * eye.disc_diameter_px)
    place, dx, dy = cover.window(pixel_of(eye, site), radius_px * 1.6 + 2)
    shape = ragged(rng, dx, dy, radius_px=radius_px, roughness=0.1, softness=0.8)
    cover.add(place, shape, float(rng.uniform(0.4, 0.9)))


def _blot(
    rng: np.random.Generator, cover: Cover, eye: Eye, *, site: Site, radius_dd: float
) -> None:
    radius_px = max(1.2, radius_dd * eye.disc_diameter_px * 0.8)
    place, dx, dy = cover.window(pixel_of(eye, site), radius_px * 2 + 2)
    stretch, turn = float(rng.uniform(1.0, 1.45)), float(rng.uniform(0, math.pi))
    u = (dx * math.cos(turn) + dy * math.sin(turn)) / stretch
    v = (dy * math.cos(turn) - dx * math.sin(turn)) * stretch
    shape = ragged(rng, u, v, radius_px=radius_px, roughness=0.2, softness=0.4)
    core = ragged(rng, u, v, radius_px=radius_px * 0.6, roughness=0.35, softness=1.0)
    cover.add(place, shape, float(rng.uniform(0.3, 0.8)) * (0.7 + 0.5 * core))


def _flame(
    rng: np.random.Generator, cover: Cover, eye: Eye, *, site: Site, radius_dd: float
) -> None:
    """Draw parallel streaks along the nerve fibres, feathered at both ends."""
    centre = pixel_of(eye, site)
    half_px = max(3.0, radius_dd * eye.disc_diameter_px)
    place, dx, dy = cover.window(centre, half_px + 2)
    u, v = along_fibres(eye, site, dx, dy)
    width_px = half_px * float(rng.uniform(0.2, 0.4))
    shape = np.zeros(u.shape, np.float32)
    for _ in range(int(rng.integers(4, 9))):
        shift_v = width_px * float(np.clip(rng.normal(0, 0.45), -1, 1))
        length = half_px * float(rng.uniform(0.45, 0.85))
        shift_u = (half_px - length) * float(rng.uniform(-0.8, 0.8))
        thick = max(0.8, width_px * float(rng.uniform(0.25, 0.5)))
        distance = np.sqrt(((u - shift_u) / length) ** 2 + ((v - shift_v) / thick) ** 2)
        streak = np.clip((1 - distance) * np.float32(thick / max(1.0, 0.4 * thick)) + 0.5, 0, 1)
        shape = np.maximum(shape, streak)
    uneven = 0.85 + 0.15 * fractal_noise(rng, (dy.shape[0], dx.shape[1]), cells=5, octaves=2)
    cover.add(place, shape, float(rng.uniform(0.35, 0.8)) * np.clip(uneven, 0.4, 1.2))


def along(
    eye: Eye, site: Site, angle: float, dx: Float32Array, dy: Float32Array
) -> tuple[Float32Array, Float32Array]:
    """Return pixel offsets along and across a direction of the anatomical frame."""
    step = np.array([math.cos(angle), math.sin(angle)])
    tip = eye.to_px(np.array(site) + step) - eye.to_px(np.array(site))
    cos, sin = (float(value) for value in tip / np.linalg.norm(tip))
    return (
        np.asarray(dx * cos + dy * sin, dtype=np.float32),
        np.asarray(dy * cos - dx * sin, dtype=np.float32),
    )


def along_fibres(
    eye: Eye, site: Site, dx: Float32Array, dy: Float32Array
) -> tuple[Float32Array, Float32Array]:
    """Return pixel offsets along and across the nerve fibres."""
    return along(eye, site, fibre_angle(eye, *site), dx, dy)


def pixel_of(eye: Eye, site: Site) -> tuple[float, float]:
    """Return a site in photograph pixels."""
    x, y = eye.to_px(np.array(site))
    return float(x), float(y)
