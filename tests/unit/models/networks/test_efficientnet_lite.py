"""EfficientNet-Lite is timm's, weight by weight and value by value, without timm."""

from __future__ import annotations

import pytest
import timm
import torch

from retinaview.core.errors import ModelError
from retinaview.models.networks.efficientnet_lite import EfficientNetLite


@pytest.mark.parametrize("size", range(3))
@pytest.mark.parametrize("training", [False, True])
def test_it_is_timm_s(size: int, *, training: bool) -> None:
    torch.manual_seed(size)
    name = f"tf_efficientnet_lite{size}"
    theirs = timm.create_model(name, features_only=True)
    ours = EfficientNetLite(name)
    assert list(ours.state_dict()) == list(theirs.state_dict())
    for values in theirs.state_dict().values():
        if values.is_floating_point() and values.ndim == 1:  # statistics of its own in every layer
            values.copy_(torch.rand_like(values) * 0.5 + 0.5)
    ours.load_state_dict(theirs.state_dict())
    assert list(ours.channels) == theirs.feature_info.channels()
    image = torch.randn(2, 3, 70, 97)
    with torch.inference_mode():
        for mine, other in zip(
            ours.train(training)(image), theirs.train(training)(image), strict=True
        ):
            torch.testing.assert_close(mine, other, rtol=1e-4, atol=1e-4)


def test_only_the_levels_asked_for_are_returned() -> None:
    network = EfficientNetLite("tf_efficientnet_lite0", levels=(3, 4)).eval()
    assert network.channels == (112, 320)
    assert [tuple(found.shape) for found in network(torch.zeros(1, 3, 64, 64))] == [
        (1, 112, 4, 4),
        (1, 320, 2, 2),
    ]


def test_another_network_is_refused() -> None:
    with pytest.raises(ModelError, match=r"'resnet18' is none of tf_efficientnet_lite0, .*lite2"):
        EfficientNetLite("resnet18")
