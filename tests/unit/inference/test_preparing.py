from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from retinaview.core.geometry import Box
from retinaview.imaging.field_of_view import FieldOfView
from retinaview.imaging.photograph import Photograph
from retinaview.inference import overview
from retinaview.inference.device import Device
from retinaview.inference.engine import Engine
from retinaview.inference.preparing import RememberingPreprocessing
from retinaview.models import preprocessing as preprocessing_module
from retinaview.models.preprocessing import Preprocessing
from retinaview.phantoms import make_phantom

FOV = FieldOfView(64, 48, Box(8, 0, 48, 48), (32.0, 24.0), 24.0)
CARD = Preprocessing(32, colour="local")


@pytest.fixture
def rgb() -> np.ndarray:
    return np.random.default_rng(0).integers(0, 256, (48, 64, 3), np.uint8)


def test_prepares_what_a_plain_one_does_and_only_once(
    rgb: np.ndarray, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = CARD.prepare(rgb, FOV)
    first = RememberingPreprocessing.of(CARD).prepare(rgb, FOV)
    monkeypatch.setattr(preprocessing_module, "place", None)  # cannot be called
    monkeypatch.setattr(preprocessing_module, "local_contrast", None)
    again = RememberingPreprocessing.of(CARD).prepare(rgb, FOV)
    assert again.image is first.image
    np.testing.assert_array_equal(first.image, expected.image)
    assert first.frame == expected.frame


def test_another_photograph_field_or_scale_is_prepared_anew(rgb: np.ndarray) -> None:
    remembering = RememberingPreprocessing.of(CARD)
    seen = remembering.prepare(rgb, FOV)
    others = [
        (remembering, rgb.copy(), FOV),
        (remembering, rgb, FieldOfView(64, 48, FOV.box, (30.0, 24.0), 24.0)),
        (RememberingPreprocessing.of(replace(CARD, limit=2.0)), rgb, FOV),
    ]
    for how, other, fov in others:
        prepared = how.prepare(other, fov)
        assert prepared.image is not seen.image
        expected = Preprocessing(how.diameter_px, colour="local", limit=how.limit)
        np.testing.assert_array_equal(prepared.image, expected.prepare(other, fov).image)


def test_the_same_image_in_another_field_is_another_input(rgb: np.ndarray) -> None:
    remembering = RememberingPreprocessing.of(CARD)
    image, field, _ = remembering.scale(rgb, FOV)
    half = field.copy()
    half[:, :16] = False
    remembering.normalise(image, field)
    expected = CARD.normalise(image, half)
    np.testing.assert_array_equal(remembering.normalise(image, half), expected)


def test_an_analysis_finds_everything_prepared_that_was_looked_at_ahead(
    tiny_weights: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rgb = make_phantom(3, height_px=256).rgb
    photographs = [Photograph(Path("P1_OD.png"), rgb.copy(), 8, "ab" * 32) for _ in range(2)]
    engine = Engine(device=Device("cpu", "CPU", "float32"), weights_folder=tiny_weights)
    plain = engine.analyse(photographs[0])
    engine.look_ahead(photographs[1])

    def fail(*_: Any, **__: Any) -> None:
        raise AssertionError("made twice")

    for module, name in (
        (overview, "find_field_of_view"),
        (overview, "assess_quality"),
        (preprocessing_module, "place"),
    ):
        monkeypatch.setattr(module, name, fail)
    ahead = engine.analyse(photographs[1])
    assert ahead.grades == plain.grades
    assert ahead.lesions == plain.lesions
    for one, other in zip(ahead.lesion_maps, plain.lesion_maps, strict=True):
        np.testing.assert_array_equal(one.probability, other.probability)


def test_what_is_no_eye_is_prepared_for_no_network(tiny_weights: Path) -> None:
    black = Photograph(Path("P1_OD.png"), np.zeros((64, 64, 3), np.uint8), 8, "ab" * 32)
    engine = Engine(device=Device("cpu", "CPU", "float32"), weights_folder=tiny_weights)
    engine.look_ahead(black)
    assert not engine._networks.size_bytes
