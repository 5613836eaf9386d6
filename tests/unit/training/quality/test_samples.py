"""Photographs for the gate: copies made worse, drawn ones of something else, and the split."""

import inspect
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from retinaview.imaging.field_of_view import FieldOfView, find_field_of_view
from retinaview.phantoms import make_phantom
from training.quality import photographs
from training.quality.degradations import FITTED, HELD_OUT, REASONS, Degradation
from training.quality.outsiders import draw_outsider

Image = NDArray[np.uint8]


@pytest.fixture(scope="module")
def phantom() -> Image:
    return make_phantom(3, height_px=300).rgb


@pytest.fixture(scope="module")
def fov(phantom: Image) -> FieldOfView:
    found = find_field_of_view(phantom)
    assert found is not None
    return found


@pytest.mark.parametrize("kind", FITTED + HELD_OUT, ids=lambda kind: kind.__name__)
def test_a_stronger_degradation_changes_more(
    phantom: Image, fov: FieldOfView, kind: Degradation
) -> None:
    changes = []
    for strength in (0.0, 0.5, 1.0):
        worse = kind(phantom, fov, strength, np.random.default_rng(1))
        assert worse.shape == phantom.shape
        assert worse.dtype == np.uint8
        changes.append(float(np.abs(worse.astype(float) - phantom).mean()))
    assert changes[0] < changes[1] < changes[2]


def test_every_degradation_has_a_reason() -> None:
    assert {kind.__name__ for kind in FITTED + HELD_OUT} == set(REASONS)
    assert all(len(inspect.signature(kind).parameters) == 4 for kind in FITTED)


def test_outsiders_are_drawn_the_same_again_and_differ() -> None:
    first, again, other = (draw_outsider(np.random.default_rng(seed)) for seed in (5, 5, 6))
    np.testing.assert_array_equal(first, again)
    assert np.any(first != other)
    assert first.shape == (576, 720, 3)


def test_both_eyes_of_a_patient_are_on_one_side_and_every_side_has_some() -> None:
    sides = [photographs._split("eyepacs256", str(number)) for number in range(400)]
    assert 0.6 < sides.count("train") / 400 < 0.8
    assert sides.count("validation") > 30
    assert sides.count("test") > 30
    assert "test" not in [photographs._split("idrid", str(n), test=False) for n in range(100)]


def test_a_date_at_the_top_of_drimdb_is_not_seen(tmp_path: Path) -> None:
    folder = tmp_path / "drimdb" / "good"
    folder.mkdir(parents=True)
    image = np.full((570, 760, 3), 90, np.uint8)
    image[2:12, 600:700] = (0, 255, 0)
    cv2.imwrite(str(folder / "one.png"), image)
    (tmp_path / "drimdb" / "labels.csv").write_text("image,quality\ngood/one.png,good\n")
    (sample,) = photographs._drimdb(tmp_path)
    assert np.unique(sample.rgb).tolist() == [90]
    assert sample.severity == photographs.GOOD
