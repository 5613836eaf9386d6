"""The trunks that leave the disc: temporal and nasal arcades, and twigs between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from retinaview.phantoms.eye import Eye, FloatArray
from retinaview.phantoms.traits import Traits
from retinaview.phantoms.vessel_path import (
    STEP_DD,
    THINNEST_DD,
    Vessel,
    about,
    bend,
    smooth_curve,
    tapering,
)

_ARTERY_DD, _VEIN_DD = 0.035, 0.046  # half the width of a temporal trunk


def grow_trunks(
    rng: np.random.Generator, eye: Eye, traits: Traits, *, artery: bool
) -> Iterator[Vessel]:
    """Yield the arteries, or the veins, that leave the disc.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    eye : Eye
        Position of the disc.
    traits : Traits
        Calibre and tortuosity.
    artery : bool
        Arteries, else veins.

    Yields
    ------
    Vessel
        Four to eight, above and below.
    """
    layout = _Layout(rng, eye, artery)
    base = (_ARTERY_DD if artery else _VEIN_DD) * traits.calibre

    def trunk(points: FloatArray, share: float, spread: float) -> Vessel:
        path = bend(rng, smooth_curve(points), tortuosity=traits.tortuosity, start_dd=0.8)
        along = np.arange(len(path)) * STEP_DD
        emerging = 0.72 + 0.28 * np.clip(along / 0.5, 0, 1)
        radius = base * about(rng, share, spread) * emerging / (1.0 + 0.17 * along)
        return Vessel(path, np.maximum(radius, THINNEST_DD), artery)

    for side in (-1.0, 1.0):
        temporal = trunk(layout.temporal_arcade(side), 1.0, 0.08)
        yield temporal
        yield trunk(layout.nasal_arcade(side, temporal.path), 0.68, 0.08)
        if rng.random() < 0.75:
            yield trunk(layout.nasal_twig(side), 0.42, 0.05)
        if rng.random() < 0.8:
            twig = trunk(layout.macular_twig(side), 0.36, 0.04)
            yield replace(twig, radius=twig.radius * tapering(len(twig.path)))


class _Layout:
    """Courses of the trunks, varied between eyes; `side` is -1 above, 1 below."""

    def __init__(self, rng: np.random.Generator, eye: Eye, artery: bool) -> None:
        self._rng = rng
        self._disc = np.asarray(eye.disc_dd)
        self._mean_height = 2.0 if artery else 2.15
        nasal = self._about(0.16 if artery else 0.07, 0.04)
        self._mouth = (nasal, self._about(0.0, 0.05))

    def temporal_arcade(self, side: float) -> FloatArray:
        far = self._about
        height = far(self._mean_height, 0.3)
        near_disc = self._from_disc(
            (self._mouth[0], self._mouth[1] - side * 0.1),
            (self._mouth[0] + far(0.0, 0.06), side * far(0.34, 0.07)),
            (far(-0.16, 0.1), side * height * far(0.47, 0.03)),
        )
        beyond = [
            (self._disc[0] - far(1.15, 0.15), side * height * far(0.84, 0.04)),
            (far(0.1, 0.25), side * height),
            (far(-1.4, 0.2), side * height * far(0.98, 0.12)),
            (-3.0, side * height * far(0.85, 0.3)),
            (-4.6, side * height * far(0.7, 0.4)),
        ]
        return np.concatenate([near_disc, np.array(beyond)])

    def nasal_arcade(self, side: float, temporal: FloatArray) -> FloatArray:
        """Return the path of a nasal arcade, from the temporal trunk near the disc's border."""
        far = self._about
        fork = temporal[int(far(0.38, 0.1) / STEP_DD)]
        beyond = self._from_disc(
            (far(0.55, 0.1), side * far(0.88, 0.12)),
            (far(1.25, 0.25), side * far(1.7, 0.25)),
            (far(2.2, 0.3), side * far(2.4, 0.4)),
        )
        parting = 0.72 * fork + 0.28 * beyond[0] + (0.03, side * 0.05)
        return np.concatenate([[fork, parting], beyond])

    def nasal_twig(self, side: float) -> FloatArray:
        far = self._about
        return self._from_disc(
            (self._mouth[0], self._mouth[1] + side * far(0.12, 0.05)),
            (far(0.45, 0.05), side * far(0.24, 0.08)),
            (far(0.95, 0.1), side * far(0.38, 0.14)),
            (far(2.2, 0.2), side * far(0.7, 0.3)),
        )

    def macular_twig(self, side: float) -> FloatArray:
        far = self._about
        near_disc = self._from_disc(
            (self._mouth[0], self._mouth[1] + side * far(0.14, 0.05)),
            (far(-0.5, 0.04), side * far(0.24, 0.1)),
            (far(-1.15, 0.1), side * far(0.42, 0.14)),
        )
        return np.concatenate([near_disc, [(far(0.75, 0.12), side * far(0.5, 0.12))]])

    def _from_disc(self, *points: tuple[float, float]) -> FloatArray:
        return np.asarray(self._disc + np.array(points))

    def _about(self, mean: float, spread: float) -> float:
        return about(self._rng, mean, spread)
