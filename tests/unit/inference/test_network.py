from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from retinaview.core.cancel import CancelToken
from retinaview.core.errors import Cancelled, ModelError
from retinaview.core.geometry import Box
from retinaview.imaging.field_of_view import FieldOfView
from retinaview.inference.device import Device
from retinaview.inference.network import Network
from retinaview.inference.run import AnalysisRun
from retinaview.inference.segmentation import Segmenter
from retinaview.models.weights import files
from retinaview.models.weights.files import LoadedModel

CPU = Device("cpu", "CPU", "float32")


@pytest.fixture
def ganet(tiny_weights: object) -> LoadedModel:
    return files.load(f"{tiny_weights}/ganet.safetensors")


@pytest.fixture
def eye() -> tuple[np.ndarray, FieldOfView]:
    rgb = np.random.default_rng(0).integers(0, 256, (192, 256, 3), np.uint8)
    return rgb, FieldOfView(256, 192, Box(32, 0, 192, 192), (128.0, 96.0), 96.0)


def test_folding_and_layout_do_not_change_what_a_network_says(ganet: LoadedModel) -> None:
    x = torch.randn(1, 3, 64, 96, generator=torch.Generator().manual_seed(1))
    for part in ganet.module.modules():
        if isinstance(part, nn.BatchNorm2d):
            nn.init.uniform_(part.running_mean, -1, 1)
            nn.init.uniform_(part.running_var, 0.5, 2)
    with torch.inference_mode():
        before = ganet.module(x)
    after = Network(ganet, CPU).run(lambda module: module(x))
    torch.testing.assert_close(after, before, atol=1e-4, rtol=1e-4)


def test_every_layer_is_a_place_to_stop(ganet: LoadedModel) -> None:
    token = CancelToken()
    network = Network(ganet, CPU)
    begun = 0

    def between_layers() -> None:
        nonlocal begun
        begun += 1
        if begun == 5:
            token.cancel()
        token.raise_if_cancelled()

    x = torch.zeros(1, 3, 32, 32)
    with pytest.raises(Cancelled):
        network.run(lambda module: module(x), between_layers=between_layers)
    assert begun == 5
    assert network.run(lambda module: module(x)).shape[1] == 3
    assert begun == 5


class Greedy(nn.Module):
    """Needs more memory than there is for inputs beyond a side, or on a device."""

    def __init__(self, *, longest_px: int = 10**6, kind: str = "none") -> None:
        super().__init__()
        self.scale = nn.Parameter(torch.ones(1))
        self.longest_px, self.kind = longest_px, kind
        self.network: Network | None = None
        self.sides: list[int] = []

    def forward(self, x: Tensor) -> Tensor:
        self.sides.append(max(x.shape[2:]))
        on = self.network.device.kind if self.network is not None else ""
        if max(x.shape[2:]) > self.longest_px or on == self.kind:
            raise torch.cuda.OutOfMemoryError("CUDA out of memory. Tried to allocate 20.00 GiB")
        return x.mean(1, keepdim=True).expand(-1, 3, -1, -1) * self.scale


def test_halves_tiles_until_they_fit_and_says_so(
    ganet: LoadedModel, eye: tuple[np.ndarray, FieldOfView]
) -> None:
    preprocessing = replace(ganet.card.preprocessing, diameter_px=1024)
    card = ganet.card.model_copy(update={"preprocessing": preprocessing})
    module = Greedy(longest_px=256)
    segmenter = Segmenter(LoadedModel(module, card), CPU)
    maps = segmenter.segment(*eye, run=AnalysisRun(None, None))
    whole = Segmenter(LoadedModel(Greedy(), card), CPU).segment(*eye, run=AnalysisRun(None, None))
    assert segmenter.network.tile_px == 256
    assert module.sides[0] == 1024
    assert segmenter.network.notes == ("memory ran out: ganet ran on 256 px tiles",)
    for tiled, at_once in zip(maps, whole, strict=True):
        difference = tiled.probability.astype(int) - at_once.probability
        assert np.abs(difference).max() <= 1


@pytest.mark.filterwarnings("ignore:User provided device_type of 'cuda'")
def test_falls_back_from_the_graphics_card_to_the_processor(
    ganet: LoadedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(torch.cuda, "empty_cache", lambda: None)
    module = Greedy(kind="cuda")
    module.network = network = Network(LoadedModel(module, ganet.card), CPU)
    network.device = Device("cuda", "a small GPU", "float32")
    network.run(lambda module: module(torch.zeros(1, 3, 8, 8)))
    assert network.device.kind == "cpu"
    assert network.notes == ("graphics memory ran out: ganet ran on the processor",)


def test_gives_up_where_nothing_smaller_is_left(ganet: LoadedModel) -> None:
    network = Network(LoadedModel(Greedy(longest_px=1), ganet.card), CPU, input_px=1024)
    with pytest.raises(ModelError, match=r"ganet failed: CUDA out of memory"):
        network.run(lambda module: module(torch.zeros(1, 3, 8, 8)))


def test_a_fault_becomes_one_sentence(ganet: LoadedModel) -> None:
    with pytest.raises(ModelError, match=r"^ganet failed: .*channels"):
        Network(ganet, CPU).run(lambda module: module(torch.zeros(1, 2, 16, 16)))
