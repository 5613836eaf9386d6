"""The networks that can be built by name; none is imported before it is built."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from retinaview.models.registry import register

if TYPE_CHECKING:
    from torch import nn

_GANET = "Ye et al., GANet: Group Attention Network for Diabetic Retinopathy, SPIE 2020"
_ZOOM_IN_NET = "Wang et al., Zoom-in-Net: Deep Mining Lesions for DR Detection, MICCAI 2017"


def _ganet(**arguments: object) -> nn.Module:
    return _make("ganet", "GANet", **arguments)


def _make(module: str, network: str, /, **arguments: object) -> nn.Module:
    made = getattr(import_module(f"retinaview.models.{module}"), network)(**arguments)
    return cast("nn.Module", made)


@register(
    "unet",
    paper=_GANET,
    task="segmentation",
    input_size=(384, 512),
    stride=16,
    parameters=7_765_985,
)
def unet(**arguments: object) -> nn.Module:
    """U-Net: two convolutions in every decoder stage, no attention."""
    return _ganet(decoder_convs=2, channel_attention=None, group_skip=False, **arguments)


@register(
    "ganet-baseline",
    paper=_GANET,
    task="segmentation",
    input_size=(384, 512),
    stride=16,
    parameters=6_981_185,
)
def ganet_baseline(**arguments: object) -> nn.Module:
    """U-Net less one convolution in every decoder stage."""
    return _ganet(channel_attention=None, group_skip=False, **arguments)


@register(
    "ganet-se",
    paper=_GANET,
    task="segmentation",
    input_size=(384, 512),
    stride=16,
    parameters=7_025_887,
)
def ganet_se(**arguments: object) -> nn.Module:
    """Baseline with squeeze-and-excitation after every encoder stage."""
    return _ganet(channel_attention="se", group_skip=False, **arguments)


@register(
    "ganet-sgau",
    paper=_GANET,
    task="segmentation",
    input_size=(384, 512),
    stride=16,
    parameters=6_981_185,
)
def ganet_sgau(**arguments: object) -> nn.Module:
    """Baseline with spatial group attention in the skip connections."""
    return _ganet(channel_attention=None, group_skip=True, **arguments)


@register(
    "ganet-cga",
    paper=_GANET,
    task="segmentation",
    input_size=(384, 512),
    stride=16,
    parameters=6_986_465,
)
def ganet_cga(**arguments: object) -> nn.Module:
    """Baseline with channel group attention after every encoder stage."""
    return _ganet(channel_attention="cga", group_skip=False, **arguments)


@register(
    "ganet",
    paper=_GANET,
    task="segmentation",
    input_size=(384, 512),
    stride=16,
    parameters=6_986_465,
)
def ganet(**arguments: object) -> nn.Module:
    """The paper's network: both attentions."""
    return _ganet(channel_attention="cga", group_skip=True, **arguments)


@register(
    "zoom-in-net",
    paper=_ZOOM_IN_NET,
    task="grading",
    input_size=(492, 492),
    stride=1,
    parameters=53_530_159,
)
def zoom_in_net(**arguments: object) -> nn.Module:
    """M-Net and A-Net; `retinaview.models.crop_network` holds C-Net."""
    return _make("zoom_in_net", "ZoomInNet", **arguments)
