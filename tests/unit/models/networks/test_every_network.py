"""Every network that can be built by name runs and learns, small, in both precisions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import torch
from torch import Tensor, nn

from retinaview.models import registry
from retinaview.models.networks.zoom_in_net import ZoomInNet

DEVICES = ["cpu", "cuda"] if torch.cuda.is_available() else ["cpu"]
UNET: dict[str, Any] = {"widths": (4, 8, 8, 8, 8), "groups": 4, "reduction": 4}
TINY: dict[str, Any] = {"trunk": "test_resnet"}
SMALL: dict[str, dict[str, Any]] = {
    "zoom-in-net": {
        **TINY,
        "feature_channels": None,
        "attention_channels": 8,
        "crop_trunk": "test_resnet",
    },
    **{f"zoom-in-net-lite{size}": {} for size in range(2)},
    **dict.fromkeys(("sunet-early", "sunet-middle", "sunet-late"), TINY),
    "sunet-vgg19": {},
    "sunet-resnet34": {},
    **{f"lesion-net-lite{size}": {} for size in range(3)},
    "landmark-net": {},
    "sea-net-lite0": {},
    "sunet-lite0": {},
    **dict.fromkeys(("at-net", "se-at-net", "at-se-net", "sea-net"), TINY),
}
NO_SMALL_FORM = {
    "gradcam-vgg16": 32,
    "gradcam-resnet50": 32,
    "gradcam-resnet16d": 64,
} | dict.fromkeys(("gradcam-inception-v3", "gradcam-inception-resnet-v2"), 75)


def build(name: str) -> tuple[nn.Module, int]:
    """A network, small where it can be, and the side of an image for it."""
    if name in NO_SMALL_FORM:
        return registry.build(name, dropout=0.0), NO_SMALL_FORM[name]
    if registry.network(name).paper.startswith("Ye"):
        return registry.build(name, **UNET), 32
    return registry.build(name, **SMALL.get(name, {**TINY, "channels": 8})), 64


def ask(network: nn.Module, image: Tensor) -> list[Tensor]:
    """Everything that a network answers about images; Zoom-in-Net takes three calls."""
    output = network(image)
    answers = list(tensors(output))
    if isinstance(network, ZoomInNet):
        pooled = output.main.pooled
        patches = torch.stack([image, image.flip(3)], dim=1)
        present = torch.arange(len(image), device=image.device) % 2 == 0
        if network.crop is not None:
            answers.append(network.grade_patches(patches, pooled))
        answers.append(network.grade_pair(pooled, pooled.flip(0), present))
    return answers


def tensors(output: Any) -> Iterator[Tensor]:
    """The tensors in nested named tuples."""
    if isinstance(output, Tensor):
        yield output
    elif output is not None:
        for part in output:
            yield from tensors(part)


@pytest.mark.parametrize("device", DEVICES)
@pytest.mark.parametrize("name", registry.names())
def test_runs_and_learns_in_float32_and_bfloat16(name: str, device: str) -> None:
    torch.manual_seed(0)
    network, side = build(name)
    network.to(device)
    image = torch.randn(2, 3, side, side, device=device)
    for precision in (torch.float32, torch.bfloat16):
        network.zero_grad()
        with torch.autocast(device, dtype=torch.bfloat16, enabled=precision == torch.bfloat16):
            answers = ask(network, image)
        sum(answer.float().square().mean() for answer in answers).backward()
        assert all(len(answer) == 2 for answer in answers)
        assert all(bool(torch.isfinite(answer).all()) for answer in answers)
        for weight_name, weight in network.named_parameters():
            assert weight.grad is not None, f"{weight_name} in {precision}"
            assert bool(torch.isfinite(weight.grad).all()), f"{weight_name} in {precision}"


@pytest.mark.parametrize("name", sorted({*registry.names()} - {*NO_SMALL_FORM}))
def test_takes_one_image_that_is_not_square(name: str) -> None:
    network, side = build(name)
    with torch.inference_mode():
        answers = ask(network.eval(), torch.randn(1, 3, side, side + 32))
    assert all(bool(torch.isfinite(answer).all()) for answer in answers)
