"""Vessels and lesions as optical density over the fundus, in the order of their depth."""

from __future__ import annotations

import numpy as np

from retinaview.core.lesions import LesionClass
from retinaview.imaging.phantoms.background import Colour, add_density, blend_density
from retinaview.imaging.phantoms.calibre import VesselLayer
from retinaview.imaging.phantoms.cover import Cover
from retinaview.imaging.phantoms.lesions import Lesions
from retinaview.imaging.phantoms.noise import Float32Array
from retinaview.imaging.phantoms.traits import Traits

_VEIN: Colour = (0.20, 0.58, 0.36)
_ARTERY: Colour = (0.08, 0.42, 0.30)
_FINE: Colour = (0.14, 0.60, 0.35)
_BLOOD: Colour = (0.24, 0.62, 0.30)


def paint_deep(density: Float32Array, lesions: Lesions, traits: Traits) -> None:
    """Hard exudates, which lie behind the retinal vessels; in place."""
    red, green, blue = traits.colour
    yellow = (min(1.05, red * 1.22), min(0.98, green * 1.85 + 0.05), blue * 1.35 + 0.06)
    _blend(density, lesions.covers[LesionClass.HARD_EXUDATE], yellow, opacity=0.95)


def paint_blood(density: Float32Array, veins: VesselLayer, arteries: VesselLayer) -> None:
    """Vessels, the arteries over the veins; in place."""
    under = veins.depth * (1 - 0.75 * arteries.coverage)
    add_density(density, under, _VEIN)
    add_density(density, veins.reflex * (1 - arteries.coverage), (-0.03, -0.10, -0.08))
    add_density(density, arteries.depth, _ARTERY)
    add_density(density, arteries.reflex, (-0.04, -0.22, -0.18))


def paint_shallow(
    density: Float32Array, lesions: Lesions, traits: Traits, *, tangled: VesselLayer | None
) -> None:
    """Bleeding, new vessels, cotton wool and what lies before the retina; in place."""
    covers = lesions.covers
    add_density(density, covers[LesionClass.HAEMORRHAGE].ink, _BLOOD)
    add_density(density, covers[LesionClass.MICROANEURYSM].ink, (0.17, 0.52, 0.24))
    red, green, blue = traits.colour
    white = (min(1.0, red * 1.04 + 0.02), green * 1.42 + 0.03, blue * 1.5 + 0.12)
    _blend(density, covers[LesionClass.COTTON_WOOL_SPOT], white, opacity=0.85)
    if tangled is not None:
        add_density(density, tangled.depth, _FINE)
    pool = (red * 0.62, green * 0.30, blue * 0.5 + 0.01)
    _blend(density, covers[LesionClass.PRERETINAL_HAEMORRHAGE], pool, opacity=0.95)


def _blend(density: Float32Array, cover: Cover, colour: Colour, *, opacity: float) -> None:
    if cover.ink.any():
        other = (-np.log(np.array(colour))).astype(np.float32)
        blend_density(density, np.float32(opacity) * cover.ink, other)
