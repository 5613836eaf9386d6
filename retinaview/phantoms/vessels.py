"""The retinal vessels of an eye: branches that grow from the arcades, into the macula and out."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from retinaview.phantoms.arcades import grow_trunks
from retinaview.phantoms.eye import Eye, FloatArray
from retinaview.phantoms.traits import Traits
from retinaview.phantoms.vessel_path import STEP_DD, THINNEST_DD, Vessel, about, bend, tapering

_AVASCULAR_DD = 0.33  # the fovea is free of vessels
_REACH_DD = 5.0
_CELL_DD = 0.055  # vessels of one kind keep at least this far apart
_SPACING_DD = {1: 0.36, 2: 0.3, 3: 0.26}  # between branches, by generation


def grow_vessels(rng: np.random.Generator, eye: Eye, traits: Traits) -> list[Vessel]:
    """Return all vessels of an eye.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    eye : Eye
        Position of the disc.
    traits : Traits
        Calibre and tortuosity.

    Returns
    -------
    list of Vessel
        Trunks first, then branches by generation; arteries and veins.
    """
    vessels: list[Vessel] = []
    for artery in (False, True):
        trunks = list(grow_trunks(rng, eye, traits, artery=artery))
        vessels += _VesselGrowth(rng, eye, traits.tortuosity).grow(trunks)
    return sorted(vessels, key=lambda vessel: vessel.order)


class _VesselGrowth:
    """Growth of the arteries, or the veins, of one eye, which keep apart from each other."""

    def __init__(self, rng: np.random.Generator, eye: Eye, tortuosity: float) -> None:
        self._rng = rng
        self._disc_x, self._disc_y = eye.disc_dd
        self._tortuosity = tortuosity
        self._taken: set[tuple[int, int]] = set()

    def grow(self, trunks: list[Vessel]) -> list[Vessel]:
        for trunk in trunks:
            self._occupy(trunk)
        vessels, generation = list(trunks), trunks
        for order in _SPACING_DD:
            grown: list[Vessel] = []
            for parent in generation:
                for branch in self._branches(parent, order):
                    self._occupy(branch)
                    grown.append(branch)
            vessels += grown
            generation = grown
        return vessels

    def _branches(self, parent: Vessel, order: int) -> Iterator[Vessel]:
        position = (0.8 if parent.order == 0 else 0.25) * about(self._rng, 1.0, 0.3)
        side = 1.0 if self._rng.random() < 0.5 else -1.0
        length = len(parent.path) * STEP_DD
        while position < length - 0.1:
            branch = self._branch(parent, int(position / STEP_DD), side)
            if branch is not None:
                yield branch
            side = -side if self._rng.random() < 0.75 else side
            position += _SPACING_DD[order] * float(self._rng.uniform(0.6, 1.6))

    def _branch(self, parent: Vessel, index: int, side: float) -> Vessel | None:
        share = float(self._rng.choice((0.45, 0.78))) * about(self._rng, 1.0, 0.1)
        radius = float(parent.radius[index]) * share
        if radius < THINNEST_DD or not 0 < index < len(parent.path) - 1:
            return None
        tangent = parent.path[index + 1] - parent.path[index - 1]
        # Thinner branches leave at wider angles (Murray's law of least work).
        angle = (1.5 - 1.1 * share) * about(self._rng, 1.0, 0.2)
        heading = math.atan2(tangent[1], tangent[0]) + side * angle
        path = self._walk(parent.path[index], heading, radius)
        if len(path) * STEP_DD < max(0.24, 14 * radius):
            return None
        radii = np.maximum(radius * tapering(len(path)), THINNEST_DD * 0.8)
        bent = bend(self._rng, path, tortuosity=self._tortuosity, start_dd=0.4)
        return Vessel(bent, radii, parent.artery, parent.order + 1)

    def _walk(self, start: FloatArray, heading: float, radius: float) -> FloatArray:
        """Grow a branch step by step until it is spent or meets another vessel."""
        steps = int(radius * self._rng.uniform(90, 210) / STEP_DD)
        goal_x, goal_y = self._goal(start, heading)
        turn = 0.0
        x, y = float(start[0]), float(start[1])
        path = [(x, y)]
        noise = self._rng.standard_normal(steps) * 0.013 * self._tortuosity
        for step in range(steps):
            turn = 0.88 * turn + float(noise[step])
            towards = math.atan2(goal_y - y, goal_x - x)
            heading += 0.032 * math.sin(towards - heading) + turn
            x, y = x + STEP_DD * math.cos(heading), y + STEP_DD * math.sin(heading)
            if self._blocked(x, y, step):
                break
            path.append((x, y))
        return np.array(path)

    def _goal(self, start: FloatArray, heading: float) -> tuple[float, float]:
        """Return a branch's target: a place in the macula, or one far outside the arcades."""
        x, y = float(start[0]), float(start[1])
        if math.cos(heading - math.atan2(-y, -x)) > 0:
            spread = self._rng.normal(0, 0.75, 2)
            return float(spread[0]), float(spread[1])
        outwards = math.atan2(y, x) + about(self._rng, 0.0, 0.3)
        away = 0.5 * (heading + outwards) if abs(heading - outwards) < math.pi else outwards
        return x + 6 * math.cos(away), y + 6 * math.sin(away)

    def _blocked(self, x: float, y: float, step: int) -> bool:
        distance = math.hypot(x, y)
        if distance < _AVASCULAR_DD or distance > _REACH_DD:
            return True
        if math.hypot(x - self._disc_x, y - self._disc_y) < 0.62:
            return True
        return step > 4 and (math.floor(x / _CELL_DD), math.floor(y / _CELL_DD)) in self._taken

    def _occupy(self, vessel: Vessel) -> None:
        cells = np.floor(vessel.path / _CELL_DD).astype(np.int64)
        for neighbour in ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1)):
            self._taken.update(map(tuple, (cells + neighbour).tolist()))
