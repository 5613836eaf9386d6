"""The networks that can be built by name; none is imported before it is built."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

from retinaview.models.registry import register

if TYPE_CHECKING:
    from torch import nn

_GANET = "Ye et al., GANet: Group Attention Network for DR Image Segmentation, SPIE 2020"
_ZOOM_IN_NET = "Wang et al., Zoom-in-Net: Deep Mining Lesions for DR Detection, MICCAI 2017"
_SEA_NET = "Zhao et al., SEA-Net: Squeeze-and-Excitation Attention Net for DR Grading, ICIP 2020"
_SUNET = "Tu et al., SUNet: A Lesion Regularized Model for DR and DME Grading, ISBI 2020"
_GRAD_CAM = "Mensah et al., Towards the Localisation of Lesions in Diabetic Retinopathy, 2020"


def _ganet(**arguments: object) -> nn.Module:
    return _make("ganet", "GANet", **arguments)


def _make(module: str, network: str, /, **arguments: object) -> nn.Module:
    made = getattr(import_module(f"retinaview.models.networks.{module}"), network)(**arguments)
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


_LESION_NETS = {
    "lesion-net-lite0": 3_414_449,
    "lesion-net-lite1": 4_179_121,
    "lesion-net-lite2": 4_818_929,
}
_LESION_NET = "CGA and SGAU of Ye et al. 2020 on an ImageNet encoder, not the paper's network"


def _add_lesion_net(name: str, parameters: int) -> None:
    encoder = f"tf_efficientnet_{name.rpartition('-')[2]}"

    def build(**arguments: object) -> nn.Module:
        return _make("lesion_net", "LesionNet", encoder=encoder, **arguments)

    register(
        name,
        paper=_LESION_NET,
        task="segmentation",
        input_size=(1440, 1440),
        stride=32,
        parameters=parameters,
    )(build)


for _name, _count in _LESION_NETS.items():
    _add_lesion_net(_name, _count)


@register(
    "zoom-in-net",
    paper=_ZOOM_IN_NET,
    task="grading",
    input_size=(492, 492),
    stride=1,
    parameters=75_342_361,
    unsaid={"crop_trunk": None, "pair": False},
)
def zoom_in_net(**arguments: object) -> nn.Module:
    """M-Net, A-Net, C-Net and the head for pairs of eyes."""
    return _make("zoom_in_net", "ZoomInNet", **arguments)


def _add_grader(
    name: str,
    module: str,
    network: str,
    *,
    paper: str,
    side: int,
    stride: int,
    parameters: int,
    **fixed: object,
) -> None:
    """Register a variant of a grading network; its builder refuses what its name already says."""

    def build(**arguments: object) -> nn.Module:
        return _make(module, network, **fixed, **arguments)

    register(
        name,
        paper=paper,
        task="grading",
        input_size=(side, side),
        stride=stride,
        parameters=parameters,
    )(build)


_SEA_NETS: dict[str, tuple[int, str]] = {
    "at-net": (23_658_790, "none"),
    "se-at-net": (24_185_254, "before"),
    "at-se-net": (24_185_254, "after"),
    "sea-net": (23_661_108, "between"),
}
_SUNETS: dict[str, tuple[int, dict[str, Any]]] = {  # table 1
    "sunet": (30_337_181, {}),
    "sunet-no-regulariser": (29_155_400, {"lesion_classes": 0}),
    "sunet-dr": (28_564_549, {"dme_grades": 0, "lesion_classes": 0}),
    "sunet-dme": (28_564_035, {"dr_grades": 0, "lesion_classes": 0}),
    "sunet-dr-regularised": (29_746_330, {"dme_grades": 0}),
    "sunet-dme-regularised": (29_745_816, {"dr_grades": 0}),
}
_SPLITS: dict[str, tuple[int, int]] = {  # table 2
    "sunet-early": (48_633_981, 1),
    "sunet-middle": (47_517_565, 2),
    "sunet-late": (40_695_165, 3),
}
_GRAD_CAMS: dict[str, tuple[int, int, int]] = {
    "vgg16": (14_717_253, 224, 16),
    "resnet50": (23_518_277, 224, 32),
    "inception-v3": (21_795_813, 299, 1),
    "inception-resnet-v2": (54_314_149, 299, 1),
    "resnet16d": (6_477_669, 448, 1),  # not in the paper: the small trunk of what is shipped
}

# The papers of SEA-Net and SUNet print no input size; 512 px is ours.
for _name, (_count, _excitation) in _SEA_NETS.items():
    _add_grader(
        *(_name, "sea_net", "SEANet"),
        paper=_SEA_NET,
        side=512,
        stride=32,
        parameters=_count,
        excitation=_excitation,
    )
for _name, (_count, _tasks) in _SUNETS.items():
    _add_grader(
        *(_name, "sunet", "SUNet"), paper=_SUNET, side=512, stride=32, parameters=_count, **_tasks
    )
for _name, (_count, _shared) in _SPLITS.items():
    _add_grader(
        *(_name, "split_network", "SplitNetwork"),
        paper=_SUNET,
        side=512,
        stride=32,
        parameters=_count,
        shared_stages=_shared,
    )
for _name, (_count, _side, _stride) in _GRAD_CAMS.items():
    _add_grader(
        *(f"gradcam-{_name}", "gradcam_network", "GradCamNetwork"),
        paper=_GRAD_CAM,
        side=_side,
        stride=_stride,
        parameters=_count,
        trunk=_name,
    )
