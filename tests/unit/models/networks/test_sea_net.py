"""SEA-Net against its slides, and its variants by where squeeze-and-excitation is."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from retinaview.core.errors import ModelError
from retinaview.models import registry
from retinaview.models.networks.sea_net import SEANet, SpatialAttention, attended_pooling
from retinaview.models.networks.squeeze_excitation import SqueezeExcitation

TINY: dict[str, Any] = {"trunk": "test_resnet"}
Array = NDArray[np.float64]


def numbers(tensor: torch.Tensor) -> Array:
    return np.asarray(tensor.detach().double().numpy())


def sigmoid(x: Array) -> Array:
    return 1 / (1 + np.exp(-x))


def one_by_one(values: Array, layer: torch.nn.Module) -> Array:
    kernel = numbers(layer.get_parameter("weight"))[:, :, 0, 0]
    bias = numbers(layer.get_parameter("bias"))[None, :, None, None]
    return np.asarray(np.einsum("oc,nchw->nohw", kernel, values) + bias)


def recalibrated(values: Array, block: SqueezeExcitation) -> Array:
    weights = numbers(block.weigh[0].weight), numbers(block.weigh[2].weight)
    biases = numbers(block.weigh[0].bias), numbers(block.weigh[2].bias)
    hidden = np.maximum(values.mean(axis=(2, 3)) @ weights[0].T + biases[0], 0)
    return np.asarray(values * sigmoid(hidden @ weights[1].T + biases[1])[:, :, None, None])


def disturb(module: torch.nn.Module) -> None:
    """Give statistics and biases values that a test would miss if they were ignored."""
    for tensor in [*module.parameters(), *module.buffers()]:
        if tensor.is_floating_point():
            with torch.no_grad():
                tensor.copy_(torch.rand_like(tensor) + 0.2)


@pytest.mark.parametrize("channels", [8, 32])
def test_squeeze_and_excitation_is_equations_2_to_4_of_hu_et_al(channels: int) -> None:
    torch.manual_seed(0)
    block, x = SqueezeExcitation(channels), torch.randn(2, channels, 3, 4)
    np.testing.assert_allclose(numbers(block(x)), recalibrated(numbers(x), block), atol=1e-6)


@pytest.mark.parametrize("reduction", [None, 2])
def test_attention_block_is_the_row_of_layers_in_the_slides(reduction: int | None) -> None:
    torch.manual_seed(1)
    block = SpatialAttention(10, widths=(8, 6, 4), reduction=reduction).eval()
    disturb(block)
    features = torch.rand(2, 10, 3, 4) - 0.5
    attention, located = block(features)

    norm, *layers = block.locate
    shape = (1, -1, 1, 1)
    mean, variance = numbers(norm.running_mean), numbers(norm.running_var)
    weight, bias = numbers(norm.weight), numbers(norm.bias)
    x = (numbers(features) - mean.reshape(shape)) / np.sqrt(variance.reshape(shape) + norm.eps)
    x = x * weight.reshape(shape) + bias.reshape(shape)
    for layer in layers:
        if isinstance(layer, torch.nn.Conv2d):
            x = one_by_one(x, layer)
        elif isinstance(layer, SqueezeExcitation):
            x = recalibrated(x, layer)
        else:
            x = np.maximum(x, 0) if isinstance(layer, torch.nn.ReLU) else sigmoid(x)
    np.testing.assert_allclose(numbers(located), x, atol=1e-5)
    np.testing.assert_allclose(numbers(attention), one_by_one(x, block.spread), atol=1e-5)


def test_attention_block_has_the_widths_and_order_of_the_slides() -> None:
    plain = [type(layer).__name__ for layer in SpatialAttention(32).locate]
    mixed = [type(layer).__name__ for layer in SpatialAttention(32, reduction=4).locate]
    step = ["Conv2d", "ReLU"]
    assert plain == ["BatchNorm2d", *step * 3, "Conv2d", "Sigmoid"]
    assert mixed == ["BatchNorm2d", *[*step, "SqueezeExcitation"] * 3, "Conv2d", "Sigmoid"]
    convolutions = [x for x in SpatialAttention(32).locate if isinstance(x, torch.nn.Conv2d)]
    assert [x.out_channels for x in convolutions] == [64, 16, 8, 1]


@pytest.mark.parametrize("division", ["weighted-mean", "printed"])
def test_attended_pooling_in_both_orders(division: Any) -> None:
    torch.manual_seed(2)
    features, attention = torch.rand(2, 6, 3, 4), torch.rand(2, 6, 3, 4) + 0.1
    found = attended_pooling(attention * features, attention, division=division)
    a, u = numbers(attention), numbers(features)
    above, below = (a * u).mean(axis=(2, 3)), a.mean(axis=(2, 3))
    expected = above / below if division == "weighted-mean" else below / above
    np.testing.assert_allclose(numbers(found), expected, rtol=1e-5)


def test_a_uniform_attention_pools_to_the_mean() -> None:
    features = torch.rand(2, 6, 3, 4)
    attention = torch.full_like(features, 0.3)
    pooled = attended_pooling(attention * features, attention)
    torch.testing.assert_close(pooled, features.mean(dim=(2, 3)))


def test_dead_features_blow_up_neither_order() -> None:
    dead, attention = torch.zeros(1, 2, 2, 2), torch.ones(1, 2, 2, 2)
    assert attended_pooling(dead, attention).tolist() == [[0, 0]]
    printed = attended_pooling(dead, attention, division="printed", epsilon=0.01)
    torch.testing.assert_close(printed, torch.full((1, 2), 100.0))
    negative = attended_pooling(attention, attention * -1e-9, epsilon=0.01)
    torch.testing.assert_close(negative, torch.full((1, 2), -100.0))


def test_attention_starts_as_the_map_that_is_shown() -> None:
    network = SEANet(**TINY).eval()
    features = torch.rand(1, network.trunk.channels[1], 2, 2)
    attention, located = network.attention(features)
    torch.testing.assert_close(attention, located.expand_as(attention))


def test_squeeze_and_excitation_is_where_the_name_says() -> None:
    def places(name: str) -> set[str]:
        modules = registry.build(name, **TINY).named_modules()
        return {
            path.split(".")[0] for path, block in modules if isinstance(block, SqueezeExcitation)
        }

    assert places("at-net") == set()
    assert places("se-at-net") == {"before"}
    assert places("at-se-net") == {"after"}
    assert places("sea-net") == {"attention"}


@pytest.mark.parametrize("excitation", ["before", "after", "between"])
def test_every_place_of_squeeze_and_excitation_matters(excitation: Any) -> None:
    torch.manual_seed(3)
    network = SEANet(**TINY, excitation=excitation).eval()
    image = torch.randn(1, 3, 64, 64)
    before = network(image)
    for block in network.modules():
        if isinstance(block, SqueezeExcitation):
            disturb(block)
    after = network(image)
    assert not torch.equal(after.attention, before.attention) or excitation == "after"
    assert not torch.equal(after.pooled, before.pooled)


def test_the_papers_network_gives_2048_features_and_one_map() -> None:
    with torch.device("meta"):
        output = registry.build("sea-net")(torch.empty(1, 3, 512, 384))
    assert output.attention.shape == (1, 1, 16, 12)
    assert output.pooled.shape == (1, 2048)
    assert output.logits.shape == (1, 5)


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ({"excitation": "everywhere"}, "everywhere"),
        ({"division": "mean"}, "mean"),
        ({"trunk": "no-such-trunk"}, "no-such-trunk"),
    ],
)
def test_names_an_argument_without_meaning(arguments: dict[str, Any], named: str) -> None:
    with pytest.raises(ModelError, match=named):
        SEANet(**{**TINY, **arguments})


def test_a_variant_refuses_what_its_name_says_already() -> None:
    with pytest.raises(ModelError, match=r"at-net.*excitation"):
        registry.build("at-net", excitation="between")
