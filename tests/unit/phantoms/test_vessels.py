"""Vessels: they spare the fovea, differ by kind, and cover what they should."""

from __future__ import annotations

import numpy as np
import pytest

from retinaview.core.grades import Laterality
from retinaview.phantoms.calibre import paint_vessels
from retinaview.phantoms.eye import Eye
from retinaview.phantoms.traits import draw_traits
from retinaview.phantoms.vessel_path import STEP_DD, Vessel, bead, smooth_curve
from retinaview.phantoms.vessels import grow_vessels

EYE = Eye(Laterality.OD, (100.0, 100.0), 40.0, (2.5, -0.2), 0.0)


@pytest.fixture(scope="module")
def vessels() -> list[Vessel]:
    return grow_vessels(np.random.default_rng(3), EYE, draw_traits(np.random.default_rng(4)))


def test_fovea_is_free_of_vessels(vessels: list[Vessel]) -> None:
    nearest = min(np.linalg.norm(vessel.path, axis=1).min() for vessel in vessels)
    assert nearest > 0.2


def test_trunks_start_at_the_disc(vessels: list[Vessel]) -> None:
    trunks = [vessel for vessel in vessels if vessel.order == 0]
    assert len(trunks) >= 8
    starts = np.array([trunk.path[0] for trunk in trunks])
    assert (np.linalg.norm(starts - EYE.disc_dd, axis=1) < 0.6).all()


def test_arteries_are_thinner_than_veins(vessels: list[Vessel]) -> None:
    widest = {
        kind: max(vessel.radius.max() for vessel in vessels if vessel.artery is kind)
        for kind in (True, False)
    }
    assert widest[True] < widest[False]


def test_branches_taper_and_are_thinner_than_trunks(vessels: list[Vessel]) -> None:
    trunk = max(vessel.radius.max() for vessel in vessels if vessel.order == 0)
    for vessel in vessels:
        if vessel.order:
            assert vessel.radius[0] < trunk
            assert vessel.radius[-1] <= vessel.radius[0]


def test_both_arcades_on_either_side(vessels: list[Vessel]) -> None:
    heights = np.concatenate([vessel.path[:, 1] for vessel in vessels if vessel.order == 0])
    assert heights.min() < -1.2
    assert heights.max() > 1.2


def test_a_straight_vessel_covers_its_area() -> None:
    path = np.stack([np.arange(-1.5, 1.5, STEP_DD), np.zeros(100)], axis=1)
    layer = paint_vessels([Vessel(path, np.full(100, 0.1), artery=False)], EYE, (200, 200))
    length_px, width_px = 40 * (path[-1, 0] - path[0, 0]), 40 * 0.2
    expected = length_px * width_px + np.pi * (width_px / 2) ** 2  # with its round ends
    assert layer.coverage.sum() == pytest.approx(expected, rel=0.03)
    assert layer.depth.max() == pytest.approx(1.25, abs=0.05)
    assert layer.reflex[100, 100] > 0.9 * layer.reflex.max()


def test_vessels_outside_the_photograph_are_ignored() -> None:
    path = np.stack([np.full(50, 40.0), np.arange(50) * STEP_DD], axis=1)
    layer = paint_vessels([Vessel(path, np.full(50, 0.1), artery=True)], EYE, (64, 64))
    assert not layer.coverage.any()


def test_beads_change_the_width_alone() -> None:
    path = np.stack([np.arange(100) * STEP_DD, np.zeros(100)], axis=1)
    plain = Vessel(path, np.full(100, 0.03), artery=False)
    beaded = bead(plain, 20, 60)
    assert np.array_equal(beaded.path, plain.path)
    assert np.array_equal(beaded.radius[:20], plain.radius[:20])
    assert np.array_equal(beaded.radius[60:], plain.radius[60:])
    assert np.ptp(beaded.radius[20:60]) > 0.3 * 0.03


def test_curve_passes_its_points_at_even_steps() -> None:
    points = np.array([(0.0, 0.0), (1.0, 0.5), (2.0, 0.0), (2.5, -1.0)])
    curve = smooth_curve(points)
    steps = np.linalg.norm(np.diff(curve, axis=0), axis=1)
    assert steps == pytest.approx(np.full(len(steps), STEP_DD), rel=0.02)
    for point in points:
        assert np.linalg.norm(curve - point, axis=1).min() < STEP_DD
