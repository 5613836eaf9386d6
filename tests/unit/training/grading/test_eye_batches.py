"""Batches in which both eyes of a patient meet, and the third set of photographs."""

from pathlib import Path

import numpy as np
import pytest
import torch

from retinaview.core.errors import ReadError
from retinaview.models.preprocessing import Preprocessing
from training.grading.data import rahim
from training.grading.data.camera_changes import CameraChanges, palettes_of
from training.grading.data.eye_batches import EyeBatches, PatientPool, by_patient, one_by_one
from training.grading.data.graded import LabelledPhotograph, Views
from training.grading.data.three_sets import read_three_sets

TINY = Preprocessing(64, canvas="square", colour="field")


def photograph(name: str, group: str, dr: int = 0) -> LabelledPhotograph:
    image = np.full((64, 64, 3), 40 + 10 * dr, np.uint8)
    return LabelledPhotograph(name, group, image, np.ones((64, 64), bool), dr)


EYES = [photograph("a", "p", 1), photograph("b", "q", 2), photograph("c", "p", 3)]


def test_the_fellow_eye_is_in_the_same_batch() -> None:
    pools = (
        PatientPool(by_patient(EYES), Views(TINY), 2),
        PatientPool(one_by_one(EYES), Views(TINY), 1),
    )
    batches = list(EyeBatches(pools, steps=3)(0))
    assert len(batches) == 3
    for batch in batches:
        assert len(batch["image"]) == len(batch["fellow"]) == 4
        dr, fellow = batch["dr"].tolist(), batch["fellow"].tolist()
        assert fellow[-1] == -1  # of the pool in which each photograph stands alone
        pairs = {1: 3, 3: 1}
        for grade, other in zip(dr[:3], fellow[:3], strict=True):
            assert (dr[other] if other >= 0 else None) == pairs.get(grade)


def test_the_same_epoch_gives_the_same_batches() -> None:
    batches = EyeBatches((PatientPool(by_patient(EYES), Views(TINY), 2),), steps=1, seed=3)
    first, again, later = (next(iter(batches(epoch)))["image"] for epoch in (0, 0, 1))
    assert torch.equal(first, again)
    assert not torch.equal(first, later)


def test_three_photographs_of_a_group_are_no_pair() -> None:
    three = [photograph(name, "p") for name in "abc"]
    assert by_patient(three) == one_by_one(three)


def test_colours_of_other_photographs_are_adopted() -> None:
    dark, bright = photograph("a", "p", 0), photograph("b", "q", 20)
    changes = CameraChanges(palettes_of([[bright]]))
    drawn = [changes.draw(dark.image, np.random.default_rng(seed)) for seed in range(12)]
    assert all(image.shape == dark.image.shape and image.dtype == np.uint8 for image in drawn)
    assert max(float(image.mean()) for image in drawn) > 1.5 * float(dark.image.mean())
    again = changes.draw(dark.image, np.random.default_rng(0))
    np.testing.assert_array_equal(again, drawn[0])


def test_ungraded_photographs_and_the_patient_who_stands_twice_are_left_out(
    graded_data: Path,
) -> None:
    entries = rahim.entries(graded_data)
    patients = {"Patient001", "Patient002", "Patient003", "Patient004"}
    assert {entry.group for entry in entries} == {f"rahim600/{name}" for name in patients}
    assert len(entries) == 8
    read = list(rahim.read_rahim(graded_data, side=64))
    assert {one.dme for one in read} == {-1}
    assert {one.labelled[0] for one in read if one.dr == 0} == {"masks"}


def test_a_folder_without_the_set_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"labels\.csv"):
        rahim.entries(tmp_path)


def test_every_set_holds_out_some_and_no_patient_is_on_both_sides(
    graded_data: Path, tmp_path: Path
) -> None:
    sets = read_three_sets(graded_data, tmp_path, side=64)
    for training, held_out in (
        (sets.eyepacs, sets.held_out["eyepacs"]),
        (sets.rahim, sets.held_out["rahim"]),
        (sets.idrid, sets.held_out["idrid"]),
    ):
        assert training
        assert held_out
        assert not {one.group for one in training} & {one.group for one in held_out}
