"""Grad-CAM against gradients worked out by hand, and against an independent library."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from retinaview.core.errors import ModelError
from retinaview.models import registry
from retinaview.models.networks.gradcam_network import GradCamNetwork
from retinaview.models.outputs.grad_cam import grad_cam


class Toy(nn.Module):
    """y^c = mean over k and space of w_ck (A^k)^2, whose gradient a person can write down."""

    def __init__(self) -> None:
        super().__init__()
        self.features = nn.Sequential(nn.Conv2d(3, 4, 1), nn.BatchNorm2d(4))
        self.dropout = nn.Dropout(0.5)
        self.weight = nn.Parameter(torch.randn(5, 4))

    def forward(self, image: Tensor) -> Tensor:
        squares = self.features(image).square().mean(dim=(2, 3))
        return self.dropout(squares) @ self.weight.T


@pytest.fixture
def toy() -> Toy:
    torch.manual_seed(0)
    return Toy()


def by_hand(toy: Toy, image: Tensor) -> Any:
    """Maps (N, 5, h, w) by equations 1 and 2 with dy^c / dA^k = 2 w_ck A^k / Z."""
    with torch.no_grad():
        a = toy.eval().features(image).double().numpy()
    w = toy.weight.detach().double().numpy()
    cells = a.shape[2] * a.shape[3]
    gradient = 2 * w[None, :, :, None, None] * a[:, None] / cells
    alpha = gradient.sum(axis=(3, 4)) / cells  # eq. 1
    return np.maximum(np.einsum("ngk,nkhw->nghw", alpha, a), 0)  # eq. 2


def test_maps_are_equations_1_and_2_for_every_grade_of_a_batch(toy: Toy) -> None:
    image = torch.randn(3, 3, 4, 5)
    found = grad_cam(toy, image, layer=toy.features)
    expected = by_hand(toy, image)
    np.testing.assert_allclose(found.maps.numpy(), expected, atol=1e-6)
    assert expected.max() > 0.01
    torch.testing.assert_close(found.logits, toy.eval()(image).detach())


def test_only_the_grades_asked_for_in_their_order(toy: Toy) -> None:
    image = torch.randn(2, 3, 4, 5)
    every = grad_cam(toy, image, layer=toy.features).maps
    some = grad_cam(toy, image, layer=toy.features, grades=[4, 1]).maps
    torch.testing.assert_close(some, every[:, [4, 1]])


def test_leaves_the_network_as_it_was(toy: Toy) -> None:
    toy.train()
    toy.features[1].eval()
    toy.features[0].weight.requires_grad_(False)
    toy.weight.grad = torch.ones_like(toy.weight)
    before = {name: value.clone() for name, value in toy.state_dict().items()}
    grad_cam(toy, torch.randn(2, 3, 4, 4), layer=toy.features)
    assert toy.training
    assert toy.dropout.training
    assert not toy.features[1].training
    assert not toy.features[0].weight.requires_grad
    assert toy.weight.requires_grad
    assert bool((toy.weight.grad == 1).all())
    assert toy.features[0].bias.grad is None
    assert not toy.features._forward_hooks
    for name, value in toy.state_dict().items():
        assert torch.equal(value, before[name])


def test_leaves_the_network_as_it_was_when_it_fails(toy: Toy) -> None:
    toy.train()
    with pytest.raises(RuntimeError):
        grad_cam(toy, torch.randn(2, 7, 4, 4), layer=toy.features)
    assert toy.training
    assert toy.weight.requires_grad
    assert not toy.features._forward_hooks


def test_works_where_gradients_are_off(toy: Toy) -> None:
    image = torch.randn(1, 3, 4, 4)
    expected = grad_cam(toy, image, layer=toy.features).maps
    with torch.no_grad():
        torch.testing.assert_close(grad_cam(toy, image, layer=toy.features).maps, expected)
    with torch.inference_mode():
        made_there = image.clone()
        torch.testing.assert_close(grad_cam(toy, made_there, layer=toy.features).maps, expected)


def test_bfloat16_autocast_gives_float32_maps_that_are_close(toy: Toy) -> None:
    image = torch.randn(1, 3, 4, 4)
    expected = grad_cam(toy, image, layer=toy.features).maps
    with torch.autocast("cpu", dtype=torch.bfloat16):
        rough = grad_cam(toy, image, layer=toy.features)
    assert rough.maps.dtype == rough.logits.dtype == torch.float32
    torch.testing.assert_close(rough.maps, expected, atol=0.02, rtol=0.1)


@pytest.fixture(scope="module")
def vgg16() -> nn.Module:
    torch.manual_seed(1)
    return registry.build("gradcam-vgg16").eval()


def test_with_a_mean_before_the_linear_layer_it_is_the_class_activation_map(
    vgg16: GradCamNetwork,
) -> None:
    """There dy^c / dA^k is w_ck / Z everywhere, so Grad-CAM is the positive part of the CAM / Z."""
    torch.manual_seed(3)
    image = torch.randn(1, 3, 32, 48)
    found = grad_cam(vgg16, image, layer=vgg16.features)
    with torch.no_grad():
        a = vgg16.features(image).numpy()
    w = vgg16.classifier.weight.detach().numpy()
    expected = np.maximum(np.einsum("gk,nkhw->nghw", w, a), 0) / (2 * 3)
    assert expected.max() > 1e-4
    np.testing.assert_allclose(found.maps.numpy(), expected, rtol=1e-3, atol=1e-7)


@pytest.mark.parametrize("grades", [None, [3, 0]])
def test_before_a_linear_layer_it_is_written_down_without_gradients(
    vgg16: GradCamNetwork, grades: list[int] | None
) -> None:
    torch.manual_seed(3)
    image = torch.randn(2, 3, 32, 48)
    with torch.inference_mode():
        written = grad_cam(vgg16, image, layer=vgg16.features, grades=grades)
    # The same network in a wrapper, whose head nobody knows.
    derived = grad_cam(nn.Sequential(vgg16), image, layer=vgg16.features, grades=grades)
    assert float(derived.maps.max()) > 1e-3
    torch.testing.assert_close(written.maps, derived.maps, rtol=1e-4, atol=1e-7)
    torch.testing.assert_close(written.logits, derived.logits)


@pytest.mark.filterwarnings("ignore")
def test_agrees_with_captum(vgg16: GradCamNetwork) -> None:
    attr = pytest.importorskip("captum.attr")
    torch.manual_seed(2)
    image, layer = torch.randn(2, 3, 32, 32), vgg16.features[14]  # deep inside, a ReLU follows
    explain = attr.LayerGradCam(vgg16, layer).attribute
    theirs = torch.cat(
        [explain(image, target=grade, relu_attributions=True) for grade in range(5)], dim=1
    )
    assert float(theirs.amax(dim=(0, 2, 3)).min()) > 1e-6  # a map for every grade
    found = grad_cam(vgg16, image, layer=layer).maps
    torch.testing.assert_close(found, theirs, rtol=1e-3, atol=float(theirs.max()) * 1e-4)


@pytest.mark.parametrize(
    ("name", "side", "shape"),
    [
        ("gradcam-vgg16", 224, (512, 14, 14)),
        ("gradcam-resnet50", 224, (2048, 7, 7)),
        ("gradcam-inception-v3", 299, (2048, 8, 8)),
        ("gradcam-inception-resnet-v2", 299, (1536, 8, 8)),
    ],
)
def test_features_at_the_papers_sizes(name: str, side: int, shape: tuple[int, ...]) -> None:
    assert registry.network(name).input_size == (side, side)
    with torch.device("meta"):
        network = registry.build(name)
        features = network.features(torch.empty(1, 3, side, side))
        assert network(torch.empty(1, 3, side, side)).shape == (1, 5)
    assert features.shape[1:] == shape
    assert network.dropout.p == 0.5


def test_an_unknown_trunk_is_named() -> None:
    with pytest.raises(ModelError, match=r"'vgg11'.*vgg16"):
        GradCamNetwork(trunk="vgg11")
