"""C-Net and eye pairs."""

import pytest
import torch

from retinaview.core.errors import ModelError
from retinaview.models.networks.crop_network import CropNetwork, patch_corners
from retinaview.models.networks.eye_pair import EyePair


@pytest.fixture(scope="module")
def crops() -> CropNetwork:
    torch.manual_seed(0)
    return CropNetwork(7, 5, trunk="test_resnet").eval()


def test_the_papers_trunk_pools_384_px_patches_to_2048_features() -> None:
    with torch.device("meta"):
        network = CropNetwork(1024, 5).eval()
        logits = network(torch.empty(2, 4, 3, 384, 384), torch.empty(2, 1024))
    assert network.classifier.in_features == 1024 + 2048
    assert logits.shape == (2, 5)


def test_the_order_of_patches_and_repeats_do_not_matter(crops: CropNetwork) -> None:
    patches, pooled = torch.randn(1, 3, 3, 64, 64), torch.randn(1, 7)
    with torch.inference_mode():
        expected = crops(patches, pooled)
        torch.testing.assert_close(crops(patches.flip(1), pooled), expected)
        torch.testing.assert_close(crops(patches[:, [0, 1, 2, 2]], pooled), expected)


def test_the_maximum_is_taken_per_feature(crops: CropNetwork) -> None:
    patches, pooled = torch.randn(1, 2, 3, 64, 64), torch.randn(1, 7)
    with torch.inference_mode():
        first, second = (crops.trunk(patches[:, i])[1].mean(dim=(2, 3)) for i in (0, 1))
        strongest = torch.maximum(first, second)
        by_hand = crops.classifier(torch.cat([strongest, pooled], dim=1))
        torch.testing.assert_close(crops(patches, pooled), by_hand)


def test_patches_are_centred_on_regions_and_pushed_inside() -> None:
    corners = patch_corners([(12, 8), (28, 19)], size=8, width=30, height=20, count=2)
    assert corners == [(8, 4), (22, 12)]


def test_missing_regions_repeat_the_last_or_take_the_middle() -> None:
    assert patch_corners([(12, 8)], size=8, width=30, height=20) == [(8, 4)] * 4
    assert patch_corners([], size=8, width=30, height=20) == [(11, 6)] * 4


def test_an_image_smaller_than_a_patch_is_refused() -> None:
    with pytest.raises(ModelError, match="384 px"):
        patch_corners([], size=384, width=500, height=300)


def test_a_missing_fellow_eye_is_ignored_and_a_present_one_is_not() -> None:
    torch.manual_seed(0)
    pair = EyePair(6, 5)
    own, fellow, other = torch.randn(3, 1, 6)
    absent, present = torch.tensor([False]), torch.tensor([True])
    torch.testing.assert_close(pair(own, fellow, absent), pair(own, other, absent))
    assert not torch.allclose(pair(own, fellow, present), pair(own, other, present))


def test_swapped_eyes_get_each_others_grades() -> None:
    """One classifier serves both eyes, the one in question first."""
    torch.manual_seed(0)
    pair = EyePair(6, 5)
    eyes = torch.randn(2, 6)
    both = pair(eyes, eyes.flip(0), torch.tensor([True, True]))
    for eye in (0, 1):
        alone = pair(eyes[eye : eye + 1], eyes[1 - eye : 2 - eye], torch.tensor([True]))
        torch.testing.assert_close(both[eye : eye + 1], alone)
    assert not torch.allclose(both[0], both[1])


def test_every_weight_of_a_pair_learns() -> None:
    pair = EyePair(6, 5)
    logits = pair(torch.randn(4, 6), torch.randn(4, 6), torch.tensor([True, False, True, False]))
    logits.square().sum().backward()
    assert all(weight.grad is not None for weight in pair.parameters())
