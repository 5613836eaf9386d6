from __future__ import annotations

import pytest
import timm
import torch
from torch import nn

from retinaview.inference.folding import fold_normalisation
from retinaview.models import registry


def with_random_statistics(module: nn.Module) -> nn.Module:
    """Else a forgotten normalisation would hardly be seen."""
    torch.manual_seed(4)
    for part in module.modules():
        if isinstance(part, nn.BatchNorm2d):
            nn.init.uniform_(part.running_mean, -0.5, 0.5)
            nn.init.uniform_(part.running_var, 0.5, 2)
            nn.init.uniform_(part.weight, 0.5, 1.5)
            nn.init.uniform_(part.bias, -0.5, 0.5)
    return module.eval()


def normalisations(module: nn.Module) -> int:
    return sum(isinstance(part, nn.BatchNorm2d) for part in module.modules())


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("resnet18d", 0),
        ("inception_v3", 0),  # timm's normalisation that activates
        ("resnetv2_50", None),  # normalises before it convolves
    ],
)
@torch.inference_mode()
def test_a_folded_network_says_the_same(name: str, left: int | None) -> None:
    network = with_random_statistics(timm.create_model(name, num_classes=4))
    image = torch.randn(1, 3, 80, 80)
    before = network(image)
    fold_normalisation(network)
    torch.testing.assert_close(network(image), before, rtol=1e-3, atol=1e-4)
    if left is not None:
        assert normalisations(network) == left


@torch.inference_mode()
def test_our_networks_are_folded_in_whole() -> None:
    network = with_random_statistics(registry.build("sunet", trunk="resnet18d", channels=16))
    image = torch.randn(1, 3, 64, 64)
    before = network(image)
    fold_normalisation(network)
    torch.testing.assert_close(network(image).lesions, before.lesions, rtol=1e-3, atol=1e-4)
    assert normalisations(network.get_submodule("trunk")) == 0
    assert normalisations(network.get_submodule("blend")) == 0


def test_what_is_no_neighbour_by_name_is_left() -> None:
    class Odd(nn.Module):
        """Registers a normalisation after a convolution that it does not follow."""

        def __init__(self) -> None:
            super().__init__()
            self.conv1 = nn.Conv2d(3, 3, 1)
            self.bn2 = nn.BatchNorm2d(3)

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return self.conv1(self.bn2(x))

    odd = with_random_statistics(Odd())
    fold_normalisation(odd)
    assert normalisations(odd) == 1
