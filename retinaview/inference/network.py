"""A loaded network: its precision, its cancellation and its fallbacks when memory runs out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TypeVar

import cv2
import torch
from torch import nn

from retinaview.core.errors import ModelError
from retinaview.inference.device import Device
from retinaview.inference.folding import fold_normalisation
from retinaview.inference.openvino_engine import Graph, with_graphs
from retinaview.models.guests.network import GuestNetwork
from retinaview.models.guests.onnx_network import OnnxNetwork
from retinaview.models.layers import before_every_layer
from retinaview.models.precision import in_precision
from retinaview.models.weights.files import LoadedModel

MIN_TILE_PX = 256
"""Smallest tile; a smaller one would show too little of the retina."""

Result = TypeVar("Result")
_CONVOLUTIONS = (nn.Conv2d, nn.ConvTranspose2d)


class Network:
    """One network with its weights on a device; runs one photograph at a time.

    Convolution weights are kept in the device's precision and in channels-last order; everything
    else stays in float32 under autocast. Batch normalisation that directly follows a convolution is
    folded into it. Where OpenVINO is the device's runtime, the convolutional parts become graphs.

    Parameters
    ----------
    loaded : LoadedModel
        The network in float32; modified.
    device : Device
        Device for the network.
    input_px : int
        Longest side of its input if it may also be run on tiles, else 0.

    Attributes
    ----------
    tile_px : int
        Side of the tiles that its caller should use; 0 while the card's own tiling fits.
    layers : int
        Upper bound on the calls of `run`'s `between_layers` in one pass.
    """

    def __init__(self, loaded: LoadedModel, device: Device, *, input_px: int = 0) -> None:
        self.card = loaded.card
        self.device = device
        self.module, self._graphs = _prepared(loaded.module, device)
        self.tile_px = 0
        self._fallback_note = ""
        self._input_px = input_px
        self.layers = sum(1 for _ in self.module.modules())

    @property
    def notes(self) -> tuple[str, ...]:
        """What the reader should know about how it ran."""
        graphs = (f"{self.card.name}: {graph.note}" for graph in self._graphs if graph.note)
        notes = (self.device.note, self._fallback_note, *graphs)
        return tuple(dict.fromkeys(note for note in notes if note))

    def run(
        self,
        predict: Callable[[nn.Module], Result],
        *,
        between_layers: Callable[[], None] | None = None,
    ) -> Result:
        """Call `predict` with the network, and retry with less memory if it runs out.

        The side of the tiles is halved repeatedly, then a GPU is given up for the CPU. The
        network keeps the first setting that worked, and `notes` reports it.

        Parameters
        ----------
        predict : callable
            Runs the module it receives, on tiles of `tile_px`.
        between_layers : callable, optional
            Called before every layer; an exception from it ends the run.

        Raises
        ------
        ModelError
            The network failed.
        """
        while True:
            try:
                with self._running(between_layers):
                    return predict(self.module)
            except (RuntimeError, ValueError, TypeError, MemoryError, cv2.error) as error:
                if not (_is_out_of_memory(error) and self._fall_back()):
                    reason = (str(error).strip() or type(error).__name__).splitlines()[0]
                    raise ModelError(f"{self.card.name} failed: {reason}") from error

    @contextmanager
    def _running(self, between_layers: Callable[[], None] | None) -> Iterator[None]:
        low = self.device.precision == "bfloat16"
        with ExitStack() as stack:
            stack.enter_context(torch.inference_mode())
            stack.enter_context(in_precision(self.module, bfloat16=low))
            if between_layers is not None:
                stack.enter_context(before_every_layer(self.module, between_layers))
            self._poll_with(between_layers)
            stack.callback(self._poll_with, None)
            yield

    def _poll_with(self, call: Callable[[], None] | None) -> None:
        for graph in self._graphs:
            graph.poll = call

    def _fall_back(self) -> bool:
        """Choose a setting that needs less memory; return False if there is none left."""
        if self.device.kind == "cuda":
            torch.cuda.empty_cache()
        half = (self.tile_px or self._input_px) // 2
        if half >= MIN_TILE_PX:
            self.tile_px = -(-half // 32) * 32
            self._fallback_note = f"memory ran out: {self.card.name} ran on {self.tile_px} px tiles"
            return True
        if self.device.kind == "cpu":
            return False
        self._fallback_note = f"graphics memory ran out: {self.card.name} ran on the processor"
        self.device = Device("cpu", "CPU (float32)", "float32")
        self.module.float().to("cpu")
        self.tile_px = 0
        return True


def _prepared(
    module: nn.Module, device: Device
) -> tuple[nn.Module, tuple[Graph | OnnxNetwork, ...]]:
    """Return the network in its fastest form for the device, and its graphs."""
    module.eval().to(device.kind)
    if isinstance(module, GuestNetwork):  # nothing is known about the order of its layers
        return module, tuple(part for part in module.modules() if isinstance(part, OnnxNetwork))
    fold_normalisation(module)
    graphs: tuple[Graph, ...] = ()
    if device.runtime == "openvino":
        module, graphs = with_graphs(module, device)
    in_graphs = {part for graph in graphs for part in graph.modules()}
    for part in module.modules():
        if isinstance(part, _CONVOLUTIONS) and part not in in_graphs:
            part.to(device.dtype)
    return module.to(memory_format=torch.channels_last), graphs


def _is_out_of_memory(error: BaseException) -> bool:
    # The allocators of Apple's GPUs and of the CPU raise plain RuntimeErrors.
    messages = ("out of memory", "can't allocate memory", "not enough memory")
    return isinstance(error, torch.cuda.OutOfMemoryError | MemoryError) or any(
        message in str(error) for message in messages
    )
