"""The networks that can be built by name; none is imported before it is built."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from retinaview.models.registry import register

if TYPE_CHECKING:
    from torch import nn

_GANET = "Ye et al., GANet: Group Attention Network for Diabetic Retinopathy, SPIE 2020"
_ZOOM_IN_NET = "Wang et al., Zoom-in-Net: Deep Mining Lesions for DR Detection, MICCAI 2017"


def _ganet(**arguments: Any) -> nn.Module:
    from retinaview.models.ganet import GANet

    return GANet(**arguments)


@register("unet", paper=_GANET, task="segmentation", input_size=(384, 512), stride=16)
def unet(**arguments: Any) -> nn.Module:
    """U-Net: two convolutions in every decoder stage, no attention."""
    return _ganet(decoder_convs=2, channel_attention=None, group_skip=False, **arguments)


@register("ganet-baseline", paper=_GANET, task="segmentation", input_size=(384, 512), stride=16)
def ganet_baseline(**arguments: Any) -> nn.Module:
    """U-Net less one convolution in every decoder stage."""
    return _ganet(channel_attention=None, group_skip=False, **arguments)


@register("ganet-se", paper=_GANET, task="segmentation", input_size=(384, 512), stride=16)
def ganet_se(**arguments: Any) -> nn.Module:
    """Baseline with squeeze-and-excitation after every encoder stage."""
    return _ganet(channel_attention="se", group_skip=False, **arguments)


@register("ganet-sgau", paper=_GANET, task="segmentation", input_size=(384, 512), stride=16)
def ganet_sgau(**arguments: Any) -> nn.Module:
    """Baseline with spatial group attention in the skip connections."""
    return _ganet(channel_attention=None, group_skip=True, **arguments)


@register("ganet-cga", paper=_GANET, task="segmentation", input_size=(384, 512), stride=16)
def ganet_cga(**arguments: Any) -> nn.Module:
    """Baseline with channel group attention after every encoder stage."""
    return _ganet(channel_attention="cga", group_skip=False, **arguments)


@register("ganet", paper=_GANET, task="segmentation", input_size=(384, 512), stride=16)
def ganet(**arguments: Any) -> nn.Module:
    """The paper's network: both attentions."""
    return _ganet(channel_attention="cga", group_skip=True, **arguments)


@register("zoom-in-net", paper=_ZOOM_IN_NET, task="grading", input_size=(492, 492), stride=1)
def zoom_in_net(**arguments: Any) -> nn.Module:
    """M-Net, A-Net and C-Net together."""
    from retinaview.models.zoom_in_net import ZoomInNet

    return ZoomInNet(**arguments)
