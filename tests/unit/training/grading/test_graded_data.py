"""Views, cells, splits and batches of graded photographs."""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retinaview.models.preprocessing import Preprocessing
from training.camera import ColourJitter
from training.grading.data.cache import cached
from training.grading.data.graded import (
    UNKNOWN,
    LabelledPhotograph,
    Views,
    lesion_cells,
    plain_view,
)
from training.grading.data.mixture import Mixture, Pool, hold_out
from training.grading.data.scaled import fill_square

PREPROCESSING = Preprocessing(64, canvas="square", colour="local")


def photograph(labelled: str = "masks", dr: int = 2) -> LabelledPhotograph:
    """A field of view of 128 px with one square red lesion in its upper left quarter."""
    rows, columns = np.ogrid[:128, :128]
    field = (rows - 63.5) ** 2 + (columns - 63.5) ** 2 < 64**2
    image = np.random.default_rng(0).integers(60, 120, (128, 128, 3), dtype=np.uint8)
    image[~field] = 0
    lesions = np.zeros((128, 128, 4), np.uint8)
    lesions[36:44, 36:44, 0] = 255
    kinds = (labelled, labelled, "", labelled)
    return LabelledPhotograph("a", "g", image, field, dr=dr, dme=1, lesions=lesions, labelled=kinds)


def test_masks_make_every_touched_cell_positive() -> None:
    cells = lesion_cells(photograph(), 16)
    assert cells[0].sum() == 1
    assert cells[0, 2, 2] == 1
    assert not cells[1].any()
    assert (cells[2] == UNKNOWN).all()


def test_a_box_is_unknown_inside_and_empty_outside() -> None:
    cells = lesion_cells(photograph("boxes"), 16)
    assert cells[0, 2, 2] == UNKNOWN
    assert np.count_nonzero(cells[0]) == 1


def test_a_large_box_is_positive_at_the_coarse_scale() -> None:
    boxed = photograph("boxes")
    assert boxed.lesions is not None
    boxed.lesions[32:64, 32:64, 0] = 255
    assert lesion_cells(boxed, 32)[0, 1, 1] == 1


def test_the_plain_view_keeps_place_and_grades() -> None:
    view = plain_view(photograph(), PREPROCESSING)
    assert view["image"].shape == (3, 64, 64)
    assert (int(view["dr"]), int(view["dme"])) == (2, 1)
    assert view["cells_16"][0].nonzero().tolist() == [[1, 1]]


def test_a_partial_view_has_no_grades_and_can_look_for_lesions() -> None:
    views = Views(PREPROCESSING, zoom=(2.0, 2.0), shift=0.0, lesion_share=1.0, partial=True)
    view = views.draw(photograph(), np.random.default_rng(0))
    assert (int(view["dr"]), int(view["dme"])) == (UNKNOWN, UNKNOWN)
    assert bool((view["cells_16"][0] == 1).any())


@settings(max_examples=25)
@given(st.integers(0, 2**32 - 1))
def test_every_random_view_is_finite_and_keeps_a_lesion(seed: int) -> None:
    views = Views(PREPROCESSING, zoom=(0.9, 1.0), shift=0.02)
    view = views.draw(photograph(), np.random.default_rng(seed))
    assert bool(view["image"].isfinite().all())
    assert bool((view["cells_16"][0] == 1).any())


def test_the_same_random_state_gives_the_same_view() -> None:
    first, second = (
        Views(PREPROCESSING).draw(photograph(), np.random.default_rng(3)) for _ in "ab"
    )
    assert bool((first["image"] == second["image"]).all())


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=20)
def test_colour_jitter_keeps_shape_and_type(seed: int) -> None:
    image = photograph().image
    changed = ColourJitter(soften=1, recode=1, noise=1).draw(image, np.random.default_rng(seed))
    assert changed.shape == image.shape
    assert changed.dtype == np.uint8


def test_the_field_of_view_fills_the_square() -> None:
    rgb = np.zeros((100, 300, 3), np.uint8)
    rgb[10:90, 100:220] = 90
    planes = np.zeros((100, 300, 1), np.uint8)
    planes[50, 160] = 255
    image, field, moved = fill_square(rgb, planes, side=60)
    assert field.any(axis=0).all()
    assert np.flatnonzero(field.any(axis=1))[[0, -1]].tolist() == [10, 49]
    assert (image[field] == 90).all()
    assert moved[:, :, 0].any()


@dataclass(frozen=True)
class Item:
    group: str
    dr: int


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(-1, 4)), min_size=1, max_size=120))
def test_a_split_keeps_groups_together_and_loses_nothing(rows: list[tuple[int, int]]) -> None:
    items = [Item(f"patient {number}", dr) for number, dr in rows]
    training, held = hold_out(items, share=1 / 4, seed=1)
    assert sorted(map(str, training + held)) == sorted(map(str, items))
    assert not {item.group for item in training} & {item.group for item in held}


def test_a_split_takes_its_share_of_every_grade() -> None:
    items = [Item(f"{number}", number % 5) for number in range(200)]
    held = hold_out(items, share=1 / 4, seed=1)[1]
    assert len(held) == 50
    assert [sum(item.dr == grade for item in held) for grade in range(5)] == [10] * 5


def test_batches_mix_pools_and_depend_on_the_epoch_alone() -> None:
    healthy = replace(photograph(dr=0), lesions=None)
    pools = (
        Pool([photograph()], Views(PREPROCESSING), 2),
        Pool([healthy], Views(PREPROCESSING), 1),
    )
    mixture = Mixture(pools, steps=2, seed=7)
    first, again, other = list(mixture(0)), list(mixture(0)), list(mixture(1))
    assert [batch["dr"].tolist() for batch in first] == [[2, 2, 0], [2, 2, 0]]
    assert bool((first[1]["image"] == again[1]["image"]).all())
    assert not bool((first[1]["image"] == other[1]["image"]).all())


def test_the_cache_returns_what_was_read(tmp_path: Path) -> None:
    read = [photograph(), replace(photograph(), name="b", lesions=None)]
    cached(tmp_path / "c.npz", lambda: read)
    found = cached(tmp_path / "c.npz", lambda: pytest.fail("read twice"))
    for before, after in zip(read, found, strict=True):
        np.testing.assert_array_equal(before.image, after.image)
        assert (before.lesions is None) == (after.lesions is None)
        fields = ("name", "group", "dr", "dme", "labelled")
        assert [getattr(before, key) for key in fields] == [getattr(after, key) for key in fields]
