"""Loading of networks from weights; imports torch."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from retinaview.core.errors import WeightsError
from retinaview.core.findings import GRADING, LANDMARKS, SEGMENTATION
from retinaview.inference.device import Device
from retinaview.inference.grading import Grader
from retinaview.inference.landmarks import Locator
from retinaview.inference.pipeline import Weights
from retinaview.inference.segmentation import Segmenter
from retinaview.models.guests.network import GuestNetwork
from retinaview.models.guests.onnx_network import OnnxNetwork
from retinaview.models.weights.card_checks import check_card
from retinaview.models.weights.files import load

LoadedNetwork = Segmenter | Grader | Locator
_KINDS: dict[str, type[LoadedNetwork]] = {
    SEGMENTATION: Segmenter,
    GRADING: Grader,
    LANDMARKS: Locator,
}


def load_network(weights: Weights, device: Device) -> LoadedNetwork:
    """Load weights onto a device.

    Raises
    ------
    WeightsError
        The weights are damaged, altered, not finite, or belong to another network, or their card
        cannot be used; names the file and the field.
    """
    with _naming(weights.path.with_suffix(".json")):
        check_card(weights.card)
        loaded = load(weights.path)
        if isinstance(loaded.module, GuestNetwork):
            device = _for_guest(device, on_processor=loaded.card.is_onnx)
        return _KINDS[loaded.card.task](loaded, device)


def size_bytes(loaded: LoadedNetwork) -> int:
    """Return the bytes that a network's parameters and buffers take."""
    module = loaded.network.module
    graphs = (part.size_bytes for part in module.modules() if isinstance(part, OnnxNetwork))
    return sum(graphs, sum(each.nbytes for each in chain(module.parameters(), module.buffers())))


def _for_guest(device: Device, *, on_processor: bool) -> Device:
    """Return the device for a network that was not tried in low precision or in other runtimes."""
    kind = "cpu" if on_processor else device.kind
    label = (
        f"{device.label.partition(' (')[0]} (float32)" if kind == device.kind else "CPU (float32)"
    )
    return Device(kind, label, "float32")


@contextmanager
def _naming(card_path: Path) -> Iterator[None]:
    """Add the card's path to errors about the card."""
    try:
        yield
    except WeightsError as error:
        if error.path is not None:
            raise
        raise WeightsError(error.message, path=card_path, field=error.field) from error
