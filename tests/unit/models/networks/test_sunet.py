"""SUNet's blocks against its equations, its ablations and its baselines."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from retinaview.core.errors import ModelError
from retinaview.models import registry
from retinaview.models.networks.disease_grading import DiseaseClassifier
from retinaview.models.networks.feature_blending import FeatureBlending
from retinaview.models.networks.lesion_regulariser import LesionRegulariser
from retinaview.models.networks.split_network import SplitNetwork
from retinaview.models.networks.sunet import SUNet

TINY: dict[str, Any] = {"trunk": "test_resnet", "channels": 16}
Array = NDArray[np.float64]


def numbers(tensor: torch.Tensor) -> Array:
    return np.asarray(tensor.detach().double().numpy())


def convolved(values: Array, layer: nn.Module) -> Array:
    """Correlate with a layer's kernels, zeros around."""
    kernel = numbers(layer.get_parameter("weight"))
    reach = kernel.shape[2] // 2
    padded = np.pad(values, ((0, 0), (0, 0), (reach, reach), (reach, reach)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape[2:], axis=(2, 3))
    found = np.einsum("ocij,nchwij->nohw", kernel, windows)
    bias = getattr(layer, "bias", None)
    return np.asarray(found if bias is None else found + numbers(bias)[None, :, None, None])


def block(values: Array, layers: nn.Module) -> Array:
    """3x3 convolution, batch normalisation with fresh statistics (0 and 1), ReLU."""
    convolution, norm, _ = layers.children()
    return np.asarray(np.maximum(convolved(values, convolution) / np.sqrt(1 + norm.eps), 0))


@pytest.mark.parametrize("separations", [1, 2, 3, 4])
def test_blending_is_equations_1_and_2_in_turn(separations: int) -> None:
    torch.manual_seed(0)
    blend = FeatureBlending(5, 4, separations=separations).eval()
    features = torch.randn(2, 5, 3, 4)
    lesions, diagnosis = blend(features)

    m, every_l, every_d = numbers(features), [], []
    for j in range(separations):
        every_l.append(block(m, blend.to_lesions[j]))  # eq. 1
        every_d.append(block(m, blend.to_diagnosis[j]))
        if j < separations - 1:
            m = block(np.concatenate([every_l[j], every_d[j]], axis=1), blend.unite[j])  # eq. 2
    all_l = convolved(np.concatenate(every_l, axis=1), blend.compress_lesions)
    all_d = convolved(np.concatenate(every_d, axis=1), blend.compress_diagnosis)
    np.testing.assert_allclose(numbers(lesions), all_l, atol=1e-5)
    np.testing.assert_allclose(numbers(diagnosis), all_d, atol=1e-5)


def test_three_separations_and_two_unions_unless_told_otherwise() -> None:
    blend = SUNet(**TINY).blend
    assert (len(blend.to_lesions), len(blend.to_diagnosis), len(blend.unite)) == (3, 3, 2)
    assert blend.compress_lesions.weight.shape == (16, 48, 1, 1)
    assert len(SUNet(**TINY, separations=5).blend.unite) == 4


def test_no_separation_is_refused() -> None:
    with pytest.raises(ModelError, match="separations"):
        registry.build("sunet", **TINY, separations=0)


@pytest.mark.parametrize("pool_stride", [1, 2])
def test_classifier_is_convolution_max_pooling_and_relu(pool_stride: int) -> None:
    torch.manual_seed(1)
    classifier = DiseaseClassifier(4, 3, pool_stride=pool_stride)
    diagnosis = torch.randn(2, 4, 5, 6)
    found = classifier(diagnosis)

    x = convolved(numbers(diagnosis), classifier.refine[0])
    padded = np.pad(x, ((0, 0), (0, 0), (1, 1), (1, 1)), constant_values=-np.inf)
    windows = np.lib.stride_tricks.sliding_window_view(padded, (3, 3), axis=(2, 3))
    f = np.maximum(windows.max(axis=(4, 5))[:, :, ::pool_stride, ::pool_stride], 0)
    weight, bias = numbers(classifier.grade.weight), numbers(classifier.grade.bias)
    maps = np.einsum("gc,nchw->nghw", weight, f)  # Zhou et al., eq. 2
    np.testing.assert_allclose(numbers(found.maps), maps, atol=1e-5)
    np.testing.assert_allclose(numbers(found.logits), maps.mean(axis=(2, 3)) + bias, atol=1e-5)


def test_regulariser_doubles_and_halves_until_the_input_is_reached() -> None:
    network = LesionRegulariser(128, 4)
    widths = [convolution.out_channels for convolution in _convolutions(network)]
    assert widths == [64, 32, 16, 16, 16, 5]
    assert network(torch.randn(1, 128, 1, 2)).shape == (1, 5, 32, 64)


def test_a_step_of_the_regulariser_upsamples_then_compresses() -> None:
    torch.manual_seed(2)
    network = LesionRegulariser(32, 2, steps=1).eval()
    features = torch.randn(1, 32, 3, 2)
    larger = functional.interpolate(features, scale_factor=2, mode="bilinear")
    expected = convolved(block(numbers(larger), network.steps[0][1]), network.classify)
    np.testing.assert_allclose(numbers(network(features)), expected, atol=1e-5)


@pytest.mark.parametrize("name", ["sunet", "sunet-early", "sunet-middle", "sunet-late"])
def test_both_diseases_and_a_lesion_map_at_input_size(name: str) -> None:
    with torch.device("meta"):
        output = registry.build(name)(torch.empty(1, 3, 512, 384))
    assert output.dr.logits.shape == (1, 5)
    assert output.dr.maps.shape == (1, 5, 16, 12)
    assert output.dme.logits.shape == (1, 3)
    assert output.dme.maps.shape == (1, 3, 16, 12)
    assert output.lesions.shape == (1, 5, 512, 384)


@pytest.mark.parametrize(
    ("name", "tasks"),
    [
        ("sunet", {"dr", "dme", "lesions"}),
        ("sunet-no-regulariser", {"dr", "dme"}),
        ("sunet-dr", {"dr"}),
        ("sunet-dme", {"dme"}),
        ("sunet-dr-regularised", {"dr", "lesions"}),
        ("sunet-dme-regularised", {"dme", "lesions"}),
    ],
)
def test_the_rows_of_table_1_answer_their_tasks(name: str, tasks: set[str]) -> None:
    with torch.device("meta"):
        output = registry.build(name)(torch.empty(1, 3, 64, 64))
    assert {task for task, answer in output._asdict().items() if answer is not None} == tasks


def test_without_a_regulariser_lesion_features_still_feed_the_unions() -> None:
    blend = registry.build("sunet-no-regulariser", **TINY).blend
    assert (len(blend.to_lesions), len(blend.to_diagnosis), len(blend.unite)) == (2, 3, 2)


@pytest.mark.parametrize(
    ("name", "shared"), [("sunet-early", 1), ("sunet-middle", 2), ("sunet-late", 3)]
)
def test_baselines_split_where_their_name_says(name: str, shared: int) -> None:
    network = registry.build(name, trunk="test_resnet")
    assert len(network.shared) == 4 + shared
    assert len(network.to_diagnosis) == len(network.to_lesions) == 4 - shared
    ours, theirs = (
        list(branch.parameters()) for branch in (network.to_diagnosis, network.to_lesions)
    )
    assert not {id(weight) for weight in ours} & {id(weight) for weight in theirs}


def test_a_network_that_splits_at_its_very_end_is_a_residual_network_with_heads() -> None:
    network = SplitNetwork(trunk="test_resnet", shared_stages=4, lesion_classes=0).eval()
    output = network(torch.randn(1, 3, 32, 64))
    assert output.lesions is None
    assert output.dr.logits.shape == (1, 5)


@pytest.mark.parametrize("network", [SUNet(**TINY), SplitNetwork(trunk="test_resnet")])
def test_refuses_a_size_that_32_does_not_divide(network: nn.Module) -> None:
    with pytest.raises(ModelError, match="no multiples of 32"):
        network(torch.zeros(1, 3, 64, 80))


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ({"shared_stages": 5}, "0 to 4"),
        ({"trunk": "no-such-trunk"}, "no-such-trunk"),
        ({"trunk": "test_vit"}, "four stages"),
        ({"dr_grades": 0, "dme_grades": 0}, "neither disease"),
    ],
)
def test_names_an_argument_without_meaning(arguments: dict[str, Any], named: str) -> None:
    with pytest.raises(ModelError, match=named):
        SplitNetwork(**{"trunk": "test_resnet", **arguments})


def _convolutions(module: nn.Module) -> list[nn.Conv2d]:
    return [layer for layer in module.modules() if isinstance(layer, nn.Conv2d)]
