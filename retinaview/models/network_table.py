"""The table of networks that can be built by name; importing it imports none of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from retinaview.core.errors import ModelError
from retinaview.core.text import shown

if TYPE_CHECKING:  # pydantic would delay the first photograph
    from retinaview.models.guests.description import Guest

NAME_PATTERN = r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}"
"""What networks and weights may be called: files are."""
_GANET = "Ye et al., GANet: Group Attention Network for DR Image Segmentation, SPIE 2020"
_LESION_NET = "CGA and SGAU of Ye et al. 2020 on an ImageNet encoder, not the paper's network"
_ZOOM_IN_NET = "Wang et al., Zoom-in-Net: Deep Mining Lesions for DR Detection, MICCAI 2017"
_ZOOM_IN_NET_LITE = "M-Net, A-Net and C-Net of Wang et al. 2017 on ImageNet, not their network"
_SEA_NET = "Zhao et al., SEA-Net: Squeeze-and-Excitation Attention Net for DR Grading, ICIP 2020"
_ON_LITE = "on an ImageNet EfficientNet-Lite, not their network"
_SUNET = "Tu et al., SUNet: A Lesion Regularized Model for DR and DME Grading, ISBI 2020"
_LANDMARKS = "none: a network of ours, a feature pyramid on an ImageNet encoder"
_GRAD_CAM = "Mensah et al., Towards the Localisation of Lesions in Diabetic Retinopathy, 2020"


@dataclass(frozen=True)
class NetworkRow:
    """One network of the table, described without building it.

    Attributes
    ----------
    name : str
        Registry name, such as ``"ganet"``.
    title : str
        Name as its paper spells it.
    paper : str
        Author, title and year of the paper that describes the network.
    task : str
        ``"segmentation"``, ``"grading"`` or ``"landmarks"``.
    recipe : str
        Module in `training.recipes` that trains it.
    builder : str
        Module in `retinaview.models.networks` and class, such as ``"ganet:GANet"``; empty for a
        guest.
    input_size : tuple of int
        Height and width, in pixels, at which the paper or our recipe trains it.
    stride : int
        Input heights and widths must be multiples of this.
    parameters : int
        Number of trainable parameters with the row's arguments. Stored, because counting them
        would mean building the network; a test verifies it.
    arguments : mapping of str to object
        Constructor arguments that the name implies.
    missing_arguments : mapping of str to object
        Values for arguments that a model card omits because it is older than they are, where
        these differ from the constructor's defaults.
    guest : Guest or None
        The network of another package, which builds it itself.
    """

    name: str
    title: str
    paper: str
    task: str
    recipe: str
    builder: str
    input_size: tuple[int, int]
    stride: int
    parameters: int
    arguments: Mapping[str, Any] = field(default_factory=dict)
    missing_arguments: Mapping[str, Any] = field(default_factory=dict)
    guest: Guest | None = None


@dataclass(frozen=True)
class ShippedRow:
    """Weights of ours under a name other than their network's.

    Most are shipped with the program; ``zoom-in-net-small`` was until ``zoom-in-net-lite0`` had a
    C-Net too, and findings of it keep its title.

    Attributes
    ----------
    name, title : str
        Name of the weights on the command line, and as displayed.
    network : str
        Name of their network's row.
    recipe : str
        Recipe that trains them.
    """

    name: str
    title: str
    network: str
    recipe: str


def _ganet(name: str, title: str, parameters: int, **arguments: object) -> NetworkRow:
    recipe = "ganet" if name == "ganet" else "ganet_paper"
    return NetworkRow(
        *(name, title, _GANET, "segmentation", recipe, "ganet:GANet"),
        *((384, 512), 16, parameters, arguments),
    )


def _lesion_net(size: str, parameters: int) -> NetworkRow:
    name, title, encoder = (
        f"lesion-net-{size}",
        f"Lesion network, {size}",
        f"tf_efficientnet_{size}",
    )
    return NetworkRow(
        *(name, title, _LESION_NET, "segmentation", "lesion_net", "lesion_net:LesionNet"),
        *((1440, 1440), 32, parameters, {"encoder": encoder}),
    )


def _zoom_in_net_lite(size: str, parameters: int) -> NetworkRow:
    trunk = f"tf_efficientnet_{size}"
    arguments = {
        "trunk": trunk,
        "feature_channels": 1280,
        "crop_trunk": trunk,
        "dme_grades": 3,
        "dropout": 0.2,
    }
    return NetworkRow(
        name=f"zoom-in-net-{size}",
        title=f"Zoom-in-Net, {size}",
        paper=_ZOOM_IN_NET_LITE,
        task="grading",
        recipe="zoom_in_net_lite",
        builder="zoom_in_net:ZoomInNet",
        input_size=(448, 448),
        stride=32,
        parameters=parameters,
        arguments=arguments,
        missing_arguments={"crop_trunk": None},
    )


def _sea_net(name: str, title: str, parameters: int, excitation: str) -> NetworkRow:
    # The papers of SEA-Net and SUNet print no input size; 512 px is ours.
    return NetworkRow(
        *(name, title, _SEA_NET, "grading", "sea_net", "sea_net:SEANet"),
        *((512, 512), 32, parameters, {"excitation": excitation}),
    )


def _on_lite(row: NetworkRow, parameters: int, **arguments: object) -> NetworkRow:
    """Return one of the papers' networks on the trunk of an EfficientNet-Lite0."""
    return replace(
        row,
        name=f"{row.name}-lite0",
        title=f"{row.title}, lite0",
        paper=f"{row.title} of {row.paper.partition(' et al.')[0]} et al. {_ON_LITE}",
        parameters=parameters,
        arguments={**row.arguments, "trunk": "tf_efficientnet_lite0", **arguments},
    )


