"""Convolutions of a network as OpenVINO graphs; optional, and for CPUs only.

OpenVINO fuses layers and uses a CPU's bfloat16 matrix units better than torch. The heads of the
grading networks stay in torch and in float32: they are small, and the displayed values come from
them. Importing this module imports torch, but not OpenVINO.
"""

from __future__ import annotations

import warnings
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from typing import Any

import torch
from torch import Tensor, nn

from retinaview.inference.device import Device
from retinaview.inference.graph_folder import GraphFolder
from retinaview.models.openvino_import import import_openvino

PARTS = ("trunk", "features", "blend", "shared", "to_diagnosis", "to_lesions", "regulariser")
"""Names of the convolutional parts of our networks; a network without any becomes one graph."""
LARGEST_DIFFERENCE = {"float32": 1e-3, "bfloat16": 0.05}
"""Largest root mean square difference relative to torch in float32, for a precision to be used."""
TRACE_PX = 192
"""Side of the image for tracing; the graph then takes any size. Small for every network."""
POLL_MS = 20
"""Interval at which a running graph checks for cancellation."""
SHAPES = 2
"""Number of input shapes kept compiled."""

Poll = Callable[[], None]


def with_graphs(module: nn.Module, device: Device) -> tuple[nn.Module, tuple[Graph, ...]]:
    """Replace a network's convolutional parts with graphs; return it and the graphs.

    Parameters
    ----------
    module : nn.Module
        In evaluation mode, float32, on the CPU; modified, unless it becomes one graph.
    device : Device
        Gives the precision.
    """
    names = _outermost(module)
    if not names:
        graph = Graph(module, precision=device.precision)
        return graph, (graph,)
    graphs = {name: Graph(module.get_submodule(name), precision=device.precision) for name in names}
    for name, graph in graphs.items():
        module.set_submodule(name, graph)
    return module, tuple(graphs.values())


def _outermost(module: nn.Module) -> list[str]:
    found: list[str] = []
    for name, _ in module.named_modules():
        inside = any(name.startswith(f"{outer}.") for outer in found)
        if name.rpartition(".")[2] in PARTS and not inside:
            found.append(name)
    return found


class Graph(nn.Module):
    """A part of a network that OpenVINO runs, or torch if OpenVINO cannot.

    The graph is converted for the first image, and used only if its output on that image agrees
    with torch's; it is then cached on disk, because conversion takes seconds.

    Attributes
    ----------
    part : nn.Module
        The part in torch: takes one tensor (N, 3 or more, H, W) and returns a tensor, or a tuple of
        tensors and None.
    poll : callable or None
        Called while the graph runs; an exception from it ends the run.
    note : str
        Why torch runs instead; empty if OpenVINO does.

    Parameters
    ----------
    part : nn.Module
        See above.
    precision : str
        ``"float32"``, or ``"bfloat16"`` if that is close enough.
    folder : GraphFolder, optional
        Cache of graphs.
    """

    def __init__(
        self, part: nn.Module, *, precision: str, folder: GraphFolder | None = None
    ) -> None:
        super().__init__()
        self.part = part
        self.poll: Poll | None = None
        self.note = ""
        self._precision = precision
        self._folder = folder or GraphFolder()
        self._model: Any = None
        self._requests: OrderedDict[tuple[int, ...], Any] = OrderedDict()

    def forward(self, image: Tensor) -> Any:  # noqa: ANN401 - whatever the part returns
        """Return the part's output, float32, for an image (N, C, H, W)."""
        request = None if self.note else self._request(image)
        if request is None:
            return self.part(image)
        outputs = _run(request, image, self.poll)
        # Its intermediate results, 0.7 GB for a photograph, are quickly allocated again.
        request.get_compiled_model().release_memory()
        return _unpacked(outputs, _info(self._model, "outputs"))

    def _request(self, image: Tensor) -> Any:  # noqa: ANN401 - OpenVINO has no types
        """Return the compiled graph for an image's shape; None if OpenVINO cannot."""
        shape = tuple(image.shape)
        if shape in self._requests:
            self._requests.move_to_end(shape)
            return self._requests[shape]
        try:
            if self._model is None:
                self._model = self._graph_for(image)
            self._requests[shape] = _compiled(self._model, shape, _info(self._model, "precision"))
        except (ImportError, RuntimeError, ValueError, TypeError, NotImplementedError) as error:
            if self.poll is not None:
                self.poll()  # OpenVINO reports a stop while it traces as a failure of its own
            reason = (str(error).strip() or type(error).__name__).splitlines()[0]
            self.note = f"torch ran in OpenVINO's place: {reason}"
            return None
        while len(self._requests) > SHAPES:
            self._requests.popitem(last=False)
        return self._requests[shape]

    def _graph_for(self, image: Tensor) -> Any:  # noqa: ANN401
        """Return the graph for any shape, from the disk or newly converted."""
        key = self._folder.key(self.part, self._precision)
        kept = self._folder.find(key)
        if kept is not None:
            return _core().read_model(kept)
        # Not inference mode, which tracing does not support; autocast would end up in the graph.
        with (
            torch.inference_mode(False),
            torch.no_grad(),
            torch.autocast(image.device.type, enabled=False),
        ):
            model = self._convert(image.float().clone())
        self._folder.keep(key, lambda path: _save(model, path))
        return model

    def _convert(self, image: Tensor) -> Any:  # noqa: ANN401
        """Convert, and choose the precision that agrees with torch."""
        expected = self.part(image)
        piece = image[:1, :, :TRACE_PX, :TRACE_PX].contiguous()
        model = _converted(_Flat(self.part), piece)
        for precision in dict.fromkeys((self._precision, "float32")):
            request = _compiled(model, tuple(image.shape), precision)
            if (
                _difference(_run(request, image), _tensors(expected))
                <= (LARGEST_DIFFERENCE[precision])
            ):
                model.set_rt_info(precision, ["retinaview", "precision"])
                model.set_rt_info(_layout(expected), ["retinaview", "outputs"])
                return model
        raise ValueError("its output differs")


