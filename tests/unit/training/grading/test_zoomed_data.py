"""Patches as C-Net trains on them."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from retinaview.models.preprocessing import Preprocessing
from training.camera import ColourJitter
from training.grading.data.graded import LabelledPhotograph
from training.grading.data.zoomed import PatchBatches, PatchViews, ZoomedPhotograph, cut_zoomed

ZOOMED = Preprocessing(128, canvas="square", colour="fixed")
STILL = ColourJitter(0, 0, 0, 0, 0, soften=0, recode=0, noise=0)
SIDE, MARGIN = 32, 8


def photograph() -> LabelledPhotograph:
    """A field of view of 128 px; one bright lesion of 6 px, a third from the left and top."""
    rows, columns = np.ogrid[:128, :128]
    field = (rows - 63.5) ** 2 + (columns - 63.5) ** 2 < 64**2
    image = np.random.default_rng(0).integers(60, 90, (128, 128, 3), dtype=np.uint8)
    lesions = np.zeros((128, 128, 4), np.uint8)
    for plane in (image, lesions[..., :1]):
        plane[40:46, 40:46] = 255
    image[~field] = 0
    kinds = ("masks", "masks", "masks", "masks")
    return LabelledPhotograph("a", "g", image, field, dr=3, dme=1, lesions=lesions, labelled=kinds)


def zoomed(centres: list[tuple[float, float]] | None = None) -> ZoomedPhotograph:
    where = np.array(centres or [(43 / 128, 43 / 128), (0.7, 0.6)], np.float32)
    patches = cut_zoomed(photograph(), where, side=SIDE, margin=MARGIN)
    return ZoomedPhotograph(patches, np.array([[0.0, 1.0], [2.0, 3.0]], np.float32), dr=3)


def test_patches_lie_around_their_centres_with_a_margin() -> None:
    first = zoomed().patches[0]
    assert first.image.shape == (SIDE + 2 * MARGIN, SIDE + 2 * MARGIN, 3)
    assert first.lesions is not None
    rows, columns = np.nonzero(first.lesions[..., 0])
    assert (rows.mean(), columns.mean()) == (23.5, 23.5)
    assert first.name == "a#1"


def test_a_margin_beyond_the_photograph_is_black_and_no_field() -> None:
    corner = zoomed([(0.0, 0.0)]).patches[0]
    assert not corner.image[:MARGIN].any()
    assert not corner.field[:, :MARGIN].any()


def test_patches_do_not_hold_on_to_the_photograph() -> None:
    assert all(patch.image.base is None for patch in zoomed().patches)


def test_the_plain_view_is_the_middle_without_margin() -> None:
    views = PatchViews(ZOOMED, SIDE, STILL)
    sample = views.plain(zoomed())
    assert sample["image"].shape == (2, 3, SIDE, SIDE)
    assert sample["cells_16"].shape == (2, 4, 2, 2)
    assert sample["cells_32"].shape == (2, 4, 1, 1)
    assert sample["pooled"].tolist() == [0.0, 1.0]
    assert int(sample["dr"]) == 3
    bright = sample["image"][0].mean(dim=0).flatten().argmax()
    assert divmod(int(bright), SIDE)[0] in range(12, 20)


def test_lesions_move_with_their_pixels_and_mirrored_views_get_mirrored_features() -> None:
    views = PatchViews(ZOOMED, SIDE, STILL)
    places, pooled = set(), set()
    for seed in range(40):
        sample = views.draw(zoomed(), np.random.default_rng(seed))
        bright = sample["image"][0].mean(dim=0) > 1.5
        rows, columns = torch.nonzero(bright, as_tuple=True)
        cell = (int(rows.float().mean()) // 16, int(columns.float().mean()) // 16)
        assert sample["cells_16"][0, 0][cell] == 1
        places.add(cell)
        pooled.add(tuple(sample["pooled"].tolist()))
    assert len(places) > 1
    assert pooled == {(0.0, 1.0), (2.0, 3.0)}


def test_all_patches_of_a_photograph_come_from_the_same_camera() -> None:
    views = PatchViews(ZOOMED, SIDE, replace(STILL, gain=1.0))
    same = zoomed([(0.7, 0.6), (0.7, 0.6)])
    same = replace(same, patches=[replace(patch, lesions=None) for patch in same.patches])
    sample = views.draw(same, np.random.default_rng(1))
    first, second = sample["image"].mean(dim=(2, 3))
    torch.testing.assert_close(first, second, atol=0.05, rtol=0)


def test_batches_are_seeded_and_every_photograph_has_its_turn() -> None:
    photographs = [replace(zoomed(), dr=grade) for grade in range(5)]
    batches = PatchBatches(photographs, PatchViews(ZOOMED, SIDE), per_batch=5, steps=2, seed=4)
    first, again = list(batches(0)), list(batches(0))
    assert len(first) == 2
    assert first[0]["image"].shape == (5, 2, 3, SIDE, SIDE)
    assert sorted(first[0]["dr"].tolist()) == [0, 1, 2, 3, 4]
    for one, other in zip(first, again, strict=True):
        torch.testing.assert_close(one["image"], other["image"], rtol=0, atol=0)
    assert not torch.equal(first[0]["image"], next(iter(batches(1)))["image"])


def test_a_patch_larger_than_the_photograph_is_refused() -> None:
    with pytest.raises(Exception, match="do not fit"):
        cut_zoomed(photograph(), np.array([(0.5, 0.5)], np.float32), side=160, margin=0)
