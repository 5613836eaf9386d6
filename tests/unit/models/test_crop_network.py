"""C-Net and eye pairs."""

import pytest
import torch

from retinaview.core.errors import ModelError
from retinaview.core.geometry import Box
from retinaview.models.crop_network import CropNetwork, cut_patches
from retinaview.models.eye_pair import EyePair


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
        strongest = torch.maximum(crops.trunk(patches[:, 0]), crops.trunk(patches[:, 1]))
        by_hand = crops.classifier(torch.cat([strongest, pooled], dim=1))
        torch.testing.assert_close(crops(patches, pooled), by_hand)


def test_patches_are_centred_on_regions_and_pushed_inside() -> None:
    image = torch.arange(3 * 20 * 30).view(3, 20, 30).float()
    patches = cut_patches(image, [Box(10, 6, 4, 4), Box(27, 18, 2, 2)], size=8, count=2)
    torch.testing.assert_close(patches[0], image[:, 4:12, 8:16])
    torch.testing.assert_close(patches[1], image[:, 12:20, 22:30])


def test_missing_regions_repeat_the_last_or_take_the_middle() -> None:
    image = torch.randn(3, 20, 30)
    one = cut_patches(image, [Box(10, 6, 4, 4)], size=8)
    assert one.shape == (4, 3, 8, 8)
    assert all(bool((patch == one[0]).all()) for patch in one)
    torch.testing.assert_close(cut_patches(image, [], size=8)[0], image[:, 6:14, 11:19])


def test_an_image_smaller_than_a_patch_is_refused() -> None:
    with pytest.raises(ModelError, match="384 px"):
        cut_patches(torch.zeros(3, 300, 500), [])


def test_a_missing_fellow_eye_is_ignored_and_a_present_one_is_not() -> None:
    torch.manual_seed(0)
    pair = EyePair(6, 5)
    own, fellow, other = torch.randn(3, 1, 6)
    absent, present = torch.tensor([False]), torch.tensor([True])
    torch.testing.assert_close(pair(own, fellow, absent), pair(own, other, absent))
    assert not torch.allclose(pair(own, fellow, present), pair(own, other, present))


def test_every_weight_of_a_pair_learns() -> None:
    pair = EyePair(6, 5)
    logits = pair(torch.randn(4, 6), torch.randn(4, 6), torch.tensor([True, False, True, False]))
    logits.square().sum().backward()
    assert all(weight.grad is not None for weight in pair.parameters())
