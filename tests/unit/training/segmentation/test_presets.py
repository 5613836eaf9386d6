from __future__ import annotations

import pytest
import torch
from torch import nn
from torchvision import tv_tensors

from training.segmentation.presets import (
    RandomCompression,
    RandomGamma,
    RandomNoise,
    RandomShading,
    camera_colours,
    camera_faults,
    flips_and_rotation,
)


@pytest.fixture(autouse=True)
def _seeded() -> None:
    torch.manual_seed(0)


def picture() -> tv_tensors.Image:
    return tv_tensors.Image(torch.randint(0, 256, (3, 24, 32), dtype=torch.uint8))


@pytest.mark.parametrize(
    "transform",
    [
        RandomCompression(),
        RandomGamma(),
        RandomNoise(),
        RandomShading(),
        camera_colours(),
        camera_faults(),
    ],
)
def test_changes_an_image_but_not_its_type_or_size(transform: nn.Module) -> None:
    image = picture()
    changed = [transform(image) for _ in range(12)]
    assert all(x.dtype == torch.uint8 and x.shape == image.shape for x in changed)
    assert any(not torch.equal(x, image) for x in changed)


def test_colours_change_a_pixel_the_same_wherever_it_lies() -> None:
    image = picture()
    mirrored = tv_tensors.Image(image.flip(2))
    for _ in range(8):
        ours, flipped = camera_colours()(image, mirrored)
        assert torch.equal(ours.flip(2), flipped)


def test_flips_and_rotation_move_the_mask_with_the_image() -> None:
    mask = torch.zeros(1, 32, 32, dtype=torch.uint8)
    mask[:, 4:12, 18:28] = 1
    image = mask.expand(3, -1, -1) * 255
    moved = 0
    for _ in range(10):
        turned, moved_mask = flips_and_rotation()(tv_tensors.Image(image), tv_tensors.Mask(mask))
        assert torch.equal(turned[:1] > 127, moved_mask > 0)
        moved += not torch.equal(moved_mask, mask)
    assert moved > 5
