"""The fundus without its vessels: pigment, choroid, macula, nerve fibres and optic disc.

Everything is stored as optical density, -log of reflectance, so that layers add up.
"""

from __future__ import annotations

import math

import numpy as np

from retinaview.phantoms.choroid import choroidal_ribbons
from retinaview.phantoms.eye import Eye
from retinaview.phantoms.fibres import fibre_sheen
from retinaview.phantoms.noise import (
    AnyFloatArray,
    Float32Array,
    fractal_noise,
    smooth_noise,
    smoothstep,
)
from retinaview.phantoms.traits import Traits

Colour = tuple[float, float, float]

_DISC_CONTRAST = 0.18  # least density by which the disc is brighter than its surroundings
_GLOW: Colour = (-0.10, -0.18, -0.19)

# Cells across the height, octaves, gain and colour of the pigment's mottling, coarse to fine.
_MOTTLING: tuple[tuple[float, int, float, Colour], ...] = (
    (1.6, 4, 0.5, (0.05, 0.075, 0.06)),
    (1.2, 2, 0.5, (0.02, -0.02, -0.09)),
    (14, 3, 0.5, (0.016, 0.028, 0.02)),
    (45, 2, 0.5, (-0.008, 0.018, 0.03)),
    (110, 3, 0.9, (0.014, 0.026, 0.02)),
)


def add_density(density: Float32Array, layer: AnyFloatArray, colour: Colour) -> None:
    """Add a layer to a density in place.

    Parameters
    ----------
    density : ndarray of float32, shape (H, W, 3)
        Modified in place.
    layer : ndarray of float32, shape (H, W)
        Amount at each pixel.
    colour : tuple of float
        Density of one unit in red, green and blue; negative values brighten.
    """
    for channel, weight in enumerate(colour):
        density[..., channel] += np.float32(weight) * layer


def blend_density(density: Float32Array, cover: Float32Array, other: Float32Array) -> None:
    """Blend a density with another in place, weighted by `cover`, 0-1."""
    density += cover[..., None] * (other - density)


def paint_fundus(
    rng: np.random.Generator, eye: Eye, traits: Traits, shape: tuple[int, int]
) -> Float32Array:
    """Return the optical density of the fundus with its disc.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    eye : Eye
        Landmarks.
    traits : Traits
        Colour and pigment.
    shape : tuple of int
        (H, W).

    Returns
    -------
    ndarray of float32, shape (H, W, 3)
        -log of reflectance per RGB channel.
    """
    x, y = eye.grid_dd(shape)
    density = np.empty((*shape, 3), np.float32)
    density[:] = [-math.log(value) for value in traits.colour]
    _pigment(rng, density)
    _choroid(rng, density, traits, x, y)
    _macula(rng, density, traits, x, y)
    outlying = smoothstep(1.0, 4.5, np.hypot(x - 0.9, y))
    add_density(density, outlying, (0.03, float(rng.uniform(0.05, 0.22)), 0.1))
    glow = _glow(rng, eye, x, y)
    add_density(density, glow, _GLOW)
    sheen = fibre_sheen(rng, eye, x, y)
    add_density(density, sheen * np.float32(traits.sheen), (-0.06, -0.19, -0.30))
    _disc(rng, density, eye, traits, x, y, glow=glow)
    return density


def _pigment(rng: np.random.Generator, density: Float32Array) -> None:
    shape = density.shape[:2]
    for cells, octaves, gain, colour in _MOTTLING:
        layer = fractal_noise(rng, shape, cells=cells, octaves=octaves, gain=gain)
        add_density(density, layer, colour)


def _glow(rng: np.random.Generator, eye: Eye, x: Float32Array, y: Float32Array) -> Float32Array:
    """Return the light scattered around the disc."""
    from_disc = np.hypot(x - np.float32(eye.disc_dd[0]), y - np.float32(eye.disc_dd[1]))
    strength, reach = float(rng.uniform(0.4, 1.8)), float(rng.uniform(0.9, 1.8))
    return np.asarray(strength * np.exp(-((from_disc / reach) ** 2)), dtype=np.float32)


