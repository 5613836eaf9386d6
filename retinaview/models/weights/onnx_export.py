"""Export of weights as an ONNX file with a card; imports torch."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from torch import Tensor, nn

from retinaview.core.errors import WeightsError
from retinaview.core.findings import SEGMENTATION
from retinaview.core.guard import guard
from retinaview.models.grade_options import GradeOptions
from retinaview.models.guests.description import Kind, Output, Values
from retinaview.models.guests.network import GuestNetwork
from retinaview.models.guests.onnx_file import INSTALL, ONNX, PARAMETERS, read_onnx
from retinaview.models.networks.gradcam_network import GradCamNetwork
from retinaview.models.networks.landmark_net import LandmarkNet
from retinaview.models.networks.sea_net import SEANet
from retinaview.models.networks.split_network import SplitNetwork
from retinaview.models.networks.sunet import SUNet
from retinaview.models.networks.two_softmaxes import TwoSoftmaxes
from retinaview.models.networks.zoom_in_net import ZoomInNet
from retinaview.models.outputs.landmarks import joined_places
from retinaview.models.weights.card import Metric, ModelCard
from retinaview.models.weights.files import LoadedModel, write_card
from retinaview.models.weights.staging import staged, writing

OPSET = 17
"""Operator set of the files, which every runtime of the last years knows."""
LARGEST_DIFFERENCE = 1e-3
"""Largest difference of a probability from torch's in float32; seen are up to 1e-4."""
TRACE_PX = 64
"""Side of the image for tracing where a network takes any size."""
_OTHER_SCORES = (
    "So it grades by M-Net and A-Net alone; what was measured with C-Net is left out of this card."
)
_ONE_EYE = "As an ONNX file it grades each eye alone and does not zoom in."


@dataclass(frozen=True)
class Exportable:
    """A network that returns a tuple of tensors, and what they mean."""

    module: nn.Module
    outputs: tuple[Output, ...]
    grade_options: GradeOptions
    limitation: str = ""
    scores_hold: bool = True


def export_onnx(loaded: LoadedModel, path: Path) -> ModelCard:
    """Write a network as an ONNX file, with a card beside it; both are ready to be added.

    Parameters
    ----------
    loaded : LoadedModel
        A network on the CPU, in float32.
    path : Path
        The ONNX file; its card is of the same name with ``.json``.

    Returns
    -------
    ModelCard
        The card as written, named after the file.

    Raises
    ------
    WeightsError
        The package onnx is missing, or the network cannot be exported.
    WriteError
        The files cannot be written.
    """
    wanted = exportable(loaded)
    content = _traced(wanted, loaded.card)
    with staged(path.resolve().parent, path.name) as file:
        file.write_bytes(content)
        count = read_onnx(file).parameters
        card = loaded.card.model_copy(
            update={
                "name": path.stem,
                "architecture": ONNX,
                "arguments": {PARAMETERS: count},
                "outputs": list(wanted.outputs),
                "grade_options": wanted.grade_options,
                "metrics": [
                    metric
                    for metric in loaded.card.metrics
                    if wanted.scores_hold or _is_without_crop(metric)
                ],
                "limitations": f"{loaded.card.limitations} {wanted.limitation}".strip(),
                "weights_sha256": hashlib.sha256(content).hexdigest(),
            }
        )
        with writing(path):
            file.replace(path)
            write_card(path.with_suffix(".json"), card)
    return card


def _is_without_crop(metric: Metric) -> bool:
    """Return whether a score of a Zoom-in-Net is not changed by C-Net."""
    name = metric.name
    return name.startswith(("IoM", "DME accuracy")) or name.endswith(": M-Net + A-Net")


def exportable(loaded: LoadedModel) -> Exportable:
    """Return a network in the form that an ONNX file has; raise `WeightsError` if it has none."""
    module, options = loaded.module, loaded.card.grade_options
    match module:
        case GuestNetwork():
            raise WeightsError(f"{loaded.card.name} is not one of the program's own networks")
        case ZoomInNet():
            return _zoom_in_net(module, options)
        case SEANet():
            outputs = _named({"dr_grades": "logits", "attention": "probabilities"})
            return Exportable(_SeaNet(module), outputs, options)
        case SUNet() | SplitNetwork() | TwoSoftmaxes():
            return _sunet(module, options)
        case GradCamNetwork():
            outputs = _named({"dr_grades": "logits", "dr_maps": "logits"})
            return Exportable(_GradCam(module), outputs, options)
        case LandmarkNet():
            return Exportable(_Places(module), _named({"places": "probabilities"}), options)
    if loaded.card.task != SEGMENTATION:
        raise WeightsError(f"there is no ONNX form of a network for {loaded.card.task}")
    return Exportable(module, _named({"masks": "logits"}), options)


def _named(values: Mapping[Kind, Values]) -> tuple[Output, ...]:
    return tuple(Output(kind=kind, name=kind, values=each) for kind, each in values.items())


