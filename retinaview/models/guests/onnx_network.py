"""An ONNX file as a module: run by onnxruntime, or by OpenVINO where that is not installed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from types import ModuleType
from typing import Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from retinaview.core.errors import ModelError, WeightsError
from retinaview.core.guard import guard
from retinaview.models.openvino_import import import_openvino

INSTALL = "needs onnxruntime or OpenVINO: pip install 'retinaview[onnx]'"
POLL_S = 0.02
"""Interval at which a running graph checks for cancellation."""
Arrays = Mapping[str, NDArray[np.float32]]


class Runtime(Protocol):
    """What runs a graph."""

    def run(self, image: NDArray[np.float32]) -> Arrays:
        """Return the outputs by name for one image (1, 3, H, W)."""

    def stop(self) -> None:
        """End a run from another thread."""


class OnnxNetwork(nn.Module):
    """A graph that takes one image at a time, on the processor, in float32.

    Attributes
    ----------
    poll : callable or None
        Called while the graph runs; an exception from it ends the run.
    note : str
        Empty; there is nothing else that could run it.

    Parameters
    ----------
    content : bytes
        The ONNX file; without external data, which is never read.
    path : Path
        Named in errors.

    Raises
    ------
    WeightsError
        No runtime is installed, or it cannot load the graph.
    """

    note = ""

    def __init__(self, content: bytes, path: Path) -> None:
        super().__init__()
        self.poll: Callable[[], None] | None = None
        self.size_bytes = len(content)
        with guard(WeightsError, path, "the runtime cannot load it", say_why=True, field="graph"):
            self._runtime = _runtime(content)

    def forward(self, image: Tensor) -> dict[str, Tensor]:
        """Return all outputs by name for images (N, 3, H, W)."""
        values = image.detach().float().cpu().contiguous().numpy()
        each = [self._one(values[index : index + 1]) for index in range(len(values))]
        return {name: torch.cat([found[name] for found in each]) for name in each[0]}

    def _one(self, image: NDArray[np.float32]) -> dict[str, Tensor]:
        with ThreadPoolExecutor(1) as thread, guard(ModelError, None, "it failed", say_why=True):
            running = thread.submit(self._runtime.run, image)
            try:
                while True:
                    with suppress(TimeoutError):
                        found = running.result(POLL_S)
                        break
                    if self.poll is not None:
                        self.poll()
            except BaseException:
                self._runtime.stop()
                raise
        return {
            name: torch.from_numpy(np.array(values, np.float32)) for name, values in found.items()
        }


def _runtime(content: bytes) -> Runtime:
    try:
        import onnxruntime
    except ImportError:
        return _OpenVino(content)
    return _OnnxRuntime(onnxruntime, content)


class _OnnxRuntime:
    """Onnxruntime on the processor."""

    def __init__(self, package: ModuleType, content: bytes) -> None:
        package.disable_telemetry_events()  # Windows builds report their use
        options = package.SessionOptions()
        options.intra_op_num_threads = torch.get_num_threads()
        options.log_severity_level = 4  # errors are raised as well
        # There is nothing to fall back to, and it prints on standard output that it does.
        self._session = package.InferenceSession(
            content, options, providers=["CPUExecutionProvider"], enable_fallback=0
        )
        self._make_options = package.RunOptions
        self._options = package.RunOptions()
        self._names = [output.name for output in self._session.get_outputs()]

    def run(self, image: NDArray[np.float32]) -> Arrays:
        """Return the outputs by name for one image (1, 3, H, W)."""
        self._options = self._make_options()
        name = self._session.get_inputs()[0].name
        found = self._session.run(self._names, {name: image}, self._options)
        return dict(zip(self._names, found, strict=True))

    def stop(self) -> None:
        """End a run from another thread."""
        self._options.terminate = True


class _OpenVino:
    """OpenVINO, which reads ONNX itself."""

    def __init__(self, content: bytes) -> None:
        try:
            package = import_openvino()
        except ImportError as error:
            raise WeightsError(INSTALL) from error
        core = package.Core()
        model = core.read_model(content, b"")
        hints = {"INFERENCE_PRECISION_HINT": "f32", "PERFORMANCE_HINT": "LATENCY"}
        threads = {"INFERENCE_NUM_THREADS": torch.get_num_threads(), "ENABLE_CPU_PINNING": False}
        self._request = core.compile_model(model, "CPU", hints | threads).create_infer_request()
        self._names = [output.get_any_name() for output in model.outputs]

    def run(self, image: NDArray[np.float32]) -> Arrays:
        """Return the outputs by name for one image (1, 3, H, W)."""
        found = self._request.infer([image])
        return {name: found[index].copy() for index, name in enumerate(self._names)}

    def stop(self) -> None:
        """End a run from another thread."""
        self._request.cancel()