def _sunet(name: str, title: str, parameters: int, **tasks: int) -> NetworkRow:
    return NetworkRow(
        *(name, title, _SUNET, "grading", "sunet", "sunet:SUNet"),
        *((512, 512), 32, parameters, tasks),
    )


def _split(name: str, title: str, parameters: int, shared_stages: int) -> NetworkRow:
    return NetworkRow(
        *(name, title, _SUNET, "grading", "sunet", "split_network:SplitNetwork"),
        *((512, 512), 32, parameters, {"shared_stages": shared_stages}),
    )


def _two_softmaxes(trunk: str, title: str, parameters: int) -> NetworkRow:
    return NetworkRow(
        *(f"sunet-{trunk}", f"SUNet, {title}", _SUNET, "grading", "sunet"),
        *("two_softmaxes:TwoSoftmaxes", (512, 512), 32, parameters, {"trunk": trunk}),
    )


def _grad_cam(trunk: str, title: str, parameters: int, side: int, stride: int) -> NetworkRow:
    return NetworkRow(
        *(f"gradcam-{trunk}", f"Grad-CAM, {title}", _GRAD_CAM, "grading", "grad_cam"),
        *("gradcam_network:GradCamNetwork", (side, side), stride, parameters, {"trunk": trunk}),
    )


