"""Painting of vessels and lesions as optical density over the fundus, in order of depth."""

from __future__ import annotations

import numpy as np

from retinaview.core.lesions import LesionClass
from retinaview.phantoms.background import Colour, add_density, blend_density
from retinaview.phantoms.calibre import VesselLayer
from retinaview.phantoms.cover import Cover
from retinaview.phantoms.lesions import Lesions
from retinaview.phantoms.noise import Float32Array
from retinaview.phantoms.traits import Traits

_VEIN: Colour = (0.18, 0.62, 0.34)
_ARTERY: Colour = (0.09, 0.44, 0.26)
_FINE: Colour = (0.16, 0.95, 0.40)
_BLOOD: Colour = (0.25, 0.62, 0.32)


def paint_deep(density: Float32Array, lesions: Lesions, traits: Traits) -> None:
    """Paint hard exudates, which lie behind the retinal vessels; in place."""
    red, green, blue = traits.colour
    yellow = (0.5 * red + 0.58, min(0.98, green * 1.35 + 0.22), blue * 1.5 + 0.04)
    _blend(density, lesions.covers[LesionClass.HARD_EXUDATE], yellow, opacity=0.95)


def paint_blood(density: Float32Array, veins: VesselLayer, arteries: VesselLayer) -> None:
    """Paint the vessels, arteries over veins; in place."""
    under = veins.depth * (1 - 0.75 * arteries.coverage)
    add_density(density, under, _VEIN)
    add_density(density, veins.reflex * (1 - arteries.coverage), (-0.05, -0.16, -0.12))
    add_density(density, arteries.depth, _ARTERY)
    add_density(density, arteries.reflex, (-0.06, -0.27, -0.22))


def paint_shallow(
    density: Float32Array, lesions: Lesions, traits: Traits, *, tangled: VesselLayer | None
) -> None:
    """Paint bleeding, new vessels, cotton-wool spots and preretinal blood; in place."""
    covers = lesions.covers
    add_density(density, covers[LesionClass.HAEMORRHAGE].ink, _BLOOD)
    add_density(density, covers[LesionClass.MICROANEURYSM].ink, (0.13, 0.42, 0.22))
    red, green, blue = traits.colour
    white = (min(1.0, red * 1.15), green * 1.5 + 0.03, blue * 1.6 + 0.08)
    _blend(density, covers[LesionClass.COTTON_WOOL_SPOT], white, opacity=0.85)
    if tangled is not None:
        add_density(density, tangled.depth, _FINE)
    pool = (red * 0.60, green * 0.32, blue * 0.6 + 0.01)
    _blend(density, covers[LesionClass.PRERETINAL_HAEMORRHAGE], pool, opacity=0.95)


def _blend(density: Float32Array, cover: Cover, colour: Colour, *, opacity: float) -> None:
    if cover.ink.any():
        other = (-np.log(np.array(colour))).astype(np.float32)
        blend_density(density, np.float32(opacity) * cover.ink, other)