class _Flat(nn.Module):
    """A part whose output is a flat tuple of tensors, as a graph requires."""

    def __init__(self, part: nn.Module) -> None:
        super().__init__()
        self.part = part

    def forward(self, image: Tensor) -> tuple[Tensor, ...]:
        return _tensors(self.part(image))


@cache
def _core() -> Any:  # noqa: ANN401
    return import_openvino().Core()


def _converted(part: nn.Module, example: Tensor) -> Any:  # noqa: ANN401
    """Return a graph for any shape."""
    decoding = import_openvino("openvino.frontend.pytorch.ts_decoder")
    frontends = import_openvino("openvino.frontend").FrontEndManager()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # tracing is deprecated and sizes become constants
        decoder = decoding.TorchScriptPythonDecoder(part, example_input=example)
        frontend = frontends.load_by_framework("pytorch")
        return frontend.convert(frontend.load(decoder))


def _compiled(model: Any, shape: tuple[int, ...], precision: str) -> Any:  # noqa: ANN401
    fitted = model.clone()
    fitted.reshape(list(shape))
    options = {
        "PERFORMANCE_HINT": "LATENCY",
        "INFERENCE_PRECISION_HINT": "bf16" if precision == "bfloat16" else "f32",
        "INFERENCE_NUM_THREADS": torch.get_num_threads(),
        "ENABLE_CPU_PINNING": False,  # other programs run on this machine too
    }
    return _core().compile_model(fitted, "CPU", options).create_infer_request()


def _run(request: Any, image: Tensor, poll: Poll | None = None) -> list[Tensor]:  # noqa: ANN401
    values = image.detach().float().contiguous().numpy()
    request.set_input_tensor(import_openvino().Tensor(values, shared_memory=True))
    request.start_async()
    try:
        while not request.wait_for(POLL_MS):
            if poll is not None:
                poll()
    except BaseException:
        request.cancel()
        with suppress(RuntimeError):  # raised because of the cancellation
            request.wait()
        raise
    return [torch.from_numpy(output.data.copy()) for output in request.output_tensors]


def _save(model: Any, path: str) -> None:  # noqa: ANN401
    import_openvino().save_model(model, path, compress_to_fp16=False)


def _info(model: Any, name: str) -> str:  # noqa: ANN401
    return str(model.get_rt_info(["retinaview", name]).astype(str))


def _tensors(output: Any) -> tuple[Tensor, ...]:  # noqa: ANN401
    if isinstance(output, Tensor):
        return (output,)
    return tuple(part for part in output if part is not None)


def _layout(output: Any) -> str:  # noqa: ANN401
    if isinstance(output, Tensor):
        return "tensor"
    return ",".join("none" if part is None else "tensor" for part in (*output, None))


def _unpacked(outputs: list[Tensor], layout: str) -> Any:  # noqa: ANN401
    if layout == "tensor":
        return outputs[0]
    rest: Iterator[Tensor] = iter(outputs)
    return tuple(next(rest) if place == "tensor" else None for place in layout.split(",")[:-1])


def _difference(outputs: list[Tensor], expected: tuple[Tensor, ...]) -> float:
    """Return the largest relative root mean square difference of the outputs."""
    pairs = list(zip(outputs, expected, strict=True))
    return max(float((a - b).norm() / b.float().norm().clamp_min(1e-12)) for a, b in pairs)
