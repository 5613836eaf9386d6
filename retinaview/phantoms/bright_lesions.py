"""Hard exudates (scattered, ringed, confluent) and cotton-wool spots."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from retinaview.phantoms.cover import Cover, ragged
from retinaview.phantoms.eye import Eye
from retinaview.phantoms.red_lesions import along, along_fibres, pixel_of
from retinaview.phantoms.sites import Site, Sites

Speck = tuple[float, float, float]  # x, y, radius in disc diameters

_CENTRAL_DD = (0.35, 0.8)
_FAR_DD = (1.35, 9.0)
_MARGIN_DD = 1.1  # far specks stay more than a disc diameter from the fovea


def draw_exudates(
    rng: np.random.Generator, cover: Cover, eye: Eye, *, sites: Sites, central: int, far: int
) -> None:
    """Draw groups of exudates, `central` near the fovea and `far` beyond one disc diameter.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    cover : Cover
        Modified in place.
    eye, sites : Eye, Sites
        Landmarks and free places.
    central, far : int
        Number of groups. If `central` is 0, no exudate lies near the fovea.
    """
    for number in range(central + far):
        within = _CENTRAL_DD if number < central else _FAR_DD
        site = sites.find(0.05, near_fovea=within, clustered=0.3 if number > central else 0.0)
        if site is None:
            continue
        for x, y, radius in _group(rng, site):
            clear = central > 0 or math.hypot(x, y) - 1.6 * radius > _MARGIN_DD
            if clear and sites.inside(x, y, radius) and math.hypot(x, y) > 0.06:
                _speck(rng, cover, eye, speck=(x, y, radius))


def draw_cotton_wool(
    rng: np.random.Generator, cover: Cover, eye: Eye, *, sites: Sites, count: int
) -> None:
    """Draw cotton-wool spots: fluffy white infarcts in the nerve fibre layer."""
    for _ in range(count):
        radius_dd = float(rng.uniform(0.07, 0.2))
        site = sites.find(radius_dd, near_fovea=(1.1, 4.0))
        if site is not None:
            _tuft(rng, cover, eye, site=site, radius_dd=radius_dd)


def _group(rng: np.random.Generator, site: Site) -> Iterator[Speck]:
    """Yield the specks of one group, the one on the group's site first."""
    yield (*site, float(rng.uniform(0.014, 0.028)))
    kind = rng.choice(("scatter", "ring", "plaque"), p=(0.55, 0.25, 0.2))
    if kind == "ring":
        yield from _ring(rng, site)
    elif kind == "plaque":
        yield from _plaque(rng, site)
    yield from _scatter(rng, site)


def _radius(rng: np.random.Generator, median: float) -> float:
    return float(np.clip(rng.lognormal(math.log(median), 0.6), 0.004, 0.05))


def _scatter(rng: np.random.Generator, site: Site) -> Iterator[Speck]:
    spread = float(rng.uniform(0.1, 0.32))
    for _ in range(int(rng.integers(8, 80))):
        dx, dy = rng.standard_t(4, 2) * spread
        yield site[0] + float(dx), site[1] + float(dy), _radius(rng, 0.008)


def _ring(rng: np.random.Generator, site: Site) -> Iterator[Speck]:
    size = float(rng.uniform(0.25, 0.55))
    start, span = float(rng.uniform(0, 2 * math.pi)), float(rng.uniform(3.0, 6.0))
    towards = start + span / 2
    centre = site[0] - size * math.cos(towards), site[1] - size * math.sin(towards)
    for _ in range(int(rng.integers(40, 130))):
        angle = start + span * float(rng.beta(1.3, 1.3))
        away = size * float(rng.normal(1.0, 0.09))
        x, y = centre[0] + away * math.cos(angle), centre[1] + away * math.sin(angle)
        yield x, y, _radius(rng, 0.010)


def _plaque(rng: np.random.Generator, site: Site) -> Iterator[Speck]:
    turn, length = float(rng.uniform(0, math.pi)), float(rng.uniform(0.05, 0.2))
    for _ in range(int(rng.integers(7, 24))):
        along, across = rng.normal(0, length), rng.normal(0, length * 0.4)
        x = site[0] + float(along) * math.cos(turn) - float(across) * math.sin(turn)
        y = site[1] + float(along) * math.sin(turn) + float(across) * math.cos(turn)
        yield x, y, float(rng.uniform(0.02, 0.065))


def _speck(rng: np.random.Generator, cover: Cover, eye: Eye, *, speck: Speck) -> None:
    x, y, radius_dd = speck
    radius_px = max(0.8, radius_dd * eye.disc_diameter_px)
    place, dx, dy = cover.window(pixel_of(eye, (x, y)), radius_px * 2.2 + 2)
    # Near the fovea exudates lie between Henle's fibres, which run radially.
    stretch = 1 + float(rng.uniform(0, 0.9)) * math.exp(-math.hypot(x, y))
    u, v = along(eye, (x, y), math.atan2(y, x), dx, dy)
    u, v = u / stretch, v * stretch
    shape = ragged(rng, u, v, radius_px=radius_px, roughness=0.3, softness=0.5)
    thick = min(1.0, 0.4 + radius_dd / 0.06)
    cover.add(place, shape, thick * float(rng.uniform(0.6, 1.0)))


def _tuft(
    rng: np.random.Generator, cover: Cover, eye: Eye, *, site: Site, radius_dd: float
) -> None:
    radius_px = max(2.0, radius_dd * eye.disc_diameter_px)
    place, dx, dy = cover.window(pixel_of(eye, site), radius_px * 1.6 + 2)
    u, v = along_fibres(eye, site, dx, dy)
    stretch = float(rng.uniform(0.75, 1.3))
    u, v = u / stretch, v * stretch
    shape = ragged(rng, u, v, radius_px=radius_px, roughness=0.22, softness=0.7)
    wool = ragged(rng, u, v, radius_px=0.6 * radius_px, roughness=0.4, softness=1.3)
    cover.add(place, shape, float(rng.uniform(0.5, 0.9)) * (0.55 + 0.5 * wool))
