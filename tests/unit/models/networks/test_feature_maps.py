"""The features on which every kind of grading network decides can be had."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from retinaview.core.errors import ModelError
from retinaview.models import registry
from retinaview.models.networks.feature_maps import recorded_features

NETWORKS = {
    "zoom-in-net": {"trunk": "test_resnet", "feature_channels": 24},
    "sea-net": {"trunk": "test_resnet"},
    "sunet": {"trunk": "test_resnet", "channels": 8},
    "gradcam-vgg16": {},
}


@pytest.mark.parametrize("name", NETWORKS)
def test_records_one_map_per_call_and_lets_go_again(name: str) -> None:
    torch.manual_seed(0)
    module = registry.build(name, **NETWORKS[name]).eval()
    image = torch.rand(2, 3, 64, 64)
    with torch.inference_mode():
        with recorded_features(module) as seen:
            module(image)
            module(image[:1])
        module(image)
    assert [len(features) for features in seen] == [2, 1]
    assert all(features.ndim == 4 and features.shape[2] >= 2 for features in seen)
    torch.testing.assert_close(seen[0][:1], seen[1], rtol=1e-4, atol=1e-5)


def test_of_zoom_in_net_it_is_what_the_attention_network_sees() -> None:
    module = registry.build("zoom-in-net", **NETWORKS["zoom-in-net"]).eval()
    with torch.inference_mode(), recorded_features(module) as seen:
        output = module(torch.rand(1, 3, 64, 64))
    torch.testing.assert_close(seen[0], output.main.features)


def test_another_network_is_refused() -> None:
    with (
        pytest.raises(ModelError, match="Linear has no feature maps"),
        recorded_features(nn.Linear(2, 2)),
    ):
        pass
