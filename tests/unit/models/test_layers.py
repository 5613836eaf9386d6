"""A pass through a network can be stopped before every layer, and later passes are free of it."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from retinaview.core.errors import Cancelled
from retinaview.models.layers import before_every_layer


@pytest.fixture
def network() -> nn.Module:
    torch.manual_seed(0)
    return nn.Sequential(nn.Linear(2, 3), nn.Sequential(nn.ReLU(), nn.Linear(3, 1)))


def test_every_layer_is_a_place_to_stop(network: nn.Module) -> None:
    steps: list[None] = []
    expected = network(torch.ones(1, 2))
    with before_every_layer(network, lambda: steps.append(None)):
        assert torch.equal(network(torch.ones(1, 2)), expected)
    assert len(steps) == len(list(network.modules()))


def test_a_stopped_pass_leaves_the_network_as_it_was(network: nn.Module) -> None:
    reached: list[str] = []
    network[0].register_forward_hook(lambda *_: reached.append("first"))
    network[1][1].register_forward_hook(lambda *_: reached.append("last"))

    def stop() -> None:
        if reached:
            raise Cancelled

    with pytest.raises(Cancelled), before_every_layer(network, stop):
        network(torch.ones(1, 2))
    assert reached == ["first"]
    network(torch.ones(1, 2))
    assert reached == ["first", "first", "last"]