def _choroid(
    rng: np.random.Generator,
    density: Float32Array,
    traits: Traits,
    x: Float32Array,
    y: Float32Array,
) -> None:
    """Paint choroidal vessels as a web of orange bands, away from the macula."""
    spread = np.float32(2.6 * traits.tessellation - 1.2)
    patches = smoothstep(-0.9, 1.1, smooth_noise(rng, x.shape, cells=2.5) + 0.3 * y + spread)
    shown = patches * smoothstep(0.5, 2.2, np.hypot(x, y)) * np.float32(traits.tessellation)
    ribbons = choroidal_ribbons(rng, x, y)
    add_density(density, shown * (ribbons - 0.4), (-0.20, -0.29, 0.02))
    add_density(density, shown, (0.02, 0.10, 0.06))


def _macula(
    rng: np.random.Generator,
    density: Float32Array,
    traits: Traits,
    x: Float32Array,
    y: Float32Array,
) -> None:
    squared = x * x * np.float32(rng.uniform(0.75, 1.0)) + y * y
    dark = 0.62 * np.exp(-squared / 0.13) + 0.38 * np.exp(-squared / 0.75)
    dark *= 1 + 0.12 * fractal_noise(rng, x.shape, cells=9, octaves=3)
    add_density(density, dark * np.float32(traits.macular_pigment), (0.26, 0.5, 0.5))
    pit = np.exp(-squared / 0.0009)
    add_density(density, pit, (-0.08, -0.10, -0.08))


def _disc(
    rng: np.random.Generator,
    density: Float32Array,
    eye: Eye,
    traits: Traits,
    x: Float32Array,
    y: Float32Array,
    *,
    glow: Float32Array,
) -> None:
    """Paint rim and cup, paler temporally, with a nasal border blurred by the fibres."""
    cloud = fractal_noise(rng, x.shape, cells=9, octaves=4, gain=0.7)
    height, width = x.shape
    (left, top), reach = eye.disc_centre, 1.6 * eye.disc_diameter_px
    rows = slice(max(0, int(top - reach)), min(height, int(top + reach)))
    columns = slice(max(0, int(left - reach)), min(width, int(left + reach)))
    place = rows, columns
    u = (x[place] - np.float32(eye.disc_dd[0])) * np.float32(2 * math.sqrt(traits.disc_aspect))
    v = (y[place] - np.float32(eye.disc_dd[1])) * np.float32(2 / math.sqrt(traits.disc_aspect))
    from_centre = np.hypot(u, v) + np.float32(0.025) * cloud[place]
    colour = _disc_colour(traits, u, v, cloud[place])
    add_density(colour, 0.4 * glow[place], _GLOW)
    colour = np.minimum(colour, density[place] - np.float32(_DISC_CONTRAST))
    add_density(density[place], np.exp(-((from_centre / 1.5) ** 4)), (-0.05, -0.12, -0.15))
    inside = np.clip((1.02 - from_centre) / (0.11 + 0.1 * smoothstep(-0.3, 0.8, u)) + 0.5, 0, 1)
    blend_density(density[place], smoothstep(0, 1, inside), colour)


def _disc_colour(
    traits: Traits, u: AnyFloatArray, v: AnyFloatArray, cloud: Float32Array
) -> Float32Array:
    """Return the density of the disc, its cup slightly temporal and softly bordered."""
    red, green, blue = traits.colour
    # In a dark eye the disc is more prominent, because its tissue has no pigment.
    rim = np.array([0.55 * red + 0.72, 0.85 * green + 0.29, 1.4 * blue + 0.06])
    cup = np.array([0.55 * red + 0.90, 0.85 * green + 0.62, 1.6 * blue + 0.20])
    in_cup = smoothstep(1.6, 0.5, np.hypot(u + 0.08, v + 0.03) / np.float32(traits.cup))
    pale = np.clip(0.12 - 0.28 * u + 0.72 * in_cup + 0.11 * cloud, 0, 1)[..., None]
    return np.asarray(-np.log(rim) * (1 - pale) - np.log(cup) * pale, dtype=np.float32)
