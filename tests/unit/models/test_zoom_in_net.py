"""Zoom-in-Net against its equations and printed sizes."""

from typing import Any

import numpy as np
import pytest
import torch

from retinaview.core.errors import ModelError
from retinaview.models import registry
from retinaview.models.gated_attention import GatedAttention
from retinaview.models.zoom_in_net import (
    MainOutput,
    ZoomInNet,
    ZoomInOutput,
    grade_probabilities,
)

SMALL: dict[str, Any] = {"trunk": "resnet18d", "feature_channels": None, "attention_channels": 16}


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


def _output(main_logits: list[float], attention_logits: list[float]) -> ZoomInOutput:
    empty = torch.zeros(1)
    main = MainOutput(torch.tensor([main_logits]), None, empty, empty, empty)
    maps = GatedAttention(1, 5)(torch.zeros(1, 1, 1, 1))._replace(
        logits=torch.tensor([attention_logits])
    )
    return ZoomInOutput(main, maps)


def test_probabilities_are_the_mean_of_both_softmaxes() -> None:
    output = _output([0.0, 1.0, 2.0, 3.0, 4.0], [4.0, 0.0, 0.0, 0.0, 0.0])
    main = grade_probabilities(output, combination="main")
    attention = grade_probabilities(output, combination="attention")
    exponents = np.exp(np.arange(5))
    np.testing.assert_allclose(main[0], exponents / exponents.sum(), rtol=1e-5)
    torch.testing.assert_close(grade_probabilities(output), (main + attention) / 2)
    assert float(attention[0, 0]) == pytest.approx(np.exp(4) / (np.exp(4) + 4), rel=1e-5)


def test_a_high_temperature_flattens_and_keeps_the_order() -> None:
    output = _output([0.0, 1.0, 2.0, 3.0, 4.0], [0.0, 1.0, 2.0, 3.0, 4.0])
    cold, hot = (grade_probabilities(output, temperature=t)[0] for t in (1.0, 10.0))
    assert float(hot.max()) < float(cold.max())
    assert hot.argsort().tolist() == cold.argsort().tolist() == [0, 1, 2, 3, 4]


def _one_by_one(values: np.ndarray, layer: torch.nn.Conv2d) -> np.ndarray:
    kernel = layer.weight.detach().numpy()[:, :, 0, 0]
    bias = layer.bias.detach().numpy()[None, :, None, None]
    return np.einsum("oc,nchw->nohw", kernel, values) + bias
