from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
import torch

from retinaview.core.errors import ReadError
from retinaview.models.preprocessing import Preprocessing
from tests.shared_data import DATA
from training.segmentation import idrid as data
from training.segmentation.patches import PatchSampler, PatchSettings

SCALE = Preprocessing(diameter_px=160, multiple=1)
REAL = DATA


def test_validation_photographs_are_held_out_with_few_and_with_many_lesions(idrid: Path) -> None:
    train, held_out = data.split_validation(idrid, every=3)
    assert len(held_out) == 2
    assert sorted([*train, *held_out]) == [f"IDRiD_{i:02d}" for i in range(1, 7)]
    assert data.split_validation(idrid, every=3) == (train, held_out)


def test_healthy_photographs_that_stand_elsewhere_are_left_out(idrid: Path) -> None:
    assert data.healthy_names(idrid) == ["IDRiD_002", "IDRiD_003"]


def test_masks_move_with_the_photograph(idrid: Path) -> None:
    photo = data.load_labelled(idrid, "train", "IDRiD_01", scale=SCALE)
    assert photo.image.shape[:2] == photo.masks.shape[:2] == photo.field.shape
    assert photo.image.shape[1] == pytest.approx(160, abs=2)
    exudate = photo.masks[:, :, data.CLASSES.index("hard_exudate")] > 250
    haemorrhage = photo.masks[:, :, data.CLASSES.index("haemorrhage")] > 250
    assert photo.image[exudate].mean(axis=0)[1] > 180
    assert photo.image[haemorrhage].mean(axis=0)[1] < 50
    assert photo.known.all()


def test_a_missing_mask_file_is_an_empty_mask(idrid: Path) -> None:
    assert not data.read_mask(idrid, "train", "IDRiD_02", "haemorrhage").any()
    assert data.read_mask(idrid, "train", "IDRiD_01", "haemorrhage").max() == 255


def test_a_mask_over_a_third_of_the_photograph_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "idrid" / "segmentation" / "train" / "masks" / "HE"
    folder.mkdir(parents=True)
    cv2.imwrite(str(folder / "x.png"), np.full((50, 50), 76, np.uint8))
    with pytest.raises(ReadError, match=r"x\.png.*30 %"):
        data.read_mask(tmp_path, "train", "x", "haemorrhage")


def test_a_small_lesion_survives_scaling(idrid: Path) -> None:
    small = Preprocessing(diameter_px=40, multiple=1)
    photo = data.load_labelled(idrid, "train", "IDRiD_01", scale=small)
    truth = data.read_mask(idrid, "train", "IDRiD_01", "microaneurysm")
    kept = photo.masks[:, :, data.CLASSES.index("microaneurysm")]
    scale = (40 / 170) ** 2
    assert kept.sum() / 255 == pytest.approx((truth > 0).sum() * scale, rel=0.15)


def test_where_the_disc_lies_in_a_healthy_eye_is_not_known(idrid: Path) -> None:
    photo = data.load_healthy(idrid, "IDRiD_002", scale=SCALE)
    unknown = [name for name, known in zip(data.CLASSES, photo.known, strict=True) if not known]
    assert unknown == ["optic_disc"]
    assert not photo.masks.any()


def test_the_cache_gives_back_what_it_was_given(idrid: Path, tmp_path: Path) -> None:
    photo = data.load_labelled(idrid, "train", "IDRiD_01", scale=SCALE)
    path = tmp_path / "cache" / "train.npz"
    data.cached(iter([photo]), path)
    (again,) = data.cached(iter([]), path)
    assert again.name == photo.name
    for part in ("image", "masks", "field", "known"):
        np.testing.assert_array_equal(getattr(again, part), getattr(photo, part))


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="images"):
        data.segmentation_names(tmp_path, "train")


def test_every_lesion_gives_one_centre_inside_it(idrid: Path) -> None:
    photo = data.load_labelled(idrid, "train", "IDRiD_01", scale=SCALE)
    mask = photo.masks[:, :, 0]
    centres = data.lesion_centres(mask)
    count, _ = cv2.connectedComponents((mask > 64).astype(np.uint8))
    assert len(centres) == count - 1
    assert (mask[centres[:, 1], centres[:, 0]] > 64).all()


def sampler(idrid: Path, settings: PatchSettings) -> PatchSampler:
    labelled = [data.load_labelled(idrid, "train", f"IDRiD_0{i}", scale=SCALE) for i in (1, 3)]
    healthy = [data.load_healthy(idrid, "IDRiD_002", scale=SCALE)]
    rule = Preprocessing(diameter_px=120, colour="field")
    return PatchSampler(labelled, healthy, rule, 160, settings)


def test_batches_repeat_with_the_seed(idrid: Path) -> None:
    made = sampler(idrid, PatchSettings(shapes=((32, 2, 0.5), (48, 1, 0.5))))
    runs = []
    for seed in (1, 1, 2):
        torch.manual_seed(seed)
        runs.append([image for image, _, _ in made.batches(seed, 4)])
    assert all(torch.equal(a, b) for a, b in zip(runs[0], runs[1], strict=True))
    shapes = {tuple(image.shape) for run in runs for image in run}
    assert shapes == {(2, 3, 32, 32), (1, 3, 48, 48)}
    assert not all(
        a.shape == b.shape and torch.equal(a, b) for a, b in zip(runs[0], runs[2], strict=True)
    )


def test_centred_patches_hold_the_lesion_and_healthy_ones_hold_none(idrid: Path) -> None:
    only_haemorrhage = PatchSettings(((48, 8, 1.0),), centred=(0, 1.0, 0, 0, 0), healthy=0)
    _, targets, known = next(sampler(idrid, only_haemorrhage).batches(0, 1))
    assert (targets[:, 1].amax(dim=(1, 2)) > 0.5).all()
    assert (known == 1).all()
    only_healthy = PatchSettings(((48, 8, 1.0),), centred=(0, 0, 0, 0, 0), healthy=1.0)
    _, targets, known = next(sampler(idrid, only_healthy).batches(0, 1))
    assert not targets.any()
    assert (known[:, 4] == 0).all()


def test_image_and_target_of_a_patch_lie_on_each_other(idrid: Path) -> None:
    settings = PatchSettings(((64, 8, 1.0),), centred=(1.0, 0, 0, 0, 0), healthy=0)
    torch.manual_seed(0)
    brighter = 0
    images, targets, _ = next(sampler(idrid, settings).batches(3, 1))
    for image, target in zip(images, targets, strict=True):
        exudate, elsewhere = target[0] > 0.9, target.amax(dim=0) == 0
        brighter += bool(image[1][exudate].mean() > image[1][elsewhere].mean() + 0.5)
    assert brighter >= 7


@pytest.mark.data
@pytest.mark.skipif(not REAL.is_dir(), reason="the real photographs are not here")
def test_no_photograph_stands_on_both_sides() -> None:
    train, held_out = data.split_validation(REAL)
    assert (len(train), len(held_out)) == (45, 9)
    used = {f"grading/train/{name}" for name in data.healthy_names(REAL)}
    used |= {f"segmentation/train/{name}" for name in train}
    kept_back = {f"segmentation/train/{name}" for name in held_out}
    for line in (REAL / "idrid" / "same_photo.csv").read_text().splitlines()[1:]:
        set_a, image_a, set_b, image_b = line.split(",")
        pair = {f"{set_a}/{image_a}", f"{set_b}/{image_b}"}
        tested = {name for name in pair if name.startswith("segmentation/test/")} | pair & kept_back
        assert not (tested and pair & used), line
