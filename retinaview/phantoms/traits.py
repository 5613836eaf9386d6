"""Traits that both eyes of a patient share: pigment, colour, vessel calibre, disc shape."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Traits:
    """Traits of one patient.

    Attributes
    ----------
    colour : tuple of float
        Reflectance of the fundus, RGB, 0-1.
    tessellation : float
        Visibility of choroidal vessels, 0-1.
    macular_pigment : float
        Darkness of the macula, about 0.7-1.5.
    sheen : float
        Strength of the nerve fibre layer, 0 (old) to 1 (young).
    cup : float
        Cup-to-disc ratio.
    disc_aspect : float
        Height over width of the disc.
    tortuosity : float
        Waviness of the vessels, about 0.5-1.8.
    calibre : float
        Width of the vessels relative to the mean.
    disc_distance_dd : float
        Fovea to disc centre, disc diameters.
    """

    colour: tuple[float, float, float]
    tessellation: float
    macular_pigment: float
    sheen: float
    cup: float
    disc_aspect: float
    tortuosity: float
    calibre: float
    disc_distance_dd: float


def draw_traits(rng: np.random.Generator) -> Traits:
    """Draw a random patient's traits, spread as in IDRiD (Porwal et al. 2018)."""
    red = float(np.clip(rng.normal(0.74, 0.08), 0.56, 0.92))
    green = red * float(np.clip(rng.normal(0.465, 0.042), 0.36, 0.52))
    pink = rng.random() < 0.3
    blue = green * float(rng.uniform(0.42, 0.64) if pink else rng.uniform(0.04, 0.30))
    return Traits(
        colour=(red, green, blue),
        tessellation=0.12 + 0.88 * float(rng.beta(1.2, 2.2)),
        macular_pigment=float(rng.uniform(0.7, 1.55)),
        sheen=float(rng.beta(1.6, 1.8)),
        cup=float(np.clip(rng.normal(0.42, 0.1), 0.2, 0.7)),
        disc_aspect=float(np.clip(rng.normal(1.06, 0.04), 0.98, 1.16)),
        tortuosity=float(np.clip(rng.normal(1.0, 0.3), 0.5, 1.8)),
        calibre=float(np.clip(rng.normal(1.0, 0.08), 0.84, 1.18)),
        disc_distance_dd=float(np.clip(rng.normal(2.55, 0.15), 2.25, 2.9)),
    )
