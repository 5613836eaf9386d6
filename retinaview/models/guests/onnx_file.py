"""Read an ONNX file before anything runs it; needs the package onnx, but not torch."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from retinaview.core.errors import WeightsError
from retinaview.core.guard import guard
from retinaview.core.regular_files import require_regular
from retinaview.core.text import shown
from retinaview.models.guests.description import Output

if TYPE_CHECKING:
    from onnx import ModelProto, TensorProto

ONNX = "onnx"
"""The architecture on the card of an ONNX file."""
PARAMETERS = "parameters"
"""The only argument on such a card, written when the file is added: its number of weights."""
MIN_OPSET = 9
MAX_BYTES = (1 << 31) - 1
"""Largest size of a model in one file, the limit of its format."""
INSTALL = "needs the package onnx: pip install 'retinaview[onnx]'"
_DOMAINS = ("", "ai.onnx", "ai.onnx.ml")


@dataclass(frozen=True)
class OnnxFile:
    """What an ONNX file says of itself.

    Attributes
    ----------
    side : tuple of int or None
        Height and width of its input; None where any is taken.
    outputs : tuple of str
        Names of its outputs.
    parameters : int
        Number of weights.
    outside : tuple of Path
        Files beside it that hold its weights.
    """

    side: tuple[int, int] | None
    outputs: tuple[str, ...]
    parameters: int
    outside: tuple[Path, ...]


def read_onnx(path: Path) -> OnnxFile:
    """Read an ONNX file without its external data and check what can be checked without a run.

    Raises
    ------
    WeightsError
        It is missing, damaged, of an operator set that is not supported, does not take one image,
        or refers to data outside its folder.
    """
    onnx = _onnx(path)
    with guard(WeightsError, path, "is damaged or not an ONNX file", say_why=True, field="header"):
        require_regular(path)
        model: ModelProto = onnx.load(path, load_external_data=False)
        if not model.graph.node:
            raise WeightsError("has no graph; it is damaged or not an ONNX file", path=path)
        _check_operators(model, onnx.defs.onnx_opset_version(), path)
        return _checked(model, onnx.TensorProto, path)


def _checked(model: ModelProto, kind: type[TensorProto], path: Path) -> OnnxFile:
    tensors = list(_tensors(model, kind))
    outside = {_data_file(tensor, path) for tensor in tensors if tensor.data_location}
    return OnnxFile(
        side=_side(model, path),
        outputs=tuple(f"{output.name}" for output in model.graph.output),  # bytes if no UTF-8
        parameters=sum(math.prod(each.dims) for each in model.graph.initializer),
        outside=tuple(sorted(outside)),
    )


def check_fits(file: OnnxFile, outputs: Sequence[Output], *, side_px: int, path: Path) -> None:
    """Raise `WeightsError` if a card's outputs or input size are not those of the file."""
    for index, output in enumerate(outputs):
        if output.name not in file.outputs:
            message = f"there is no {shown(output.name)}; there are {', '.join(file.outputs)}"
            raise WeightsError(message, path=path, field=f"outputs.{index}.name")
    if file.side is not None and file.side != (side_px, side_px):
        height, width = file.side
        message = f"the file takes images of {height} x {width} pixels, not {side_px} x {side_px}"
        raise WeightsError(message, path=path, field="preprocessing.diameter_px")


def write_whole(source: Path, target: Path) -> None:
    """Write a model that lies in several files as one.

    Raises
    ------
    WeightsError
        Its data are missing or too large for one file.
    """
    onnx = _onnx(source)
    with guard(WeightsError, source, "its data cannot be read", say_why=True, field="data"):
        model = onnx.load(source, load_external_data=True)
        if model.ByteSize() > MAX_BYTES:
            raise WeightsError("is too large: over 2 GB in one file", path=source)
        onnx.save_model(model, target)


def _onnx(path: Path) -> ModuleType:
    try:
        import onnx
    except ImportError as error:
        raise WeightsError(INSTALL, path=path) from error
    return onnx


def _check_operators(model: ModelProto, newest: int, path: Path) -> None:
    for each in model.opset_import:
        if each.domain not in _DOMAINS:
            message = f"uses operators of {shown(each.domain)}, which no runtime here has"
            raise WeightsError(message, path=path, field="opset")
        if each.domain in _DOMAINS[:2] and not MIN_OPSET <= each.version <= newest:
            message = f"has operator set {each.version}; {MIN_OPSET} to {newest} are supported"
            raise WeightsError(message, path=path, field="opset")
    if not any(each.domain in _DOMAINS[:2] for each in model.opset_import):
        raise WeightsError("names no operator set", path=path, field="opset")


def _side(model: ModelProto, path: Path) -> tuple[int, int] | None:
    """Return height and width of the only input; None if both are free."""
    weights = {each.name for each in model.graph.initializer}
    inputs = [each for each in model.graph.input if each.name not in weights]
    shapes = [each.type.tensor_type.shape.dim for each in inputs]
    if len(inputs) != 1 or len(shapes[0]) != 4 or inputs[0].type.tensor_type.elem_type != 1:
        message = "must take one input, float32 images of the shape (N, 3, H, W)"
        raise WeightsError(message, path=path, field="input")
    channels, height, width = (each.dim_value for each in shapes[0][1:])
    if channels not in (0, 3):
        message = f"takes images of {channels} channels, not 3"
        raise WeightsError(message, path=path, field="input")
    if bool(height) != bool(width):
        message = "must fix both sides of its images, or neither"
        raise WeightsError(message, path=path, field="input")
    return (height, width) if height else None


def _data_file(tensor: TensorProto, path: Path) -> Path:
    """Return the file of a tensor's data; it must lie in the model's folder, links followed."""
    location = next((each.value for each in tensor.external_data if each.key == "location"), "")
    folder = path.resolve().parent
    file = (folder / location).resolve()
    if not location or not file.is_relative_to(folder):
        message = f"its data {shown(location)} lie outside its folder and are not read"
        raise WeightsError(message, path=path, field="data")
    if not file.is_file():
        raise WeightsError(f"its data {shown(location)} are missing", path=path, field="data")
    return file


def _tensors(message: Any, kind: type[TensorProto]) -> Iterator[TensorProto]:  # noqa: ANN401
    """Yield every tensor of a model: weights, constants of nodes and of nested graphs."""
    if isinstance(message, kind):
        yield message
        return
    for field, value in message.ListFields():
        if field.message_type is not None:
            parts = [value] if hasattr(value, "ListFields") else value
            for part in parts:
                yield from _tensors(part, kind)
