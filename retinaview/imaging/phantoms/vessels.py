"""Retinal vessels: four arcades out of the disc and the branches that grow from them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from scipy.interpolate import CubicSpline

from retinaview.imaging.phantoms.eye import Eye, FloatArray
from retinaview.imaging.phantoms.traits import Traits

STEP_DD = 0.03
_THINNEST_DD = 0.0045
_AVASCULAR_DD = 0.33
_REACH_DD = 5.0


@dataclass(frozen=True, eq=False)
class Vessel:
    """One vessel from its mouth to its end.

    Attributes
    ----------
    path : ndarray of float64, shape (N, 2)
        Centre line in the anatomical frame, disc diameters, about `STEP_DD` apart.
    radius : ndarray of float64, shape (N,)
        Half the width, disc diameters.
    artery : bool
        Artery (thinner, brighter) or vein.
    order : int
        0 for a trunk out of the disc, 1 for its branches, and so on.
    """

    path: FloatArray
    radius: FloatArray
    artery: bool
    order: int = 0


def grow_vessels(rng: np.random.Generator, eye: Eye, traits: Traits) -> list[Vessel]:
    """All vessels of an eye.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    eye : Eye
        Gives the disc.
    traits : Traits
        Calibre and tortuosity.

    Returns
    -------
    list of Vessel
        Trunks first, then branches by generation, of either kind.
    """
    vessels: list[Vessel] = []
    for artery in (False, True):
        grove = _Grove(rng, eye, traits, artery)
        vessels.extend(grove.grow())
    return sorted(vessels, key=lambda vessel: vessel.order)


class _Grove:
    """The arteries, or the veins, of one eye: they keep clear of each other."""

    def __init__(self, rng: np.random.Generator, eye: Eye, traits: Traits, artery: bool) -> None:
        self._rng = rng
        self._disc = np.asarray(eye.disc_dd)
        self._traits = traits
        self._artery = artery
        self._taken: set[tuple[int, int]] = set()
        nasal = self._about(0.16 if artery else 0.07, 0.04)
        self._mouth = (nasal, self._about(0.0, 0.05))
        self._necks = {
            side: (nasal + self._about(0.0, 0.06), side * self._about(0.34, 0.07))
            for side in (-1.0, 1.0)
        }

    def grow(self) -> list[Vessel]:
        generation = list(self._trunks())
        for trunk in generation:
            self._occupy(trunk)
        vessels = list(generation)
        for order in (1, 2, 3):
            grown: list[Vessel] = []
            for parent in generation:
                for branch in self._branches(parent, order):
                    self._occupy(branch)
                    grown.append(branch)
            vessels.extend(grown)
            generation = grown
        return vessels

    # Trunks

    def _trunks(self) -> Iterator[Vessel]:
        base = (0.035 if self._artery else 0.046) * self._traits.calibre
        for side in (-1.0, 1.0):
            yield self._trunk(self._temporal_arcade(side), base * self._about(1.0, 0.08))
            yield self._trunk(self._nasal_arcade(side), base * self._about(0.68, 0.08))
            if self._rng.random() < 0.75:
                yield self._trunk(self._nasal_twig(side), base * self._about(0.42, 0.1))
            if self._rng.random() < 0.8:
                yield self._trunk(self._macular_twig(side), base * self._about(0.36, 0.1))

    def _temporal_arcade(self, side: float) -> FloatArray:
        far = self._about
        height = far(2.0 if self._artery else 2.15, 0.3)
        near_disc = self._from_disc(
            (self._mouth[0], self._mouth[1] - side * 0.1),
            self._necks[side],
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

    def _nasal_arcade(self, side: float) -> FloatArray:
        far = self._about
        neck_x, neck_y = self._necks[side]
        fork = far(0.75, 0.2)
        return self._from_disc(
            (fork * neck_x + (1 - fork) * self._mouth[0], fork * neck_y),
            (neck_x + far(0.12, 0.04), neck_y + side * far(0.12, 0.04)),
            (far(0.6, 0.12), side * far(0.9, 0.12)),
            (far(1.25, 0.25), side * far(1.7, 0.25)),
            (far(2.2, 0.3), side * far(2.4, 0.4)),
        )

    def _nasal_twig(self, side: float) -> FloatArray:
        far = self._about
        return self._from_disc(
            (self._mouth[0], self._mouth[1] + side * far(0.12, 0.05)),
            (far(0.45, 0.05), side * far(0.24, 0.08)),
            (far(0.95, 0.1), side * far(0.38, 0.14)),
            (far(2.2, 0.2), side * far(0.7, 0.3)),
        )

    def _macular_twig(self, side: float) -> FloatArray:
        far = self._about
        near_disc = self._from_disc(
            (self._mouth[0], self._mouth[1] + side * far(0.14, 0.05)),
            (far(-0.5, 0.04), side * far(0.24, 0.1)),
            (far(-1.15, 0.1), side * far(0.42, 0.14)),
        )
        return np.concatenate([near_disc, [(far(0.75, 0.12), side * far(0.5, 0.12))]])

    def _from_disc(self, *points: tuple[float, float]) -> FloatArray:
        return np.asarray(self._disc + np.array(points))

    def _trunk(self, points: FloatArray, radius: float) -> Vessel:
        path = self._wavy(_resample(points), start_dd=0.8)
        along = np.arange(len(path)) * STEP_DD
        emerging = 0.72 + 0.28 * np.clip(along / 0.5, 0, 1)
        taper = emerging / (1.0 + 0.17 * along)
        return Vessel(path, np.maximum(radius * taper, _THINNEST_DD), self._artery)

    def _wavy(self, path: FloatArray, *, start_dd: float) -> FloatArray:
        """Sideways bends of several lengths, none at the start."""
        if len(path) < 4:
            return path
        along = np.arange(len(path)) * STEP_DD
        sideways = np.zeros(len(path))
        for length, height in ((1.0, 0.055), (0.45, 0.03), (0.2, 0.010)):
            sideways += height * self._wave(np.asarray(along / (length * self._about(1.0, 0.1))))
        sideways *= self._traits.tortuosity * np.clip(along / start_dd, 0, 1)
        tangent = np.gradient(path, axis=0)
        tangent /= np.maximum(np.linalg.norm(tangent, axis=1, keepdims=True), 1e-9)
        normal = np.stack([-tangent[:, 1], tangent[:, 0]], axis=1)
        return np.asarray(path + sideways[:, None] * normal)

    def _wave(self, places: FloatArray) -> FloatArray:
        """Smooth noise over a line, one random value for each unit of length."""
        values = self._rng.standard_normal(int(places[-1]) + 2)
        index = places.astype(np.int64)
        share = places - index
        share = share * share * (3 - 2 * share)
        return np.asarray(values[index] * (1 - share) + values[index + 1] * share)

    # Branches

    def _branches(self, parent: Vessel, order: int) -> Iterator[Vessel]:
        spacing = {1: 0.36, 2: 0.3, 3: 0.26}[order]
        position = (0.8 if parent.order == 0 else 0.25) * self._about(1.0, 0.3)
        side = 1.0 if self._rng.random() < 0.5 else -1.0
        length = len(parent.path) * STEP_DD
        while position < length - 0.1:
            branch = self._branch(parent, int(position / STEP_DD), side)
            if branch is not None:
                yield branch
            side = -side if self._rng.random() < 0.75 else side
            position += spacing * float(self._rng.uniform(0.6, 1.6))

    def _branch(self, parent: Vessel, index: int, side: float) -> Vessel | None:
        share = float(self._rng.choice((0.45, 0.78))) * self._about(1.0, 0.1)
        radius = float(parent.radius[index]) * share
        if radius < _THINNEST_DD or not 0 < index < len(parent.path) - 1:
            return None
        tangent = parent.path[index + 1] - parent.path[index - 1]
        # The thinner the branch, the wider its angle (Murray's law of least work).
        angle = (1.5 - 1.1 * share) * self._about(1.0, 0.2)
        heading = math.atan2(tangent[1], tangent[0]) + side * angle
        path = self._walk(parent.path[index], heading, radius)
        if len(path) * STEP_DD < max(0.24, 14 * radius):
            return None
        taper = 1.0 - 0.85 * np.linspace(0, 1, len(path)) ** 1.7
        radii = np.maximum(radius * taper, _THINNEST_DD * 0.8)
        return Vessel(self._wavy(path, start_dd=0.4), radii, self._artery, parent.order + 1)

    def _walk(self, start: FloatArray, heading: float, radius: float) -> FloatArray:
        """Step by step into the macula or away from it, until spent or in another's way."""
        steps = int(radius * self._rng.uniform(90, 210) / STEP_DD)
        goal = self._goal(start, heading)
        bend = 0.0
        x, y = float(start[0]), float(start[1])
        path = [(x, y)]
        noise = self._rng.standard_normal(steps) * 0.013 * self._traits.tortuosity
        for step in range(steps):
            bend = 0.88 * bend + float(noise[step])
            towards = math.atan2(goal[1] - y, goal[0] - x)
            heading += 0.032 * math.sin(towards - heading) + bend
            x, y = x + STEP_DD * math.cos(heading), y + STEP_DD * math.sin(heading)
            if self._blocked(x, y, step):
                break
            path.append((x, y))
        return np.array(path)

    def _goal(self, start: FloatArray, heading: float) -> tuple[float, float]:
        """Where a branch makes for: a place in the macula, or one far outside the arcades."""
        x, y = float(start[0]), float(start[1])
        if math.cos(heading - math.atan2(-y, -x)) > 0:
            spread = self._rng.normal(0, 0.75, 2)
            return float(spread[0]), float(spread[1])
        outwards = math.atan2(y, x) + self._about(0.0, 0.3)
        away = 0.5 * (heading + outwards) if abs(heading - outwards) < math.pi else outwards
        return x + 6 * math.cos(away), y + 6 * math.sin(away)

    def _blocked(self, x: float, y: float, step: int) -> bool:
        distance = math.hypot(x, y)
        if distance < _AVASCULAR_DD or distance > _REACH_DD:
            return True
        if math.hypot(x - self._disc[0], y - self._disc[1]) < 0.62:
            return True
        return step > 4 and _cell(x, y) in self._taken

    def _occupy(self, vessel: Vessel) -> None:
        for x, y in vessel.path:
            column, row = _cell(x, y)
            for neighbour in ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1)):
                self._taken.add((column + neighbour[0], row + neighbour[1]))

    def _about(self, mean: float, spread: float) -> float:
        """A value near `mean`, never farther than two spreads."""
        return mean + spread * float(np.clip(self._rng.standard_normal(), -2, 2))


def bead(vessel: Vessel, start: int, stop: int) -> Vessel:
    """The same vein, beaded like a string of sausages between two points of its path."""
    along = np.arange(stop - start) * STEP_DD
    swell = np.sin(2 * math.pi * along / 0.17)
    radius = vessel.radius.copy()
    radius[start:stop] *= 1.12 + 0.38 * swell
    return replace(vessel, radius=radius)


def _cell(x: float, y: float) -> tuple[int, int]:
    return math.floor(x / 0.055), math.floor(y / 0.055)


def _resample(points: FloatArray) -> FloatArray:
    """A smooth curve through the points, about `STEP_DD` between samples."""
    lengths = np.linalg.norm(np.diff(points, axis=0), axis=1)
    knots = np.concatenate([[0.0], np.cumsum(np.sqrt(lengths))])  # centripetal: no loops
    spline = CubicSpline(knots, points, bc_type="natural")
    fine = spline(np.linspace(0, knots[-1], 400))
    travelled = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(fine, axis=0), axis=1))])
    wanted = np.arange(0, travelled[-1], STEP_DD)
    return np.stack([np.interp(wanted, travelled, fine[:, axis]) for axis in (0, 1)], axis=1)