NETWORKS = (
    _ganet(
        *("unet", "U-Net", 7_765_985), decoder_convs=2, channel_attention=None, group_skip=False
    ),
    _ganet(
        *("ganet-baseline", "GANet, baseline", 6_981_185), channel_attention=None, group_skip=False
    ),
    _ganet("ganet-se", "GANet, SE", 7_025_887, channel_attention="se", group_skip=False),
    _ganet("ganet-sgau", "GANet, SGAU", 6_981_185, channel_attention=None, group_skip=True),
    _ganet("ganet-cga", "GANet, CGA", 6_986_465, channel_attention="cga", group_skip=False),
    _ganet("ganet", "GANet", 6_986_465, channel_attention="cga", group_skip=True),
    # Not in the paper: a reading of CGA whose pooled value has range.
    _ganet(
        *("ganet-range", "GANet, CGA with range", 6_986_465),
        channel_attention="cga-range",
        group_skip=True,
    ),
    _lesion_net("lite0", 3_414_449),
    _lesion_net("lite1", 4_179_121),
    _lesion_net("lite2", 4_818_929),
    NetworkRow(
        *("zoom-in-net", "Zoom-in-Net", _ZOOM_IN_NET, "grading", "zoom_in_net"),
        *("zoom_in_net:ZoomInNet", (492, 492), 1, 75_342_361),
        missing_arguments={"crop_trunk": None, "pair": False},
    ),
    _zoom_in_net_lite("lite0", 6_680_796),
    _zoom_in_net_lite("lite1", 8_210_140),
    _sea_net("at-net", "AT-Net", 23_658_790, "none"),
    _sea_net("se-at-net", "SE-AT-Net", 24_185_254, "before"),
    _sea_net("at-se-net", "AT-SE-Net", 24_185_254, "after"),
    _sea_net("sea-net", "SEA-Net", 23_661_108, "between"),
    _on_lite(_sea_net("sea-net", "SEA-Net", 0, "between"), 2_985_780),
    _sunet("sunet", "SUNet", 30_337_181),  # table 1
    _on_lite(_sunet("sunet", "SUNet", 0), 5_374_333, channels=128),
    _sunet("sunet-no-regulariser", "SUNet, no regulariser", 29_155_400, lesion_classes=0),
    _sunet("sunet-dr", "SUNet, DR", 28_564_549, dme_grades=0, lesion_classes=0),
    _sunet("sunet-dme", "SUNet, DME", 28_564_035, dr_grades=0, lesion_classes=0),
    _sunet("sunet-dr-regularised", "SUNet, DR regularised", 29_746_330, dme_grades=0),
    _sunet("sunet-dme-regularised", "SUNet, DME regularised", 29_745_816, dr_grades=0),
    _two_softmaxes("vgg19", "VGG-19", 20_028_488),
    _two_softmaxes("resnet34", "ResNet-34", 21_288_776),
    _split("sunet-early", "SUNet, early split", 48_633_981, 1),  # table 2
    _split("sunet-middle", "SUNet, middle split", 47_517_565, 2),
    _split("sunet-late", "SUNet, late split", 40_695_165, 3),
    _grad_cam("vgg16", "VGG16", 14_717_253, 224, 16),
    _grad_cam("resnet50", "ResNet-50", 23_518_277, 224, 32),
    _grad_cam("inception-v3", "Inception-v3", 21_795_813, 299, 1),
    _grad_cam("inception-resnet-v2", "Inception-ResNet-v2", 54_314_149, 299, 1),
    # Not in the paper: the small trunk of what is shipped.
    _grad_cam("resnet16d", "ResNet-16-D", 6_477_669, 448, 1),
    NetworkRow(
        *("landmark-net", "Disc and fovea", _LANDMARKS, "landmarks", "landmark_net"),
        *("landmark_net:LandmarkNet", (320, 320), 32, 3_100_484),
    ),
)
DEFAULT_SEGMENTER, DEFAULT_GRADER = "lesion-net-lite1", "zoom-in-net-lite0"
DEFAULT_LOCATOR = "landmark-net"
"""The weights that run unless others are named."""
SHIPPED = (
    ShippedRow(
        *("zoom-in-net-small", "Zoom-in-Net, small", "zoom-in-net", "zoom-in-net-small"),
    ),
    ShippedRow("sea-net-small", "SEA-Net, small", "sea-net", "sea-net-small"),
    ShippedRow("sunet-small", "SUNet, small", "sunet", "sunet-small"),
    ShippedRow("gradcam-small", "Grad-CAM, small", "gradcam-resnet16d", "gradcam-small"),
)


def rows_by_name(rows: tuple[NetworkRow, ...]) -> dict[str, NetworkRow]:
    """Return the rows by name; raise `ModelError` for a duplicate name."""
    found = {row.name: row for row in rows}
    if len(found) < len(rows):
        names = [row.name for row in rows]
        twice = next(name for name in names if names.count(name) > 1)
        raise ModelError(f"two networks are called {shown(twice)}", field="name")
    return found
