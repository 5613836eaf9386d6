"""Noise, nerve fibres and lesion shapes."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retinaview.core.grades import Laterality
from retinaview.phantoms.cover import Cover, ragged
from retinaview.phantoms.eye import Eye
from retinaview.phantoms.fibres import fibre_angle
from retinaview.phantoms.frame import CameraFrame, FieldOutline
from retinaview.phantoms.noise import fractal_noise, smooth_noise, smoothstep
from retinaview.phantoms.sites import Sites

EYE = Eye(Laterality.OD, (150.0, 150.0), 40.0, (2.5, -0.2), 0.0)
FRAME = CameraFrame(360, 300, FieldOutline((180.0, 150.0), 145.0))


def test_noise_is_the_same_pattern_at_every_size() -> None:
    small = smooth_noise(np.random.default_rng(1), (60, 90), cells=5)
    large = smooth_noise(np.random.default_rng(1), (240, 360), cells=5)
    shrunk = large.reshape(60, 4, 90, 4).mean(axis=(1, 3))
    assert np.corrcoef(small.ravel(), shrunk.ravel())[0, 1] > 0.98


def test_noise_has_unit_spread() -> None:
    noise = fractal_noise(np.random.default_rng(2), (200, 300), cells=12, octaves=3)
    assert float(noise.mean()) == pytest.approx(0, abs=0.15)
    assert float(noise.std()) == pytest.approx(1, abs=0.2)


def test_smoothstep_rises_and_falls() -> None:
    values = np.array([-1.0, 0.0, 0.5, 1.0, 2.0])
    assert smoothstep(0, 1, values) == pytest.approx([0, 0, 0.5, 1, 1])
    assert smoothstep(1, 0, values) == pytest.approx([1, 1, 0.5, 0, 0])


def test_fibres_leave_the_disc_and_arch_over_the_fovea() -> None:
    x, y = EYE.disc_dd
    assert fibre_angle(EYE, x, y - 0.3) == pytest.approx(-math.pi / 2, abs=0.2)
    assert fibre_angle(EYE, x + 0.3, y) == pytest.approx(0, abs=0.2)
    assert abs(fibre_angle(EYE, 0.3, -2.0)) > 2.8  # level, towards the temple


@settings(deadline=None, max_examples=25)
@given(
    seed=st.integers(0, 999), x=st.floats(-20, 120), y=st.floats(-20, 90), radius=st.floats(1, 25)
)
def test_a_shape_near_any_edge_stays_on_the_grid(
    seed: int, x: float, y: float, radius: float
) -> None:
    cover = Cover((70, 100))
    place, dx, dy = cover.window((x, y), radius * 2 + 2)
    assert cover.cover[place].shape == (dy.shape[0], dx.shape[1])
    shape = ragged(
        np.random.default_rng(seed), dx, dy, radius_px=radius, roughness=0.2, softness=0.4
    )
    cover.add(place, shape, 0.5)
    assert 0 <= cover.cover.min() <= cover.cover.max() <= 1
    assert (cover.ink <= cover.cover).all()
    if 0 < x < 99 and 0 < y < 69:
        assert cover.truth()[int(y), int(x)]


def test_overlapping_shapes_keep_the_stronger() -> None:
    cover = Cover((10, 10))
    place = slice(0, 10), slice(0, 10)
    cover.add(place, np.full((10, 10), 0.8, np.float32), 1.0)
    cover.add(place, np.full((10, 10), 0.3, np.float32), 1.0)
    assert cover.cover.min() == pytest.approx(0.8)


def test_sites_keep_apart_inside_the_field_and_off_the_disc() -> None:
    sites = Sites(np.random.default_rng(5), EYE, FRAME, np.zeros(FRAME.shape, np.float32))
    found = [sites.find(0.08, clustered=0.5) for _ in range(60)]
    places = np.array([site for site in found if site is not None])
    assert len(places) > 40
    between = np.linalg.norm(places[:, None] - places[None], axis=2)
    assert between[np.triu_indices(len(places), 1)].min() > 0.16
    assert (np.linalg.norm(places - EYE.disc_dd, axis=1) > 0.6).all()
    pixels = EYE.to_px(places)
    assert (np.linalg.norm(pixels - FRAME.field.centre, axis=1) < FRAME.field.radius_px).all()


def test_sites_find_nothing_where_nothing_is_free() -> None:
    sites = Sites(np.random.default_rng(5), EYE, FRAME, np.ones(FRAME.shape, np.float32))
    assert sites.find(0.05, off_vessels=True) is None
    assert sites.find(50.0) is None
