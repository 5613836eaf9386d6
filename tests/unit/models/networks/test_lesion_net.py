"""The lesion network on an ImageNet encoder."""

import pytest
import torch

from retinaview.core.errors import ModelError
from retinaview.models import registry
from retinaview.models.networks.ganet import ChannelGroupAttention
from retinaview.models.networks.lesion_net import LesionNet


@pytest.fixture(scope="module")
def network() -> LesionNet:
    torch.manual_seed(0)
    return LesionNet(3, encoder="tf_efficientnet_lite0").eval()


def test_maps_have_the_input_size(network: LesionNet) -> None:
    with torch.inference_mode():
        logits = network(torch.randn(2, 3, 96, 64))
    assert logits.shape == (2, 3, 96, 64)
    assert logits.dtype == torch.float32


def test_refuses_sides_that_the_stride_does_not_divide(network: LesionNet) -> None:
    with pytest.raises(ModelError, match="no multiples of 32"):
        network(torch.zeros(1, 3, 80, 64))


def test_refuses_an_unknown_encoder_and_groups_that_do_not_fit() -> None:
    with pytest.raises(ModelError, match="'lite9' is none of"):
        LesionNet(encoder="lite9")
    with pytest.raises(ModelError, match="30 groups do not divide"):
        LesionNet(groups=30)


def test_the_attentions_can_be_left_out() -> None:
    def count(**arguments: bool) -> int:
        with torch.device("meta"):
            network = registry.build("lesion-net-lite0", **arguments)
        return sum(isinstance(module, ChannelGroupAttention) for module in network.modules())

    assert (count(), count(channel_attention=False)) == (5, 0)


def test_the_skip_attention_changes_the_answer_and_has_no_weights(network: LesionNet) -> None:
    plain = LesionNet(3, encoder="tf_efficientnet_lite0", group_skip=False).eval()
    plain.load_state_dict(network.state_dict())
    image = torch.randn(1, 3, 64, 64)
    with torch.inference_mode():
        assert not torch.allclose(plain(image), network(image))


def test_full_resolution_reaches_the_answer(network: LesionNet) -> None:
    image = torch.zeros(1, 3, 64, 64)
    with torch.inference_mode():
        moved = network(image.index_fill(3, torch.tensor([20]), 1.0)) - network(image)
    assert moved[0, :, 32, 20].abs().max() > 0
