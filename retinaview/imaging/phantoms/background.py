"""The fundus without its vessels: pigment, choroid, macula, nerve fibres and optic disc.

Everything is kept as optical density, -log of reflectance, so that layers add.
"""

from __future__ import annotations

import math

import numpy as np

from retinaview.imaging.phantoms.eye import Eye
from retinaview.imaging.phantoms.fibres import fibre_sheen
from retinaview.imaging.phantoms.noise import (
    AnyFloatArray,
    Float32Array,
    fractal_noise,
    smooth_noise,
    smoothstep,
)
from retinaview.imaging.phantoms.traits import Traits

Colour = tuple[float, float, float]


def add_density(density: Float32Array, layer: AnyFloatArray, colour: Colour) -> None:
    """Add a layer to a density in place.

    Parameters
    ----------
    density : ndarray of float32, shape (H, W, 3)
        Changed in place.
    layer : ndarray of float32, shape (H, W)
        How much of it lies at each pixel.
    colour : tuple of float
        Density of one unit in red, green and blue; negative ones brighten.
    """
    for channel, weight in enumerate(colour):
        density[..., channel] += np.float32(weight) * layer


def blend_density(density: Float32Array, cover: Float32Array, other: Float32Array) -> None:
    """Replace a density in place by another one, as far as `cover` (0-1) says."""
    density += cover[..., None] * (other - density)


def paint_fundus(
    rng: np.random.Generator, eye: Eye, traits: Traits, shape: tuple[int, int]
) -> Float32Array:
    """Optical density of the fundus with its disc.

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
    _macula(density, traits, x, y)
    from_disc = np.hypot(x - np.float32(eye.disc_dd[0]), y - np.float32(eye.disc_dd[1]))
    add_density(density, np.exp(-((from_disc / 1.15) ** 2)), (-0.06, -0.13, -0.22))
    sheen = fibre_sheen(rng, eye, x, y)
    add_density(density, sheen * np.float32(traits.sheen), (-0.035, -0.12, -0.24))
    _disc(rng, density, eye, traits, x, y)
    return density


def _pigment(rng: np.random.Generator, density: Float32Array) -> None:
    shape = density.shape[:2]
    add_density(density, fractal_noise(rng, shape, cells=2.2, octaves=3), (0.025, 0.05, 0.04))
    add_density(density, fractal_noise(rng, shape, cells=18, octaves=3), (0.012, 0.022, 0.015))
    add_density(density, fractal_noise(rng, shape, cells=110, octaves=3), (0.010, 0.020, 0.016))


def _choroid(
    rng: np.random.Generator,
    density: Float32Array,
    traits: Traits,
    x: Float32Array,
    y: Float32Array,
) -> None:
    """Choroidal vessels as a web of orange bands, away from the macula."""
    shape = density.shape[:2]
    bands = np.abs(smooth_noise(rng, shape, cells=11) + 0.35 * smooth_noise(rng, shape, cells=24))
    web = smoothstep(0.55, 0.05, bands)
    patches = smoothstep(-0.6, 1.2, smooth_noise(rng, shape, cells=2.5) + 0.5 * y - 0.2)
    shown = patches * smoothstep(1.0, 2.4, np.hypot(x, y)) * np.float32(traits.tessellation)
    add_density(density, shown * (web - 0.45), (-0.10, -0.26, -0.05))


def _macula(density: Float32Array, traits: Traits, x: Float32Array, y: Float32Array) -> None:
    squared = x * x + y * y
    dark = 0.62 * np.exp(-squared / 0.13) + 0.38 * np.exp(-squared / 0.75)
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
) -> None:
    """Rim and cup, paler temporally, within a soft edge."""
    shape = density.shape[:2]
    u = (x - np.float32(eye.disc_dd[0])) * np.float32(2 * math.sqrt(traits.disc_aspect))
    v = (y - np.float32(eye.disc_dd[1])) * np.float32(2 / math.sqrt(traits.disc_aspect))
    uneven = 0.05 * smooth_noise(rng, shape, cells=7)
    from_centre = np.hypot(u, v) + uneven
    red, green, blue = traits.colour
    rim = np.array([min(1.05, red * 1.28), green * 1.48 + 0.03, blue * 1.8 + 0.05])
    cup = np.array([1.08, green * 1.72 + 0.09, blue * 2.2 + 0.14])
    # The cup sits a little temporally and opens towards the vessels' exit.
    in_cup = smoothstep(1.25, 0.55, np.hypot(u + 0.12, v) / np.float32(traits.cup))
    temporal = smoothstep(0.9, -0.9, u)
    pale = np.clip(in_cup * 0.85 + temporal * 0.35 - 0.1, 0, 1)[..., None]
    colour = (-np.log(rim) * (1 - pale) - np.log(cup) * pale).astype(np.float32)
    blend_density(density, smoothstep(1.07, 0.9, from_centre), colour)
