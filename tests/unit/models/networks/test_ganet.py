from __future__ import annotations

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from retinaview.core.errors import ModelError
from retinaview.models import registry
from retinaview.models.networks.ganet import ChannelGroupAttention, GANet, SpatialGroupAttention

MILLIONS = {  # the paper's Table 1
    "unet": 7.764,
    "ganet-baseline": 6.981,
    "ganet-se": 7.025,
    "ganet-sgau": 6.981,
    "ganet-cga": 6.987,
    "ganet": 6.987,
}
Array = NDArray[np.float64]


def sigmoid(x: Array) -> Array:
    return 1 / (1 + np.exp(-x))


def normalised(image: Array) -> Array:
    return (image - image.mean()) / np.sqrt(image.var() + 1e-5)


@pytest.mark.parametrize("name", MILLIONS)
def test_has_the_papers_number_of_parameters(name: str) -> None:
    count = sum(weight.numel() for weight in registry.build(name, outputs=1).parameters())
    assert count / 1e6 == pytest.approx(MILLIONS[name], rel=1e-3)


@pytest.mark.parametrize("name", MILLIONS)
@pytest.mark.parametrize("precision", [torch.float32, torch.bfloat16])
def test_runs_and_learns_at_any_size_that_16_divides(name: str, precision: torch.dtype) -> None:
    torch.manual_seed(0)
    module = registry.build(name, outputs=2, widths=(8, 16, 16, 16, 32), groups=8, reduction=4)
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=precision == torch.bfloat16):
        logits = module(torch.randn(2, 3, 32, 48))
    assert logits.shape == (2, 2, 32, 48)
    assert logits.dtype == torch.float32
    logits.square().mean().backward()
    for weight in module.parameters():
        assert weight.grad is not None
        assert torch.isfinite(weight.grad).all()


def test_refuses_a_size_that_16_does_not_divide() -> None:
    with pytest.raises(ModelError, match="no multiples of 16"):
        GANet(widths=(8, 16, 16, 16, 16), groups=8)(torch.zeros(1, 3, 32, 40))


def test_refuses_groups_that_do_not_divide_the_channels() -> None:
    with pytest.raises(ModelError, match="groups"):
        GANet(widths=(8, 12), groups=8)


def test_channel_group_attention_is_equations_1_and_2() -> None:
    torch.manual_seed(1)
    block = ChannelGroupAttention(groups=4)
    x = torch.randn(2, 12, 5, 6) + 1
    features = x.double().numpy()
    weight, bias = (value.detach().double().numpy() for value in block.weigh.parameters())
    expected = np.empty_like(features)
    for n in range(2):
        pooled = np.zeros(4)
        for group in range(4):
            summed = features[n, 3 * group : 3 * group + 3].sum(axis=0)
            pooled[group] = sigmoid(normalised(summed)).mean()
        scale = sigmoid(weight @ pooled + bias)
        for channel in range(12):
            expected[n, channel] = features[n, channel] * scale[channel // 3]
    np.testing.assert_allclose(block(x).detach().numpy(), expected, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("channels", [4, 8])
def test_spatial_group_attention_is_equation_3(channels: int) -> None:
    torch.manual_seed(2)
    low, high = torch.randn(2, channels, 6, 8), torch.randn(2, 2 * channels, 3, 4) + 0.5
    below, above = high.double().numpy(), low.double().numpy()
    expected = np.empty_like(above)
    size = 2 * channels // 4
    for n in range(2):
        for channel in range(channels):
            group = channel // (channels // 4)
            members = below[n, size * group : size * (group + 1)]
            weighted = members * members.mean(axis=(1, 2))[:, None, None]
            attention = sigmoid(normalised(weighted.sum(axis=0)))
            enlarged = attention.repeat(2, axis=0).repeat(2, axis=1)
            expected[n, channel] = above[n, channel] * enlarged + above[n, channel]
    block = SpatialGroupAttention(groups=4, interpolation="nearest")
    assert not list(block.parameters())
    np.testing.assert_allclose(block(low, high).numpy(), expected, rtol=1e-4, atol=1e-5)


def test_attention_is_upsampled_smoothly_by_default() -> None:
    low, high = torch.ones(1, 4, 8, 8), torch.randn(1, 8, 4, 4)
    block = SpatialGroupAttention(groups=4)
    expected = 1 + torch.nn.functional.interpolate(
        block.attention(high), scale_factor=2, mode="bilinear"
    )
    torch.testing.assert_close(block(low, high), expected)


def test_memory_layout_does_not_change_the_answer() -> None:
    torch.manual_seed(3)
    module = GANet(widths=(8, 16, 16, 16, 16), groups=8).eval()
    image = torch.randn(1, 3, 32, 32)
    expected = module(image)
    moved = module.to(memory_format=torch.channels_last)
    torch.testing.assert_close(
        moved(image.contiguous(memory_format=torch.channels_last)), expected, atol=1e-4, rtol=1e-4
    )


def test_cga_as_printed_hardly_depends_on_the_image_and_the_named_reading_does() -> None:
    torch.manual_seed(0)
    strength = torch.linspace(0, 4, 32).repeat_interleave(2)[None, :, None, None]
    quiet, loud = torch.rand(1, 64, 24, 24).square(), torch.rand(1, 64, 24, 24).square() * strength
    printed, ranged = ChannelGroupAttention(32), ChannelGroupAttention(32, normalised="image")
    for image in (quiet, loud):
        assert (
            0.45 < float(printed.pooled(image).min()) <= float(printed.pooled(image).max()) < 0.55
        )
    assert float((printed.pooled(loud) - printed.pooled(quiet)).abs().max()) < 0.01
    found = ranged.pooled(loud)[0]
    assert float(found[0]) < 0.3
    assert float(found[-1]) > 0.65
    batch = ranged.pooled(torch.cat([quiet, loud]))
    assert torch.allclose(batch[1], found, atol=1e-5)


def test_the_reading_with_range_is_a_named_option() -> None:
    network = registry.build("ganet", groups=4, widths=(4, 8, 8))
    with pytest.raises(ModelError, match="groups do not divide"):
        registry.build("ganet-se", widths=(4, 8), groups=3)
    ranged = GANet(channel_attention="cga-range", groups=4, widths=(4, 8, 8))
    assert network.state_dict().keys() == ranged.state_dict().keys()
    assert ranged(torch.rand(1, 3, 16, 16)).shape == (1, 1, 16, 16)
