"""Lesion maps, flips, alternation and class weights: what the grading recipes draw."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from retinaview.models.preprocessing import Preprocessing
from training.grading.class_weights import class_weights, frequencies
from training.grading.data.cache import cached
from training.grading.data.graded import OUTLINED, LabelledPhotograph, Views, lesion_map
from training.grading.data.mixture import Alternating, Mixture, Pool

SIDE = 32
SIZE = Preprocessing(SIDE, canvas="square", colour="fixed")


def photograph(name: str, *, dr: int = 2, outlined: bool = True) -> LabelledPhotograph:
    """A grey square whose upper left ninth is exudate and lower right ninth haemorrhage."""
    planes = np.zeros((SIDE, SIDE, len(OUTLINED)), np.uint8)
    planes[:10, :10, OUTLINED.index("hard_exudate")] = 255
    planes[22:, 22:, OUTLINED.index("haemorrhage")] = 200
    planes[15, 15, OUTLINED.index("microaneurysm")] = 100
    return LabelledPhotograph(
        name=name,
        group=name,
        image=np.full((SIDE, SIDE, 3), 99, np.uint8),
        field=np.ones((SIDE, SIDE), np.bool_),
        dr=dr,
        outlines=planes if outlined else None,
    )


def test_a_pixel_belongs_to_the_lesion_that_covers_half_of_it() -> None:
    classes = lesion_map(photograph("a"))
    assert classes[5, 5] == 1 + OUTLINED.index("hard_exudate")
    assert classes[30, 30] == 1 + OUTLINED.index("haemorrhage")
    assert classes[15, 15] == 0
    assert classes.dtype == np.int64


def test_nothing_is_known_without_outlines_but_of_healthy_eyes() -> None:
    assert (lesion_map(photograph("a", outlined=False)) == -1).all()
    assert (lesion_map(photograph("a", dr=0, outlined=False)) == 0).all()


def test_outside_the_field_nothing_is_to_be_learnt() -> None:
    field = np.zeros((SIDE, SIDE), np.bool_)
    assert (lesion_map(replace(photograph("a"), field=field)) == -1).all()


def test_the_lesion_map_turns_with_the_photograph() -> None:
    flips = Views(SIZE, zoom=(1, 1), shift=0, outlined=True, turns=(0, 180))
    seen = set()
    for seed in range(24):
        classes = flips.draw(photograph("a"), np.random.default_rng(seed))["lesions"]
        exudate = np.argwhere(classes.numpy() == 1 + OUTLINED.index("hard_exudate")).mean(axis=0)
        assert set(np.abs(exudate - 15.5).round(0)) <= {11, 12}
        seen.add((bool(exudate[0] > 15), bool(exudate[1] > 15)))
    assert len(seen) == 4


def test_batches_of_two_mixtures_alternate() -> None:
    first = Mixture(
        (Pool([photograph("a")], Views(SIZE, zoom=(1, 1.2), outlined=True), 2),), steps=2
    )
    second = Mixture((Pool([photograph("b")], Views(SIZE, zoom=(1, 1.2)), 3),), steps=2)
    drawn = list(Alternating((first, second))(0))
    assert [len(batch["image"]) for batch in drawn] == [2, 3, 2, 3]
    assert ["lesions" in batch for batch in drawn] == [True, False, True, False]
    again = list(Alternating((first, second))(0))
    assert (drawn[2]["lesions"] == again[2]["lesions"]).all()


def test_outlines_are_kept_with_the_scaled_photographs(tmp_path: Path) -> None:
    both = [photograph("a"), photograph("b", outlined=False)]
    path = tmp_path / "kept.npz"
    cached(path, lambda: both)
    kept = cached(path, list)
    np.testing.assert_array_equal(kept[0].outlines, both[0].outlines)
    assert kept[1].outlines is None


def test_rare_grades_weigh_more_and_the_mean_weight_is_one() -> None:
    counts = [80.0, 10.0, 5.0, 5.0, 0.0]
    weights = class_weights(counts, largest=100).numpy()
    assert weights[1] / weights[0] == pytest.approx(8, rel=1e-5)
    assert weights[4] == weights[3]
    filled = np.array([80, 10, 5, 5, 5])
    assert (weights * filled).sum() / filled.sum() == pytest.approx(1, rel=1e-5)
    assert class_weights(counts, largest=10).numpy()[3] == pytest.approx(
        10 * class_weights(counts, largest=10).numpy()[0], rel=1e-5
    )
    np.testing.assert_allclose(class_weights(counts, power=0), 1)


def test_grades_are_counted_as_they_are_drawn() -> None:
    assert frequencies([([0, 0, 1, -1], 4), ([2], 2)], grades=3) == [2, 1, 2]
