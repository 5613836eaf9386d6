from __future__ import annotations

import subprocess
import sys

import pytest
import torch

from retinaview.core.errors import ModelError
from retinaview.inference.engine import DEFAULT_MODELS
from retinaview.models.networks.gradcam_network import GradCamNetwork
from retinaview.models.networks.trunks import build_trunk, copy_weights, timm_trunk


def test_the_small_trunk_is_resnet18d_less_its_last_block() -> None:
    small, whole = build_trunk("resnet16d"), build_trunk("resnet18d")
    missing = whole.state_dict().keys() - small.state_dict().keys()
    assert {name.rpartition("layer4.")[2].split(".")[0] for name in missing} == {"1"}
    assert sum(weight.numel() for weight in small.parameters()) == 6_475_104
    middle, last = small(torch.zeros(1, 3, 64, 64))
    assert (middle.shape, last.shape) == ((1, 256, 4, 4), (1, 512, 2, 2))
    assert small.channels == (256, 512)


def test_the_whole_one_is_timm_s() -> None:
    torch.manual_seed(0)
    theirs, ours = timm_trunk("resnet18d").eval(), build_trunk("resnet18d").eval()
    assert list(ours.state_dict()) == list(theirs.state_dict())
    for name, values in theirs.state_dict().items():
        if values.is_floating_point():  # every block does something, with statistics of its own
            values.copy_(torch.rand_like(values) * 0.1 + 0.05)
        assert ours.state_dict()[name].shape == values.shape
    ours.load_state_dict(theirs.state_dict())
    image = torch.randn(1, 3, 70, 90)
    with torch.inference_mode():
        for mine, other in zip(ours(image), theirs(image), strict=True):
            torch.testing.assert_close(mine, other)


@pytest.mark.parametrize("name", DEFAULT_MODELS)
def test_the_default_networks_need_no_timm(name: str) -> None:
    script = (
        "import sys; from retinaview.inference.loading import load_network;"
        "from retinaview.models.weights.files import load;"
        f"load('{name}');"
        "print(sorted({'timm', 'torchvision', 'torch._dynamo'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_it_takes_the_weights_of_the_whole_one() -> None:
    small, whole = build_trunk("resnet16d"), build_trunk("resnet18d")
    copy_weights(whole, small)
    for name, weight in small.state_dict().items():
        torch.testing.assert_close(weight, whole.state_dict()[name], rtol=0, atol=0)


def test_a_trunk_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ModelError, match=r"no fitting 'body\.") as caught:
        copy_weights(timm_trunk("test_resnet"), build_trunk("resnet16d"))
    assert caught.value.field == "trunk"


def test_grad_cam_s_small_network_ends_in_the_trunk_s_last_scale() -> None:
    torch.manual_seed(0)
    network = GradCamNetwork(trunk="resnet16d").eval()
    image = torch.randn(2, 3, 64, 64)
    with torch.inference_mode():
        features = network.features(image)
        logits = network.classifier(features.mean(dim=(2, 3)))
        torch.testing.assert_close(network(image), logits)
    assert features.shape == (2, 512, 2, 2)
