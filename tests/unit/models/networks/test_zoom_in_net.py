"""Zoom-in-Net against its equations and printed sizes."""

from typing import Any

import numpy as np
import pytest
import torch

from retinaview.core.errors import ModelError
from retinaview.models import registry
from retinaview.models.networks.gated_attention import GatedAttention
from retinaview.models.networks.zoom_in_net import ZoomInNet

SMALL: dict[str, Any] = {
    "trunk": "resnet18d",
    "feature_channels": None,
    "attention_channels": 16,
    "crop_trunk": None,
    "pair": False,
}


def test_gated_maps_follow_equation_1_and_their_sum() -> None:
    torch.manual_seed(0)
    attention = GatedAttention(6, 5, hidden_channels=8, kernel_sizes=(1, 1, 1))
    features = torch.randn(2, 6, 3, 4)
    found = attention(features)

    maps = features.numpy()
    scores = _one_by_one(maps, attention.score)
    hidden = np.maximum(_one_by_one(maps, attention.gate[0]), 0)
    hidden = np.maximum(_one_by_one(hidden, attention.gate[2]), 0)
    exponents = np.exp(_one_by_one(hidden, attention.gate[4]))
    gates = exponents / exponents.sum(axis=(2, 3), keepdims=True)
    gated = scores * gates

    np.testing.assert_allclose(found.scores.detach(), scores, atol=1e-5)
    np.testing.assert_allclose(found.gates.detach(), gates, atol=1e-6)
    np.testing.assert_allclose(found.gated.detach(), gated, atol=1e-6)
    np.testing.assert_allclose(found.logits.detach(), gated.sum(axis=(2, 3)), atol=1e-5)


def test_part_two_has_three_convolutions_and_gates_compete_over_space() -> None:
    attention = GatedAttention(6, 5)
    convolutions = [layer for layer in attention.gate if isinstance(layer, torch.nn.Conv2d)]
    gates = attention(torch.randn(2, 6, 7, 7)).gates
    assert len(convolutions) == 3
    assert bool((gates >= 0).all())
    torch.testing.assert_close(gates.sum(dim=(2, 3)), torch.ones(2, 5))


def test_the_papers_network_gives_1024_maps_of_14_by_14_at_492_px() -> None:
    with torch.device("meta"):
        network = registry.build("zoom-in-net")
        output = network(torch.empty(1, 3, 492, 492))
    assert output.main.features.shape == (1, 1024, 14, 14)
    assert output.main.pooled.shape == (1, 1024)
    assert output.attention.gated.shape == (1, 5, 14, 14)
    assert output.main.dme_logits is None


def test_the_papers_network_grades_four_patches_of_384_px_and_pairs_of_eyes() -> None:
    with torch.device("meta"):
        network = registry.build("zoom-in-net")
        pooled = network(torch.empty(2, 3, 492, 492)).main.pooled
        by_patches = network.grade_patches(torch.empty(2, 4, 3, 384, 384), pooled)
        by_pair = network.grade_pair(pooled, pooled.flip(0), torch.tensor([True, False]))
    assert by_patches.shape == by_pair.shape == (2, 5)


@pytest.mark.parametrize("part", ["grade_patches", "grade_pair"])
def test_a_network_without_a_part_says_so(part: str) -> None:
    network = ZoomInNet(**{**SMALL, "trunk": "test_resnet"})
    given = {
        "grade_patches": (torch.zeros(1, 4, 3, 32, 32), torch.zeros(1, network.main.channels)),
        "grade_pair": (torch.zeros(1, 64), torch.zeros(1, 64), torch.tensor([True])),
    }
    with pytest.raises(ModelError, match="has no"):
        getattr(network, part)(*given[part])


@pytest.mark.parametrize(("height", "width"), [(64, 64), (96, 160)])
def test_small_trunk_works_at_any_size_that_its_stride_divides(height: int, width: int) -> None:
    network = ZoomInNet(**SMALL, dme_grades=3).eval()
    output = network(torch.randn(2, 3, height, width))
    assert output.main.features.shape == (2, 512, height // 32, width // 32)
    assert output.main.stride_16.shape == (2, 256, height // 16, width // 16)
    assert output.main.dme_logits.shape == (2, 3)
    assert output.attention.gated.shape == (2, 5, height // 32, width // 32)


def test_every_weight_gets_a_gradient() -> None:
    network = ZoomInNet(**SMALL, dme_grades=3)
    output = network(torch.randn(2, 3, 64, 64))
    total = output.main.logits.square().sum() + output.main.dme_logits.square().sum()
    (total + output.attention.logits.square().sum()).backward()
    missing = [name for name, weight in network.named_parameters() if weight.grad is None]
    assert missing == []


def test_bfloat16_autocast_stays_close_and_sums_in_float32() -> None:
    torch.manual_seed(0)
    network = ZoomInNet(**SMALL).eval()
    image = torch.randn(1, 3, 64, 64)
    with torch.inference_mode():
        exact = network(image)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            rough = network(image)
    assert rough.attention.logits.dtype == torch.float32
    torch.testing.assert_close(rough.attention.logits, exact.attention.logits, atol=0.1, rtol=0.1)


def test_pooled_is_the_mean_of_the_features() -> None:
    main = ZoomInNet(**SMALL).eval()(torch.randn(1, 3, 64, 64)).main
    torch.testing.assert_close(main.pooled, main.features.mean(dim=(2, 3)))


def test_unknown_trunk_is_named() -> None:
    with pytest.raises(ModelError, match="no-such-trunk"):
        registry.build("zoom-in-net", trunk="no-such-trunk")


def _one_by_one(values: np.ndarray, layer: torch.nn.Conv2d) -> np.ndarray:
    kernel = layer.weight.detach().numpy()[:, :, 0, 0]
    bias = layer.bias.detach().numpy()[None, :, None, None]
    return np.einsum("oc,nchw->nohw", kernel, values) + bias