def _traced(wanted: Exportable, card: ModelCard) -> bytes:
    made = card.preprocessing
    free = made.canvas == "box"
    side = TRACE_PX if free else made.diameter_px
    names = [output.name for output in wanted.outputs]
    axes: dict[str, dict[int, str]] = {"image": {2: "height", 3: "width"}} if free else {}
    for output in wanted.outputs if free else ():
        if output.kind == "masks":
            axes[output.name] = {2: "height", 3: "width"}
    try:
        import onnx  # noqa: F401 - torch writes with it
    except ImportError as error:
        raise WeightsError(INSTALL) from error
    # The newer exporter takes minutes for attention over groups of channels.
    with (
        warnings.catch_warnings(),
        torch.no_grad(),
        guard(WeightsError, None, f"{card.name} cannot be exported", say_why=True),
        TemporaryDirectory() as folder,
    ):
        written = Path(folder) / "network.onnx"
        warnings.filterwarnings("ignore", "Converting a tensor")  # sizes taken for constants
        warnings.simplefilter("ignore", DeprecationWarning)  # the exporter's age
        warnings.filterwarnings("ignore", "Constant folding", UserWarning)  # not applied somewhere
        torch.onnx.export(
            wanted.module.eval(),
            (torch.zeros(1, 3, side, side),),
            written,
            dynamo=False,
            input_names=["image"],
            output_names=names,
            dynamic_axes=axes,
            opset_version=OPSET,
        )
        return written.read_bytes()


class _Wrapped(nn.Module):
    """A network whose outputs are put in the card's order."""

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network


class _SeaNet(_Wrapped):
    """Grades and the attention map."""

    def forward(self, image: Tensor) -> tuple[Tensor, Tensor]:
        output = self.network(image)
        return output.logits, output.attention


class _Places(_Wrapped):
    """Places of disc and fovea."""

    def forward(self, image: Tensor) -> Tensor:
        return joined_places(*self.network(image))


class _GradCam(nn.Module):
    """Grades and Grad-CAM, in the closed form of `retinaview.models.outputs.grad_cam`."""

    def __init__(self, network: GradCamNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, image: Tensor) -> tuple[Tensor, Tensor]:
        features = self.network.features(image)
        importance = self.network.classifier.weight[:, :, None, None]
        cells = features.shape[2] * features.shape[3]
        maps = nn.functional.conv2d(features, importance) / cells
        return self.network.classify(features), torch.relu(maps)


class _SUNet(_Wrapped):
    """Grades, class activation maps and lesions without the background."""

    def forward(self, image: Tensor) -> tuple[Tensor, ...]:
        output = self.network(image)
        parts = [
            *(output.dr or ()),
            *(output.dme or ()),
            *(() if output.lesions is None else (output.lesions.softmax(dim=1)[:, 1:],)),
        ]
        return tuple(parts)


def _sunet(module: SUNet | SplitNetwork | TwoSoftmaxes, options: GradeOptions) -> Exportable:
    values: dict[Kind, Values] = {}
    if module.heads.dr is not None:
        values |= {"dr_grades": "logits", "dr_maps": "logits"}
    if module.heads.dme is not None:
        values |= {"dme_grades": "logits", "dme_maps": "logits"}
    if module.heads.regulariser is not None:
        values["masks"] = "probabilities"
    return Exportable(_SUNet(module), _named(values), options)


class _ZoomInNet(nn.Module):
    """Grades averaged over M-Net and A-Net, and the gated maps."""

    def __init__(self, network: ZoomInNet, options: GradeOptions) -> None:
        super().__init__()
        self.network, self.options = network, options

    def forward(self, image: Tensor) -> tuple[Tensor, ...]:
        output = self.network(image)
        logits = {"main": output.main.logits, "attention": output.attention.logits}
        heads = self.options.heads
        softened = [(logits[head] / self.options.temperature).softmax(1) for head in heads]
        grades = torch.stack(softened).mean(dim=0)
        found = (grades, output.attention.gated)
        dme = output.main.dme_logits
        return found if dme is None else (*found, dme)


def _zoom_in_net(module: ZoomInNet, options: GradeOptions) -> Exportable:
    alone = tuple(head for head in options.heads if head in ("main", "attention"))
    if not alone:
        message = f"its grade is that of {', '.join(options.heads)}, which an ONNX file cannot hold"
        raise WeightsError(message, field="reading.heads")
    whole = alone == options.heads
    values: dict[Kind, Values] = {"dr_grades": "probabilities", "dr_maps": "logits"}
    if module.main.dme_classifier is not None:
        values["dme_grades"] = "logits"
    # The temperature is in the graph, because it divides before the heads are averaged.
    graded = replace(options, temperature=1.0, heads=("main",))
    network = _ZoomInNet(module, replace(options, heads=alone))
    limitation = _ONE_EYE if whole else f"{_ONE_EYE} {_OTHER_SCORES}"
    return Exportable(network, _named(values), graded, limitation, scores_hold=whole)
